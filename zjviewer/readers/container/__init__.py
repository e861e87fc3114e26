"""Readers of containers: documents in ZIP archives and e-mails."""
