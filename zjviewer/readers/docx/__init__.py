"""Reader for DOCX documents."""
