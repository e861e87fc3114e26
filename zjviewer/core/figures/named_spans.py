"""Search for digits that name something: titles of documents, document numbers, dates, versions."""

import re
from collections.abc import Iterator

from zjviewer.core.figures.vocabulary import UNIT
from zjviewer.core.model.report import Span

_TITLE = re.compile(
    r"《[^《》\n]{0,120}》|〔\d{4}〕[ ]{0,3}(?:第)?\d+[ ]{0,3}号|[\[［(（]\d{4}[\]］)）][ ]{0,3}(?:第)?\d+[ ]{0,3}号"
)
_TITLE_STARTS = re.compile(r"[《〔\[［(（]")
_DATE_STARTS = re.compile(r"[\dvV“]")
_DATE = re.compile(
    r"(?:19|20)\d{2}[ \t]{0,3}(?:[-—~～至到、][ \t]{0,3}(?:19|20)?\d{2,4}[ \t]{0,3})?(?:年|学年)(?:度)?"
    r"(?:[ \t]{0,3}\d{1,2}[ \t]{0,3}月)?(?:[ \t]{0,3}\d{1,2}[ \t]{0,3}[日号])?"
    r"|(?<!\d)(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|(?<!\d)(?:19|20)\d{{2}}[-/.](?:1[0-2]|0?[1-9])(?!\d)(?!\.\d)(?![ \t]?(?:[万亿百千]|%|‰|(?!起){UNIT}))"
    r"|(?<!\d)\d{1,2}[ \t]{0,3}月[ \t]{0,3}(?:\d{1,2}[ \t]{0,3}[日号])?"
    r"|\d{1,2}[:时]\d{2}分?|[vV]\d{1,4}(?:\.\d{1,4}){0,4}"
    r"|(?<!\d)\d{1,4}(?:\.\d{1,4}){1,4}(?=版|\.\d)|(?<!\d)\d{1,4}(?:\.\d{1,4}){0,4}版|(?<!\d)\d{1,4}\+[\dA-Za-z]\w{0,8}"
    r"|\d{1,2}[·•]\d{1,2}"
    r"|“\d{1,4}(?:分钟|小时|公里|天|分)[^”\n]{1,16}”"
)


def matches_at(pattern: re.Pattern[str], starts: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    """The same as `pattern.finditer`, but faster: it is tried only at the characters of a class, `starts`."""
    at = starts.search(plain)
    while at:
        match = pattern.match(plain, at.start())
        if match:
            yield match
        at = starts.search(plain, max(match.end(), at.end()) if match else at.end())


def quantity_free_spans(plain: str) -> list[Span]:
    """Spans whose digits are part of a name: titles, document numbers, dates, versions; merged and in order."""
    found = (*matches_at(_TITLE, _TITLE_STARTS, plain), *matches_at(_DATE, _DATE_STARTS, plain))
    spans = sorted(Span(*match.span()) for match in found)
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
