"""Quotations that identify a place in the text: the shortest ones that occur only once."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from zjviewer.core.model.analysis import Figure
from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import fold_width
from zjviewer.errors import Problem

PLACEHOLDER = "{}"
ANY_NUMBER = "{#}"

_PLACEHOLDER_TEXT = r"(?:[^、,，。;；:：\n]|,(?=\d{3}))"
_LONGEST_NUMBER = 24
_LONGEST_FILLING = re.compile(rf"{_PLACEHOLDER_TEXT}{{1,{_LONGEST_NUMBER}}}")


def find_placeholder(text: str, quotation: str) -> Span | None:
    """Where the hole of a quotation lies in the text, at least one code point long; None where the quotation does not
    stand there, or stand there more than once."""
    before, after = quotation.split(PLACEHOLDER, 1)
    if ANY_NUMBER not in quotation:  # by far the most: an expression for each would take longer than reading them
        found = list(islice(_holes_between(text, before, after), 2))
    else:
        filling = f"{_PLACEHOLDER_TEXT}{{1,{_LONGEST_NUMBER}}}?"
        quoted = (re.escape(part).replace(re.escape(ANY_NUMBER), filling) for part in (before, after))
        matches = re.finditer(f"(?P<hole>{filling})".join(quoted), text)
        found = [Span(*match.span("hole")) for match in islice(matches, 2)]
    return found[0] if len(found) == 1 else None


def _holes_between(text: str, before: str, after: str) -> Iterator[Span]:
    at = text.find(before)
    while at >= 0:
        start = at + len(before)
        end = text.find(after, start + 1)
        if end < 0:
            return
        if end - start > _LONGEST_NUMBER:
            at = text.find(
                before, max(at + 1, end - _LONGEST_NUMBER - len(before))
            )  # an occurrence nearer to the text behind the hole
        elif (filling := _LONGEST_FILLING.match(text, start)) and end <= filling.end():
            yield Span(start, end)
            at = text.find(before, end + len(after))
        else:
            at = text.find(before, at + 1)


def find_heading_start(text: str, begins: str, after: int = 0) -> int | None:
    """Offset of the quotation at which a section begins; a repeated one is searched from `after` on."""
    shift = 0
    if PLACEHOLDER in begins and begins not in text:
        before, behind = begins.split(PLACEHOLDER, 1)
        begins, shift = before + behind, len(before)
    first = text.find(begins)
    if first < 0:
        return None
    if text.find(begins, first + 1) >= 0:
        first = text.find(begins, after)
    return first + shift if first >= 0 else None


_SHORTEST = 8
_STEPS = (6, 10, 16, 24, 40, 64, 100, 160)
"""Code points on either side of a number."""
_LONGEST = 400
_ALIKE = "The words around this place stand elsewhere in the text as well, so that it cannot be found again by them."


def heading_quotation(text: str, start: int, end: int) -> str:
    """A quotation where a section begins whose heading stands from `start` to `end`, and more of them until nothing
    else in the text begins so; with text before it where the text ends first. Raises Problem."""
    for stop in range(max(end + 1, start + _SHORTEST), min(len(text), start + _LONGEST) + 1):
        quoted = text[start:stop]
        if not quoted[-1].isspace() and find_heading_start(text, quoted) == start and text.find(quoted, start + 1) < 0:
            return quoted
    for first in range(start - _SHORTEST, max(0, start - _LONGEST) - 1, -1):
        quoted = f"{text[max(0, first) : start]}{PLACEHOLDER}{text[start : start + _LONGEST]}"
        if find_heading_start(text, quoted) == start and _only(text, quoted.replace(PLACEHOLDER, "", 1)):
            return quoted
    raise Problem(_ALIKE)


def figure_quotation(text: str, figures: Sequence[Figure], figure: Figure) -> str:
    """A quotation whose hole is filled by a figure's number; the numbers around it are left open. Raises Problem."""
    number = Span(figure.start, figure.end - _unit_length(figure))
    others = [other for other in figures if other.start != figure.start]
    for before, after in _reaches(number, len(text)):
        quoted = _open(text, others, Span(before, number.start)) + PLACEHOLDER
        quoted += _open(text, others, Span(number.end, after))
        if quoted.count(PLACEHOLDER) == 1 and find_placeholder(text, quoted) == number:
            return quoted
    raise Problem(_ALIKE)


def _unit_length(figure: Figure) -> int:
    """Code points of a unit that stands right behind the number."""
    stated = fold_width(figure.literal)
    return len(figure.unit) if figure.unit and stated.endswith(figure.unit) and stated != figure.unit else 0


def _reaches(number: Span, length: int) -> Iterator[tuple[int, int]]:
    """Growing spans around a number, longer before it than behind."""
    for step in _STEPS:
        for behind in (step // 3, step):
            yield max(0, number.start - step), min(length, number.end + behind)


def _open(text: str, figures: Sequence[Figure], span: Span) -> str:
    """The text of a span without its numbers; a figure that only overlaps it is left out as a whole."""
    start, end = span
    quoted = []
    starts = [figure.start for figure in figures]
    for figure in figures[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]:
        if figure.end <= start:
            continue
        if figure.start < start:
            start = figure.end
        elif figure.end > end:
            end = figure.start
        else:
            quoted += [text[start : figure.start], ANY_NUMBER]
            start = figure.end - _unit_length(figure)
    return "".join((*quoted, text[start:end]))


def _only(text: str, quoted: str) -> bool:
    first = text.find(quoted)
    return first >= 0 and text.find(quoted, first + 1) < 0
