"""Checks of the arithmetic of a report."""
