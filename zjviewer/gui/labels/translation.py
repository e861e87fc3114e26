"""Marker for texts that are translated later, where they are shown."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text, unchanged; `lupdate` collects it under the context. PySide6's own marker is typed to return object."""
    return text
