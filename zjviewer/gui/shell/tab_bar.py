"""Tab bar above the panes, with a tab for each open report and page; hidden while there is only one."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.commands.command_table import command_icon, command_label
from zjviewer.gui.documents.open_reports import OpenReports, Tab
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, scaled

NARROWEST, WIDEST = 19 * SPACE, 27 * SPACE
"""Minimum and maximum width of a tab, in pixels; tabs that do not fit into the window are reached by scrolling."""
_HEIGHT = 4 * SPACE + 2
_CLOSE = 12
_ICON = 14
MENU = ("tab.close", "tab.close_others")
FILE_MENU = ("tab.copy_path", "tab.show_in_folder")
"""Commands of the context menu of a tab, and those that only a report has."""


class TabBar(QTabBar):
    """View of the tabs, which can be moved, closed and opened with the mouse.

    Signals (payload):

    - `asked` (str, int): a command of the context menu was chosen; its id, and the number of the tab
    """

    asked = Signal(str, int)

    def __init__(self, tabs: OpenReports, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._pressed = 0
        self.setAccessibleName(self.tr("Tabs"))
        self.setAutoHide(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.show_theme(theme)
        self.refresh()
        tabs.changed.connect(self.refresh)
        self.currentChanged.connect(self._show_current)
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
        for index in range(self.count()):
            button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon("close", theme))
            if (tab := self._tabs.tab(self.tabData(index))) and tab.page:
                self.setTabIcon(index, icons.icon(command_icon(f"{tab.page}.show"), theme))

    def refresh(self) -> None:
        """Update the tabs; those that stay open are not rebuilt, so that one can be dragged."""
        self.blockSignals(True)
        numbers = [tab.number for tab in self._tabs.tabs]
        for index in reversed(range(self.count())):
            if self.tabData(index) not in numbers:
                self.removeTab(index)
        for index, tab in enumerate(self._tabs.tabs):
            at = next((at for at in range(index, self.count()) if self.tabData(at) == tab.number), None)
            if at is None:
                self._insert(index, tab)
            elif at != index:
                self.moveTab(at, index)
            self._label(index, tab)
        if self._tabs.current in numbers:
            self.setCurrentIndex(numbers.index(self._tabs.current))
        self.blockSignals(False)

    def tabSizeHint(self, index: int) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self.tabText(index)) + 7 * SPACE
        if not self.tabIcon(index).isNull():
            wanted += self.iconSize().width() + SPACE
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

    def _insert(self, index: int, tab: Tab) -> None:
        self.insertTab(index, "")
        self.setTabData(index, tab.number)
        close = QToolButton(self, autoRaise=True)
        close.setToolTip(command_label("tab.close"))
        close.setAccessibleName(close.toolTip())
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setIconSize(QSize(_CLOSE, _CLOSE))
        close.setIcon(icons.icon("close", self._theme))
        close.setObjectName(str(tab.number))
        if tab.page:
            self.setTabIcon(index, icons.icon(command_icon(f"{tab.page}.show"), self._theme))
        close.clicked.connect(self._close)
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, close)

    def _label(self, index: int, tab: Tab) -> None:
        """Label a page with its command, and a report with body and year; with title or file name if these are unknown
        or not unique."""
        if tab.page:
            self.setTabText(index, command_label(f"{tab.page}.show").replace("&", "&&"))
            self.setTabToolTip(index, command_label(f"{tab.page}.show"))
            return
        analyses = {other.number: self._tabs.analysis_of(other) for other in self._tabs.open}
        short = {number: _short_name(analysis) for number, analysis in analyses.items()}
        name = short[tab.number]
        if not name or list(short.values()).count(name) > 1:
            name = tab.path.name if name else tab.title or tab.path.name
        label = name.replace("&", "&&")
        if label != self.tabText(index):
            self.setTabText(index, label)
        self.setTabToolTip(index, "\n".join(filter(None, (tab.title, str(tab.path)))))

    def _number_at(self, point: QPoint) -> int:
        """Number of the tab at a position; 0 outside all tabs."""
        number: int | None = self.tabData(self.tabAt(point))
        return number or 0

    def _show_current(self, index: int) -> None:
        if index >= 0:
            self._tabs.show(self.tabData(index))

    def _move(self, source: int, target: int) -> None:
        self._tabs.move(self._tabs.tabs[source].number, target)

    def _close(self) -> None:
        self._tabs.close(int(self.sender().objectName()))

    def _open_menu(self, point: QPoint) -> None:
        number = self._number_at(point) or self._tabs.current  # the menu key has no position on a tab
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tab = self._tabs.tab(number)
        for id_ in MENU if tab is None or tab.page else MENU + FILE_MENU:
            if id_ == FILE_MENU[0]:
                menu.addSeparator()
            action = menu.addAction(command_label(id_))
            action.setObjectName(id_)
            action.setData(number)
        menu.triggered.connect(self._ask)
        menu.popup(self.mapToGlobal(point))

    def _ask(self, action: QAction) -> None:
        self.asked.emit(action.objectName(), action.data())


def _short_name(analysis: Analysis | None) -> str:
    """Body and year of a report; empty if either is unknown."""
    if analysis is None:
        return ""
    report = analysis.report
    body = report.body
    return f"{body} {report.year}" if body and report.year else ""
