"""List of all figures of a report."""
