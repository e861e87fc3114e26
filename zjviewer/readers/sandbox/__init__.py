"""Isolated reading: worker process, JSON protocol, resource limits."""
