"""Checks pane: list of checks with filters, and the details of the chosen check."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check, Verdict
from zjviewer.gui.checks.check_details import CheckDetails
from zjviewer.gui.checks.check_mark_service import CheckMarkService
from zjviewer.gui.checks.checks_delegate import SIGN, ChecksDelegate
from zjviewer.gui.checks.checks_list import ChecksList
from zjviewer.gui.checks.checks_model import CHECK, CROSS_REPORT, FOLDED, ChecksModel, chapters_of
from zjviewer.gui.labels.check_labels import (
    COLORS,
    ICONS,
    MARKS,
    VERDICTS,
    count_verdicts,
    cross_report_label,
    verdict_label,
)
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button
from zjviewer.gui.widgets.splitter import Splitter

SELECT_DELAY = 250
"""Milliseconds from the last arrow key until the figures of the check are selected."""

_LIST, _EMPTY = 0, 1


class ChecksPane(QWidget):
    """A click or Enter selects the figures of a check, arrow keys do so after a delay. The list is filled when the pane
    is first shown.

    Signals (payload):

    - `elsewhere_asked` (str): a click on a figure of another report; its id with the year before it
    - `body_confirmed` (str): the body of this name is that of the report
    """

    elsewhere_asked = Signal(str)
    body_confirmed = Signal(str)

    def __init__(
        self, state: ViewState, theme: Theme, jobs: Jobs, marks: CheckMarkService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", True)
        self._state = state
        self._theme = theme
        self._jobs = jobs
        self._marks = marks
        self._stale = True
        self._only: Verdict | None = None
        self._memos: Mapping[str, str] = {}
        self._chosen: Check | None = None
        self._select_timer = QTimer(self, singleShot=True, interval=SELECT_DELAY)
        self.model = ChecksModel(self)
        self._delegate = ChecksDelegate(theme, self)
        self.view = ChecksList(self.model, self._delegate)
        self.card = CheckDetails(theme)
        self._filters = {verdict: self._button(checkable=True) for verdict in VERDICTS}
        self._memo = self._button(self.tr("Save memo of checks…"))
        self._chapter = QComboBox()
        self._chapter.setAccessibleName(self.tr("Chapter"))
        self._chapter.setMinimumContentsLength(8)
        self._chapter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setProperty("soft", True)
        self._empty.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self._all_passed = QLabel(self.tr("Everything adds up."), wordWrap=True)
        self._all_passed.setProperty("strong", True)
        self._all_passed.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 0)
        self._unsettled: tuple[str, ...] = ()
        self._question = QLabel(wordWrap=True)
        self._confirm = QPushButton(self.tr("Compare both"))
        self._confirm.clicked.connect(self._confirm_body)
        self._lay_out()
        self.setFocusProxy(self.view)

        for verdict, button in self._filters.items():
            button.setObjectName(verdict)
            button.clicked.connect(self._change_filter)
        self._chapter.activated.connect(self._list)
        self._memo.clicked.connect(self._save_failures)
        self.view.clicked.connect(self._choose)
        self.view.entered_on.connect(self._choose)
        self.view.marked.connect(self._mark_by_key)
        self.view.moved.connect(self._select_timer.start)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self._select_timer.timeout.connect(self._choose_current)
        self.card.marked.connect(self._mark)
        self.card.elsewhere_asked.connect(self.elsewhere_asked)
        state.analysis_changed.connect(self.show_analysis)
        state.selection_changed.connect(self.show_selection)
        state.marks_changed.connect(self.show_marks)
        state.cross_checks_changed.connect(self.show_cross_checks)
        self.show_theme(theme)
        self.show_analysis(state.analysis)

    @property
    def chosen(self) -> Check | None:
        """The check whose details are shown; None for none."""
        return self._chosen

    def show_unsettled(self, names: tuple[str, ...]) -> None:
        """Ask about bodies that may be that of the report under another name; the first one is shown."""
        self._unsettled = names
        self._asking.setVisible(bool(names))
        if names:
            template = self.tr("The report of {body} in another tab may be of the same body.")
            self._question.setText(template.format(body=names[0]))
            self._confirm.setAccessibleDescription(self._question.text())

    def _confirm_body(self) -> None:
        if self._unsettled:
            self.body_confirmed.emit(self._unsettled[0])

    def point_at(self, point: QPoint) -> None:
        """Choose the check at a point of the list, to which a context menu refers."""
        self._choose(self.view.indexAt(point))

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = self._delegate.theme = theme
        self._memo.setIcon(icons.icon("memo", theme))
        self.card.show_theme(theme)
        self._head.setStyleSheet(
            f"QToolButton:checked {{ background: {theme.accent_soft}; color: {theme.text_color}; }}"
        )
        for verdict, button in self._filters.items():
            button.setIcon(
                icons.pixmap(ICONS[verdict], getattr(theme, COLORS[verdict]), SIGN, self.devicePixelRatioF())
            )
        self.view.viewport().update()

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show another report, or another analysis of the same one."""
        self._select_timer.stop()
        self._stale = True
        self._chosen = None
        if self.isVisible():
            self._fill()

    @property
    def checks(self) -> tuple[Check, ...]:
        """Checks of the report, and checks between it and other open reports."""
        analysis = self._state.analysis
        return (*analysis.checks, *self._state.cross_checks) if analysis else ()

    def show_cross_checks(self) -> None:
        """Update the list after a related report was opened or closed."""
        self._stale = True
        if self.isVisible():
            self._fill()

    def show_marks(self) -> None:
        """Show the reader's marks."""
        analysis = self._state.analysis
        self.model.show_marks(analysis)
        if self._chosen and analysis:
            self.card.show_mark(analysis.mark_of(self._chosen))

    def show_selection(self, selection: Selection) -> None:
        """Make the check current whose figures are selected."""
        self._select_timer.stop()
        if self._stale or not selection.result or _matches(self._chosen, selection):
            return
        selected = next((check for check in self.checks if _matches(check, selection)), None)
        if selected is not None and (row := self.model.row_of(selected.id)) >= 0:
            self._set_current(self.model.index(row))

    def next_failure(self) -> None:
        """Select the figures of the next failed check; the first after the last."""
        self._step_failure(1)

    def previous_failure(self) -> None:
        """Select the figures of the previous failed check."""
        self._step_failure(-1)

    def save_memo(self, passes: bool = False) -> None:
        """Show the save dialog and write a memo of the checks that have not passed; with `passes` of all checks."""
        if self.checks:
            from zjviewer.gui.checks.memo_export import save_memo

            self._memos = save_memo(self, self._state, self._jobs, self._memos, passes)

    def _save_failures(self) -> None:
        self.save_memo()

    def settings(self) -> dict[str, Any]:
        """Filter, split position, and folder and format of the last memo."""
        split = bytes(self._split.saveState().toHex().data()).decode()
        return {"only": self._only or "", "split": split, **{f"memo_{name}": it for name, it in self._memos.items()}}

    def restore_settings(self, settings: Mapping[str, Any]) -> None:
        """Restore the result of `settings`; missing values change nothing."""
        self._only = next((verdict for verdict in VERDICTS if verdict == settings.get("only")), self._only)
        self._split.restoreState(QByteArray.fromHex(str(settings.get("split", "")).encode()))
        memos = {name.removeprefix("memo_"): str(it) for name, it in settings.items() if name.startswith("memo_")}
        self._memos = memos or self._memos
        self.show_cross_checks()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _fill(self) -> None:
        analysis = self._state.analysis
        self._stale = False
        checks = self.checks
        counts = count_verdicts(checks)
        if self._only and checks and not counts[self._only]:
            self._only = None
        for verdict, button in self._filters.items():
            button.setText(f"{counts[verdict]:,}")
            button.setEnabled(counts[verdict] > 0)
            tip = self.tr("Only: {verdict} ({count})").format(verdict=verdict_label(verdict), count=counts[verdict])
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        counted = self.tr("{name} ({count})")
        self._chapter.clear()
        self._chapter.addItem(self.tr("All chapters"), "")
        for chapter, title, count in chapters_of(analysis) if analysis else ():
            self._chapter.addItem(counted.format(name=title, count=count), chapter)
        if self._state.cross_checks:
            between = counted.format(name=cross_report_label(), count=len(self._state.cross_checks))
            self._chapter.addItem(between, CROSS_REPORT)
        entries = self._chapter.view()
        entries.setMinimumWidth(entries.sizeHintForColumn(0) + 4 * SPACE)
        self._head.setVisible(bool(checks))
        self._all_passed.setVisible(bool(checks) and counts["pass"] == len(checks))
        self._list()

    def _list(self) -> None:
        """List the checks that pass the filters; the chosen check stays chosen where it is listed."""
        chosen, self._chosen = self._chosen, None
        for verdict, button in self._filters.items():
            button.setChecked(verdict == self._only)
        chapter = self._chapter.currentData() or ""
        self.model.show(self._state.analysis, self._only, chapter, self._state.cross_checks)
        self._pages.setCurrentIndex(_LIST if self.model.rowCount() else _EMPTY)
        self._empty.setText(self._empty_text())
        row = self.model.row_of(chosen.id) if chosen else -1
        if row >= 0:
            self._set_current(self.model.index(row))
        self._show_card()
        self.show_selection(self._state.selection)

    def _empty_text(self) -> str:
        analysis = self._state.analysis
        if analysis is None or not analysis.complete:
            return self.tr("The numbers are checked as soon as they are read.") if analysis else ""
        if self.checks:
            return self.tr("No result of this kind in this chapter.")
        return self.tr("There is nothing to check: no numbers of this report have to agree with each other.")

    def _show_card(self) -> None:
        analysis = self._state.analysis
        self.card.setVisible(bool(self.checks))
        if analysis:
            self.card.show_check(self._chosen, analysis, self._state.figure_texts)

    def _set_current(self, index: QModelIndex) -> None:
        """Choose a check without selecting its figures."""
        self._chosen = index.data(CHECK)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.view.scrollTo(index)
        self.view.viewport().update()
        self._show_card()

    def _show_current(self, current: QModelIndex) -> None:
        """Show the details of the current row. Focus that arrives in the list changes that row, not the selection."""
        check = current.data(CHECK) if current.isValid() else None
        if check is not None and check is not self._chosen:
            self._chosen = check
            self._show_card()

    def _choose(self, index: QModelIndex) -> None:
        self._select_timer.stop()
        check = index.data(CHECK)
        if index.data(FOLDED) is not None:
            self._toggle_trivial(index.row())
        elif check is not None:
            self._set_current(index)
            self._state.select_check(check)

    def _toggle_trivial(self, row: int) -> None:
        """List the checks whose numbers are all zero, or fold them; the row stays current."""
        self.model.unfolded = not self.model.unfolded
        self._list()
        self.view.setCurrentIndex(self.model.index(row))

    def _choose_current(self) -> None:
        if self.view.currentIndex().data(CHECK) is not None:
            self._choose(self.view.currentIndex())

    def _step_failure(self, step: int) -> None:
        failures = self._state.failures
        if not failures:
            self._state.message_posted.emit(self.tr("No check fails."))
            return
        selection = self._state.selection
        at = next((number for number, check in enumerate(failures) if _matches(check, selection)), None)
        failure = failures[(at + step) % len(failures) if at is not None else min(0, step)]
        if not self._stale and self.model.row_of(failure.id) < 0:
            self._only = None
            self._chapter.setCurrentIndex(0)
            self._list()
        self._state.select_check(failure)

    def _mark(self, name: str, note: str) -> None:
        if self._chosen is not None:
            self._marks.mark(self._chosen, next((kind for kind in MARKS if kind == name), None), note)

    def _mark_by_key(self, kind: str) -> None:
        analysis = self._state.analysis
        mark = analysis.mark_of(self._chosen) if analysis and self._chosen else None
        self._mark(kind, mark.note if mark and kind else "")

    def _change_filter(self) -> None:
        name = self.sender().objectName()
        verdict = next(verdict for verdict in VERDICTS if verdict == name)
        self._only = None if verdict == self._only else verdict
        self._list()

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(SPACE + SPACE // 2, SPACE // 2, SPACE + SPACE // 2, SPACE // 2)
        head.setSpacing(SPACE // 2)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self._filters.values():
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._memo)
        head.addLayout(row)
        head.addWidget(self._chapter)
        self._asking = QWidget(visible=False)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        asking.addWidget(self._question)
        asking.addWidget(self._confirm, 0, Qt.AlignmentFlag.AlignLeft)
        body = QWidget()
        self._pages = QStackedLayout(body)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        self._split = Splitter(Qt.Orientation.Vertical)
        self._split.addWidget(body)
        self._split.addWidget(self.card)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([360, 250])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._asking)
        column.addWidget(self._head)
        column.addWidget(self._all_passed)
        column.addWidget(self._split, 1)

    def _button(self, name: str = "", checkable: bool = False) -> QToolButton:
        button = icon_button(name, checkable=checkable)
        with_text = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        button.setToolButtonStyle(with_text if checkable else Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button


def _matches(check: Check | None, selection: Selection) -> bool:
    """Whether the figures of a check are exactly the selected ones, and its result the selected result."""
    if check is None:
        return False
    result = {term.figure for term in check.terms if term.side == "right"}
    return result == set(selection.result) and set(check.figures) == set(selection.every)
