"""The window. Only this package imports Qt and pyqtgraph."""
