"""Pipeline from a path to an `Analysis`: reading, outline, extraction, checks."""
