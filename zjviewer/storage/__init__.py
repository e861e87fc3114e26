"""Files on disk: atomic writes, locks, companion files, the library file, limited reading, removal of temporary
files."""
