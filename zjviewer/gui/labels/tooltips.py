"""Tooltips as rich text: for plain text, technical terms and figures."""

from html import escape

from PySide6.QtCore import QCoreApplication

from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.search.glossary import Term
from zjviewer.core.tables.cell_text import section_path
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.labels.check_labels import formula_text

_LONG = 120
"""Code points of a sentence on either side of the number."""
_WIDTH = 360
"""Width of a tooltip of several lines, in pixels."""


def term_tip(term: Term) -> str:
    """Tooltip of a technical term: name, definition, source."""
    parts = (f"<b>{escape(term.name)}</b> · {escape(term.english)}", escape(term.definition), escape(term.source))
    lines = "".join(f'<p style="margin: 0 0 4px 0">{line}</p>' for line in parts)
    return f'<table width="{_WIDTH}"><tr><td>{lines}</td></tr></table>'


def plain_tip(text: str) -> str:
    """Tooltip of plain text, escaped; Qt wraps it."""
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>"


def figure_tip(figure: Figure, analysis: Analysis) -> str:
    """Tooltip of a figure: indicator, value, subject and year, failed checks, tables."""
    context = " · ".join(part for part in (figure.subject, _year(figure)) if part)
    tables = [analysis.table_by_id[table].title for table in analysis.tables_by_figure.get(figure.id, ())]
    failed = QCoreApplication.translate("FigureTip", "Does not add up: {formula}")
    failures = analysis.failures_by_figure.get(figure.id, ())
    lines = [
        f"<b>{escape(figure.indicator or figure.literal)}</b>",
        escape(format_figure(figure)),
        escape(context),
        *(escape(line) for line in _recognition(figure, analysis)),
        *(escape(failed.format(formula=formula_text(check))) for check in failures),
        *(escape(QCoreApplication.translate("FigureTip", "Table: {title}").format(title=title)) for title in tables),
    ]
    return "<br>".join(line for line in lines if line)


def sentence_tip(figure: Figure, analysis: Analysis) -> str:
    """Tooltip of a figure in a list or table: its sentence with the number in bold, failed checks, section and year."""
    text = analysis.report.text
    start, end = sentence_at(text, figure.start)
    left, right = max(start, figure.start - _LONG), min(end, figure.end + _LONG)
    before = ("…" if left > start else "") + escape(text[left : figure.start])
    after = escape(text[figure.end : right]) + ("…" if right < end else "")
    year = QCoreApplication.translate("FigureTip", "Year {year}").format(year=figure.year) if figure.year else ""
    source = escape(" · ".join(filter(None, (section_path(analysis, figure.section), year))))
    failed = QCoreApplication.translate("FigureTip", "Does not add up: {formula}")
    failures = analysis.failures_by_figure.get(figure.id, ())
    failed_checks = "".join(f"<p>{escape(failed.format(formula=formula_text(check)))}</p>" for check in failures)
    recognised = "".join(f"<p>{escape(line)}</p>" for line in _recognition(figure, analysis))
    return f"<p>{before}<b>{escape(figure.literal)}</b>{after}</p>{recognised}{failed_checks}<p>{source}</p>"


def _recognition(figure: Figure, analysis: Analysis) -> list[str]:
    """Line with the certainty of a recognised figure, and whether a sum confirms it; empty for a figure that was
    read."""
    score = analysis.report.certainty_at(figure.span)
    if score is None:
        return []
    verdicts = {check.verdict for check in analysis.checks_by_figure.get(figure.id, ())}
    template = QCoreApplication.translate("FigureTip", "Recognised from a picture with a certainty of {percent} %")
    if "pass" in verdicts and "fail" not in verdicts:
        template = QCoreApplication.translate(
            "FigureTip", "Recognised from a picture with a certainty of {percent} %; a sum confirms it"
        )
    return [template.format(percent=f"{100 * score:.0f}")]


def _year(figure: Figure) -> str:
    return "" if figure.year is None else str(figure.year)
