"""Table pane and table export."""
