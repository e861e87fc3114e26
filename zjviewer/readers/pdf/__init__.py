"""Reader of PDF documents with a text layer."""
