"""The editorial file beside a report: what the copy lost, bound to the text by quotation, never by number.

title, issuer, region, year, note        replace what the reader recognised
[[heading]] title, begins, level, number begins: the words where the section begins
[[table]]   id, title, columns, chart, note
  rows = [{ label, cells = ["…{}…", ""] }]  a quotation with a hole where the number stands; empty: no cell
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zjviewer.core.model import QuotedHeading, QuotedRow, QuotedTable, Sidecar
from zjviewer.core.numbering import Heading
from zjviewer.core.source import Span
from zjviewer.errors import BadSidecar

_HOLE = "{}"
_FILLING = r"(?:[^、,，。;；:：\n]|,(?=\d{3})){1,24}?"
_CHARTS = ("bars", "grouped", "parts", "change", "rates")


def sidecar_path(report: Path) -> Path:
    """`report.toml` beside `report.txt`."""
    return report.with_suffix(".toml")


def read_sidecar(path: Path) -> Sidecar:
    """The empty sidecar where there is no such file. Raises BadSidecar."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Sidecar()
    except OSError as error:
        raise BadSidecar(
            "The editorial file {name} cannot be read: {why}.", name=path.name, why=error.strerror
        ) from error
    try:
        values = tomllib.loads(raw.decode("utf-8"))
        return _sidecar(values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSidecar("The editorial file {name} is not valid: {why}.", name=path.name, why=error) from error


def place_headings(text: str, sidecar: Sidecar) -> tuple[tuple[Heading, ...], tuple[str, ...]]:
    """The sidecar's headings at their places, and the titles of those whose words the text does not hold.

    Each is looked for after the one before it, so that words that recur are found in order.
    """
    found: list[Heading] = []
    lost: list[str] = []
    at = 0
    for heading in sidecar.headings:
        start = text.find(heading.begins, at)
        if start < 0:
            lost.append(heading.title)
            continue
        at = start
        stands = text.startswith(heading.title, start) and heading.title != heading.begins
        span = Span(start, start + len(heading.title)) if stands else None
        found.append(Heading(start, heading.title, heading.level, span, heading.number))
    return tuple(found), tuple(lost)


def hole_in(text: str, quotation: str) -> Span | None:
    """Where the hole of a quotation lies in the text, at least one code point long; None where the words do not
    stand there, or stand there more than once."""
    before, after = quotation.split(_HOLE)
    pattern = re.compile(f"{re.escape(before)}(?P<hole>{_FILLING}){re.escape(after)}")
    first = pattern.search(text)
    if first is None or pattern.search(text, first.end()):
        return None
    return Span(*first.span("hole"))


def _sidecar(values: Mapping[str, Any]) -> Sidecar:
    known = {"title", "issuer", "region", "year", "note", "heading", "table"}
    unknown = sorted(set(values) - known)
    if unknown:
        raise ValueError(f"unknown entry {unknown[0]}")
    return Sidecar(
        title=_text(values, "title"),
        issuer=_text(values, "issuer"),
        region=_text(values, "region"),
        year=int(values["year"]) if "year" in values else None,
        note=_text(values, "note"),
        headings=tuple(_heading(entry) for entry in values.get("heading", ())),
        tables=tuple(_table(entry) for entry in values.get("table", ())),
    )


def _heading(entry: Mapping[str, Any]) -> QuotedHeading:
    level = int(entry["level"])
    if not 1 <= level <= 6:
        raise ValueError(f"level {level} of heading {entry['title']}")
    return QuotedHeading(str(entry["title"]), str(entry["begins"]), level, _text(entry, "number"))


def _table(entry: Mapping[str, Any]) -> QuotedTable:
    columns = tuple(str(column) for column in entry["columns"])
    rows = tuple(QuotedRow(str(row["label"]), tuple(str(cell) for cell in row["cells"])) for row in entry["rows"])
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(
                f"row {row.label} of table {entry['id']} has {len(row.cells)} cells for {len(columns)} columns"
            )
        for cell in row.cells:
            if cell and cell.count(_HOLE) != 1:
                raise ValueError(f"quotation without one hole: {cell}")
    chart = entry.get("chart")
    if chart is not None and chart not in _CHARTS:
        raise ValueError(f"unknown chart {chart}")
    return QuotedTable(str(entry["id"]), str(entry["title"]), columns, rows, chart, _text(entry, "note"))


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"{key} is not a text")
    return value
