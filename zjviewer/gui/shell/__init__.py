"""Main window, tab bar, status bar, menus."""
