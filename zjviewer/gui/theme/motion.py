"""Whether anything on the screen may move by itself; kept by the application, as what every widget may ask."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

_STILL = "still"
_BLINK = 1000
"""Milliseconds that a cursor takes to blink, as Qt has it where the system says nothing."""


def is_still() -> bool:
    """Whether the reader wants no flash, nothing that fades or turns, and no cursor that blinks."""
    return bool(QCoreApplication.instance().property(_STILL))


def set_still(on: bool) -> None:
    """From now on."""
    if on != is_still():
        QCoreApplication.instance().setProperty(_STILL, on)
        QGuiApplication.styleHints().setCursorFlashTime(0 if on else _BLINK)
