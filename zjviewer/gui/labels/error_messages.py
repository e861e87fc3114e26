"""Problems as sentences in the language of the window; `resources/translations/update.py` gathers their templates."""

from PySide6.QtCore import QCoreApplication

from zjviewer.core.model.report import DroppedText
from zjviewer.errors import Problem


def error_message(problem: Exception) -> str:
    """What to tell the reader; an error that is not a Problem is a fault of the program and says so."""
    if isinstance(problem, Problem):
        template = QCoreApplication.translate("Problem", problem.message)
        return template.format(**problem.values) if problem.values else template
    template = QCoreApplication.translate("Problem", "This should not have happened: {error}")
    return template.format(error=f"{type(problem).__name__}: {problem}")


def reason_of(dropped: DroppedText) -> str:
    """Why a stretch of the source was left out."""
    return QCoreApplication.translate("DroppedText", dropped.reason)
