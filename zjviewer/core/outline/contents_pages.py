"""Contents pages: lists of headings with or without page numbers, which are not headings themselves."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from zjviewer.core.model.report import Span
from zjviewer.core.text.lazy_patterns import lazy_pattern

_TITLE = re.compile(r"^[ \t]{0,40}[【\[]?目[ \u3000]{0,8}[录錄次][】\]]?[ \t]{0,40}$", re.M)
_LEADERS = lazy_pattern(
    r"(?<![.…·⋯_ \t])(?=[.…·⋯_ \t]*?(?:…{2}|⋯{2}|\.{4}|·{4}|_{4}|(?:[.·][ \t]){4}))[.…·⋯_ \t]*+[\dIVXivx]{0,5}[ \t]*$"
)
_TAIL = re.compile(r"(?<![.…·⋯_\-—/\s])[.…·⋯_\-—/\s]*+\d{0,4}$")
_SENTENCE = lazy_pattern(r"[。！？；!?;]$")
_SPACE = re.compile(r"[\s、.．]+")
_LONGEST_ENTRY = 90
_LONGEST_LINE = 300
"""Maximum length of a line that is examined, with its leaders and page number, in code points."""
_MOST_ENTRIES = 400
_FEWEST_ENTRIES = 2
_FIRST_ENTRIES = 3
"""Number of first entries of which at least one must recur where the text itself begins; line breaks of the others
may differ there."""
_FEWEST_WITH_LEADERS = 3


def contents_pages(plain: str) -> list[Span]:
    """Spans of contents pages in a text with half-width punctuation, in order, without overlaps; each ends with its
    last entry."""
    found: list[Span] = []
    for title in _TITLE.finditer(plain):
        if found and title.start() < found[-1].end:
            continue
        entries = list(_entries(plain, title.end()))
        count = _count(plain, entries)
        if count >= _FEWEST_ENTRIES:
            found.append(Span(title.start(), entries[count - 1].end))
    if any(mark in plain for mark in ("……", "....", "····", "⋯⋯", "____", ". . . .")):
        found += [span for span in _runs_with_leaders(plain) if not any(span.start < p.end for p in found)]
    return sorted(found)


def entry_key(line: str) -> str:
    """Normalised text by which a heading and its entry are compared: without white space, leaders and page number."""
    return _SPACE.sub("", _TAIL.sub("", line)) or line


def _lines(plain: str, start: int) -> Iterator[Span]:
    """Spans of non-empty lines from an offset on."""
    while start < len(plain):
        end = plain.find("\n", start)
        end = len(plain) if end < 0 else end
        if plain[start:end].strip():
            yield Span(start, end)
        start = end + 1


def _entries(plain: str, start: int) -> Iterator[Span]:
    """Lines after the title of a contents page that may be entries."""
    for number, line in enumerate(_lines(plain, start)):
        text = plain[line.start : line.end].strip()
        too_long = line.end - line.start > _LONGEST_LINE or len(text) > _LONGEST_ENTRY
        if number >= _MOST_ENTRIES or too_long or _SENTENCE.search(text) or _TITLE.match(text):
            return
        yield line


def _count(plain: str, entries: Sequence[Span]) -> int:
    """Number of these lines that are entries: up to the first recurrence of one of the first entries, or up to the
    last one with leaders; 0 for none."""
    keys = [entry_key(plain[entry.start : entry.end]) for entry in entries]
    for number in range(1, len(keys)):
        if keys[number] in keys[: min(number, _FIRST_ENTRIES)]:
            return number - keys.index(keys[number])
    leaders = [n for n, entry in enumerate(entries) if _has_leaders(plain, entry)]
    return leaders[-1] + 1 if 2 * len(leaders) > len(entries) or len(leaders) >= _FEWEST_WITH_LEADERS else 0


def _has_leaders(plain: str, line: Span) -> bool:
    return line.end - line.start <= _LONGEST_LINE and bool(_LEADERS.search(plain, *line))


def _runs_with_leaders(plain: str) -> Iterator[Span]:
    for dotted, run in groupby(_lines(plain, 0), lambda line: _has_leaders(plain, line)):
        lines = list(run)
        if dotted and len(lines) >= _FEWEST_WITH_LEADERS:
            yield Span(lines[0].start, lines[-1].end)
