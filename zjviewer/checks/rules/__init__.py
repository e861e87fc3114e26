"""Check rules, one family a module."""
