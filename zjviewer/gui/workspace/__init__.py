"""Arrangement of the panes, and its restoring at the next start."""
