"""Readers convert a file to a `Report`: one package per family of formats."""
