"""Report as JSON and back. Every value from the worker is validated, because a malicious file may control the
worker."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar, get_args

from zjviewer.core.model.report import (
    Certainty,
    DroppedText,
    DropReason,
    ImportRemark,
    RecognisedLetters,
    RemarkKind,
    Report,
    SourceCell,
    SourceGrid,
    Span,
    StyledHeading,
)
from zjviewer.errors import UnreadableFile

_T = TypeVar("_T")

_TEXTS = ("text", "title", "issuer", "region", "note", "format", "encoding")
_PARTS = (
    *("year", "dropped", "grids", "marks", "pages", "metadata", "published", "period", "remarks", "certainties"),
    *("letters", "pending"),
)
_SCALE = 1000
"""Certainties are transferred as whole numbers of thousandths."""
_LINE_ENDS = ("\r", "\u2028", "\u2029")


class InvalidWorkerReply(ValueError):
    """A reply that no reader of this program produces."""


def encode_reply(answer: Mapping[str, Any]) -> bytes:
    """UTF-8 bytes of a reply, which may contain lone surrogates."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode_reply(raw: bytes) -> dict[str, Any]:
    """JSON object of a reply. Raises InvalidWorkerReply."""
    try:
        answer = json.loads(raw.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise InvalidWorkerReply("not JSON") from error
    return _of(dict, answer)


def report_to_json(report: Report) -> dict[str, Any]:
    """JSON values of a report without its path, which the parent process knows."""
    return {
        **{name: getattr(report, name) for name in _TEXTS},
        "year": report.year,
        "pending": report.pending,
        "letters": [[each.page, each.characters, b64encode(each.places).decode()] for each in report.letters],
        "dropped": [[part.text, part.line, part.reason, part.page] for part in report.dropped],
        "grids": [[*grid.span, grid.height, grid.width, grid.heads, _plain_cells(grid)] for grid in report.grids],
        "marks": [[*mark.span, mark.level] for mark in report.marks],
        "pages": report.pages,
        "metadata": report.metadata,
        "published": report.published and report.published.isoformat(),
        "period": report.period and [day.isoformat() for day in report.period],
        "certainties": [[*each.span, round(each.score * _SCALE)] for each in report.certainties],
        "remarks": [[remark.kind, remark.message, remark.values, remark.span] for remark in report.remarks],
    }


def report_from_json(plain: object, path: Path) -> Report:
    """Report from JSON values. Raises InvalidWorkerReply where a value is not one that a reader produces."""
    fields = _of(dict, plain)
    if set(fields) != {*_TEXTS, *_PARTS}:
        raise InvalidWorkerReply("fields")
    texts = {name: _of(str, fields[name]) for name in _TEXTS}
    text = texts["text"]
    if not text.strip() or any(end in text for end in _LINE_ENDS):
        raise InvalidWorkerReply("text")
    pages = tuple(_within(place, len(text)) for place in _of(list, fields["pages"]))
    if list(pages) != sorted(pages) or pages[:1] not in ((), (0,)):
        raise InvalidWorkerReply("pages")
    return Report(
        **texts,
        path=path,
        year=None if fields["year"] is None else _within(fields["year"], 9999),
        pending=_count(fields["pending"]),
        letters=_each(_letters, fields["letters"]),
        dropped=_each(_dropped, fields["dropped"]),
        grids=_apart(_each(lambda part: _grid(part, text), fields["grids"])),
        marks=_each(lambda part: _mark(part, text), fields["marks"]),
        pages=pages,
        metadata=_pairs(fields["metadata"]),
        published=None if fields["published"] is None else _day(fields["published"]),
        period=None if fields["period"] is None else _period(fields["period"]),
        remarks=_each(lambda part: _remark(part, text), fields["remarks"]),
        certainties=_each(lambda part: _certainty(part, text), fields["certainties"]),
    )


def plain_problem(problem: UnreadableFile) -> list[Any]:
    """Message template, and its values as numbers and strings."""
    values = {name: value if type(value) is int else str(value) for name, value in problem.values.items()}
    return [problem.message, values]


def problem_from(plain: object) -> UnreadableFile:
    """Exception from the result of `plain_problem`. Raises InvalidWorkerReply."""
    message, values = _row(plain, 2)
    given = {_of(str, name): value for name, value in _of(dict, values).items()}
    if not all(type(value) in (int, str) for value in given.values()) or {"self", "message"} & set(given):
        raise InvalidWorkerReply("values")
    return UnreadableFile(_template(message, given) if given else _of(str, message), **given)


def _plain_cells(grid: SourceGrid) -> list[list[int]]:
    return [[*cell.span, cell.row, cell.column, cell.rows, cell.columns, cell.indent] for cell in grid.cells]


def _dropped(plain: object) -> DroppedText:
    text, line, reason, page = _row(plain, 4)
    if reason not in get_args(DropReason):
        raise InvalidWorkerReply("reason")
    return DroppedText(_of(str, text), _count(line), reason, _count(page))


def _grid(plain: object, text: str) -> SourceGrid:
    """Grid from JSON values. Raises InvalidWorkerReply also where rows and columns differ from those of the text."""
    start, end, height, width, heads, cells = _row(plain, 6)
    span = _span([start, end], Span(0, len(text)))
    lines = text[span.start : span.end].split("\n")
    if len(lines) != height or any(line.count("\t") + 1 != width for line in lines):
        raise InvalidWorkerReply("grid")
    laid_out = _each(lambda part: _cell(part, span, height, width), cells)
    return SourceGrid(span, _count(height), _count(width), laid_out, _within(heads, height))


def _cell(plain: object, grid: Span, height: int, width: int) -> SourceCell:
    start, end, row, column, rows, columns, indent = _row(plain, 7)
    at_row, at_column = _within(row, height - 1), _within(column, width - 1)
    return SourceCell(
        _span([start, end], grid),
        at_row,
        at_column,
        _within(rows, height - at_row, 1),
        _within(columns, width - at_column, 1),
        _count(indent),
    )


def _mark(plain: object, text: str) -> StyledHeading:
    start, end, level = _row(plain, 3)
    return StyledHeading(_span([start, end], Span(0, len(text))), _count(level))


def _remark(plain: object, text: str) -> ImportRemark:
    kind, message, values, span = _row(plain, 4)
    if kind not in get_args(RemarkKind):
        raise InvalidWorkerReply("kind")
    pairs = _pairs(values)
    place = None if span is None else _span(span, Span(0, len(text)))
    return ImportRemark(kind, _template(message, dict(pairs)), pairs, place)


def _certainty(plain: object, text: str) -> Certainty:
    start, end, score = _row(plain, 3)
    return Certainty(_span([start, end], Span(0, len(text))), _within(score, _SCALE) / _SCALE)


def _letters(plain: object) -> RecognisedLetters:
    page, characters, places = _row(plain, 3)
    try:
        decoded = b64decode(_of(str, places), validate=True)
    except ValueError as error:
        raise InvalidWorkerReply("places") from error
    if len(decoded) != 8 * len(_of(str, characters)):
        raise InvalidWorkerReply("places")
    return RecognisedLetters(_count(page), characters, decoded)


def _template(plain: object, values: Mapping[str, object]) -> str:
    """A format string whose fields are plain names: other fields could read attributes, or request a gigabyte of
    padding."""
    message = _of(str, plain)
    try:
        parts = list(Formatter().parse(message))
    except ValueError as error:
        raise InvalidWorkerReply("sentence") from error
    fields = [(name, spec or conversion) for _, name, spec, conversion in parts if name is not None]
    if any(name not in values or not name.isidentifier() or more for name, more in fields):
        raise InvalidWorkerReply("sentence")
    return message


def _period(plain: object) -> tuple[date, date]:
    first, last = _row(plain, 2)
    return _day(first), _day(last)


def _day(plain: object) -> date:
    try:
        return date.fromisoformat(_of(str, plain))
    except ValueError as error:
        raise InvalidWorkerReply("day") from error


def _pairs(plain: object) -> tuple[tuple[str, str], ...]:
    rows = [_row(part, 2) for part in _of(list, plain)]
    return tuple((_of(str, name), _of(str, value)) for name, value in rows)


def _apart(grids: tuple[SourceGrid, ...]) -> tuple[SourceGrid, ...]:
    if any(after.span.start < before.span.end for before, after in pairwise(grids)):
        raise InvalidWorkerReply("grids overlap")
    return grids


def _span(plain: object, within: Span) -> Span:
    start, end = _row(plain, 2)
    return Span(_within(start, within.end, within.start), _within(end, within.end, _count(start)))


def _count(plain: object) -> int:
    return _within(plain, 2**31)


def _within(plain: object, most: int, least: int = 0) -> int:
    if type(plain) is not int or not least <= plain <= most:  # isinstance accepts bool as int
        raise InvalidWorkerReply("number")
    return plain


def _row(plain: object, length: int) -> Sequence[Any]:
    row = _of(list, plain)
    if len(row) != length:
        raise InvalidWorkerReply("row")
    return row


def _each(read: Callable[[object], _T], plain: object) -> tuple[_T, ...]:
    return tuple(read(part) for part in _of(list, plain))


def _of(kind: type[_T], plain: object) -> _T:
    if type(plain) is not kind:
        raise InvalidWorkerReply(f"no {kind.__name__}")
    return plain
