"""Error messages, translated. `resources/translations/update.py` collects their templates from the sources."""

from PySide6.QtCore import QCoreApplication

from zjviewer.core.model.report import DroppedText
from zjviewer.errors import Problem


def error_message(problem: Exception) -> str:
    """Message for the reader. An exception that is not a Problem is a bug, and the message says so."""
    if isinstance(problem, Problem):
        template = QCoreApplication.translate("Problem", problem.message)
        return template.format(**problem.values) if problem.values else template
    template = QCoreApplication.translate("Problem", "This should not have happened: {error}")
    return template.format(error=f"{type(problem).__name__}: {problem}")


def reason_of(dropped: DroppedText) -> str:
    """Translated reason why a part of the source was left out."""
    return QCoreApplication.translate("DroppedText", dropped.reason)
