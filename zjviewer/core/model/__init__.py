"""Frozen values: the report as read, its analysis, its checks."""
