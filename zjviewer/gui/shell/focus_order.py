"""The way of the Tab key through a window: every pane as it is laid out, left to right and top to bottom.

Qt's own way is the order in which widgets were made, with a second stop at every pane that hands its focus on.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QScrollArea, QSplitter, QToolBar, QWidget


def step(root: QWidget, forward: bool) -> bool:
    """Give the focus to the next thing in a window that takes it, or to the one before; tells whether there is one."""
    focus = QApplication.focusWidget()
    every = list(in_order(root))
    stops = [widget for widget in every if widget is focus or _stops_tab(widget)]
    if len(stops) < 2:
        return False
    at = stops.index(focus) if focus in stops else -1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """The widget and all in it, in reading order, each once."""
    yield widget
    laid = list(dict.fromkeys(_laid_out(widget)))
    for child in laid:
        yield from in_order(child)
    for child in _direct(widget):
        if child not in laid and not child.isWindow():
            yield from in_order(child)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QMainWindow):
        yield widget.menuWidget()
        yield from widget.findChildren(QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        yield widget.centralWidget()
        yield widget.statusBar()
    elif isinstance(widget, QSplitter):
        yield from (widget.widget(place) for place in range(widget.count()))
    elif isinstance(widget, QScrollArea):
        if widget.widget():
            yield widget.widget().parentWidget()
    elif layout := widget.layout():
        yield from _in_layout(layout, widget)


def _in_layout(layout: QLayout, within: QWidget) -> Iterator[QWidget]:
    """Not by `itemAt`, whose spacers PySide keeps after Qt has deleted them."""
    below = [child for child in layout.children() if isinstance(child, QLayout)]
    placed = {layout.indexOf(part): part for part in (*_direct(within), *below)}
    for place in sorted(placed.keys() - {-1}):
        part = placed[place]
        if isinstance(part, QLayout):
            yield from _in_layout(part, within)
        else:
            yield part


def _direct(widget: QWidget) -> list[QWidget]:
    return widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _stops_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return bool(widget.focusPolicy() & tab) and not widget.focusProxy() and widget.isVisible() and widget.isEnabled()
