"""Reader of binary documents (DOC) of Word before 2007 and of WPS."""
