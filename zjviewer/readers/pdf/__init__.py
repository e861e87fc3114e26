"""Reader for PDF documents with a text layer."""
