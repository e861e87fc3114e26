"""Tables of a corpus: their columns, and their rows for one file."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from zjviewer.comparison.measures import catalogue
from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.errors import UnreadableFile
from zjviewer.library.reader_pool import Answer
from zjviewer.library.store import ANALYSIS
from zjviewer.pipeline.background_completion import TOO_LONG, TOO_MUCH
from zjviewer.readers.sandbox.isolated_reading import stopped, timed_out, too_much_memory

Type = Literal["string", "int64", "double"]
Row = tuple[Any, ...]

_KEY: Mapping[str, Type] = {"file": "string", "sha256": "string"}
_OWNER: Mapping[str, Type] = {
    **_KEY, "body": "string", "unit_type": "string", "region": "string", "year": "int64", "era": "string",
}  # fmt: skip
COLUMNS: Mapping[str, Mapping[str, Type]] = {
    "reports": {
        **_OWNER, "city": "string", "code": "string", "title": "string", "published": "string", "characters": "int64",
        "sections": "int64", "figures": "int64", "cells": "int64", "passed": "int64", "failed": "int64",
        "not_assessable": "int64", "missing": "string", "size": "int64", "version": "int64", "seconds": "double",
    },
    "sections": {**_KEY, "id": "string", "level": "int64", "start": "int64", "end": "int64", "title": "string"},
    "figures": {
        **_OWNER, "start": "int64", "end": "int64", "literal": "string", "value": "double", "exact": "string",
        "unit": "string", "kind": "string", "qualifier": "string", "indicator": "string", "subject": "string",
        "figure_year": "int64", "section": "string", "status": "string", "low": "double", "high": "double",
    },
    "cells": {
        **_OWNER, "table": "string", "row": "string", "column": "string", "metric": "string", "value": "double",
        "exact": "string", "literal": "string", "semantics": "string", "unit": "string", "qualifier": "string",
        "page": "int64", "sentence": "string", "start": "int64", "end": "int64",
    },
    "checks": {
        **_OWNER, "id": "string", "rule": "string", "verdict": "string", "formula": "string", "section": "string",
    },
    "texts": {**_KEY, "text": "string"},
    "errors": {
        **_KEY, "stage": "string", "kind": "string", "message": "string", "attempts": "int64", "seconds": "double",
    },
}  # fmt: skip
"""Columns with their types. `value` is a double, `exact` the same number as a decimal in words; both are None where a
cell has no number. `year` is that of the report, `figure_year` that of the figure. Offsets count code points."""
MEASURED = ("seconds", "attempts")
"""Columns that differ from run to run."""


class SourceFile(NamedTuple):
    """A file of the corpus as it was when it was read."""

    file: str
    """Path below the folder of the corpus' documents, with `/`; what is no valid text in it is escaped."""
    sha256: str
    size: int
    modified: int
    """Time of the last change in nanoseconds."""
    attempts: int = 1
    companions: str = ""
    """Sizes and times of its editorial files."""
    state: int = 0
    """Sum of `HAS_REPORT` and `HAS_ERROR`."""
    before: str = ""
    """Part that held it until now; empty for a new file."""
    state_before: int = 0


HAS_REPORT, HAS_ERROR = 1, 2


def state_of(answer: Answer) -> int:
    """Which rows a file has."""
    if answer.problem is not None:
        return HAS_ERROR
    return HAS_REPORT | HAS_ERROR if answer.missing is not None else HAS_REPORT


def rows_of(answer: Answer, source: SourceFile, seconds: float) -> Iterator[tuple[str, Row]]:
    """Rows of one file, each with the name of its table."""
    key = (source.file, source.sha256)
    if answer.problem is not None:
        yield "errors", _error(source, "reading", answer.problem, seconds)
        return
    report, contents = answer.report, answer.contents
    assert report is not None
    identity = answer.identity
    owner = (*key, identity.body, identity.unit_type, identity.region, identity.year, contents.era)
    missing = answer.missing
    yield (
        "reports",
        (
            *owner, identity.city, identity.code, answer.title, answer.published, len(report.text),
            len(answer.sections), len(contents.figures), len(contents.cells),
            contents.passed, contents.failed, contents.not_assessable,
            str(missing) if missing else "", source.size, ANALYSIS, seconds,
        ),
    )  # fmt: skip
    if missing is not None:
        yield "errors", _error(source, "analysis", missing, seconds)
    yield "texts", (*key, report.text)
    for section in answer.sections:
        yield "sections", (*key, section.id, section.level, section.start, section.end, section.title)
    for each in contents.figures:
        yield (
            "figures",
            (
                *owner, each.start, each.end, each.literal, _number(each.value), each.value, each.unit, each.kind,
                each.qualifier, each.indicator, each.subject, each.year or None, each.section, each.status,
                _number(each.low), _number(each.high),
            ),
        )  # fmt: skip
    metrics = _metrics(contents.era)
    around = Span(0, 0)
    for cell in contents.cells:
        places: Row = (0, "", None, None)
        if cell.value:
            if not around.start <= cell.start < around.end:  # the cells of a row often are one sentence
                around = sentence_at(report.text, cell.start)
            sentence = report.text[around.start : around.end]
            places = (report.page_at(cell.start), sentence, cell.start, cell.end)
        name = (cell.table, cell.row, cell.column)
        number = (_number(cell.value), cell.value or None)
        words = (cell.literal, cell.semantics, cell.unit, cell.qualifier)
        yield "cells", (*owner, *name, metrics.get(name, "/".join(name)), *number, *words, *places)
    for check in contents.checks:
        yield "checks", (*owner, check.id, check.rule, check.verdict, check.formula, check.section)


def unopened(source: SourceFile, error: OSError) -> Row:
    """Row of `errors` for a file that the system does not open."""
    message = f"{source.file} cannot be opened: {error.strerror or error}."
    return (source.file, source.sha256, "opening", "system", message, source.attempts, 0.0)


def _error(source: SourceFile, stage: str, problem: UnreadableFile, seconds: float) -> Row:
    return (source.file, source.sha256, stage, _kind(problem), str(problem), source.attempts, seconds)


def _kind(problem: UnreadableFile) -> str:
    from pathlib import Path

    example = Path("x")
    kinds = {
        timed_out(example, 1).message: "time",
        TOO_LONG: "time",
        too_much_memory(example, 1).message: "memory",
        TOO_MUCH: "memory",
        stopped(example, "").message: "crash",
    }
    return kinds.get(problem.message, "unreadable")


@cache
def _metrics(era: str) -> Mapping[tuple[str, str, str], str]:
    """Ids of metrics by table, row and column of a cell."""
    return {(each.cell.table, each.cell.row, each.column): each.metric for each in catalogue().get(era, {}).values()}


def _number(written: str) -> float | None:
    return float(written) if written else None
