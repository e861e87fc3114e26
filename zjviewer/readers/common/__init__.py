"""Code shared by the readers: blocks, text encodings, detection of file types, assembly of the report."""
