"""Readers for spreadsheets: XLSX, XLS, ET and ODS."""
