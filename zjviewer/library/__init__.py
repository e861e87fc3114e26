"""The library: whose report a file is, the index over many reports, and the reading of whole folders."""
