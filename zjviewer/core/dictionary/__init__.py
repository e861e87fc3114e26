"""The metrics of the field by era: names, national forms, identities."""
