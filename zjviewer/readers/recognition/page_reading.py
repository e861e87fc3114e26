"""From the image of a page to its content: characters with boxes and certainties, and ruled lines, in points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple

import numpy as np

from zjviewer.core.model.report import DropReason
from zjviewer.readers.layout.geometry import Matrix, combined
from zjviewer.readers.layout.page_content import PageContent
from zjviewer.readers.layout.ruled_tables import tables_in
from zjviewer.readers.layout.visible_text import Char, RuledLine
from zjviewer.readers.recognition.engine import Box, Engine, Image, TextLine
from zjviewer.readers.recognition.ruled_lines import ink_of, rotated, ruled_lines, skew_of

LONGER_SIDE = 842.0
"""Longer side of every recognised page, in points: that of A4, because pictures rarely tell their size."""
_LARGEST, _SMALLEST = 2_400, 1_000
"""Longer side of the image that is examined, in pixels; larger ones are reduced, smaller ones doubled."""
_LEAST_SCORE = 0.5
"""Smallest mean certainty of a line that is text; others are stains, seals or pictures."""
_LEAST_SCORE_OF_MARKS = 0.8
"""Smallest mean certainty of text in a cell where none was detected at first; below it, the cell stays empty, and a
remark says so."""
_SAMPLED = 6
"""Number of lines by which it is decided whether a page is upside down."""
_TALL = 1.5
_CHARACTER = 0.72
"""Height of a character as a share of the height of its line's box, which has a margin."""
_NARROW = 0.5
"""Smallest distance of characters as a share of the height of their line's box."""
_FEWEST_STEPS = 5
_ALIKE = 0.15
"""Largest difference between sizes of characters that are one size, as a share of the larger one."""
_LEAST_INK = 0.015
"""Smallest share of ink in a table cell in which there is text."""
_FULL_WIDTH = str.maketrans("(),:;?!", "（），：；？！")


class RecognisedPage(NamedTuple):
    """Content of a page, with the certainty of each character, 0 to 1."""

    content: PageContent
    scores: dict[Char, float]
    placing: Matrix
    """From the coordinates of the content to shares of the width and height of the picture."""
    unread: int
    """Number of table cells with marks in which nothing was recognised."""


@dataclass(frozen=True, slots=True)
class _Straight:
    """Image with horizontal lines of text, and its ruled lines in pixels."""

    image: Image
    ink: Image
    lines: list[TextLine]
    rules: list[RuledLine]
    placing: Matrix
    """From its pixels to shares of the width and height of the picture before it was turned."""


def recognise_page(engine: Engine, image: Image, number: int) -> RecognisedPage:
    """Content of the page `number`, counted from 1, in an image; empty for an image without text."""
    page = _straightened(engine, _scaled(image))
    scale = LONGER_SIDE / max(page.image.shape)
    rules = [RuledLine(*(scale * value for value in (r.x0, r.y0, r.x1, r.y1))) for r in page.rules]
    extra, unread = _missed_cells(engine, page)
    lines = [line for line in (*page.lines, *extra) if line.letters]
    kept = [line for line in lines if line.score >= _LEAST_SCORE]
    refused = [line for line in lines if line.score < _LEAST_SCORE]
    scores: dict[Char, float] = {}
    for line, size in zip(kept, _sizes(kept), strict=True):
        for char, score in _characters(line, size, scale):
            scores[char] = score
    height, width = page.image.shape
    unseen: tuple[tuple[str, DropReason], ...] = tuple(
        ("".join(letter.text for letter in line.letters), "illegible") for line in refused
    )
    content = PageContent(number, width * scale, height * scale, tuple(scores), tuple(rules), 0, unseen=unseen)
    placing = combined((1 / scale, 0, 0, 1 / scale, 0, 0), page.placing)
    return RecognisedPage(content, scores, placing, unread)


def _scaled(image: Image) -> Image:
    """Image of a size that the models read well."""
    import cv2

    side = max(image.shape)
    if side > _LARGEST:
        factor = _LARGEST / side
        found: Image = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    elif side < _SMALLEST:
        found = cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    else:
        found = image
    return found


def _straightened(engine: Engine, image: Image) -> _Straight:
    """Image turned upright, with its lines of text."""
    height, width = image.shape
    placing: Matrix = (1 / width, 0, 0, 1 / height, 0, 0)
    skew = skew_of(ink_of(image))
    if skew:
        image = rotated(image, skew)
        placing = combined(_turned_back(skew, width, height), placing)
    boxes = engine.detect(image)
    shapes = [(box.y1 - box.y0) / max(1.0, box.x1 - box.x0) for box in boxes if _is_long(box, image)]
    if shapes and median(shapes) > _TALL:
        placing = combined((0, 1, -1, 0, image.shape[1], 0), placing)
        image = np.ascontiguousarray(np.rot90(image))
        boxes = engine.detect(image)
    if boxes and _is_upside_down(engine, image, boxes):
        height, width = image.shape
        placing = combined((-1, 0, 0, -1, width, height), placing)
        image = np.ascontiguousarray(np.rot90(image, 2))
        boxes = [Box(width - b.x1, height - b.y1, width - b.x0, height - b.y0) for b in reversed(boxes)]
    ink = ink_of(image)
    return _Straight(image, ink, engine.read(image, boxes), ruled_lines(ink), placing)


