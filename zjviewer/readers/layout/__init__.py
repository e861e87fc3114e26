"""Characters and ruled lines at positions on a page become lines, paragraphs and tables, in every format of pages."""
