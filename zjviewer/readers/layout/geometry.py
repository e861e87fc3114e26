"""Geometry of page formats: affine transformations, and which drawn shapes are ruled lines."""

from collections.abc import Iterator

from zjviewer.readers.layout.visible_text import RuledLine

Matrix = tuple[float, float, float, float, float, float]
"""Affine transformation (a, b, c, d, e, f) as in PDF and OFD: x' = a x + c y + e, y' = b x + d y + f."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_THIN = 3.0
"""Largest thickness of a filled shape that is a ruled line, in points."""
_SHORTEST = 4.0


def combined(inner: Matrix, outer: Matrix) -> Matrix:
    """Transformation that applies `inner` first and `outer` second."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def transformed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Point after a transformation."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def straight_line(x0: float, y0: float, x1: float, y1: float) -> Iterator[RuledLine]:
    """Ruled line that a box in points shows; nothing where the box is too thick or too short."""
    if y1 - y0 <= _THIN and x1 - x0 >= _SHORTEST:
        middle = (y0 + y1) / 2
        yield RuledLine(x0, middle, x1, middle)
    elif x1 - x0 <= _THIN and y1 - y0 >= _SHORTEST:
        middle = (x0 + x1) / 2
        yield RuledLine(middle, y0, middle, y1)
