"""List model of checks, failures first, with a heading for each verdict."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check, Verdict
from zjviewer.gui.labels.check_labels import (
    VERDICTS,
    cross_report_label,
    formula_text,
    is_trivial,
    mark_text,
    meaning_text,
    place_label,
    rule_label,
    verdict_label,
)

GROUP = Qt.ItemDataRole.UserRole
"""Role of a heading's Group; None for a check."""
CHECK = Qt.ItemDataRole.UserRole + 1
"""Role of a row's Check; None for a heading."""
PLACE = Qt.ItemDataRole.UserRole + 2
"""Role of a check's rule and section, on one line."""
MARK = Qt.ItemDataRole.UserRole + 3
"""Role of the reader's CheckMark; None where there is none."""

MEANING = Qt.ItemDataRole.UserRole + 4
"""Role of what a check is about, translated; empty where it has no names."""
FOLDED = Qt.ItemDataRole.UserRole + 5
"""Role of the Folded of a row that stands for trivial checks; None for any other row."""

Index = QModelIndex | QPersistentModelIndex


CROSS_REPORT = "between"
"""Used in place of a chapter's id for the checks between reports."""


@dataclass(frozen=True, slots=True)
class Group:
    """Heading of the checks with one verdict."""

    verdict: Verdict
    count: int
    cross_report: bool = False
    """Whether they are checks between reports."""

    @property
    def title(self) -> str:
        """Text of the heading, such as Adds up; translated."""
        label = verdict_label(self.verdict)
        return f"{label} · {cross_report_label()}" if self.cross_report else label


@dataclass(frozen=True, slots=True)
class Folded:
    """Row that stands for checks that have passed because all their numbers are zero; they follow it when unfolded."""

    count: int
    is_open: bool

    @property
    def text(self) -> str:
        """Text of the row; translated."""
        template = QCoreApplication.translate("Check", "{count} more where every number is zero")
        return template.format(count=f"{self.count:,}")


class ChecksModel(QAbstractListModel):
    """One row for each heading and each check; texts are computed when a view asks for them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._rows: tuple[Group | Check | Folded, ...] = ()
        self.unfolded = False
        """Whether trivial checks are listed one by one."""

    def show(
        self,
        analysis: Analysis | None,
        verdict: Verdict | None = None,
        chapter: str = "",
        cross_checks: Collection[Check] = (),
    ) -> None:
        """List the checks of a report, and those between it and others; where a verdict or the id of a chapter is
        given, only these."""
        self.beginResetModel()
        self._analysis = analysis
        checks = [check for check in analysis.checks if _is_in(check, chapter)] if analysis else []
        others = cross_checks if chapter in ("", CROSS_REPORT) else ()
        self._rows = tuple(_rows(checks, others, [verdict] if verdict else list(VERDICTS), self.unfolded))
        self.endResetModel()

    def show_marks(self, analysis: Analysis | None) -> None:
        """Update the marks of the same checks."""
        self._analysis = analysis
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, check: str) -> int:
        """The row of a check by its id; -1 where it is not listed."""
        return next((row for row, each in enumerate(self._rows) if isinstance(each, Check) and each.id == check), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, Group):
            if role == GROUP:
                return row
            return row.title if role == Qt.ItemDataRole.DisplayRole else None
        if isinstance(row, Folded):
            if role == FOLDED:
                return row
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        return self._check_data(row, role)

    def _check_data(self, check: Check, role: int) -> Any:
        analysis = self._analysis
        if analysis is None:
            return None
        mark = analysis.mark_of(check)
        if role == CHECK:
            return check
        if role == MARK:
            return mark
        if role == Qt.ItemDataRole.DisplayRole:
            return formula_text(check)
        if role == MEANING:
            return meaning_text(check)
        if role == PLACE:
            return " · ".join(filter(None, (rule_label(check), place_label(analysis, check))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marked = mark_text(mark) if mark else ""
            return ", ".join(
                filter(None, (verdict_label(check.verdict), meaning_text(check), formula_text(check), marked))
            )
        return None


def chapters_of(analysis: Analysis) -> Iterator[tuple[str, str, int]]:
    """Id, title and number of checks of each chapter that has any, in reading order."""
    for section in analysis.sections:
        count = sum(_is_in(check, section.id) for check in analysis.checks) if section.parent is None else 0
        if count:
            yield section.id, f"{section.number} {section.title}".strip(), count


def _is_in(check: Check, chapter: str) -> bool:
    return not chapter or check.section.partition(".")[0] == chapter


def _rows(
    checks: Collection[Check], cross_checks: Collection[Check], verdicts: Collection[Verdict], unfolded: bool
) -> Iterator[Group | Check | Folded]:
    for verdict in verdicts:
        for listed in (checks, cross_checks):
            matching = [check for check in listed if check.verdict == verdict]
            if matching:
                yield Group(verdict, len(matching), listed is cross_checks)
                yield from (check for check in matching if not is_trivial(check))
                if trivial := [check for check in matching if is_trivial(check)]:
                    yield Folded(len(trivial), unfolded)
                    yield from trivial if unfolded else ()
