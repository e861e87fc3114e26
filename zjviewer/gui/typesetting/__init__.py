"""The report as a QTextDocument, on screen and on paper."""
