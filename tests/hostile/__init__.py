"""Attacks: damaged, malicious and excessive inputs, bounded to 90 seconds."""
