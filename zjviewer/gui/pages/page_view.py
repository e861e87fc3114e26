"""Scrollable view of the pages of a document, below one another, with marked places and links."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from zjviewer.gui.pages.placement import PageLink, Rect
from zjviewer.gui.theme.theme import SPACE, Theme

MOST_BYTES = 96 << 20
"""Of the pictures that are stored; those on the screen are stored in any case."""
FULL_SIZE = 96 / 72
"""Pixels of a point at 100 %."""
STEPS = (50, 75, 100, 125, 150, 200, 300)
"""Zoom in per cent."""
_GAP = SPACE
"""Pixels around each page."""
_SPREAD = 2.0
"""Points by which a mark is larger than its characters."""


class PageView(QAbstractScrollArea):
    """Signals (payload):

    - `wanted_changed` (): other pages, or the same in another size, are on the screen
    - `scrolled` (): the reader has scrolled
    - `pressed` (int, float, float): a click on a page: its index, and the point on it in points
    - `link_pressed` (PageLink): a click on a link, or Enter on it
    - `target_focused` (int, object): Tab has moved to a link or an entry of contents: index of its page, and its place
    """

    wanted_changed = Signal()
    scrolled = Signal()
    pressed = Signal(int, float, float)
    link_pressed = Signal(object)
    target_focused = Signal(int, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: Sequence[tuple[float, float]] = ()
        self._tops: list[float] = []
        """Upper edge of each page in pixels, from the top of all."""
        self._pictures: OrderedDict[int, tuple[int, QImage]] = OrderedDict()
        """Width that was asked for, and picture, by page; those used last are last."""
        self._marks: Mapping[int, Sequence[tuple[Rect, str]]] = {}
        self._links: dict[int, Sequence[PageLink]] = {}
        self._targets: dict[int, Sequence[Rect]] = {}
        """Places of links and entries of contents, by page, from top to bottom."""
        self._focused: tuple[int, Rect] | None = None
        """The one to which Tab has moved."""
        self._percent = 0
        """Zoom; 0 fits the widest page to the view."""
        self._is_moving = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._follow_bar)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)

    @property
    def zoom(self) -> int:
        """Per cent of the printed size, as it is shown now."""
        return round(100 * self._scale() / FULL_SIZE)

    @property
    def fits_width(self) -> bool:
        """Whether the zoom follows the width of the view."""
        return self._percent == 0

    @property
    def top(self) -> tuple[int, float]:
        """Index of the page at the upper edge of the view, and the height there in points."""
        return self._at(self.verticalScrollBar().value() + _GAP)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme; the pages stay as they are printed."""
        self._theme = theme
        self.viewport().update()

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show other pages, by width and height in points, from the first one."""
        self._sizes = sizes
        self._pictures.clear()
        self._marks, self._links, self._targets, self._focused = {}, {}, {}, None
        self._lay_out()
        self.scroll_to(0, 0.0)

    def show_picture(self, page: int, width: int, picture: QImage) -> None:
        """Store a picture that was asked for, and paint it."""
        self._pictures[page] = (width, picture)
        self._pictures.move_to_end(page)
        visible = set(self.visible_pages())
        stored = sum(image.sizeInBytes() for _, image in self._pictures.values())
        for outdated in [each for each in self._pictures if each not in visible]:
            if stored <= MOST_BYTES:
                break
            stored -= self._pictures.pop(outdated)[1].sizeInBytes()
        self.viewport().update()

    def show_marks(self, marks: Mapping[int, Sequence[tuple[Rect, str]]]) -> None:
        """Mark places, by page, each with its colour; they replace those before."""
        self._marks = marks
        self.viewport().update()

    def show_links(self, page: int, links: Sequence[PageLink], lines: Sequence[Rect] = ()) -> None:
        """Make the links of a page clickable, and reachable by Tab together with other lines that can be clicked."""
        self._links[page] = links
        self._targets[page] = sorted((*(link.rect for link in links), *lines), key=lambda rect: (rect[1], rect[0]))

    def page_size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points; 1 where there is none."""
        return self._sizes[page] if page < len(self._sizes) else (1.0, 1.0)

    def page_height(self, page: int) -> float:
        """Height of a page in points; 1 where there is none."""
        return self._sizes[page][1] if page < len(self._sizes) else 1.0

    def visible_pages(self) -> list[int]:
        """Indices of the pages on the screen."""
        if not self._tops:
            return []
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        return list(range(first, max(last, first + 1)))

    def wanted(self) -> list[tuple[int, int]]:
        """Pages without a picture of their size, and their widths in pixels of the screen: those on the screen, then
        the next one and the one before, unless that would be too much to store."""
        visible = self.visible_pages()
        near = [page for page in (visible[-1] + 1, visible[0] - 1) if 0 <= page < len(self._sizes)] if visible else []
        if sum(map(self._picture_bytes, (*visible, *near))) > MOST_BYTES:
            near = []
        widths = ((page, self._picture_width(page)) for page in (*visible, *near))
        return [(page, width) for page, width in widths if self._pictures.get(page, (0, None))[0] != width]

    def scroll_to(self, page: int, top: float) -> None:
        """Scroll a height of a page, in points, to the upper edge; no signal."""
        if self._tops:
            place = self._tops[min(page, len(self._tops) - 1)] + top * self._scale() - _GAP
            self._move(round(place))

    def ensure_visible(self, page: int, rect: Rect) -> None:
        """Scroll a place to the middle, unless all of it is visible; no signal."""
        if not self._tops:
            return
        area = self._page_rect(page)
        top, bottom = area.top() + rect[1] * self._scale(), area.top() + rect[3] * self._scale()
        if top < 0 or bottom > self.viewport().height():
            bar = self.verticalScrollBar()
            self._move(bar.value() + round((top + bottom - self.viewport().height()) / 2))
        across, scale = self.horizontalScrollBar(), self._scale()
        left, right = area.left() + rect[0] * scale, area.left() + rect[2] * scale
        if left < 0 or right > self.viewport().width():
            across.setValue(across.value() + round((left + right - self.viewport().width()) / 2))

    def set_zoom(self, per_cent: int) -> None:
        """Change the zoom in per cent of the printed size; 0 fits the width. The place at the upper edge stays."""
        place = self.top
        self._percent = min(max(per_cent, STEPS[0]), STEPS[-1]) if per_cent else 0
        self._lay_out()
        self.scroll_to(*place)
        self.wanted_changed.emit()

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self.set_zoom(next((step for step in STEPS if step > self.zoom), STEPS[-1]))

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self.set_zoom(next((step for step in reversed(STEPS) if step < self.zoom), STEPS[0]))

    def sizeHint(self) -> QSize:
        return QSize(60 * SPACE, 60 * SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self.top
        self._lay_out()
        self.scroll_to(*place)
        self.wanted_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        elif event.angleDelta().y() < 0:
            self.zoom_out()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move to the next link on the screen, or leave the view after the last one."""
        pages = self.visible_pages()
        targets = [
            (page, rect) for page in pages for rect in self._targets.get(page, ()) if self._is_visible(page, rect)
        ]
        if not forward:
            targets.reverse()
        at = targets.index(self._focused) + 1 if self._focused in targets else 0
        self._focused = targets[at] if at < len(targets) else None
        self.viewport().update()
        if self._focused is None:
            return super().focusNextPrevChild(forward)
        self.target_focused.emit(*self._focused)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focused is not None:
            page, (left, top, right, bottom) = self._focused
            self._press(page, (left + right) / 2, (top + bottom) / 2)
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.verticalScrollBar().maximum()}
        if (end := ends.get(Qt.Key(event.key()))) is not None:
            self.verticalScrollBar().setValue(end)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if found := self._point_at(event.position()):
            self._press(*found)

    def _press(self, page: int, x: float, y: float) -> None:
        """What a click on a point of a page does."""
        if link := self._link_on(page, x, y):
            self.link_pressed.emit(link)
        else:
            self.pressed.emit(page, x, y)

    def point_of(self, page: int, x: float, y: float) -> QPoint:
        """Point of the viewport at a place of a page, in points."""
        area = self._page_rect(page)
        return QPointF(area.left() + x * self._scale(), area.top() + y * self._scale()).toPoint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.surface))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.visible_pages():
            area = self._page_rect(page)
            painter.fillRect(area, QColor(Qt.GlobalColor.white))
            if page in self._pictures:
                self._pictures.move_to_end(page)
                picture = self._pictures[page][1]
                painter.drawImage(area, picture, QRectF(picture.rect()))
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
            self._paint_marks(painter, page, area)
            if self._focused is not None and self._focused[0] == page and self.hasFocus():
                painter.setPen(QPen(QColor(self._theme.accent), 2, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self._area(self._focused[1], area))
        painter.end()

    def _paint_marks(self, painter: QPainter, page: int, area: QRectF) -> None:
        for rect, colour in self._marks.get(page, ()):
            box = self._area(rect, area)
            fill = QColor(colour)
            fill.setAlpha(40)
            painter.setPen(QPen(QColor(colour), 2))
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 3, 3)

    def _area(self, rect: Rect, area: QRectF) -> QRectF:
        """Area around a place of a page in the viewport; `area`: that of the page."""
        left, top, right, bottom = rect
        box = QRectF(left, top, right - left, bottom - top).adjusted(-_SPREAD, -_SPREAD, _SPREAD, _SPREAD)
        return QRectF(box.topLeft() * self._scale(), box.size() * self._scale()).translated(area.topLeft())

    def _is_visible(self, page: int, rect: Rect) -> bool:
        return self._area(rect, self._page_rect(page)).intersects(QRectF(self.viewport().rect()))

    def _scale(self) -> float:
        """Pixels of a point."""
        if self._percent:
            return FULL_SIZE * self._percent / 100
        widest = max((width for width, _ in self._sizes), default=0.0)
        return max(0.05, (self.viewport().width() - 2 * _GAP) / widest) if widest else FULL_SIZE

    def _lay_out(self) -> None:
        scale, top = self._scale(), float(_GAP)
        self._tops = []
        for _, height in self._sizes:
            self._tops.append(top)
            top += height * scale + 2 * _GAP
        view = self.viewport().size()
        widest = max((width for width, _ in self._sizes), default=0.0) * scale + 2 * _GAP
        self._is_moving = True
        self.verticalScrollBar().setRange(0, max(0, round(top - _GAP - view.height())))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(5 * SPACE)
        self.horizontalScrollBar().setRange(0, max(0, round(widest - view.width())) if self._percent else 0)
        self.horizontalScrollBar().setPageStep(view.width())
        self._is_moving = False
        self.viewport().update()

    def _page_rect(self, page: int) -> QRectF:
        """Rectangle of a page in the viewport."""
        scale = self._scale()
        width, height = self._sizes[page]
        room = max(self.viewport().width(), self.horizontalScrollBar().maximum() + self.viewport().width())
        left = (room - width * scale) / 2 - self.horizontalScrollBar().value()
        return QRectF(left, self._tops[page] - self.verticalScrollBar().value(), width * scale, height * scale)

    def _picture_width(self, page: int) -> int:
        return max(1, round(self._sizes[page][0] * self._scale() * self.devicePixelRatioF()))

    def _picture_bytes(self, page: int) -> int:
        across, down = self._sizes[page]
        width = self._picture_width(page)
        return 4 * width * round(width * down / max(1.0, across))

    def _at(self, y: float) -> tuple[int, float]:
        page = max(0, bisect_right(self._tops, y) - 1) if self._tops else 0
        return page, max(0.0, (y - self._tops[page]) / self._scale()) if self._tops else 0.0

    def _point_at(self, point: QPointF) -> tuple[int, float, float] | None:
        for page in self.visible_pages():
            area = self._page_rect(page)
            if area.contains(point):
                place = (point - area.topLeft()) / self._scale()
                return page, place.x(), place.y()
        return None

    def _link_at(self, point: QPointF) -> PageLink | None:
        if (found := self._point_at(point)) is None:
            return None
        return self._link_on(*found)

    def _link_on(self, page: int, x: float, y: float) -> PageLink | None:
        links = self._links.get(page, ())
        return next((each for each in links if _holds(each.rect, x, y)), None)

    def _move(self, value: int) -> None:
        self._is_moving = True
        self.verticalScrollBar().setValue(value)
        self._is_moving = False
        self.viewport().update()

    def _follow_bar(self, _: int) -> None:
        self.viewport().update()
        self.wanted_changed.emit()
        if not self._is_moving:
            self.scrolled.emit()

    def _repaint(self, _: int) -> None:
        self.viewport().update()


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]
