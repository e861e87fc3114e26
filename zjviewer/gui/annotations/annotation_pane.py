"""The reader's bookmarks, highlights and notes as a list: filtered, gone to, written and taken away."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.annotations.annotation import COLOURS, KINDS, Annotation, Colour
from zjviewer.gui.annotations.annotation_delegate import SIGN, AnnotationDelegate
from zjviewer.gui.annotations.annotation_model import ANNOTATION, AnnotationModel
from zjviewer.gui.annotations.annotation_service import AnnotationService
from zjviewer.gui.labels.annotation_labels import ICONS, background_of, colour_label, kind_label, text_color_of
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme

_LIST, _BLANK = 0, 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete)


class _List(QListView):
    """Signals (payload):

    - `entered_on` (QModelIndex): Enter on a row
    - `removal_asked` (QModelIndex): Delete on a row
    """

    entered_on = Signal(QModelIndex)
    removal_asked = Signal(QModelIndex)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN_KEYS:
            event.accept()  # here they mean a row of the list, whatever they mean in the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in _ENTER:
            self.entered_on.emit(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Words are looked for in the field above."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class AnnotationPane(QWidget):
    """A click or Enter goes to an annotation, a double click or F2 writes its note, Delete takes it away.

    Signals (payload):

    - `asked` (Annotation): the reader wants to go there
    """

    asked = Signal(object)

    def __init__(
        self, state: ViewState, theme: Theme, annotating: AnnotationService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", True)
        self._state = state
        self._theme = theme
        self._annotating = annotating
        self._stale = True
        self._chosen = ""
        self.model = AnnotationModel(self)
        self._delegate = AnnotationDelegate(theme, self)
        self.view = self._made_view()
        self.field = QLineEdit(placeholderText=self.tr("Filter notes"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.field.placeholderText())
        self.kinds = {kind: self._button(kind_label(kind)) for kind in KINDS}
        self.colours = {colour: self._button(colour_label(colour)) for colour in COLOURS}
        self._blank = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._blank.setProperty("soft", True)
        self._blank.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        self._lay_out()
        self.setFocusProxy(self.view)

        self.field.textChanged.connect(self._list)
        for button in (*self.kinds.values(), *self.colours.values()):
            button.clicked.connect(self._list)
        self.view.clicked.connect(self._go)
        self.view.entered_on.connect(self._go)
        self.view.removal_asked.connect(self._remove)
        self.model.note_edited.connect(self._change_note)
        state.annotations_changed.connect(self.show_annotations)
        self.show_theme(theme)
        self.show_annotations()

    @property
    def chosen(self) -> Annotation | None:
        """The current one of the list."""
        return self.view.currentIndex().data(ANNOTATION)

    def show_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = self._delegate.theme = theme
        ratio = self.devicePixelRatioF()
        for kind, button in self.kinds.items():
            button.setIcon(icons.icon(ICONS[kind], theme))
        for colour, button in self.colours.items():
            button.setIcon(swatch(colour, theme, ratio))
        self.view.viewport().update()

    def show_annotations(self) -> None:
        """List what there is now."""
        self._stale = True
        if self.isVisible():
            self._list()

    def show_annotation(self, annotation: Annotation) -> None:
        """Make one the current row, without going there; filters that hide it are lifted."""
        self._chosen = annotation.id
        if self._stale:
            self._list()
        if self.model.row_of(annotation.id) < 0:
            self.field.clear()
            for button in (*self.kinds.values(), *self.colours.values()):
                button.setChecked(False)
            self._list()
        self._choose()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._list()

    def _list(self, *_: object) -> None:
        self._stale = False
        if chosen := self.chosen:
            self._chosen = chosen.id
        before = self.view.currentIndex().row()
        every = self._state.annotations
        kinds = [kind for kind, button in self.kinds.items() if button.isChecked()]
        colours = [colour for colour, button in self.colours.items() if button.isChecked()]
        self.model.show(every, self._state.analysis, self.field.text(), kinds, colours)
        self._pages.setCurrentIndex(_LIST if self.model.rowCount() else _BLANK)
        self._head.setVisible(bool(every))
        self._blank.setText(
            self.tr("No note fits these filters.")
            if every
            else self.tr(
                "Nothing is highlighted yet. Mark some words and press Ctrl+D; Ctrl+B sets a bookmark, "
                "Ctrl+Shift+N writes a note."
            )
        )
        if self.model.row_of(self._chosen) < 0 <= before:  # what was current is gone: the row in its place
            near = self.model.index(min(before, self.model.rowCount() - 1))
            self._chosen = each.id if (each := near.data(ANNOTATION)) else ""
        self._choose()

    def _choose(self) -> None:
        row = self.model.row_of(self._chosen)
        if row >= 0:
            index = self.model.index(row)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(index)
            self.view.viewport().update()

    def _go(self, index: QModelIndex) -> None:
        if annotation := index.data(ANNOTATION):
            self.asked.emit(annotation)

    def _remove(self, index: QModelIndex) -> None:
        if annotation := index.data(ANNOTATION):
            self._annotating.remove(annotation)

    def _change_note(self, annotation: Annotation, words: str) -> None:
        self._annotating.change(annotation, note=words)

    def _made_view(self) -> _List:
        view = _List()
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        view.setSelectionMode(QListView.SelectionMode.NoSelection)  # the delegate paints the current one
        view.setEditTriggers(QListView.EditTrigger.DoubleClicked | QListView.EditTrigger.EditKeyPressed)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setStyleSheet("QListView { background: transparent; }")
        view.setAccessibleName(self.tr("Notes"))
        return view

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(SPACE, SPACE, SPACE, SPACE // 2)
        head.setSpacing(SPACE // 2)
        head.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in self.kinds.values():
            row.addWidget(button)
        row.addStretch()
        for button in self.colours.values():
            row.addWidget(button)
        head.addLayout(row)
        body = QWidget()
        self._pages = QStackedLayout(body)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(body, 1)

    def _button(self, name: str) -> QToolButton:
        words = self.tr("Only: {what}").format(what=name)
        made = QToolButton(toolTip=words, checkable=True)
        made.setAccessibleName(words)
        return made


def swatch(colour: Colour, theme: Theme, ratio: float) -> QIcon:
    """A round patch of a colour of annotations."""
    made = QPixmap(round(SIGN * ratio), round(SIGN * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(text_color_of(colour, theme)))
    painter.setBrush(QColor(background_of(colour, theme)))
    painter.drawEllipse(2, 2, SIGN - 4, SIGN - 4)
    painter.end()
    return QIcon(made)
