"""Corpora: what thousands of reports say, as Parquet files."""
