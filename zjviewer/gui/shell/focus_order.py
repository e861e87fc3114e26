"""Order in which the Tab key moves the focus: by layout, left to right and top to bottom.

Qt's own order is that in which widgets were created, and it stops twice at every widget with a focus proxy.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QScrollArea, QSplitter, QToolBar, QWidget


def step(root: QWidget, forward: bool) -> bool:
    """Move the focus to the next widget of a window that accepts it, or to the previous one. False if there is none."""
    focus = QApplication.focusWidget()
    stops = [widget for widget in in_order(root) if widget is focus or _stops_tab(widget)]
    if len(stops) < 2:
        return False
    at = stops.index(focus) if focus is not None and focus in stops else -1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """The widget and its descendants, in reading order, each once."""
    yield widget
    laid_out = [child for child in dict.fromkeys(_laid_out(widget)) if child is not None]
    for child in laid_out:
        yield from in_order(child)
    for child in _direct(widget):
        if child not in laid_out and not child.isWindow():
            yield from in_order(child)


def _laid_out(widget: QWidget) -> Iterator[QWidget | None]:
    """Direct children by their place in the window, splitter or layout; None for a place that is empty."""
    if isinstance(widget, QMainWindow):
        yield widget.menuWidget()
        yield from widget.findChildren(QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        yield widget.centralWidget()
        yield widget.statusBar()
    elif isinstance(widget, QSplitter):
        yield from (widget.widget(index) for index in range(widget.count()))
    elif isinstance(widget, QScrollArea):
        if content := widget.widget():
            yield content.parentWidget()
    elif layout := widget.layout():
        yield from _in_layout(layout, widget)


def _in_layout(layout: QLayout, within: QWidget) -> Iterator[QWidget]:
    """Widgets of a layout, by index. Does not use `itemAt`: PySide keeps its spacers after Qt has deleted them."""
    nested = [child for child in layout.children() if isinstance(child, QLayout)]
    by_index: dict[int, QWidget | QLayout] = {layout.indexOf(widget): widget for widget in _direct(within)}
    by_index |= {layout.indexOf(each): each for each in nested}
    for index in sorted(by_index.keys() - {-1}):
        part = by_index[index]
        if isinstance(part, QLayout):
            yield from _in_layout(part, within)
        else:
            yield part


def _direct(widget: QWidget) -> list[QWidget]:
    return widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _stops_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return bool(widget.focusPolicy() & tab) and not widget.focusProxy() and widget.isVisible() and widget.isEnabled()
