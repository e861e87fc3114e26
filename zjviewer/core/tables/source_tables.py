"""Reading the source's tables: their parts, the national forms that they fill, and the figures in their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from zjviewer.core.dictionary.metrics import MetricDictionary, dictionary_for_year, load_dictionaries
from zjviewer.core.model.analysis import Figure, Section
from zjviewer.core.model.report import Report, SourceCell
from zjviewer.core.tables.form_matching import FilledForm, match_forms
from zjviewer.core.tables.grid_figures import grid_figures
from zjviewer.core.tables.grid_structure import GridBlock, split_grid
from zjviewer.core.tables.grid_tables import CellLookup
from zjviewer.core.text.label_matching import best_match

_MOST_ROWS = 4
"""Times the metrics of an era that a table may have as rows and still be the era's table."""
_FEWEST_METRICS = 5
"""Rows of a table that name metrics of the era for it to be the era's table."""


@dataclass(frozen=True, slots=True)
class GridInterpretation:
    """The tables of a report: their blocks, the forms that they fill, the figures in their cells."""

    parts: tuple[GridBlock, ...]
    filled: tuple[FilledForm, ...]
    figures: tuple[Figure, ...]
    """Without ids."""
    dictionary: MetricDictionary | None
    """Of the era whose forms the tables are; None where they are none's."""
    metrics: tuple[tuple[str, SourceCell], ...]
    """Cells that state metrics of an era without forms, by the metric's id."""

    @property
    def matched_blocks(self) -> set[int]:
        """The parts that fill forms."""
        return {number for filled in self.filled for number in filled.parts}

    def metric_figures(self, cells: CellLookup) -> dict[str, Figure]:
        """The figures that state metrics, by the metric's id."""
        found: dict[str, Figure] = {}
        for metric, cell in self.metrics:
            figure = cells.figure(cell)
            if figure is not None:
                found.setdefault(metric, figure)
        return found


def interpret_grids(report: Report, sections: Sequence[Section]) -> GridInterpretation:
    """Every table of the report; of the eras with forms the one that its tables fit best, its own year's first."""
    parts = tuple(part for index, grid in enumerate(report.grids) for part in split_grid(grid, index, report.text))
    by_year = dictionary_for_year(report.year)
    tried = (by_year, *load_dictionaries()) if parts else ()
    chosen: MetricDictionary | None = None
    filled: list[FilledForm] = []
    for dictionary in tried:
        if dictionary is None or not dictionary.forms:
            continue
        found = match_forms(dictionary.forms, parts, report)
        if _fit(found) > _fit(filled):
            chosen, filled = dictionary, found
    metrics = _metrics(by_year, parts, report) if by_year is not None and not filled else ()
    figures = tuple(grid_figures(report, parts, filled, sections))
    return GridInterpretation(parts, tuple(filled), figures, chosen, metrics)


def _fit(filled: Sequence[FilledForm]) -> int:
    return sum(len(each.cells) for each in filled)


def _metrics(
    dictionary: MetricDictionary, parts: Sequence[GridBlock], report: Report
) -> tuple[tuple[str, SourceCell], ...]:
    """Rows that a table of the era names; a metric that belongs to another is looked for below that one's row."""
    found: list[tuple[str, SourceCell]] = []
    for part in parts:
        if len(part.rows) > _MOST_ROWS * len(dictionary.metrics):
            continue
        named: list[tuple[str, SourceCell]] = []
        head = ""
        for row in part.rows:
            cell = next((cell for cell in row.cells if cell is not None and cell.span.end > cell.span.start), None)
            if not row.path or cell is None:
                continue
            known = {metric for metric, _ in (*found, *named)}
            open_to = [
                metric
                for metric in dictionary.metrics.values()
                if metric.id not in known and (not metric.after or metric.after == head)
            ]
            index, _ = best_match(row.path[-1], [(metric.name, *metric.also) for metric in open_to])
            if index >= 0:
                metric = open_to[index]
                head = metric.id if not metric.after else head
                named.append((metric.id, cell))
        if len(named) >= _FEWEST_METRICS:
            found += named
    return tuple(found)
