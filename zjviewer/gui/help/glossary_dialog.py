"""Glossary dialog: terms filtered by name, pinyin or definition, each with its source."""

from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.search.glossary import Term, find_terms, term_at
from zjviewer.gui.theme.appearance import Appearance
from zjviewer.gui.theme.theme import SPACE
from zjviewer.gui.widgets.accessible_names import set_accessible_names

_SIZE = (720, 480)
_LIST = 240
_TERM = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class GlossaryDialog(QDialog):
    """Non-modal dialog, deleted when it is closed; another language or size closes it.

    Signals (payload): `search_asked` (str): a term to search for in the text.
    """

    search_asked = Signal(str)

    def __init__(self, parent: QWidget, appearance: Appearance, term: Term | None = None, query: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Terms and their sources"))
        self.field = QLineEdit(placeholderText=self.tr("Find a term"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("terms", True)
        self.list.setAccessibleName(self.tr("Terms"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.details.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        self._find = QPushButton(self.tr("Find in the text"))
        self._lay_out()
        set_accessible_names(self)
        self.field.textChanged.connect(self._show_matches)
        self.list.currentItemChanged.connect(self._show_current)
        self._find.clicked.connect(self._ask_search)
        for changed in (appearance.language_changed, appearance.size_changed):
            changed.connect(self.close)
        self.resize(*_SIZE)
        self._show_matches("")
        if term is not None:
            self._choose(term)
        elif query:
            self.field.setText(query)

    @property
    def term(self) -> Term | None:
        """The term that is shown; None for none."""
        item = self.list.currentItem()
        term: Term | None = item.data(_TERM) if item else None
        return term

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Forward the keys that move the current row from the field to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _show_matches(self, query: str) -> None:
        before = self.term
        self.list.clear()
        for term in find_terms(query):
            item = QListWidgetItem(term.name)
            item.setData(_TERM, term)
            item.setToolTip(term.english)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if before is not None and not query:
            self._choose(before)
        self._show_current()

    def _choose(self, term: Term) -> None:
        row = next((row for row in range(self.list.count()) if self.list.item(row).data(_TERM) == term), 0)
        self.list.setCurrentRow(row)
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def _show_current(self, *_: object) -> None:
        term = self.term
        self._find.setEnabled(term is not None)
        self.details.setText(_details(term) if term else escape(self.tr("No term is called or explained so.")))

    def _ask_search(self) -> None:
        if self.term is not None:
            self.search_asked.emit(self.term.name)
            self.close()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addWidget(self.field)
        left.addWidget(self.list, 1)
        side = QWidget()
        side.setFixedWidth(_LIST)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setProperty("plain", True)
        scroll.setWidget(self.details)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(side)
        row.addWidget(scroll, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._find, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self._find.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE * 2)
        column.addLayout(row, 1)
        column.addWidget(buttons)


def show_terms(parent: QWidget, appearance: Appearance, selected: str, text: str, offset: int) -> GlossaryDialog:
    """Open the dialog at the term at an offset of the text, or filtered by the selected text if that finds any."""
    dialog = GlossaryDialog(parent, appearance, term_at(text, offset), selected if find_terms(selected) else "")
    dialog.show()
    return dialog


def _details(term: Term) -> str:
    source = QCoreApplication.translate("GlossaryDialog", "Source")
    also = QCoreApplication.translate("GlossaryDialog", "Also")
    lines = [f"<h3>{escape(term.name)}</h3>", f"<p>{escape(term.english)}</p>"]
    if term.forms:
        lines.append(f"<p>{escape(also)}：{escape('、'.join(term.forms))}</p>")
    lines += [f"<p>{escape(term.definition)}</p>", f"<p>{escape(source)}：{escape(term.source)}</p>"]
    return "".join(lines)
