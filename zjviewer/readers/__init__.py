"""Readers: from a file to a `Report`, one package per format."""
