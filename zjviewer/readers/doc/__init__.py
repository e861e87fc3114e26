"""Reader for Word documents before 2007, and those of WPS."""
