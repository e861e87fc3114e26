"""Tests of lists of reports."""
