"""What a report says, without Qt, without readers and without checks."""
