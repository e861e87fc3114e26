"""Check list, check details, memo export."""
