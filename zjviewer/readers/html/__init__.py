"""Reader for HTML and MHTML pages."""
