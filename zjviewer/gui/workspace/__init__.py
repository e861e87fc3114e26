"""Arrangement of the panes and what is remembered of it."""
