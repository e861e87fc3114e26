"""Readers of spreadsheets: XLSX, XLS, ET and ODS."""
