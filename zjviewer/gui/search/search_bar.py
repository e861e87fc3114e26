"""Search bar above the text: field, options, number of hits, history."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.search.engine import Query
from zjviewer.gui.search.history_popup import SavedSearchEditor, SearchHistory
from zjviewer.gui.search.saved_searches import PastSearch, SavedSearches, read_past
from zjviewer.gui.search.search_controller import SearchController
from zjviewer.gui.search.search_field import SearchField
from zjviewer.gui.search.search_options import DEFAULTS, SearchOptions
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.icons import icon
from zjviewer.gui.theme.theme import SPACE, Theme, scaled
from zjviewer.gui.widgets.wrapped_label import WrappedLabel

_ICON = 18
_NARROW = 640
"""Pixels of width below which the bar has two lines."""


class SearchBar(QWidget):
    """Signals (payload):

    - `opened` (), `closed` (): the bar was shown, or hidden
    - `choices_changed` (): what `settings` returns has changed
    """

    opened = Signal()
    closed = Signal()
    choices_changed = Signal()

    def __init__(self, state: ViewState, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._past = SavedSearches()
        self._controller = SearchController(state, jobs, self)
        self.field = SearchField(theme, self)
        self.setFocusProxy(self.field)
        self._count = QLabel(self)
        self._count.setProperty("soft", True)
        self._error = WrappedLabel(parent=self)
        self._error.setProperty("danger", True)
        self._error.hide()
        self._previous = self._button("previous", self.tr("Previous hit"))
        self._next = self._button("next", self.tr("Next hit"))
        self._previous.setProperty("command", "search.previous")
        self._next.setProperty("command", "search.next")
        self._options = SearchOptions(theme, self)
        self.history = SearchHistory(theme, self.field)
        self.naming = SavedSearchEditor(theme, self.field)
        self._steps = QWidget(self)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._close = self._button("close", self.tr("Close the search (Esc)"))
        self._arrange()
        self.show_theme(theme)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

        self.field.pattern_changed.connect(self._schedule)
        self.field.next_asked.connect(self.next_hit)
        self.field.previous_asked.connect(self.previous_hit)
        self.field.close_asked.connect(self.close_search)
        self.field.history_asked.connect(self.open_history)
        self.field.star_asked.connect(self._save)
        self.field.editingFinished.connect(self._remember)
        self.history.chosen.connect(self._repeat)
        self.history.forgotten.connect(self._forget)
        self.history.cleared.connect(self._clear_history)
        self.naming.named.connect(self._name)
        self.naming.removed.connect(self._remove)
        self._previous.clicked.connect(self.previous_hit)
        self._next.clicked.connect(self.next_hit)
        self._close.clicked.connect(self.close_search)
        self._options.changed.connect(self._change_options)
        self._options.limited.connect(self._limit)
        self._controller.results_changed.connect(self._show_count)
        self._controller.error_changed.connect(self._show_error)
        state.analysis_changed.connect(self.show_analysis)
        self.show_analysis(state.analysis)

    @property
    def options(self) -> dict[str, bool]:
        """Options that are stored, by the names of Query."""
        return self._options.options

    @property
    def toggles(self) -> dict[str, QAction]:
        """Actions of `options`, and of `section`."""
        return self._options.toggles

    @property
    def past(self) -> SavedSearches:
        """Recent and saved searches."""
        return self._past

    def settings(self) -> dict[str, Any]:
        """Options and searches for `restore_settings` at the next start."""
        return {**self.options, **self._past.to_dict()}

    def restore_settings(self, settings: Mapping[str, Any]) -> None:
        """Restore the result of `settings`; missing or unusable values change nothing."""
        self._options.set_options(settings)
        self._past = read_past(settings)
        self._show_star()

    def open_search(self, text: str = "", *_: object) -> None:
        """Show the bar with its text selected, after replacing it by the first line of `text` if there is one, and
        search."""
        first = self.isHidden()
        self.show()
        if first:
            self._controller.begin()
        pattern = text.strip().partition("\n")[0] if isinstance(text, str) else ""
        if pattern:
            self.field.setText(pattern)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if first:
            self.opened.emit()
            self._controller.search_now(self._query())

    def close_search(self, *_: object) -> None:
        """Hide the bar and the hits; the text does not scroll."""
        if self.isHidden():
            return
        self._remember()
        self.hide()
        self._controller.end()
        self.closed.emit()

    def next_hit(self, *_: object) -> None:
        """Show the hit after the current one, or the first after the last."""
        self._step(1)

    def previous_hit(self, *_: object) -> None:
        """Show the hit before the current one, or the last before the first."""
        self._step(-1)

    def open_history(self) -> None:
        """Show the popup of recent and saved searches."""
        if self.isHidden():
            self.open_search()
        self.history.open_below(self.field, self._past, self._option_labels())

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Search in another report; another analysis of the same text changes nothing."""
        if self._controller.show_analysis(analysis):
            self.toggles["section"].setChecked(False)
            self._controller.search_now(self._query(), restoring=self._state.restoring)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        for part in (self.field, self._options, self.history, self.naming):
            part.show_theme(theme)
        for name, button in (("previous", self._previous), ("next", self._next), ("close", self._close)):
            button.setIcon(icon(name, theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow != (self.width() < _NARROW):
            self._arrange_lines(narrow=not self._narrow)

    def _arrange(self) -> None:
        self.field.setMinimumWidth(12 * SPACE)
        self._count.setMinimumWidth(8 * SPACE)
        steps = QHBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(2)
        for widget in (self._count, self._previous, self._next):
            steps.addWidget(widget)
        self._first.setSpacing(2)
        self._first.addWidget(self.field, 1)
        self._first.addSpacing(SPACE)
        self._first.addWidget(self._close)
        self._second.setSpacing(SPACE)
        column = self._column
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(self._first)
        column.addLayout(self._second)
        column.addWidget(self._error)
        self._arrange_lines(narrow=False)

    def _arrange_lines(self, narrow: bool) -> None:
        """Put options and step buttons next to the field; in a narrow bar on a second line."""
        self._narrow = narrow
        for part in (self._steps, self._options):
            (self._first if self._first.indexOf(part) >= 0 else self._second).removeWidget(part)
        if narrow:
            self._second.addWidget(self._options, 1)
            self._second.addWidget(self._steps)
        else:
            self._first.insertWidget(2, self._steps)
            self._first.insertWidget(3, self._options)

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"search-{name}")
        button.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _query(self) -> Query:
        return Query(self.field.text(), **self.options)

    def _schedule(self) -> None:
        self._show_star()
        self._controller.schedule_search(self._query())

    def _step(self, step: int) -> None:
        if self.isHidden():
            self.open_search()
            return
        self._remember()
        self._controller.step(step)

    def _change_options(self) -> None:
        self._show_star()
        self.choices_changed.emit()
        self._controller.search_now(self._query())

    def _limit(self, limited: bool) -> None:
        self._controller.limit(limited)
        self._controller.search_now(self._query())

    def _show_error(self, message: str) -> None:
        self._error.show_text(message)
        self._error.setVisible(bool(message))
        self._show_count()
        if bool(message) != bool(self.field.property("bad")):
            self.field.setProperty("bad", bool(message))
            self.field.style().polish(self.field)

    def _show_count(self) -> None:
        count, index = len(self._controller.hits), self._state.current_hit
        if not self.field.text() or self._error.text():
            self._count.clear()
        elif not count:
            self._count.setText(self.tr("No hits"))
        else:
            self._count.setText(f"{index + 1:,} / {count:,}" if index >= 0 else f"{count:,}")
        self._previous.setEnabled(count > 0)
        self._next.setEnabled(count > 0)

    def _search(self) -> PastSearch:
        return PastSearch(self.field.text(), tuple(name for name, on in self.options.items() if on))

    def _option_labels(self) -> dict[str, str]:
        """Short names of the options that are off by default."""
        return {name: action.iconText() for name, action in self.toggles.items() if name not in DEFAULTS}

    def _change_past(self, past: SavedSearches) -> None:
        if past != self._past:
            self._past = past
            self._show_star()
            self.choices_changed.emit()

    def _remember(self) -> None:
        if self.field.text().strip() and not self._error.text() and self._controller.on:
            self._change_past(self._past.with_recent(self._search()))

    def _repeat(self, search: PastSearch) -> None:
        self._options.set_options({name: name in search.options for name in self.options})
        self.field.setText(search.pattern)
        self.field.selectAll()
        self._remember()

    def _forget(self, search: PastSearch) -> None:
        self._change_past(self._past.without(search))
        self.history.show_past(self._past, self._option_labels())

    def _clear_history(self) -> None:
        self._change_past(self._past._replace(recent=()))

    def _save(self) -> None:
        search = self._search()
        saved = self._past.named(search)
        name = saved.name if saved else search.pattern
        self._change_past(self._past.with_saved(search, name))
        self.naming.open_below(self.field, name)

    def _name(self, name: str) -> None:
        self._change_past(self._past.with_saved(self._search(), name))

    def _remove(self) -> None:
        if saved := self._past.named(self._search()):
            self._change_past(self._past.without(saved))

    def _show_star(self) -> None:
        self.field.show_star(self._past.named(self._search()) is not None)
