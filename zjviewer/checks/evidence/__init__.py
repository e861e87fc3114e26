"""What a check rests on: sentence context, tolerance, breakdowns."""
