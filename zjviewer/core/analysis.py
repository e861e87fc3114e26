"""`open_report`: the only door from a file to all that the program knows of it."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from zjviewer.core.marks import marks_of
from zjviewer.core.model import Analysis, Figure, Report, Sidecar
from zjviewer.core.numbering import numbering_remarks
from zjviewer.core.outline import build_sections, find_headings
from zjviewer.core.recognise import is_disclosure
from zjviewer.core.sidecar import place_headings, read_sidecar, sidecar_path
from zjviewer.core.text import paragraphs
from zjviewer.readers import read_report


def open_report(path: Path, encoding: str = "") -> Analysis:
    """Raises UnreadableFile and BadSidecar."""
    return complete_report(begin_report(path, encoding))


def begin_report(path: Path, encoding: str = "") -> Analysis:
    """Text and outline, enough to read by; figures, tables and charts are still to come.

    Raises UnreadableFile and BadSidecar.
    """
    report = read_report(path, encoding)
    sidecar = read_sidecar(sidecar_path(path))
    report = _edited(report, sidecar)
    given, lost = place_headings(report.text, sidecar)
    sections = build_sections(report.text, find_headings(report.text, given, report.marks, report.grids))
    return Analysis(
        report,
        sections,
        paragraphs=paragraphs(report.text, sections, [grid.span for grid in report.grids]),
        sidecar=sidecar,
        lost=lost,
        remarks=(*report.remarks, *numbering_remarks(sections)),
        complete=False,
    )


def complete_report(begun: Analysis) -> Analysis:
    """The same report with figures, tables, charts, checks and the reader's marks on these.

    What only this half needs is imported here: the text is on screen before it.
    """
    from zjviewer.checks import check_report
    from zjviewer.core.charts import charts_of
    from zjviewer.core.figures import find_figures
    from zjviewer.core.grid_figures import prose_free
    from zjviewer.core.grid_tables import Cells, form_charts, form_table, own_tables
    from zjviewer.core.grids import read_grids
    from zjviewer.core.metrics import dictionary_for
    from zjviewer.core.tables import build_tables

    report = begun.report
    read = read_grids(report, begun.sections)
    shut = prose_free(report)
    prose = find_figures(report.text, begun.sections, report.year, report.region, shut)
    figures = _in_order((*prose, *read.figures))
    cells = Cells(report, figures)
    era = read.dictionary or dictionary_for(report.year)
    tables, lost = build_tables(report, figures, era, begun.sidecar, shut, read.stated(cells))
    national = {table.id: filled for filled in read.filled if (table := form_table(filled, cells)) is not None}
    formal = [table for filled in read.filled if (table := form_table(filled, cells)) is not None]
    own = own_tables(report, read.parts, read.taken, cells, begun.sections)
    every = sorted((*tables, *formal, *own), key=lambda table: min(figure.start for figure in table.figures))
    charts = tuple(
        chart
        for table in every
        for chart in (form_charts(national[table.id], table) if table.id in national else charts_of(table))
    )
    remarks = (*begun.remarks, *(remark for filled in read.filled for remark in filled.remarks))
    completed = replace(
        begun,
        figures=figures,
        tables=tuple(every),
        charts=charts,
        lost=(*begun.lost, *lost),
        era=era.era if era is not None and (read.dictionary or is_disclosure(report)) else "",
        remarks=remarks,
        complete=True,
    )
    marks, doubts = marks_of(report.path)
    return replace(completed, checks=check_report(completed), marks=marks, remarks=(*remarks, *doubts))


def _in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Numbered as they are read."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    return tuple(replace(figure, id=f"f{number}") for number, figure in enumerate(ordered, 1))


def _edited(report: Report, sidecar: Sidecar) -> Report:
    """What an editor says of the report goes before what the reader recognised."""
    return replace(
        report,
        title=sidecar.title or report.title,
        issuer=sidecar.issuer or report.issuer,
        region=sidecar.region or report.region,
        year=sidecar.year or report.year,
        note=sidecar.note or report.note,
    )
