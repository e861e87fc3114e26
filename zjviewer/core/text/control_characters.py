"""Control characters in texts of unknown origin: they are invalid in XML, and some control a terminal."""

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""C0 without tab and line feed, DEL, C1, lone surrogates, noncharacters."""


def remove_controls(text: str) -> str:
    """The text without control characters, lone surrogates and noncharacters; tabs and line feeds are preserved."""
    return _CONTROLS.sub("", text)


def blank_controls(text: str) -> str:
    """The text with a space in place of each such character, so that offsets do not change."""
    return _CONTROLS.sub(" ", text)
