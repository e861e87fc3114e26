"""The outline: sections, heading numbers, editorial headings, citations."""
