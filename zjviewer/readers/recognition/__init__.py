"""Recognition of characters in pictures of pages, with the optional packages of the extra `ocr`."""
