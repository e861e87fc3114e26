"""What each command does, given the command context."""
