"""zjviewer: read a government body's yearly disclosure report offline, with its numbers traced to their sentences."""

__version__ = "0.1.0"

WORKER = "--read-for-another-process"
"""The first argument by which a bundled program, where there is no Python to call, becomes the reader of one file."""
COMPLETER = "--complete-for-another-process"
"""Likewise, by which it becomes what completes one report."""
