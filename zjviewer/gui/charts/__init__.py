"""Chart pane, chart drawing and chart export."""
