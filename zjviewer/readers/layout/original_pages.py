"""Original pages of a document as pictures, with the places of their characters and links, from any format.

Coordinates are in points from the upper left corner of a page as it is shown; y increases downwards.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from zjviewer.readers.layout.geometry import Matrix

Rect = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""

MOST_PIXELS = 16_000_000
"""Of one picture."""


class PagePicture(NamedTuple):
    """Picture of a page."""

    width: int
    height: int
    pixels: bytes
    """Four bytes each: blue, green, red, and one that is not used."""


class PageLink(NamedTuple):
    """A link of a page to another place of the document."""

    rect: Rect
    page: int
    """Index of the page that it leads to."""
    top: float
    """Height on that page; 0 where the link names none."""


class PageText(NamedTuple):
    """Characters of a page in the order of the file, and its links."""

    characters: str = ""
    rects: tuple[Rect, ...] = ()
    """One for each character; empty for one that is not drawn."""
    links: tuple[PageLink, ...] = ()


class OriginalPages(NamedTuple):
    """Pages of an opened document."""

    sizes: Callable[[int], Sequence[tuple[float, float]]]
    """Width and height of each page, of at most so many pages."""
    picture: Callable[[int, int], PagePicture]
    """Picture of the page at an index with a width in pixels, reduced where it would have more than `MOST_PIXELS`."""
    text: Callable[[int], PageText]
    """Text of the page at an index."""


class DrawnLetter(NamedTuple):
    """One character to be drawn."""

    text: str
    matrix: Matrix
    """From a square of side 1, in which the character stands on its lower edge, y upwards, to points."""
    colour: Colour


class DrawnPath(NamedTuple):
    """Lines to be drawn, or an area."""

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    """`M` and `L` with a point, `B` with two control points and a point, `C` without any, which closes the path."""
    fill: Colour | None
    stroke: Colour | None
    width: float
    """Of the lines, in points."""


class DrawnPicture(NamedTuple):
    """A picture in a file of its own."""

    raw: bytes
    matrix: Matrix
    """From a square of side 1, whose upper edge is that of the picture, y upwards, to points."""


Drawn = DrawnLetter | DrawnPath | DrawnPicture


class Drawing(NamedTuple):
    """A page as a list of what is drawn on it, the last on top."""

    size: tuple[float, float]
    items: Sequence[Drawn]
    text: PageText
