"""Outline of a report: sections, heading numbers, editorial headings, citations."""
