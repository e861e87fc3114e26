"""Shared state of the window: selection, navigation history, undo, background jobs, settings."""
