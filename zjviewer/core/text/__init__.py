"""Text processing: segmentation, numerals, quotations, labels, display width."""
