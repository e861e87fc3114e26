"""Segmentation of the canonical text into sentences, clauses and paragraphs, and conversion of raw text to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from zjviewer.core.model.report import Span
from zjviewer.core.text.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Section  # not needed at runtime; worker processes do not load it

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060\u00ad\x00-\x08\x0e-\x1f\x7f]")
_SENTENCE_END = re.compile("[。！？!?]+[”’」』）)》]*|\n+")
_CLAUSE_END = lazy_pattern(r"[。！？!?；;：\n]|(?<!\d)[,，:]|[,，:](?!\d{3})")

_ARTICLE = re.compile("第[一二三四五六七八九十百零〇]+条")
"""Heading of an article of a law: a number, which the text of the article follows in the same line."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}

_AT_ONCE = 1 << 15
"""Code points that are folded in one call; a call holds the interpreter lock for about 3 ms."""

_BLOT = "▦"

LONG_PARAGRAPH = 220
"""Length in code points from which a paragraph is divided at sentence ends for display."""


_LONGEST_SENTENCE = 2000
"""Limit of the backward search for the end of the previous sentence, in code points."""


def normalise(raw: str) -> str:
    """Raw text with uniform line ends and without invisible characters; visible characters are not changed."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", raw))


def fold_width(text: str) -> str:
    """Text with half-width instead of full-width ASCII and spaces, one code point for one, so that offsets do not
    change."""
    return text.translate(_FULL_WIDTH) if len(text) < _AT_ONCE else _folded_in_steps(text)


@lru_cache(maxsize=2)
def _folded_in_steps(text: str) -> str:
    """A long text folded in steps that release the interpreter lock; cached, because each part of an analysis needs
    it."""
    return "".join(text[at : at + _AT_ONCE].translate(_FULL_WIDTH) for at in range(0, len(text), _AT_ONCE))


def mask_spans(plain: str, spans: Iterable[Span]) -> str:
    """Text of the same length with `_BLOT` and line ends in place of the spans; spans are ordered, without overlaps."""
    parts = []
    at = 0
    for start, end in spans:
        parts += [plain[at:start], _BLOT if end > start else "", "\n" * (end - start - 1)]
        at = end
    return "".join((*parts, plain[at:]))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterable[Span]:
    """Spans of sentences with their end marks, in order; white space between sentences is excluded."""
    end = len(text) if end is None else end
    at = start
    for mark in _SENTENCE_END.finditer(text, start, end):
        stop = mark.start() if text[mark.start()] == "\n" else mark.end()
        if text[at:stop].strip():
            yield _trim(text, at, stop)
        at = mark.end()
    if text[at:end].strip():
        yield _trim(text, at, end)


def sentence_at(text: str, offset: int) -> Span:
    """Span of the sentence at an offset; an empty span at the offset where there is only white space."""
    start = reach = max(0, offset - _LONGEST_SENTENCE)
    end = len(text)
    for mark in _SENTENCE_END.finditer(text, reach):
        if mark.end() > offset:
            end = mark.start() if text[mark.start()] == "\n" else mark.end()
            break
        start = mark.end()
    return _trim(text, start, end) if text[start:end].strip() else Span(offset, offset)


def clause_start(text: str, offset: int, floor: int) -> int:
    """Start of the clause at an offset, not before `floor`; commas inside numbers such as `1,234` do not end a
    clause."""
    start = floor
    for mark in _CLAUSE_END.finditer(text, floor, offset):
        start = mark.end()
    return start


def paragraphs(text: str, sections: Iterable[Section], tables: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Paragraphs for display: the text is divided at line ends, at the start of sections, around their headings, and
    at sentence ends of paragraphs longer than `LONG_PARAGRAPH`. Rows of tables are never divided."""
    cuts = {match.start() for match in re.finditer("\n", text)} | {0, len(text)}
    headings: set[int] = set()
    for section in sections:
        cuts.add(section.start)
        if section.heading is not None and not _ARTICLE.fullmatch(text, *section.heading):
            cuts |= {section.heading.start, section.heading.end}
            headings.add(section.heading.start)
    ordered = sorted(cuts)
    found: list[Span] = []
    for start, end in pairwise(ordered):
        if not text[start:end].strip():
            continue
        whole = _trim(text, start, end)
        index = bisect_right(tables, (start, len(text))) - 1
        in_table = index >= 0 and start < tables[index].end
        if whole.end - whole.start <= LONG_PARAGRAPH or start in headings or in_table:
            found.append(whole)
        else:
            found.extend(_broken(text, whole))
    return tuple(found)


def _broken(text: str, whole: Span) -> Iterable[Span]:
    """Parts of a long paragraph, divided at sentence ends; a sentence that starts with 其中 stays with the previous
    one."""
    start = whole.start
    end = start
    for sentence in sentences(text, *whole):
        bound = text.startswith("其中", sentence.start)
        if end > start and sentence.end - start > LONG_PARAGRAPH and not bound:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    yield Span(start, whole.end)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def strip_unbalanced_quotes(quoted: str) -> str:
    """Text without a quotation mark at either end that has no matching one."""
    if quoted.endswith("”") and "“" not in quoted:
        return quoted[:-1]
    return quoted[1:] if quoted.startswith("“") and "”" not in quoted else quoted
