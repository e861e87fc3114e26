"""Tool tip over the text: the reader's note, a figure, a term of the glossary, or an editorial heading."""

from PySide6.QtCore import QCoreApplication, QPoint

from zjviewer.core.annotations.anchors import ResolvedAnnotation, annotations_at
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.search.glossary import term_at
from zjviewer.gui.labels.tooltips import figure_tip, plain_tip, term_tip
from zjviewer.gui.reading.report_view import ReportTextView


def tip_at(view: ReportTextView, analysis: Analysis, resolved: tuple[ResolvedAnnotation, ...], point: QPoint) -> str:
    """Rich text for a point of the viewport: the first of note, figure and term that is there; else empty."""
    offset = view.positions.offset_under(point)
    if offset is None:
        heading = QCoreApplication.translate(
            "TextPane", "An editor wrote this heading: the copy of the report has lost it."
        )
        return heading if view.positions.over_editorial_heading(point) else ""
    if notes := [note for each in annotations_at(resolved, offset) if (note := each.note)]:
        return plain_tip("\n".join(notes))
    if figure := view.mouse.figure_under(point):
        return figure_tip(figure, analysis)
    term = term_at(analysis.report.text, offset)
    return term_tip(term) if term else ""
