"""Tooltips as rich text: plain words, a term of the field, a figure."""

from html import escape

from PySide6.QtCore import QCoreApplication

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.search.glossary import Term
from zjviewer.gui.labels.check_labels import formula_text

_WIDTH = 360
"""Pixels of a tip of several lines."""


def term_tip(term: Term) -> str:
    """Name, meaning and source."""
    told = (f"<b>{escape(term.name)}</b> · {escape(term.english)}", escape(term.definition), escape(term.source))
    lines = "".join(f'<p style="margin: 0 0 4px 0">{line}</p>' for line in told)
    return f'<table width="{_WIDTH}"><tr><td>{lines}</td></tr></table>'


def plain_tip(words: str) -> str:
    """Words as they are, whatever they look like; broken where they are long."""
    return f"<p>{escape(words).replace(chr(10), '<br>')}</p>"


def figure_tip(figure: Figure, analysis: Analysis) -> str:
    """Rich text: the indicator, the value as stated, whose and of when it is, what does not add up, its tables."""
    context = " · ".join(part for part in (figure.subject, _year(figure)) if part)
    tables = [analysis.table_by_id[table].title for table in analysis.tables_by_figure.get(figure.id, ())]
    failed = QCoreApplication.translate("FigureTip", "Does not add up: {formula}")
    failures = analysis.failures_by_figure.get(figure.id, ())
    lines = [
        f"<b>{escape(figure.indicator or figure.literal)}</b>",
        f"{escape(figure.qualifier)} {figure.value:,f} {escape(figure.unit)}".strip(),
        escape(context),
        *(escape(failed.format(formula=formula_text(check))) for check in failures),
        *(escape(QCoreApplication.translate("FigureTip", "Table: {title}").format(title=title)) for title in tables),
    ]
    return "<br>".join(line for line in lines if line)


def _year(figure: Figure) -> str:
    return "" if figure.year is None else str(figure.year)
