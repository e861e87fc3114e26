"""Figures for the terminal and for other programs."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from zjviewer.core.export.tables import json_number
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.search.engine import context

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


def hit_rows(name: str, analysis: Analysis, spans: Iterable[tuple[int, int]]) -> Iterator[dict[str, object]]:
    """One for each span of the report, which is called `name`."""
    text = analysis.report.text
    for start, end in spans:
        section = analysis.section_at(start)
        yield {
            "file": name,
            "start": start,
            "end": end,
            "text": text[start:end],
            "section": section.id if section else "",
            "context": "".join(context(text, start, end)),
        }
