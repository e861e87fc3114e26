"""Scenes of the comparison views: plain data that the canvas of the charts draws, on screen and in files; no Qt."""
