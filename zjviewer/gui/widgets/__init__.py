"""Generic widgets that know no report."""
