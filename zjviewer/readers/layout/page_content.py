"""Content of one page as the layout code expects it, from any format.

Coordinates are in points from the upper left corner; y increases downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zjviewer.core.model.report import DropReason
from zjviewer.readers.layout.visible_text import Char, Glyph, RuledLine, turn_rules, visible_text


@dataclass(frozen=True, slots=True)
class PageContent:
    """Visible content of a page with upright text."""

    number: int
    width: float
    height: float
    letters: tuple[Char, ...]
    """Characters in the order of the file, without white space."""
    rules: tuple[RuledLine, ...]
    pictures: int
    """Number of pictures on the page."""
    turned: tuple["PageContent", ...] = ()
    """Rotated text of the page: one separate page content per angle, turned so that its text is upright."""
    unseen: tuple[tuple[str, DropReason], ...] = ()
    """Invisible text and watermarks, with the reason why each is left out."""
    unmapped: int = 0
    """Number of characters for which the font has no Unicode value."""


def content_of(
    number: int, size: tuple[float, float], glyphs: Sequence[Glyph], rules: Sequence[RuledLine], pictures: int
) -> PageContent:
    """Content of a page of `size` (width, height): its visible text, with rotated text on parts of its own."""
    seen = visible_text(glyphs, *size, has_pictures=pictures > 0)
    whole = PageContent(number, *size, seen.letters, tuple(rules), pictures)
    return replace(
        whole, turned=tuple(_turned(whole, angle, letters) for angle, letters in seen.turned), unseen=seen.unseen
    )


def _turned(page: PageContent, angle: int, letters: tuple[Char, ...]) -> PageContent:
    """Separate page content for the characters at an angle, with all ruled lines of the page."""
    width, height = (page.width, page.height) if angle == 180 else (page.height, page.width)
    rules = tuple(turn_rules(page.rules, angle, page.width, page.height))
    return PageContent(page.number, width, height, letters, rules, 0)
