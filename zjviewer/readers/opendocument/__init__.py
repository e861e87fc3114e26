"""Reader of OpenDocument text documents (ODT)."""
