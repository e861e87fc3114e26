"""Popup to choose a table of the report: first those of the current section, then all by chapter, with a filter."""

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.model.analysis import Analysis, Table
from zjviewer.core.text.segmentation import fold_width
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, Theme, scaled, ui_font

ENTRY = Qt.ItemDataRole.UserRole + 1
"""Role of a row's Entry."""

_ROW = 32
_HEIGHT = 480
"""Pixels: height of a row, largest height of the popup."""
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: a table, or, without a table id, the heading of a group."""

    title: str
    table: str = ""


def tables_in(analysis: Analysis, section: str) -> tuple[Table, ...]:
    """Tables with a figure in a section or its subsections; none for the empty id."""
    if not section:
        return ()
    below = f"{section}."
    return tuple(
        table
        for table in analysis.tables
        if any(figure.section == section or figure.section.startswith(below) for figure in table.figures)
    )


def tables_at(analysis: Analysis, offset: int) -> tuple[str, ...]:
    """Ids of the tables of the figure that is nearest to an offset in its paragraph; none where no figure of the
    paragraph stands in a table."""
    if not analysis.paragraphs:
        return ()
    start, end = analysis.paragraphs[analysis.paragraph_at(offset)]
    first = bisect_left(analysis.figures, start, key=lambda figure: figure.start)
    last = bisect_left(analysis.figures, end, key=lambda figure: figure.start)
    near = [figure for figure in analysis.figures[first:last] if figure.id in analysis.tables_by_figure]
    nearest = min(near, key=lambda figure: max(figure.start - offset, offset - figure.end, 0), default=None)
    return analysis.tables_by_figure[nearest.id] if nearest else ()


def entries_of(analysis: Analysis, reading: str, here: str, query: str = "") -> list[Entry]:
    """Tables whose title, rows and columns contain every term of the query, in groups.

    `here` is the heading of the first group, the tables of the section `reading`, which are listed in their chapter,
    too.
    """
    terms = fold_width(query).casefold().split()

    def matches(table: Table) -> bool:
        text = fold_width(" ".join((table.title, *table.columns, *(row.label for row in table.rows)))).casefold()
        return all(term in text for term in terms)

    groups = [(here, tables_in(analysis, reading))]
    for chapter in (section for section in analysis.sections if section.level == 1):
        inside = tuple(table for table in analysis.tables if table.section.split(".")[0] == chapter.id)
        groups.append((f"{chapter.number} {chapter.title}".strip(), inside))
    groups.append(("", tuple(table for table in analysis.tables if not table.section)))
    entries: list[Entry] = []
    for title, tables in groups:
        matching = [Entry(table.title, table.id) for table in tables if matches(table)]
        if matching:
            entries += [Entry(title), *matching] if title else matching
    return entries


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def set_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.title
        return entry if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not self.entries[index.row()].table:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self.open = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected and entry.table:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.hover))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6)
        is_open = bool(entry.table) and entry.table == self.open
        row_font = ui_font(bold=is_open) if entry.table else ui_font(SMALL_SIZE)
        painter.setFont(row_font)
        painter.setPen(QColor(self.theme.text_color if entry.table else self.theme.text_color_faint))
        room = option.rect.adjusted(SPACE * 2 if entry.table else SPACE, 0, -SPACE, 0 if entry.table else -2)
        title = QFontMetrics(row_font).elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        vertical = Qt.AlignmentFlag.AlignVCenter if entry.table else Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | vertical), title)
        if is_open:
            painter.fillRect(
                option.rect.x(), option.rect.y() + 8, 3, option.rect.height() - 16, QColor(self.theme.accent)
            )
        painter.restore()


class TableChooser(QFrame):
    """Popup with a filter field and a list.

    Signals (payload):

    - `chosen` (str): id of the table that was clicked, or chosen by Enter
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("chooser")
        self._analysis: Analysis | None = None
        self._reading = ""
        self._entries = _Entries(self)
        self._list = QListView()
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(self.tr("Tables"))
        self._list.setModel(self._entries)
        self._delegate = _EntryDelegate(theme, self)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._filter = QLineEdit(placeholderText=self.tr("Find a table by title, row or column"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setAccessibleName(self._filter.placeholderText())
        self._filter.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self._filter)
        column.addWidget(self._list, 1)
        self._filter.textChanged.connect(self._show_entries)
        self._list.clicked.connect(self._choose)
        self._list.entered.connect(self._list.setCurrentIndex)
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._delegate.theme = theme
        self.setStyleSheet(
            f"#chooser {{ background: {theme.raised}; border: 1px solid {theme.line}; }}"
            f"#chooser QListView {{ background: {theme.raised}; }}"
        )

    def open_below(self, anchor: QWidget, width: int, analysis: Analysis, reading: str, table: str) -> None:
        """Open the popup below a widget, with the tables of an analysis; the open table is current."""
        self._analysis, self._reading, self._delegate.open = analysis, reading, table
        self._filter.clear()
        self._show_entries()
        content = self._entries.rowCount() * scaled(_ROW) + self._filter.sizeHint().height() + 3 * SPACE
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + SPACE // 2))
        below = anchor.screen().availableGeometry().bottom() - corner.y() - SPACE
        self.setGeometry(corner.x(), corner.y(), width, max(4 * scaled(_ROW), min(content, _HEIGHT, below)))
        self.show()
        self._filter.setFocus()
        self._list.scrollTo(self._list.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Forward the keys that move the current row from the field to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _LIST_KEYS:
                self._list.event(event)
                return True
            if event.key() in _ENTER:
                self._choose(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _show_entries(self) -> None:
        if self._analysis is None:
            return
        here = self.tr("In the section being read")
        entries = entries_of(self._analysis, self._reading, here, self._filter.text())
        self._entries.set_entries(entries)
        rows = [row for row, entry in enumerate(entries) if entry.table]
        current = next((row for row in rows if entries[row].table == self._delegate.open), rows[0] if rows else -1)
        self._list.setCurrentIndex(self._entries.index(current))

    def _choose(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(ENTRY)
        if entry is not None and entry.table:
            self.close()
            self.chosen.emit(entry.table)
