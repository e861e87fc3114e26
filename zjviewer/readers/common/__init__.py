"""Shared by the readers: blocks, encodings, file types, assembly of the report."""
