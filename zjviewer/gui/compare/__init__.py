"""Page that compares reports over years and bodies."""
