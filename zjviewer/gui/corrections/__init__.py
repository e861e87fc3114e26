"""Dialogs and service by which the reader corrects an analysis."""
