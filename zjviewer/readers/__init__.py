"""File to report: one function per format, one line in `READERS`."""
