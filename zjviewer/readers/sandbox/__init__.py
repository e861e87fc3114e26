"""Isolated reading of files: worker process, JSON protocol, resource limits."""
