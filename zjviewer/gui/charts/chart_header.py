"""Bar above a chart: tabs of the table's charts, order, measure and scale, bookmark, copy and save."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from zjviewer.core.charts.chart_data import ChartOptionsAvailable
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import ICON, SPACE, Theme, scaled
from zjviewer.gui.widgets.bookmark_button import BookmarkButton
from zjviewer.gui.widgets.buttons import icon_button

_TAB = 3 * SPACE
"""Pixels of a tab in addition to its text."""
_WORDED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly


class ChartHeader(QWidget):
    """Signals (payload):

    - `chart_chosen` (int): index of the chart whose tab was chosen
    - `options_changed` (ChartOptions): another order, measure or scale was chosen
    - `edit_asked` (), `bookmark_asked` (), `copy_asked` (), `save_asked` ()
    """

    chart_chosen = Signal(int)
    options_changed = Signal(object)
    edit_asked = Signal()
    bookmark_asked = Signal()
    copy_asked = Signal()
    save_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = AS_REPORTED
        self._tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.setAccessibleName(self.tr("Charts of this table"))
        self._list = QComboBox()
        self._list.setAccessibleName(self.tr("Charts of this table"))
        self._list.setMinimumContentsLength(6)
        self._list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._share = self._button(self.tr("Shares instead of counts"), checkable=True)
        self._log = self._button(self.tr("Logarithmic scale"), checkable=True)
        self._sort = self._button(self.tr("Order of the bars"))
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setMenu(self._sort_menu())
        self._edit = self._button(self.tr("Edit chart…"), self.tr("Edit"))
        self._edit.setProperty("command", "chart.edit")
        self.bookmark = BookmarkButton(theme)
        self._copy = self._button(self.tr("Copy chart"), self.tr("Copy"))
        self._save = self._button(self.tr("Save chart…"), self.tr("Save"))
        self._copy.setProperty("command", "chart.copy")
        self._save.setProperty("command", "chart.export")

        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(SPACE * 3 // 2, 0, SPACE, 0)
        self._rows.setSpacing(2)
        charts, buttons = QHBoxLayout(), QHBoxLayout()
        charts.addWidget(self._tabs, 1)
        charts.addWidget(self._list, 1)
        buttons.setSpacing(2)
        buttons.addStretch()
        for button in (self._share, self._log, self._sort, self._edit, self.bookmark, self._copy, self._save):
            buttons.addWidget(button)
        self._rows.addLayout(charts, 1)
        self._rows.addLayout(buttons)

        self._tabs.currentChanged.connect(self._list.setCurrentIndex)
        self._tabs.currentChanged.connect(self.chart_chosen)
        self._list.activated.connect(self.choose)
        self._share.toggled.connect(self._set_share)
        self._log.toggled.connect(self._set_log)
        self._edit.clicked.connect(self.edit_asked)
        self.bookmark.clicked.connect(self.bookmark_asked)
        self._copy.clicked.connect(self.copy_asked)
        self._save.clicked.connect(self.save_asked)
        self.show_theme(theme)

    @property
    def options(self) -> ChartOptions:
        """Order, measure and scale as chosen."""
        return self._options

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        names = {"share": self._share, "log": self._log, "sort": self._sort, "edit": self._edit}
        for name, button in {**names, "copy": self._copy, "export": self._save}.items():
            button.setIcon(icons.icon(name, theme))
        self.bookmark.show_theme(theme)

    def show_charts(self, titles: Sequence[str], full_titles: Sequence[str]) -> None:
        """Show a tab for each chart, none for a single one; the first becomes current. `full_titles` are the tool
        tips."""
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        self._list.clear()
        self._list.addItems(list(full_titles) if len(titles) > 1 else ())
        if len(titles) > 1:
            for title, full_title in zip(titles, full_titles, strict=True):
                self._tabs.setTabToolTip(self._tabs.addTab(title), full_title)
        self._tabs.blockSignals(False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show tabs where their full texts fit, else a combo box, and words on buttons where these fit, too. In a
        narrow pane the buttons have a row of their own, so that copying and saving can be read."""
        several = self._tabs.count() > 0
        text = sum(self.fontMetrics().horizontalAdvance(self._tabs.tabText(n)) for n in range(self._tabs.count()))
        needed = text + self._tabs.count() * _TAB
        worded = (self._edit, self._copy, self._save)
        for is_one_row, words in ((True, 3), (True, 2), (False, 3), (False, 2), (False, 0)):
            for number, button in enumerate(reversed(worded)):
                style = Qt.ToolButtonStyle
                button.setToolButtonStyle(
                    style.ToolButtonTextBesideIcon if number < words else style.ToolButtonIconOnly
                )
            room = self.width() - 3 * SPACE - self._taken()
            if (needed if is_one_row else 0) <= room:
                break
        if not is_one_row:
            room = self.width() - 3 * SPACE
        directions = QBoxLayout.Direction
        self._rows.setDirection(directions.LeftToRight if is_one_row or not several else directions.TopToBottom)
        self._tabs.setVisible(several and needed <= room)
        self._list.setVisible(several and needed > room)

    def _taken(self) -> int:
        """Width of the buttons."""
        every = (self._share, self._log, self._sort, self._edit, self.bookmark, self._copy, self._save)
        return sum(button.sizeHint().width() + 2 for button in every if not button.isHidden())

    def show_choices(self, offered: ChartOptionsAvailable | None, options: ChartOptions) -> None:
        """Show the options of a chart, and the buttons that have an effect on it; no buttons for None."""
        self._show_options(options)
        self._share.setVisible(bool(offered and offered.share))
        self._log.setVisible(bool(offered and offered.log))
        self._sort.setVisible(bool(offered and offered.sort))
        self._edit.setVisible(offered is not None)
        self.bookmark.setVisible(offered is not None)
        self._copy.setVisible(offered is not None)
        self._save.setVisible(offered is not None)
        self._fit()

    def choose(self, chart: int) -> None:
        """Choose a chart by its index."""
        self._tabs.setCurrentIndex(chart)

    def next(self) -> None:
        """Choose the next chart; the first after the last."""
        if self._tabs.count():
            self.choose((self._tabs.currentIndex() + 1) % self._tabs.count())

    def set_options(self, options: ChartOptions) -> None:
        """Set the options; emits `options_changed` where they differ."""
        if options != self._options:
            self._show_options(options)
            self.options_changed.emit(options)

    def _show_options(self, options: ChartOptions) -> None:
        self._options = options
        for button, on in ((self._share, options.measure == "share"), (self._log, options.log)):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        for action in self._orders.actions():
            action.setChecked(action.data() == options.sort)

    def _set_share(self, on: bool) -> None:
        self.set_options(replace(self._options, measure="share" if on else "count"))

    def _set_log(self, on: bool) -> None:
        self.set_options(replace(self._options, log=on))

    def _set_sort(self, action: QAction) -> None:
        self.set_options(replace(self._options, sort=action.data()))

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        self._orders = QActionGroup(menu)
        names = {
            "report": self.tr("Order of the report"),
            "descending": self.tr("Largest first"),
            "ascending": self.tr("Smallest first"),
        }
        for order, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(order == self._options.sort)
            action.setData(order)
            self._orders.addAction(action)
        self._orders.triggered.connect(self._set_sort)
        return menu

    def _button(self, name: str, word: str = "", checkable: bool = False) -> QToolButton:
        button = icon_button(name, checkable=checkable)
        button.setText(word)
        button.setIconSize(QSize(scaled(ICON), scaled(ICON)))
        return button
