"""Labels of the kinds of figures and of what a list of figures can be limited to, translated."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from zjviewer.core.figures.figure_filter import Standing
from zjviewer.core.model.analysis import Kind
from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP

KINDS: Mapping[Kind, str] = {
    "count": QT_TRANSLATE_NOOP("Figure", "Count"),
    "share": QT_TRANSLATE_NOOP("Figure", "Share"),
    "rate": QT_TRANSLATE_NOOP("Figure", "Rate"),
    "change": QT_TRANSLATE_NOOP("Figure", "Change"),
    "score": QT_TRANSLATE_NOOP("Figure", "Score"),
    "money": QT_TRANSLATE_NOOP("Figure", "Amount"),
}
STANDINGS: Mapping[Standing, str] = {
    "stated": QT_TRANSLATE_NOOP("Figure", "Stated"),
    "planned": QT_TRANSLATE_NOOP("Figure", "Planned"),
    "vague": QT_TRANSLATE_NOOP("Figure", "Approximate"),
    "loose": QT_TRANSLATE_NOOP("Figure", "In no table"),
    "failed": QT_TRANSLATE_NOOP("Figure", "Does not add up"),
}


def kind_label(kind: Kind) -> str:
    """Label of a kind of figure, such as `Share`."""
    return _translate(KINDS[kind])


def standing_label(standing: Standing) -> str:
    """Label of a condition, such as `In no table`."""
    return _translate(STANDINGS[standing])


def _translate(text: str) -> str:
    return QCoreApplication.translate("Figure", text)