def _turned_back(degrees: float, width: int, height: int) -> Matrix:
    """Transformation that undoes `rotated`."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = width / 2, height / 2
    return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y


def _is_long(box: Box, image: Image) -> bool:
    """Whether a box contains several characters, so that its shape shows the direction of the text."""
    side: int = max(image.shape)
    return max(box.x1 - box.x0, box.y1 - box.y0) > 0.04 * side


def _is_upside_down(engine: Engine, image: Image, boxes: Sequence[Box]) -> bool:
    """Whether the longest lines are recognised better upside down."""
    longest = sorted(boxes, key=lambda box: box.x0 - box.x1)[:_SAMPLED]
    upright = engine.read(image, longest)
    if median(line.score for line in upright) > 0.9:
        return False
    height, width = image.shape
    turned = [Box(width - b.x1, height - b.y1, width - b.x0, height - b.y0) for b in longest]
    over = engine.read(np.ascontiguousarray(np.rot90(image, 2)), turned)
    return median(line.score for line in over) > median(line.score for line in upright) + 0.05


def _missed_cells(engine: Engine, page: _Straight) -> tuple[list[TextLine], int]:
    """Lines in cells of ruled tables in which no text was detected, such as a single digit; and the number of cells
    with marks that are still without text."""
    boxes: list[Box] = []
    for table in tables_in(page.rules):
        if len(table.xs) < 3:
            continue
        filled = {
            table.cell_at(Char("", letter.x0, line.box.y0, letter.x1, line.box.y1, 1.0))
            for line in page.lines
            for letter in line.letters
        }
        for cell in table.cells:
            if cell not in filled:
                found = _marks(page.ink, table.xs, table.ys, cell)
                if found is not None:
                    boxes.append(found)
    lines = [line for line in engine.read(page.image, boxes) if line.score >= _LEAST_SCORE_OF_MARKS]
    return lines, len(boxes) - len(lines)


def _marks(ink: Image, xs: Sequence[float], ys: Sequence[float], cell: object) -> Box | None:
    """Box around the ink inside a cell, with a margin; None for an empty cell."""
    row, column, rows, columns = (getattr(cell, name) for name in ("row", "column", "rows", "columns"))
    border = max(3, round(0.004 * max(ink.shape)))
    left, right = round(xs[column]) + border, round(xs[column + columns]) - border
    top, bottom = round(ys[row]) + border, round(ys[row + rows]) - border
    part = ink[max(0, top) : bottom, max(0, left) : right]
    if part.size == 0 or np.count_nonzero(part) < max(8, min(14, _LEAST_INK * part.size)):
        return None
    across, down = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if down[-1] - down[0] < 5:
        return None
    margin = 0.2 * (down[-1] - down[0])
    return Box(
        max(0.0, left + across[0] - margin), top + down[0] - margin, left + across[-1] + margin, top + down[-1] + margin
    )


def _sizes(lines: Sequence[TextLine]) -> list[float]:
    """Font size of each line, in pixels: the distance of its Chinese characters, or where these are few, a share of its
    height as in the other lines. Nearly equal sizes are made equal."""
    heights = [line.box.y1 - line.box.y0 for line in lines]
    steps = [_step(line) for line in lines]
    shares = [step / height for step, height in zip(steps, heights, strict=True) if step]
    share = median(shares) if shares else _CHARACTER
    sizes = [step or share * height for step, height in zip(steps, heights, strict=True)]
    groups: list[list[float]] = []
    for size in sorted(sizes):
        if groups and size - groups[-1][0] <= _ALIKE * size:
            groups[-1].append(size)
        else:
            groups.append([size])
    usual = {size: median(group) for group in groups for size in group}
    return [usual[size] for size in sizes]


def _step(line: TextLine) -> float:
    """Mean distance of neighbouring Chinese characters, in pixels; 0 where these are few or unusually far apart."""
    height = line.box.y1 - line.box.y0
    steps = [
        (after.x0 + after.x1 - before.x0 - before.x1) / 2
        for before, after in pairwise(line.letters)
        if _is_ideograph(before.text) and _is_ideograph(after.text)
    ]
    step = fmean(steps) if len(steps) >= _FEWEST_STEPS else 0.0  # single positions are known to a quarter of a step
    return step if _NARROW * height < step < 1.1 * height else 0.0


def _is_ideograph(text: str) -> bool:
    return "\u3400" <= text <= "\u9fff"


def _characters(line: TextLine, size: float, scale: float) -> list[tuple[Char, float]]:
    """Characters of a line in points, with their certainties. Punctuation between Chinese characters is full-width."""
    text = "".join(letter.text for letter in line.letters)
    middle = (line.box.y0 + line.box.y1) / 2
    found = []
    for index, letter in enumerate(line.letters):
        shown = letter.text
        if shown in "(),:;?!" and _is_chinese(text[max(0, index - 1) : index] + text[index + 1 : index + 2]):
            shown = shown.translate(_FULL_WIDTH)
        x0, y0, x1, y1 = (scale * value for value in (letter.x0, middle - size / 2, letter.x1, middle + size / 2))
        found.append((Char(shown, x0, y0, x1, y1, scale * size), letter.score))
    return found


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= each <= "\u9fff" or "\u3000" <= each <= "\u303f" for each in text)
