"""Generic widgets and helpers that know no report."""
