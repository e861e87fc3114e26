"""The full-text view with its highlights and margins."""
