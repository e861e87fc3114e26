"""Reader for OpenDocument texts."""
