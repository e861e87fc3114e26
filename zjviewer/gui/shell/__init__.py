"""The main window and the widgets around its panes: tab bar, menus, status bar, overlays."""
