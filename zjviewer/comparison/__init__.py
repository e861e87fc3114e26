"""Comparison of reports over years and bodies: panel, eras, the numbers of every view, and their files; no Qt."""
