"""The bar above the text: what to look for, how, and which of the hits is shown."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from zjviewer.core.model import Analysis
from zjviewer.core.search import Hits, Query, find
from zjviewer.core.source import Span
from zjviewer.gui.icons import icon
from zjviewer.gui.jobs import Jobs
from zjviewer.gui.messages import sentence
from zjviewer.gui.search_field import SearchField
from zjviewer.gui.state import State
from zjviewer.gui.theme import SPACE, Theme

LONG = 1_000_000
"""Characters beyond which keys that arrive together make one search."""
_LONG_DELAY = 0
_EXPRESSION_DELAY = 80
"""Milliseconds; nought waits for the keys that have arrived already, and an expression is mostly not one before it is
typed to its end."""
_ICON = 18
_NARROW = 560
"""Pixels."""
_JOB = "search"
_OPTIONS = ("case", "width", "regex", "words")
"""Those that are remembered; `section` belongs to one search in one report."""


class SearchBar(QWidget):
    """Signals (payload):

    - `opened` (), `closed` (): a search is on, or over
    - `options_changed` (): see `options`
    """

    opened = Signal()
    closed = Signal()
    options_changed = Signal()

    def __init__(self, state: State, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._section: str | None = None
        self._anchor = 0
        self._seen_place = 0
        self._pending = QTimer(self, singleShot=True)
        self._pending.timeout.connect(self._search)
        self.field = SearchField(theme, self)
        self.setFocusProxy(self.field)
        self._count = QLabel(self)
        self._count.setProperty("soft", True)
        self._complaint = QLabel(self)
        self._complaint.setProperty("danger", True)
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        self._previous = self._button("previous", self.tr("Previous hit (Shift+F3)"))
        self._next = self._button("next", self.tr("Next hit (F3)"))
        self.toggles = {
            "case": self._toggle("case", self.tr("Match capitals")),
            "width": self._toggle("width", self.tr("Tell full-width from half-width characters")),
            "words": self._toggle("words", self.tr("Several words at once, parted by spaces")),
            "regex": self._toggle("regex", self.tr("Regular expression")),
            "section": self._toggle("section", self.tr("Only in the section being read")),
        }
        self._options = QWidget(self)
        self._row = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._close = self._button("close", self.tr("Close the search (Esc)"))
        self._icons = {
            "previous": self._previous,
            "next": self._next,
            "close": self._close,
            **self.toggles,
        }
        self._arrange()
        self.show_theme(theme)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

        self.field.pattern_changed.connect(self._search_soon)
        self.field.next_asked.connect(self.next_hit)
        self.field.previous_asked.connect(self.previous_hit)
        self.field.close_asked.connect(self.close_search)
        self._previous.clicked.connect(self.previous_hit)
        self._next.clicked.connect(self.next_hit)
        self._close.clicked.connect(self.close_search)
        for name, button in self.toggles.items():
            button.toggled.connect(self._limit_to_section if name == "section" else self._change_option)
        state.analysis_changed.connect(self.show_analysis)
        state.current_hit_changed.connect(self._show_current_hit)
        self.show_analysis(state.analysis)

    @property
    def options(self) -> dict[str, bool]:
        """What is remembered for the next start."""
        return {name: self.toggles[name].isChecked() for name in _OPTIONS}

    def set_options(self, options: Mapping[str, object]) -> None:
        """Switch on what `options` says; names that are unknown or missing change nothing."""
        for name in _OPTIONS:
            if name in options:
                self.toggles[name].setChecked(bool(options[name]))

    def open_search(self, text: str = "", *_: object) -> None:
        """Show the bar with all of its words marked, those of `text` if there are any, and search at once."""
        first = self.isHidden()
        self.show()
        if first:
            self._anchor = self._seen_place = self._state.place
            find("a", Query("a"))  # makes the tables of alike characters now and not at the first key
        words = text.strip().partition("\n")[0] if isinstance(text, str) else ""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if first:
            self.opened.emit()
            self._search()

    def close_search(self, *_: object) -> None:
        """Hide the bar; hits vanish and the text stays where it is."""
        if self.isHidden():
            return
        self._stop()
        self.hide()
        self._publish(Hits())
        self.closed.emit()

    def next_hit(self, *_: object) -> None:
        """Show the hit after the current one, or the first again after the last."""
        self._step(1)

    def previous_hit(self, *_: object) -> None:
        """Show the hit before the current one, or the last again before the first."""
        self._step(-1)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Search in another report; more knowledge of the same one changes nothing."""
        same = (
            analysis is not None and self._analysis is not None and analysis.report.text is self._analysis.report.text
        )
        self._analysis = analysis
        if same:
            return
        self._stop()
        self.toggles["section"].setChecked(False)
        self._anchor = self._seen_place = 0
        self._publish(Hits())
        if not self.isHidden():
            self._search()

    def show_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self.field.show_theme(theme)
        for name, button in self._icons.items():
            button.setIcon(icon(name, theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_options()

    def _arrange(self) -> None:
        self.field.setMinimumWidth(12 * SPACE)
        self._count.setMinimumWidth(8 * SPACE)
        options = QHBoxLayout(self._options)
        options.setContentsMargins(0, 0, 0, 0)
        options.setSpacing(2)
        for button in self.toggles.values():
            options.addWidget(button)
        row = self._row
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addSpacing(SPACE)
        row.addWidget(self._count)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addSpacing(SPACE)
        row.addWidget(self._options)
        row.addSpacing(SPACE)
        row.addWidget(self._close)
        column = self._column
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(row)
        column.addWidget(self._complaint)

    def _place_options(self) -> None:
        """Where the bar is narrow, the options have a line of their own."""
        narrow = self.width() < _NARROW
        if narrow == (self._row.indexOf(self._options) < 0):
            return
        if narrow:
            self._row.removeWidget(self._options)
            self._column.insertWidget(1, self._options, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._column.removeWidget(self._options)
            self._row.insertWidget(self._row.indexOf(self._close) - 1, self._options)

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"search-{name}")
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _toggle(self, name: str, tip: str) -> QToolButton:
        button = self._button(name, tip)
        button.setCheckable(True)
        return button

    def _query(self) -> Query:
        return Query(self.field.text(), **self.options)

    def _search_soon(self) -> None:
        """At once where a search takes no time; else after a pause in which further keys may come."""
        if self.isHidden():
            return
        if self.toggles["regex"].isChecked():
            self._pending.start(_EXPRESSION_DELAY)
        elif self._analysis and len(self._analysis.report.text) > LONG:
            self._pending.start(_LONG_DELAY)
        else:
            self._search()

    def _search(self) -> None:
        self._stop()
        query = self._query()
        if self._analysis is None or not query.pattern:
            self._publish(Hits())
            return
        work = partial(find, self._analysis.report.text, query, self._range())
        if query.regex:
            self._jobs.start(_JOB, work, self._show_found, self._show_complaint)
        else:
            self._show_found(work())

    def _stop(self) -> None:
        self._pending.stop()
        self._jobs.cancel(_JOB)

    def _range(self) -> Span | None:
        section = self._analysis.section_by_id.get(self._section or "")
        return Span(section.start, section.end) if section else None

    def _show_found(self, hits: Hits) -> None:
        if self._state.place != self._seen_place:
            self._anchor = self._state.place
        self._publish(hits)
        anchor = self._anchor
        self._state.set_current_hit(hits.first_from(anchor))
        self._anchor, self._seen_place = anchor, self._state.place

    def _show_complaint(self, problem: Exception) -> None:
        self._publish(Hits())
        self._complain(sentence(problem))

    def _publish(self, hits: Hits) -> None:
        self._state.set_hits(hits)
        self._complain("")

    def _complain(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self._show_count(self._state.current_hit)
        if bool(words) != bool(self.field.property("bad")):
            self.field.setProperty("bad", bool(words))
            self.field.style().polish(self.field)

    def _step(self, step: int) -> None:
        if self.isHidden():
            self.open_search()
            return
        if self._pending.isActive():
            self._search()
            return
        count, current = len(self._hits()), self._state.current_hit
        if not count:
            return
        index = (current + step) % count if current >= 0 else 0
        if step > 0 and index < current:
            self._state.notice_given.emit(self.tr("The search went on from the beginning."))
        elif step < 0 and index > current:
            self._state.notice_given.emit(self.tr("The search went on from the end."))
        self._state.set_current_hit(index)

    def _hits(self) -> Hits:
        return self._state.hits if isinstance(self._state.hits, Hits) else Hits()

    def _show_current_hit(self, index: int) -> None:
        if 0 <= index < len(self._hits()):
            self._anchor = self._hits().starts[index]
        self._seen_place = self._state.place
        self._show_count(index)

    def _show_count(self, index: int) -> None:
        count = len(self._hits())
        if not self.field.text() or self._complaint.text():
            self._count.clear()
        elif not count:
            self._count.setText(self.tr("No hits"))
        else:
            self._count.setText(f"{index + 1:,} / {count:,}" if index >= 0 else f"{count:,}")
        self._previous.setEnabled(count > 0)
        self._next.setEnabled(count > 0)

    def _change_option(self) -> None:
        self.toggles["words"].setEnabled(not self.toggles["regex"].isChecked())
        self.options_changed.emit()
        if not self.isHidden():
            self._search()

    def _limit_to_section(self, limited: bool) -> None:
        section = self._state.section if limited else None
        self._section = section.id if section else None
        if not self.isHidden():
            self._search()
