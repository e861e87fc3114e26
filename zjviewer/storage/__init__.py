"""Files of the user on disk: atomic writes, companion files, the library file, clean-up."""
