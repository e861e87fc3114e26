"""The tabs above the panes, one for each open report; not to be seen while just one is open."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.commands.command_table import command_label
from zjviewer.gui.documents.open_reports import OpenReports, Tab
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, scaled

NARROWEST, WIDEST = 19 * SPACE, 27 * SPACE
"""Pixels of a tab; what does not fit into the window is scrolled to."""
_HEIGHT = 4 * SPACE + 2
_CLOSE = 12
MENU = ("tab.close", "tab.close_others", "-", "tab.copy_path", "tab.show_in_folder")
"""Commands of a tab's own menu."""


class TabBar(QTabBar):
    """Signals (payload):

    - `shown` (int): a tab was clicked, perhaps the one in front; its number
    - `asked` (str, int): one of `MENU`, and the number of the tab that it is meant for
    """

    shown = Signal(int)
    asked = Signal(str, int)

    def __init__(self, tabs: OpenReports, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._pressed = 0
        self.setAccessibleName(self.tr("Open reports"))
        self.setAutoHide(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.show_theme(theme)
        self.refresh()
        tabs.changed.connect(self.refresh)
        self.currentChanged.connect(self._show_current)
        self.tabBarClicked.connect(self._tell_click)
        self.tabMoved.connect(self._move)
        self.customContextMenuRequested.connect(self._open_menu)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        line = f"1px solid {theme.line}"
        self.setStyleSheet(
            f"QTabBar {{ background: {theme.surface}; border-bottom: {line}; }}"
            f"QTabBar::tab {{ background: {theme.surface}; color: {theme.text_color_soft}; margin: 0;"
            f" padding: 0 4px 0 12px;"
            f" border: none; border-top: 2px solid transparent; border-right: {line}; border-bottom: {line}; }}"
            f"QTabBar::tab:hover {{ background: {theme.hover}; color: {theme.text_color}; }}"
            f"QTabBar::tab:selected {{ background: {theme.background}; color: {theme.text_color}; font-weight: normal;"
            f" border-top-color: {theme.accent}; border-bottom-color: {theme.background}; }}"
            f"QTabBar::tab:focus {{ color: {theme.accent}; }}"
            f"QTabBar QToolButton {{ border: 2px solid transparent; border-radius: 4px; padding: 1px; }}"
            f"QTabBar QToolButton:hover {{ background: {theme.line}; }}"
        )
        for place in range(self.count()):
            self.tabButton(place, QTabBar.ButtonPosition.RightSide).setIcon(icons.icon("close", theme))

    def refresh(self) -> None:
        """Show the tabs as they are now; those that stay are left alone, so that one can be dragged."""
        self.blockSignals(True)
        numbers = [tab.number for tab in self._tabs.open]
        for place in reversed(range(self.count())):
            if self.tabData(place) not in numbers:
                self.removeTab(place)
        for place, tab in enumerate(self._tabs.open):
            at = next((at for at in range(place, self.count()) if self.tabData(at) == tab.number), None)
            if at is None:
                self._insert(place, tab)
            elif at != place:
                self.moveTab(at, place)
            self._name(place, tab)
        if self._tabs.front in numbers:
            self.setCurrentIndex(numbers.index(self._tabs.front))
        self.blockSignals(False)

    def tabSizeHint(self, index: int) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self.tabText(index)) + 7 * SPACE
        return QSize(max(scaled(NARROWEST), min(scaled(WIDEST), wanted)), scaled(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(scaled(NARROWEST), scaled(_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = self._number_at(event.position().toPoint())
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
        elif self._pressed and self._pressed == self._number_at(event.position().toPoint()):
            self._tabs.close(self._pressed)

    def _insert(self, place: int, tab: Tab) -> None:
        self.insertTab(place, "")
        self.setTabData(place, tab.number)
        close = QToolButton(self, autoRaise=True, toolTip=command_label("tab.close"))
        close.setAccessibleName(close.toolTip())
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setIconSize(QSize(_CLOSE, _CLOSE))
        close.setIcon(icons.icon("close", self._theme))
        close.setObjectName(str(tab.number))
        close.clicked.connect(self._close)
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, close)

    def _name(self, place: int, tab: Tab) -> None:
        """By body and year; where these are unknown or not the tab's alone, by title or file."""
        analyses = {other.number: self._tabs.analysis_of(other) for other in self._tabs.open}
        short = {number: _short_name(analysis) for number, analysis in analyses.items()}
        name = short[tab.number]
        if not name or list(short.values()).count(name) > 1:
            name = tab.path.name if name else tab.title or tab.path.name
        words = name.replace("&", "&&")
        if words != self.tabText(place):
            self.setTabText(place, words)
        self.setTabToolTip(place, "\n".join(filter(None, (tab.title, str(tab.path)))))

    def _number_at(self, point: QPoint) -> int:
        return self.tabData(self.tabAt(point)) or 0

    def _show_current(self, place: int) -> None:
        if place >= 0:
            self._tabs.show(self.tabData(place))

    def _tell_click(self, place: int) -> None:
        if place >= 0:
            self.shown.emit(self.tabData(place))

    def _move(self, source: int, target: int) -> None:
        self._tabs.move(self._tabs.open[source].number, target)

    def _close(self) -> None:
        self._tabs.close(int(self.sender().objectName()))

    def _open_menu(self, point: QPoint) -> None:
        number = self._number_at(point) or self._tabs.front  # the menu key knows of no point
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in MENU:
            if id_ == "-":
                menu.addSeparator()
            else:
                action = menu.addAction(command_label(id_))
                action.setObjectName(id_)
                action.setData(number)
        menu.triggered.connect(self._ask)
        menu.popup(self.mapToGlobal(point))

    def _ask(self, action: QAction) -> None:
        self.asked.emit(action.objectName(), action.data())


def _short_name(analysis: Analysis | None) -> str:
    report = analysis.report if analysis else None
    body = (report.issuer or report.region) if report else ""
    return f"{body} {report.year}" if body and report.year else ""
