"""Reader of HTML and MHTML pages."""
