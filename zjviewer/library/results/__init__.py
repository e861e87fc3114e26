"""Reports of the library as a list: facets, order, and files of results."""
