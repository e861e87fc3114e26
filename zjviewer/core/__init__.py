"""What a report says, without any window: model, text, outline, figures, tables, charts, search."""
