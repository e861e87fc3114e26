"""Bookmarks, highlights and notes in the window."""
