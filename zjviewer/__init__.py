"""zjviewer: read a government body's yearly disclosure report offline, with its numbers traced to their sentences."""
