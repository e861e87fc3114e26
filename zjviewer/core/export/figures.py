"""Figures and search hits as JSON and CSV."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from zjviewer.core.export.tables import json_number
from zjviewer.core.figures.figure_filter import figure_name
from zjviewer.core.model.analysis import Analysis, Figure, Row, Table
from zjviewer.core.tables.cell_text import escape_formula

ALL_FIGURES = "全部数据"
"""Title of a table of figures in files."""
VALUE_COLUMN = "数值"
"""Title of the only column of a table of figures."""

FIGURE_KEYS = (
    "id", "start", "end", "literal", "value", "unit", "kind", "qualifier", "indicator", "subject", "year", "section",
    "tables", "low", "high", "status", "magnitude",
)  # fmt: skip
"""Keys of a figure in JSON, and columns of the CSV. New keys are appended at the end."""


def figures_json(analysis: Analysis) -> list[dict[str, Any]]:
    """Figures in reading order as values for `json.dumps`."""
    found = []
    for figure in analysis.figures:
        special = {
            "value": json_number(figure.value),
            "tables": list(analysis.tables_by_figure.get(figure.id, ())),
            "low": _json_limit(figure.low),
            "high": _json_limit(figure.high),
        }
        found.append({key: special[key] if key in special else getattr(figure, key) for key in FIGURE_KEYS})
    return found


def figures_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] = FIGURE_KEYS) -> str:
    """CSV of rows from `figures_json` with a header row. Table ids are separated by spaces; a cell that a spreadsheet
    would evaluate as a formula starts with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = (" ".join(row[key]) if key == "tables" else row[key] for key in columns)
        writer.writerow([escape_formula(value) if isinstance(value, str) else value for value in values])
    return written.getvalue()


def table_of_figures(figures: Sequence[Figure], analysis: Analysis) -> Table:
    """Table with one figure a row, for the export formats of tables."""
    text = analysis.report.text
    rows = tuple(Row(figure_name(figure, text), (figure,)) for figure in figures)
    return Table(id="figures", title=ALL_FIGURES, section="", columns=(VALUE_COLUMN,), rows=rows)


def _json_limit(limit: Decimal | None) -> int | float | None:
    return None if limit is None else json_number(limit)
