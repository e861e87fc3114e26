"""Corrections by the reader as edits of the editorial file: headings, metric cells, tables, and metadata of the
report.

A correction stores quotations that identify its place in the text. These are computed when it is created; afterwards
it holds no reference to the report.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from zjviewer.core.editorial.sidecar_writer import EntryEdit, SidecarEdit, Values
from zjviewer.core.model.analysis import Analysis, Figure, QuotedHeading, Section
from zjviewer.core.model.report import Span
from zjviewer.core.outline.editorial_headings import resolve_positions
from zjviewer.core.text.quotations import figure_quotation, heading_quotation

MOST_LEVELS = 6

Description = Mapping[str, str | int | date | tuple[date, date] | None]
"""title, issuer, region, year, era, published, period; None restores the detected value."""


def add_heading(analysis: Analysis, span: Span, title: str, level: int, number: str = "") -> SidecarEdit:
    """Add a heading at a range of the text. Raises Problem where no quotation identifies the range."""
    text = analysis.report.text
    entry = _heading(title, heading_quotation(text, *span), level, number)

    def change(values: Values) -> list[EntryEdit]:
        taken = _at(text, values, "removed", span.start)
        if taken is None:
            return [EntryEdit("heading", None, entry)]
        back = EntryEdit("removed", taken, None)
        same = taken["title"] == title
        return [back] if same else [back, EntryEdit("heading", None, {**entry, "was": taken["title"]})]

    return change


def change_heading(analysis: Analysis, section: Section, title: str, level: int, number: str) -> SidecarEdit:
    """Change title, level or number of a heading. Raises Problem where no quotation identifies it."""
    text = analysis.report.text
    wanted = _heading(title, _quotation(analysis, section), level, number)

    def change(values: Values) -> list[EntryEdit]:
        own = _at(text, values, "heading", section.start, section.title)
        if own is None:
            return [EntryEdit("heading", None, {**wanted, "was": section.title})]
        kept = {key: value for key, value in own.items() if key != "number" or number}
        changed = {**kept, **wanted, "begins": own["begins"]}
        return [EntryEdit("heading", own, changed)] if changed != own else []

    return change


def remove_heading(analysis: Analysis, section: Section) -> SidecarEdit:
    """Remove a heading. Raises Problem where no quotation identifies it."""
    text = analysis.report.text
    begins = _quotation(analysis, section)

    def change(values: Values) -> list[EntryEdit]:
        own = _at(text, values, "heading", section.start, section.title)
        if own is None:
            return [EntryEdit("removed", None, {"title": section.title, "begins": begins})]
        gone = EntryEdit("heading", own, None)
        if "was" not in own:
            return [gone]
        return [gone, EntryEdit("removed", None, {"title": own["was"], "begins": own["begins"]})]

    return change


def restore_heading(analysis: Analysis, section: Section) -> SidecarEdit:
    """Remove the reader's changes of a heading, so that the detected heading is used again."""
    text = analysis.report.text

    def change(values: Values) -> list[EntryEdit]:
        own = _at(text, values, "heading", section.start, section.title)
        return [EntryEdit("heading", own, None)] if own and "was" in own else []

    return change


def bind_figure(analysis: Analysis, figure: Figure, cell: str) -> SidecarEdit:
    """Assign a figure to a cell of the national form, and to no other cell. Raises Problem where no quotation
    identifies it."""
    quotation = figure_quotation(analysis.report.text, analysis.figures, figure)

    def change(values: Values) -> list[EntryEdit]:
        gone = [e for e in values.get("metric", ()) if e["cell"] == cell or e["quotation"] == quotation]
        bound = {"cell": cell, "quotation": quotation}
        return [*(EntryEdit("metric", each, None) for each in gone), EntryEdit("metric", None, bound)]

    return change


def unbind_cell(cell: str) -> SidecarEdit:
    """Remove the reader's assignment of a cell, so that the figure is detected again."""
    return lambda values: [EntryEdit("metric", each, None) for each in values.get("metric", ()) if each["cell"] == cell]


def add_table(
    analysis: Analysis, title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Figure | None]]]
) -> SidecarEdit:
    """Add a table of selected figures. Raises Problem where no quotation identifies one of them."""
    text, figures = analysis.report.text, analysis.figures
    lines = [
        {"label": label, "cells": [figure_quotation(text, figures, cell) if cell else "" for cell in cells]}
        for label, cells in rows
    ]
    taken = set(analysis.table_by_id)

    def change(values: Values) -> list[EntryEdit]:
        used = taken | {entry["id"] for entry in values.get("table", ())}
        name = next(name for name in (f"own-{n}" for n in range(1, len(used) + 2)) if name not in used)
        return [EntryEdit("table", None, {"id": name, "title": title, "columns": list(columns), "rows": lines})]

    return change


def remove_table(table: str) -> SidecarEdit:
    """Remove a table that the reader has added."""
    return lambda values: [EntryEdit("table", each, None) for each in values.get("table", ()) if each["id"] == table]


def set_report_properties(wanted: Description) -> SidecarEdit:
    """Set the metadata of the report; only values that differ from those in the file are written."""

    def change(values: Values) -> list[EntryEdit]:
        plain = {key: list(value) if isinstance(value, tuple) else value for key, value in wanted.items()}
        changed = {key: value for key, value in plain.items() if values.get(key) != value}
        before = {key: values[key] for key in changed if key in values}
        after = {key: value for key, value in changed.items() if value is not None}
        return [EntryEdit("", before, after)] if changed else []

    return change


def _heading(title: str, begins: str, level: int, number: str) -> dict[str, Any]:
    numbered = {"number": number} if number else {}
    return {"title": title, **numbered, "level": level, "begins": begins}


def _quotation(analysis: Analysis, section: Section) -> str:
    end = section.heading.end if section.heading else section.start
    return heading_quotation(analysis.report.text, section.start, end)


def _at(text: str, values: Values, array: str, start: int, title: str = "") -> Values | None:
    """The entry at an offset, with this title if one is given; None where there is none."""
    for entry, place in _placed(text, values.get(array, ())):
        if place == start and title in ("", entry["title"]):
            return entry
    return None


def _placed(text: str, entries: Sequence[Values]) -> Iterator[tuple[Values, int | None]]:
    quoted = [QuotedHeading(entry["title"], entry["begins"]) for entry in entries]
    yield from zip(entries, resolve_positions(text, quoted), strict=True)
