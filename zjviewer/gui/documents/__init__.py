"""Open reports, loading, the library store."""
