"""The editorial file beside a report: what the copy lost and what its reader corrects, bound to the text by quotation,
never by number.

title, issuer, region, year, era, published, period = [first, last], note    replace what the program recognised
[[heading]] title, begins, level, number, was  begins: the words where the section begins; was: the title that the
                                               program, or the file beneath, gives the heading there
[[removed]] title, begins                      what the program, or the file beneath, takes for a heading, and is none
[[metric]]  cell, quotation                    a cell of the era's tables, such as `applications`, `press@own` or
                                               `applications/new/all`, and the words that state it
[[table]]   id, title, columns, chart, note
  rows = [{ label, cells = ["…{}…", ""] }]     a quotation with a hole where the number stands; empty: no cell

`{#}` in such a quotation stands for another number. Where the place of a heading can only be told by the words before
it, they stand before a hole, too: `begins = "…{}…"`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from zjviewer import paths
from zjviewer.core.model.analysis import QuotedHeading, QuotedRow, QuotedTable, Sidecar
from zjviewer.core.model.report import ImportRemark
from zjviewer.core.text.quotations import PLACEHOLDER
from zjviewer.errors import BadSidecar
from zjviewer.storage.companion_files import user_data_path

NOT_READ = "The editorial file {name} cannot be read: {why}."
NOT_VALID = "The editorial file {name} is not valid: {why}."
READ_ERRORS = (NOT_READ, NOT_VALID)
FOLDER = "corrections"
"""Of the user's own ones."""
SUFFIX = ".toml"
_CHARTS = ("bars", "grouped", "parts", "change", "rates")
_KNOWN = {
    *("title", "issuer", "region", "year", "note", "era", "published", "period"),
    *("heading", "removed", "metric", "table"),
}


def sidecar_path(report: Path) -> Path:
    """`report.toml` beside `report.txt`."""
    return report.with_suffix(SUFFIX)


def load_sidecars(report: Path) -> tuple[Sidecar, tuple[ImportRemark, ...]]:
    """What the file beside a report says, and over it the reader's own one; a remark on each that cannot be read."""
    found, doubts = Sidecar(), []
    own = (user_data_path(report, FOLDER, SUFFIX),) if (paths.user_folder() / FOLDER).is_dir() else ()
    for path in (sidecar_path(report), *own):
        try:
            if (said := read_sidecar(path)) != Sidecar():
                found = merge_sidecars(found, said)
        except BadSidecar as problem:
            values = tuple((name, str(value)) for name, value in problem.values.items())
            doubts.append(ImportRemark("doubted", problem.message, values))
    return found, tuple(doubts)


def read_sidecar(path: Path) -> Sidecar:
    """The empty sidecar where there is no such file. Raises BadSidecar."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Sidecar()
    except OSError as error:
        raise BadSidecar(NOT_READ, name=path.name, why=error.strerror) from error
    return parse_sidecar(raw, path.name)


def parse_sidecar(raw: bytes, name: str) -> Sidecar:
    """What the bytes of a file say; `name` is told where that is nonsense. Raises BadSidecar."""
    try:
        return _sidecar(tomllib.loads(raw.decode("utf-8-sig")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSidecar(NOT_VALID, name=name, why=error) from error


def merge_sidecars(beneath: Sidecar, own: Sidecar) -> Sidecar:
    """What both say, `own` first."""
    if beneath == Sidecar():
        return own
    tables = {table.id: table for table in (*beneath.tables, *own.tables)}
    return replace(
        own,
        title=own.title or beneath.title,
        issuer=own.issuer or beneath.issuer,
        region=own.region or beneath.region,
        year=own.year or beneath.year,
        note=own.note or beneath.note,
        era=own.era or beneath.era,
        published=own.published or beneath.published,
        period=own.period or beneath.period,
        tables=tuple(tables.values()),
        metrics=tuple({**dict(beneath.metrics), **dict(own.metrics)}.items()),
        base=beneath,
    )


def _sidecar(values: Mapping[str, Any]) -> Sidecar:
    if unknown := sorted(set(values) - _KNOWN):
        raise ValueError(f"unknown entry {unknown[0]}")
    return Sidecar(
        title=_text(values, "title"),
        issuer=_text(values, "issuer"),
        region=_text(values, "region"),
        year=int(values["year"]) if "year" in values else None,
        note=_text(values, "note"),
        era=_text(values, "era"),
        published=_day(values["published"]) if "published" in values else None,
        period=_period(values["period"]) if "period" in values else None,
        headings=tuple(_heading(entry) for entry in values.get("heading", ())),
        removed=tuple(_removed(entry) for entry in values.get("removed", ())),
        tables=tuple(_table(entry) for entry in values.get("table", ())),
        metrics=tuple(_metric(entry) for entry in values.get("metric", ())),
    )


def _heading(entry: Mapping[str, Any]) -> QuotedHeading:
    level = int(entry["level"])
    if not 1 <= level <= 6:
        raise ValueError(f"level {level} of heading {entry['title']}")
    title, begins = _texts(entry, "title", "begins")
    return QuotedHeading(title, begins, level, _text(entry, "number"), _text(entry, "was"))


def _removed(entry: Mapping[str, Any]) -> QuotedHeading:
    title, begins = _texts(entry, "title", "begins")
    return QuotedHeading(title, begins)


def _metric(entry: Mapping[str, Any]) -> tuple[str, str]:
    cell, quotation = _texts(entry, "cell", "quotation")
    _check_hole(quotation)
    return cell, quotation


def _table(entry: Mapping[str, Any]) -> QuotedTable:
    columns = tuple(str(column) for column in entry["columns"])
    rows = tuple(QuotedRow(str(row["label"]), tuple(str(cell) for cell in row["cells"])) for row in entry["rows"])
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(
                f"row {row.label} of table {entry['id']} has {len(row.cells)} cells for {len(columns)} columns"
            )
        for cell in filter(None, row.cells):
            _check_hole(cell)
    chart = entry.get("chart")
    if chart is not None and chart not in _CHARTS:
        raise ValueError(f"unknown chart {chart}")
    return QuotedTable(str(entry["id"]), str(entry["title"]), columns, rows, chart, _text(entry, "note"))


def _check_hole(quotation: str) -> None:
    if quotation.count(PLACEHOLDER) != 1:
        raise ValueError(f"quotation without one hole: {quotation}")


def _period(value: Any) -> tuple[date, date]:
    first, last = value
    if _day(first) > _day(last):
        raise ValueError(f"period that ends before it begins: {first}")
    return first, last


def _day(value: Any) -> date:
    if type(value) is not date:
        raise TypeError(f"{value} is not a date")
    return value


def _texts(values: Mapping[str, Any], *keys: str) -> list[str]:
    """Raises KeyError for a missing one."""
    return [_text({key: values[key]}, key) for key in keys]


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"{key} is not a text")
    return value
