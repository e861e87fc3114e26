"""Search bar, search controller, hit list."""
