"""Exports of a report: CSV, XLSX, JSON, memos of checks, pandas frames."""
