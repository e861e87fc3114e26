"""Charts as data: which charts suit a table, and how each is laid out."""
