"""Sentences, clauses and paragraphs of the canonical text, and how raw text becomes canonical."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from zjviewer.core.model.report import Span

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Section  # a reader's process does without

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060\u00ad\x00-\x08\x0e-\x1f\x7f]")
_SENTENCE_END = re.compile("[。！？!?]+[”’」』）)》]*|\n+")
_CLAUSE_END = re.compile(r"[。！？!?；;：\n]|(?<!\d)[,，:]|[,，:](?!\d{3})")

_ARTICLE = re.compile("第[一二三四五六七八九十百零〇]+条")
"""The heading of an article of a law: a number that its passage goes on from."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}

_AT_ONCE = 1 << 15
"""Code points that are folded in one call, which blocks the interpreter for about 3 ms."""

_BLOT = "▦"

LONG_PARAGRAPH = 220
"""Code points; a paragraph that the source did not break is broken for reading at sentence ends beyond this."""


_LONGEST_SENTENCE = 2000
"""Code points that are looked back over for the end of the sentence before."""


def normalise(raw: str) -> str:
    """Raw text with one kind of line end, without invisible characters; visible characters stay as they are."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", raw))


def fold_width(text: str) -> str:
    """Full-width ASCII and spaces as half-width, one code point for one, so that offsets stay true."""
    return text.translate(_FULL_WIDTH) if len(text) < _AT_ONCE else _folded_in_steps(text)


@lru_cache(maxsize=2)
def _folded_in_steps(text: str) -> str:
    """A long text, folded in steps that release the interpreter; cached, for every part of an analysis asks for it."""
    return "".join(text[at : at + _AT_ONCE].translate(_FULL_WIDTH) for at in range(0, len(text), _AT_ONCE))


def mask_spans(plain: str, spans: Iterable[Span]) -> str:
    """The text with spans replaced by line ends, of the same length; the spans are ordered and do not overlap."""
    parts = []
    at = 0
    for start, end in spans:
        parts += [plain[at:start], _BLOT if end > start else "", "\n" * (end - start - 1)]
        at = end
    return "".join((*parts, plain[at:]))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterable[Span]:
    """Sentences with their end marks, in order; white space between them belongs to none."""
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
    """The sentence around an offset; the empty span at the offset where there is only white space."""
    start = reach = max(0, offset - _LONGEST_SENTENCE)
    end = len(text)
    for mark in _SENTENCE_END.finditer(text, reach):
        if mark.end() > offset:
            end = mark.start() if text[mark.start()] == "\n" else mark.end()
            break
        start = mark.end()
    return _trim(text, start, end) if text[start:end].strip() else Span(offset, offset)


def clause_start(text: str, offset: int, floor: int) -> int:
    """Where the clause around an offset begins, not before `floor`; commas inside `1,234` end none."""
    start = floor
    for mark in _CLAUSE_END.finditer(text, floor, offset):
        start = mark.end()
    return start


def paragraphs(text: str, sections: Iterable[Section], tables: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Where to break the text for reading: at line ends, where sections begin, around headings that stand in the
    text, and at sentence ends where a paragraph runs on for more than `LONG_PARAGRAPH`; rows of tables stay whole."""
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
    """A long paragraph at sentence ends; a sentence that opens with 其中 stays with the one before it."""
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
    """The text without a quotation mark at either end that has no partner."""
    if quoted.endswith("”") and "“" not in quoted:
        return quoted[:-1]
    return quoted[1:] if quoted.startswith("“") and "”" not in quoted else quoted
