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
    """Span of the text in the placeholder of a quotation, at least one code point long; None where the quotation
    occurs nowhere, or more than once."""
    before, after = quotation.split(PLACEHOLDER, 1)
    if ANY_NUMBER not in quotation:  # the usual case, where compiling a regular expression is slower
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
            )  # an occurrence nearer to the text after the placeholder
        elif (filling := _LONGEST_FILLING.match(text, start)) and end <= filling.end():
            yield Span(start, end)
            at = text.find(before, end + len(after))
        else:
            at = text.find(before, at + 1)


def find_heading_start(text: str, begins: str, after: int = 0) -> int | None:
    """Offset where the section of a `begins` quotation starts; of several occurrences the first from `after` on.
    None where there is none."""
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
"""Numbers of code points quoted before and after a number, tried in this order."""
_LONGEST = 400
_ALIKE = "The words around this place stand elsewhere in the text as well, so that it cannot be found again by them."


def heading_quotation(text: str, start: int, end: int) -> str:
    """Shortest quotation that identifies the start of a section whose heading has the span `start`, `end`; with text
    before the heading where the report ends too soon. Raises Problem where none is unique."""
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
    """Shortest quotation whose placeholder matches the number of a figure; other numbers in it are placeholders,
    too. Raises Problem where none is unique."""
    number = Span(figure.start, figure.end - _unit_length(figure))
    others = [other for other in figures if other.start != figure.start]
    for before, after in _reaches(number, len(text)):
        quoted = _open(text, others, Span(before, number.start)) + PLACEHOLDER
        quoted += _open(text, others, Span(number.end, after))
        if quoted.count(PLACEHOLDER) == 1 and find_placeholder(text, quoted) == number:
            return quoted
    raise Problem(_ALIKE)


def _unit_length(figure: Figure) -> int:
    """Length of a unit directly after the number, in code points; 0 for none."""
    stated = fold_width(figure.literal)
    return len(figure.unit) if figure.unit and stated.endswith(figure.unit) and stated != figure.unit else 0


def _reaches(number: Span, length: int) -> Iterator[tuple[int, int]]:
    """Growing spans around a number, at least as long before it as after it."""
    for step in _STEPS:
        for behind in (step // 3, step):
            yield max(0, number.start - step), min(length, number.end + behind)


def _open(text: str, figures: Sequence[Figure], span: Span) -> str:
    """The text of a span with `{#}` in place of its numbers; a figure that crosses a border of the span is left out
    completely."""
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
