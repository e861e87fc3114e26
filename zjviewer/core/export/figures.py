"""Figures for the terminal and for other programs."""

import csv
import io
from typing import Any

from zjviewer.core.export.tables import json_number
from zjviewer.core.model.analysis import Analysis

FIGURE_KEYS = (
    "id", "start", "end", "literal", "value", "unit", "kind", "qualifier", "indicator", "subject", "year", "section",
)  # fmt: skip
"""Keys of a figure in JSON and columns of the CSV, before `tables`."""


def figures_json(analysis: Analysis) -> list[dict[str, Any]]:
    """Figures for `json.dumps`, in reading order."""
    return [
        {key: getattr(figure, key) for key in FIGURE_KEYS}
        | {"value": json_number(figure.value), "tables": list(analysis.tables_by_figure.get(figure.id, ()))}
        for figure in analysis.figures
    ]


def figures_csv(analysis: Analysis) -> str:
    """The same with a line of titles; ids of tables are divided by spaces."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((*FIGURE_KEYS, "tables"))
    for row in figures_json(analysis):
        writer.writerow([*(row[key] for key in FIGURE_KEYS), " ".join(row["tables"])])
    return written.getvalue()
