"""The library page: a list of the reports that were opened."""
