"""The reader's bookmarks, highlights and notes: values, anchors, annotation file."""
