"""Numbers of a text as figures: extraction, vocabulary, number format."""
