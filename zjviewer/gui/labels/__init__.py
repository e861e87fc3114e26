"""Translated labels and texts for values of the domain."""
