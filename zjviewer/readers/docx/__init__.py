"""Reader of DOCX documents."""
