"""The command table, its actions, shortcuts and palette."""
