"""Command table, enablement, shortcuts, palette, go to."""
