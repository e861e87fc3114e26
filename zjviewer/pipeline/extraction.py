"""Second half of an analysis: figures, tables and charts of a report whose text and outline are known."""

from collections.abc import Iterable
from dataclasses import replace

from zjviewer.core.charts.chart_data import suggest_charts
from zjviewer.core.dictionary.metrics import dictionary_for_era, dictionary_for_year
from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.figures.report_body import own_body
from zjviewer.core.model.analysis import Analysis, Chart, Figure, Table
from zjviewer.core.tables.grid_figures import spans_without_prose
from zjviewer.core.tables.grid_tables import CellLookup, form_charts, form_table, generic_tables
from zjviewer.core.tables.metric_bindings import apply_bindings, forms_from_bindings, resolve_bindings
from zjviewer.core.tables.prose_tables import build_tables
from zjviewer.core.tables.source_tables import interpret_grids
from zjviewer.core.text.report_metadata import is_disclosure_report


def extract_data(begun: Analysis) -> Analysis:
    """The report with all data extracted from its text and its source tables."""
    report = begun.report
    read = interpret_grids(report, begun.sections)
    shut = spans_without_prose(report)
    prose = find_figures(report.text, begun.sections, report.year, own_body(report), shut, report.title)
    figures = _in_order((*prose, *read.figures))
    cells = CellLookup(report, figures)
    own = dictionary_for_era(begun.sidecar.era)
    era = own or read.dictionary or dictionary_for_year(report.year)
    bound = resolve_bindings(report.text, figures, begun.sidecar.metrics, era)
    tables, lost = build_tables(report, figures, era, begun.sidecar, shut, read.metric_figures(cells), bound.figures)
    drawn: list[tuple[Table, tuple[Chart, ...]]] = [(table, suggest_charts(table)) for table in tables]
    for filled in read.filled:
        table = form_table(filled, cells)
        if table is not None:
            table = apply_bindings(table, bound.figures)
            drawn.append((table, form_charts(filled, table)))
    missing = forms_from_bindings(era, [table.id for table, _ in drawn], bound.figures)
    drawn += [(table, suggest_charts(table)) for table in missing]
    others = generic_tables(report, read.parts, read.matched_blocks, cells, begun.sections)
    drawn += [(table, suggest_charts(table)) for table in others]
    drawn.sort(key=lambda pair: min(figure.start for figure in pair[0].figures))
    return replace(
        begun,
        figures=figures,
        tables=tuple(table for table, _ in drawn),
        charts=tuple(chart for _, charts in drawn for chart in charts),
        unresolved_quotations=(*begun.unresolved_quotations, *lost, *bound.lost),
        era=era.era if era is not None and (own or read.dictionary or is_disclosure_report(report)) else "",
        remarks=(*begun.remarks, *(remark for filled in read.filled for remark in filled.remarks)),
        complete=True,
    )


def _in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures in reading order, with new ids."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    return tuple(replace(figure, id=f"f{number}") for number, figure in enumerate(ordered, 1))
