"""Column of the text view: zoom, side margins and page width."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QTextEdit

from zjviewer.gui.theme.theme import SPACE, TEXT_SIZE
from zjviewer.gui.typesetting.column_metrics import LINE_LENGTH_EM, TABLE_SIZE, ColumnGeometry

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import TableLayout

ZOOMS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Per cent."""
SIDE = 3 * SPACE
"""Smallest side margin in pixels."""
NUMBERED_SIDE = 6 * SPACE
"""Smallest side margin in pixels where it shows page numbers."""
_TALLEST = 8_000_000
"""Pixels; QTextDocument does not show what lies below about 8.39 million."""
_LINE = 2.0
"""Height of a line in ems, its share of the space between paragraphs included, rounded up."""
_SCROLL_BAR_POLICIES = (Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded)


class ColumnLayout(QObject):
    """Centres a column of at most `LINE_LENGTH_EM` characters in a text edit; wide tables make the page wider.
    The page is the area between the side margins, the column is the text in it.

    Signals (payload): `zoom_changed` (int), per cent.
    """

    zoom_changed = Signal(int)

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._zoom = 100
        self._length = 0
        self._least_side = SIDE
        self.tables: tuple[TableLayout, ...] = ()
        """Tables of the document that is shown."""

    @property
    def zoom(self) -> int:
        """Per cent."""
        return self._zoom

    def set_text(self, length: int, tables: tuple[TableLayout, ...], has_page_numbers: bool) -> None:
        """Lay out for another text: its length in characters, its tables, and whether page numbers need room.
        The zoom is not limited; call `set_zoom` afterwards."""
        self._length = length
        self._least_side = NUMBERED_SIDE if has_page_numbers else SIDE
        self.tables = tables
        self.fit()

    def set_zoom(self, per_cent: int) -> None:
        """Change the zoom, between the smallest of `ZOOMS` and the largest at which the whole text can be shown."""
        zoom = max(ZOOMS[0], min(self._largest_zoom(), per_cent))
        if zoom != self._zoom:
            self._zoom = zoom
            self.fit()
            self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """Change to the next larger of `ZOOMS`."""
        self.set_zoom(ZOOMS[min(bisect_right(ZOOMS, self._zoom), len(ZOOMS) - 1)])

    def zoom_out(self) -> None:
        """Change to the next smaller of `ZOOMS`."""
        self.set_zoom(ZOOMS[max(bisect_left(ZOOMS, self._zoom) - 1, 0)])

    def em(self) -> float:
        """Font size of the body in pixels."""
        return TEXT_SIZE * self._zoom / 100

    def geometry(self) -> ColumnGeometry:
        """Page and column as they are now."""
        return self._geometry(self._edit.viewport().width(), self.tables)

    def geometry_for(self, tables: tuple[TableLayout, ...]) -> ColumnGeometry:
        """Page and column once these tables are shown."""
        return self._geometry(self._total_width() - 2 * self._side(tables), tables)

    def fit(self) -> None:
        """Set the side margins for the width of the text edit."""
        side = self._side(self.tables)
        self._edit.setViewportMargins(side, 0, side, 0)

    def update_scroll_bar(self, page: ColumnGeometry) -> None:
        """Allow horizontal scrolling only where a table is wider than the page."""
        too_wide = any(page.fit(table).width > page.width for table in self.tables)
        self._edit.setHorizontalScrollBarPolicy(_SCROLL_BAR_POLICIES[too_wide])

    def _line_length(self) -> float:
        return LINE_LENGTH_EM * self.em()

    def _total_width(self) -> int:
        """Pixels shared by the page and its side margins."""
        return self._edit.width() - self._edit.verticalScrollBar().sizeHint().width()

    def _side(self, tables: tuple[TableLayout, ...]) -> int:
        """Side margin in pixels of a page that is as wide as a text line or the widest table."""
        size = round(TABLE_SIZE * self._zoom / 100)
        line = self._line_length()
        wanted = max(line, *(table.wish * size for table in tables)) if tables else line
        least = self._least_side
        if any(self._total_width() - 2 * least < sum(table.least) * size for table in tables):
            least = SIDE  # a wide table needs the room more than the page numbers do
        return max(least, (self._total_width() - round(wanted) - 2) // 2)

    def _geometry(self, width: int, tables: tuple[TableLayout, ...]) -> ColumnGeometry:
        column = min(width, round(self._line_length()) + 2) if tables else width
        return ColumnGeometry(width, column, self._zoom / 100)

    def _largest_zoom(self) -> int:
        for zoom in reversed(ZOOMS):
            em = TEXT_SIZE * zoom / 100
            column = max(1.0, min(LINE_LENGTH_EM, (self._total_width() - 2 * self._least_side) // em))
            if self._length / column * em * _LINE <= _TALLEST:
                return zoom
        return ZOOMS[0]
