"""Tables as CSV, XLSX, JSON and text; every file includes the sources of its numbers."""

import csv
import io
import json
import os
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from zjviewer.core.export.figure_sources import TITLES, figure_rows
from zjviewer.core.export.table_formats import table_format
from zjviewer.core.model.analysis import Analysis, Figure, Row, Table
from zjviewer.core.tables.cell_text import LABELS, ascii_minus, cell_text, column_heading, escape_formula, table_footer
from zjviewer.core.text.width import label_width
from zjviewer.errors import NotWritten
from zjviewer.storage.atomic_files import EXISTS, make_folder, write_atomically
from zjviewer.storage.filenames import file_name, make_unique


def to_csv(tables: Sequence[Table], analysis: Analysis) -> str:
    """CSV of the rows of `figure_rows` with a header row and CRLF. Excel needs the encoding `utf-8-sig` to detect
    UTF-8.

    A cell that a spreadsheet would evaluate as a formula starts with an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(TITLES)
    writer.writerows(csv_rows(tables, analysis))
    return written.getvalue()


def csv_rows(tables: Sequence[Table], analysis: Analysis) -> list[tuple[str, ...]]:
    """Fields of `to_csv` below its header row: one value for each of `TITLES`."""
    return [tuple(_csv_field(value) for value in source.values) for source in figure_rows(tables, analysis)]


def _csv_field(value: str | int | Decimal | None) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else escape_formula(str(value))


def tables_json(analysis: Analysis) -> list[dict[str, Any]]:
    """Tables for `json.dumps`. An empty cell is None; a cell that contains text instead of a number has the key
    `text`."""
    return [
        {
            "id": table.id,
            "title": table.title,
            "section": table.section,
            "columns": list(table.columns),
            "rows": [{"label": row.label, "level": row.level, "cells": _json_cells(row)} for row in table.rows],
        }
        for table in analysis.tables
    ]


def _json_cells(row: Row) -> list[dict[str, Any] | None]:
    return [_json_cell(cell, row.cell_text(column)) for column, cell in enumerate(row.cells)]


def _json_cell(cell: Figure | None, words: str) -> dict[str, Any] | None:
    if cell is None:
        return {"text": words} if words else None
    return {"figure": cell.id, "value": json_number(cell.value), "unit": cell.unit}


def json_number(value: Decimal) -> int | float:
    """An int for a whole value, otherwise the float that prints the same digits (up to 15)."""
    return int(value) if value == value.to_integral_value() else float(value)


def tables_text(analysis: Analysis) -> str:
    """Tables as aligned text columns for a terminal; empty when there are none."""
    return "\n".join(_text(table, analysis) for table in analysis.tables)


def _text(table: Table, analysis: Analysis) -> str:
    columns = range(LABELS, len(table.columns))
    lines = [[column_heading(table, column) for column in columns]]
    # Terminals differ in the display width of the minus sign U+2212.
    lines += [[ascii_minus(cell_text(table, row, column)) for column in columns] for row in range(len(table.rows))]
    widths = [max(map(label_width, column)) for column in zip(*lines, strict=True)]
    grid = (
        "  ".join(_fit(cell, width, left=i == 0) for i, (cell, width) in enumerate(zip(line, widths, strict=True)))
        for line in lines
    )
    return "\n".join(
        (f"{table.title}  [{table.id}]", *(line.rstrip() for line in grid), *table_footer(table, analysis), "")
    )


def _fit(text: str, width: int, left: bool) -> str:
    gap = " " * (width - label_width(text))
    return text + gap if left else gap + text


def suggested_name(analysis: Analysis, title: str, suffix: str) -> str:
    """File name `单位_年份_指标` that is valid on every system; `suffix` includes its dot."""
    year = str(analysis.report.year) if analysis.report.year is not None else ""
    return file_name(analysis.report.issuer, year, title, suffix=suffix)


def write_file(tables: Sequence[Table], analysis: Analysis, path: Path, overwrite: bool = False) -> None:
    """Write one or more tables to one file: XLSX for that suffix, CSV for any other. Raises NotWritten."""
    format = table_format("xlsx" if path.suffix.casefold() == ".xlsx" else "csv")
    write_atomically(path, format.to_bytes(tables, analysis), overwrite)


def write_tables(analysis: Analysis, out: Path, format: str, overwrite: bool = False) -> list[Path]:
    """Write all tables to a folder, created if necessary, and return the paths: for `csv` one file for each table,
    otherwise one file for all.

    Raises NotWritten before anything is written when one of the files exists and may not be overwritten.
    """
    if not analysis.tables:
        return []
    kind = table_format(format)
    if kind.per_table:
        taken: set[str] = set()
        files = []
        for table in analysis.tables:
            name = make_unique(suggested_name(analysis, table.title, kind.suffix), taken)
            taken.add(name.casefold())
            files.append((out / name, [table]))
    else:
        files = [(out / suggested_name(analysis, "指标表", kind.suffix), list(analysis.tables))]
    for path, _ in files:
        if os.path.exists(path) and not overwrite:
            raise NotWritten(EXISTS, path=path)
    make_folder(out)
    for path, tables in files:
        write_atomically(path, kind.to_bytes(tables, analysis), overwrite)
    return [path for path, _ in files]


def csv_bytes(tables: Sequence[Table], analysis: Analysis) -> bytes:
    """Bytes of a CSV file with the byte order mark by which Excel detects UTF-8."""
    return to_csv(tables, analysis).encode("utf-8-sig")


def json_bytes(_: Sequence[Table], analysis: Analysis) -> bytes:
    """Bytes of a JSON file of all tables of the report."""
    return (json.dumps(tables_json(analysis), ensure_ascii=False, indent=2) + "\n").encode()


def text_bytes(_: Sequence[Table], analysis: Analysis) -> bytes:
    """Bytes of a text file of all tables of the report, in aligned columns."""
    return tables_text(analysis).encode()
