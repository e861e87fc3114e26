"""The second half of an analysis: figures, tables and charts of a report whose text and outline are known."""

from collections.abc import Iterable
from dataclasses import replace

from zjviewer.core.charts.chart_data import charts_of
from zjviewer.core.dictionary.metrics import dictionary_for, dictionary_of
from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.model.analysis import Analysis, Chart, Figure, Table
from zjviewer.core.tables.grid_figures import prose_free
from zjviewer.core.tables.grid_tables import Cells, form_charts, form_table, own_tables
from zjviewer.core.tables.metric_bindings import bindings_of, bound_forms, with_bound
from zjviewer.core.tables.prose_tables import build_tables
from zjviewer.core.tables.source_tables import read_grids
from zjviewer.core.text.report_metadata import is_disclosure


def completed(begun: Analysis) -> Analysis:
    """The same report with all that its text and its source tables state."""
    report = begun.report
    read = read_grids(report, begun.sections)
    shut = prose_free(report)
    prose = find_figures(report.text, begun.sections, report.year, report.region, shut)
    figures = _in_order((*prose, *read.figures))
    cells = Cells(report, figures)
    own = dictionary_of(begun.sidecar.era)
    era = own or read.dictionary or dictionary_for(report.year)
    bound = bindings_of(report.text, figures, begun.sidecar.metrics, era)
    tables, lost = build_tables(report, figures, era, begun.sidecar, shut, read.stated(cells), bound.figures)
    drawn: list[tuple[Table, tuple[Chart, ...]]] = [(table, charts_of(table)) for table in tables]
    for filled in read.filled:
        table = form_table(filled, cells)
        if table is not None:
            table = with_bound(table, bound.figures)
            drawn.append((table, form_charts(filled, table)))
    missing = bound_forms(era, [table.id for table, _ in drawn], bound.figures)
    drawn += [(table, charts_of(table)) for table in missing]
    others = own_tables(report, read.parts, read.taken, cells, begun.sections)
    drawn += [(table, charts_of(table)) for table in others]
    drawn.sort(key=lambda pair: min(figure.start for figure in pair[0].figures))
    return replace(
        begun,
        figures=figures,
        tables=tuple(table for table, _ in drawn),
        charts=tuple(chart for _, charts in drawn for chart in charts),
        lost=(*begun.lost, *lost, *bound.lost),
        era=era.era if era is not None and (own or read.dictionary or is_disclosure(report)) else "",
        remarks=(*begun.remarks, *(remark for filled in read.filled for remark in filled.remarks)),
        complete=True,
    )


def _in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Numbered as they are read."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    return tuple(replace(figure, id=f"f{number}") for number, figure in enumerate(ordered, 1))
