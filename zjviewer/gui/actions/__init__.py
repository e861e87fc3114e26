"""Handlers of the commands: what each one does, given the context."""
