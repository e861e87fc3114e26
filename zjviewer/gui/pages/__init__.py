"""Original pages of a document beside its text, or instead of it."""
