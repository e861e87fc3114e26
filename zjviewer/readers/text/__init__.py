"""Readers for plain text, Markdown and CSV."""
