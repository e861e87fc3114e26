"""Pipeline from a file to its complete analysis: `open_report` and its two halves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from zjviewer.core.editorial.sidecar import load_sidecars
from zjviewer.core.model.analysis import Analysis, Sidecar
from zjviewer.core.model.report import Report
from zjviewer.core.outline.editorial_headings import resolve_headings
from zjviewer.core.outline.heading_numbers import numbering_remarks
from zjviewer.core.outline.sections import build_sections, find_headings
from zjviewer.core.text.segmentation import paragraphs
from zjviewer.pipeline.shared_files import settle_shared_files
from zjviewer.readers.sandbox.isolated_reading import read_isolated_if_needed


def open_report(
    path: Path, encoding: str = "", read: Callable[[Path, str], Report] = read_isolated_if_needed
) -> Analysis:
    """Complete analysis of a file. Raises UnreadableFile."""
    return complete_report(begin_report(path, encoding, read))


def begin_report(
    path: Path, encoding: str = "", read: Callable[[Path, str], Report] = read_isolated_if_needed
) -> Analysis:
    """Analysis with text and outline, sufficient for display; figures, tables, charts and checks are missing.

    Raises UnreadableFile.
    """
    report = read(path, encoding)
    remarks = settle_shared_files(path, report.text, lambda other: read(other, "").text)
    return _build_outline(replace(report, remarks=(*report.remarks, *remarks)) if remarks else report, path)


def reparse_report(analysis: Analysis) -> Analysis:
    """Analysis of the same text, with the outline rebuilt from the current editorial files."""
    report = analysis.original_report or analysis.report
    return _build_outline(report, report.path, analysis.report)


def _build_outline(read: Report, path: Path | None, before: Report | None = None) -> Analysis:
    """Analysis with outline. `before` is the previous report with editorial metadata; the same object is used again
    where the metadata are equal."""
    sidecar, doubts = load_sidecars(path) if path else (Sidecar(), ())
    report = _edited(read, sidecar)
    report = before if report == before else report
    placed = resolve_headings(report.text, sidecar)
    sections = build_sections(report.text, find_headings(report.text, placed, report.marks, report.grids))
    return Analysis(
        report,
        sections,
        paragraphs=paragraphs(report.text, sections, [grid.span for grid in report.grids]),
        sidecar=sidecar,
        original_report=None if report is read else read,
        unresolved_quotations=placed.lost,
        remarks=(*report.remarks, *doubts, *numbering_remarks(sections)),
        complete=False,
    )


def complete_report(begun: Analysis) -> Analysis:
    """The report with figures, tables, charts, checks and the reader's marks of checks. No limits of time and
    memory."""
    return with_marks(compute(begun))


def compute(begun: Analysis) -> Analysis:
    """The report with figures, tables, charts and checks; reads and writes no file."""
    from zjviewer.checks.registry import check_report
    from zjviewer.pipeline.extraction import extract_data

    complete = extract_data(begun)
    checked = replace(complete, checks=check_report(complete))
    if not checked.report.certainties:
        return checked
    from zjviewer.pipeline.recognition_remarks import recognition_remarks

    return replace(checked, remarks=(*checked.remarks, *recognition_remarks(checked)))


def with_marks(analysis: Analysis) -> Analysis:
    """The report with the reader's marks of its checks, and a remark where their file is invalid."""
    from zjviewer.core.annotations.annotation_file import load_check_marks

    marks, doubts = load_check_marks(analysis.report.path)
    return replace(analysis, marks=marks, remarks=(*analysis.remarks, *doubts))


def _edited(report: Report, sidecar: Sidecar) -> Report:
    """The report with the metadata of its editorial file in place of the detected ones."""
    edited = replace(
        report,
        title=sidecar.title or report.title,
        issuer=sidecar.issuer or report.issuer,
        region=sidecar.region or report.region,
        year=sidecar.year or report.year,
        note=sidecar.note or report.note,
        published=sidecar.published or report.published,
        period=sidecar.period or report.period,
    )
    return report if edited == report else edited
