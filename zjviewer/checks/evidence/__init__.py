"""Evidence for checks: sentence context, tolerances, breakdowns."""
