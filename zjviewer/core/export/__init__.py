"""Exports: CSV, XLSX, JSON, memo, pandas frames."""
