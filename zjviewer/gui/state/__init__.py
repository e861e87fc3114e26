"""Shared state: selection, history, undo, jobs, settings."""
