"""Metric tables from source tables, national forms and prose."""
