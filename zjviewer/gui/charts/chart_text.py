"""Text of charts: its width, and the font that each of its characters is drawn from.

The bold font of the program has fewer characters than the regular one, and neither has all: a character that the bold
font lacks is drawn from the regular one, a character that both lack from a font of the system, and one that no font
has by its code, such as 〔U+20BB7〕. No character is drawn as a box.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF, QRawFont, QTextLayout

from zjviewer.gui.theme.theme import font

_SAMPLE = 16


class TextRun(NamedTuple):
    """A stretch of text in one font."""

    text: str
    font: QFont
    x: float
    """Where it begins, in pixels from the start of the text."""
    thickened: bool
    """Whether it is to be drawn thicker, in place of a bold font that lacks it."""


def chart_font(size: float, bold: bool) -> QFont:
    """Font without hinting, so that text has the same width on paper as measured on the screen."""
    unhinted = font(size, bold)
    unhinted.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return unhinted


def text_runs(text: str, size: float, bold: bool) -> Iterator[TextRun]:
    """The text in stretches of one font each, from left to right."""
    x = 0.0
    for use_bold, characters in groupby(text, lambda character: bold and _is_bold(character)):
        piece = "".join(characters)
        yield TextRun(piece, chart_font(size, use_bold), x, bold and not use_bold)
        x += _metrics(size, use_bold).horizontalAdvance(piece)


@lru_cache(maxsize=4096)
def measure(text: str, size: float, bold: bool) -> float:
    """Width in pixels of a line of text as it is drawn."""
    runs = groupby(text, lambda character: bold and _is_bold(character))
    return sum(_metrics(size, use_bold).horizontalAdvance("".join(characters)) for use_bold, characters in runs)


def spell(text: str) -> str:
    """The text with the codes of the characters that no font has in their place."""
    if text.isascii():
        return text
    return "".join(each if _can_draw(each) else f"〔U+{ord(each):04X}〕" for each in text)


@lru_cache(maxsize=8)
def _metrics(size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(chart_font(size, bold))


@lru_cache(maxsize=2)
def _raw_font(bold: bool) -> QRawFont:
    return QRawFont.fromFont(chart_font(_SAMPLE, bold))


@lru_cache(maxsize=8192)
def _is_bold(character: str) -> bool:
    """Whether a character is drawn from the bold font: it is there, or the regular font lacks it, too."""
    code = ord(character)
    return _raw_font(True).supportsCharacter(code) or not _raw_font(False).supportsCharacter(code)


@lru_cache(maxsize=8192)
def _can_draw(character: str) -> bool:
    """Whether the program or the system has a glyph for a character, or none is needed."""
    if not character.isprintable() or character.isspace() or _raw_font(False).supportsCharacter(ord(character)):
        return True
    layout = QTextLayout(character, chart_font(_SAMPLE, False))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes())
