"""Editorial (sidecar) file of a report: metadata that is missing in its text, and corrections by the reader. Entries
refer to the text by quotation, never by offset.

title, issuer, region, year, era, published, period = [first, last], note    replace the detected values
[[heading]] title, begins, level, number, was  begins: the text at the start of the section; was: the title of the
                                               detected heading, or of that of the base file, that it replaces
[[removed]] title, begins                      a heading, detected or of the base file, that is removed
[[metric]]  cell, quotation                    a cell of the national form, such as `applications`, `press@own` or
                                               `applications/new/all`, and the text that contains its figure
[[table]]   id, title, columns, chart, note
  rows = [{ label, cells = ["…{}…", ""] }]     a quotation with a placeholder for the number; empty: no figure

`{#}` in a quotation is a placeholder for another number. Where only the preceding text identifies a heading, `begins`
is this text and a placeholder: `begins = "…{}…"`. Entries of a newer version are ignored, and preserved in the file.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from zjviewer import paths
from zjviewer.core.model.analysis import QuotedHeading, QuotedRow, QuotedTable, Sidecar
from zjviewer.core.model.chart_options import CHART_KINDS
from zjviewer.core.model.report import ImportRemark
from zjviewer.core.text.control_characters import remove_controls
from zjviewer.core.text.quotations import PLACEHOLDER
from zjviewer.errors import BadSidecar
from zjviewer.storage.companion_files import beside_path, inherited_path, user_data_path
from zjviewer.storage.regular_files import read_regular
from zjviewer.storage.toml_files import LONGEST, parse_toml

NOT_READ = "The editorial file {name} cannot be read: {why}."
NOT_VALID = "The editorial file {name} is not valid: {why}."
UNKNOWN = "The editorial file {name} has entries that this version does not know: {entries}."
READ_ERRORS = (NOT_READ, NOT_VALID)
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
FOLDER = "corrections"
"""Subfolder of the user's data folder."""
SUFFIX = ".toml"
_LONGEST_REASON = 200
_KNOWN = {
    *("title", "issuer", "region", "year", "note", "era", "published", "period"),
    *("heading", "removed", "metric", "table"),
}


def sidecar_path(report: Path) -> Path:
    """Path `report.txt.toml` next to `report.txt`, or an older `report.toml` that belongs only to this document."""
    return beside_path(report, SUFFIX)


def load_sidecars(report: Path) -> tuple[Sidecar, tuple[ImportRemark, ...]]:
    """Values of the file next to a report, overridden by those of the reader's own file, and a remark on each file
    that cannot be read or has unknown entries."""
    merged, remarks = Sidecar(), []
    own = (user_data_path(report, FOLDER, SUFFIX),) if os.path.isdir(paths.user_folder() / FOLDER) else ()
    for path in (inherited_path(report, SUFFIX) or sidecar_path(report), *own):
        try:
            raw = read_bytes(path)
            if raw is None:
                continue
            if (sidecar := parse_sidecar(raw, path.name)) != Sidecar():
                merged = merge_sidecars(merged, sidecar)
            if unknown := unknown_entries(raw):
                remarks.append(ImportRemark("doubted", UNKNOWN, (("name", path.name), ("entries", unknown))))
        except BadSidecar as problem:
            values = tuple((name, str(value)) for name, value in problem.values.items())
            remarks.append(ImportRemark("doubted", problem.message, values))
    return merged, tuple(remarks)


def unknown_entries(raw: bytes) -> str:
    """Names of the entries of a valid file that are unknown to this version, separated by commas."""
    return remove_controls(", ".join(sorted(set(parse_toml(raw)) - _KNOWN)))[:_LONGEST_REASON]


def read_bytes(path: Path) -> bytes | None:
    """Bytes of a file; None where the file does not exist. Raises BadSidecar."""
    try:
        return read_regular(path, LONGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadSidecar(NOT_READ, name=path.name, why=error.strerror) from error


def parse_sidecar(raw: bytes, name: str) -> Sidecar:
    """Values of the bytes of a file; `name` is its name in error messages. Raises BadSidecar."""
    try:
        return _sidecar(parse_toml(raw))
    except _FAULTS as error:
        why = remove_controls(str(error))[:_LONGEST_REASON]
        raise BadSidecar(NOT_VALID, name=name, why=why) from error


def merge_sidecars(base: Sidecar, own: Sidecar) -> Sidecar:
    """Values of both sidecars; those of `own` take precedence."""
    if base == Sidecar():
        return own
    tables = {table.id: table for table in (*base.tables, *own.tables)}
    return replace(
        own,
        title=own.title or base.title,
        issuer=own.issuer or base.issuer,
        region=own.region or base.region,
        year=own.year or base.year,
        note=own.note or base.note,
        era=own.era or base.era,
        published=own.published or base.published,
        period=own.period or base.period,
        tables=tuple(tables.values()),
        metrics=tuple({**dict(base.metrics), **dict(own.metrics)}.items()),
        base=base,
    )


def _sidecar(values: Mapping[str, Any]) -> Sidecar:
    return Sidecar(
        title=_text(values, "title"),
        issuer=_text(values, "issuer"),
        region=_text(values, "region"),
        year=_year(values["year"]) if "year" in values else None,
        note=_text(values, "note"),
        era=_text(values, "era"),
        published=_day(values["published"]) if "published" in values else None,
        period=_period(values["period"]) if "period" in values else None,
        headings=tuple(_heading(entry) for entry in values.get("heading", ())),
        removed=tuple(_removed(entry) for entry in values.get("removed", ())),
        tables=tuple(_table(entry) for entry in values.get("table", ())),
        metrics=tuple(_metric(entry) for entry in values.get("metric", ())),
    )


def _year(value: Any) -> int:
    year = int(value)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year}")
    return year


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
    _check_placeholder(quotation)
    return cell, quotation


def _table(entry: Mapping[str, Any]) -> QuotedTable:
    columns = tuple(_plain(column) for column in entry["columns"])
    rows = tuple(QuotedRow(_plain(row["label"]), tuple(_plain(cell) for cell in row["cells"])) for row in entry["rows"])
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(
                f"row {row.label} of table {entry['id']} has {len(row.cells)} cells for {len(columns)} columns"
            )
        for cell in filter(None, row.cells):
            _check_placeholder(cell)
    chart = entry.get("chart")
    if chart is not None and chart not in CHART_KINDS:
        raise ValueError(f"unknown chart {chart}")
    return QuotedTable(_plain(entry["id"]), _plain(entry["title"]), columns, rows, chart, _text(entry, "note"))


def _plain(value: object) -> str:
    return remove_controls(str(value))


def _check_placeholder(quotation: str) -> None:
    if quotation.count(PLACEHOLDER) != 1:
        raise ValueError(f"quotation without one placeholder: {quotation}")


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
    """Strings of the given keys. Raises KeyError for a missing one."""
    return [_text({key: values[key]}, key) for key in keys]


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"{key} is not a text")
    return remove_controls(value)
