"""Names on screen for values of the domain."""
