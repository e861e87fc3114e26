"""From a path to an `Analysis`: reading, outline, extraction, checks."""
