"""Annotation pane: list of bookmarks, highlights and notes with filters."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
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

from zjviewer.core.annotations.annotation import COLOURS, Annotation
from zjviewer.core.annotations.kinds import ICONS, KINDS
from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.annotations.annotation_delegate import AnnotationDelegate
from zjviewer.gui.annotations.annotation_model import ANNOTATION, AnnotationModel
from zjviewer.gui.annotations.annotation_service import AnnotationService
from zjviewer.gui.annotations.note_editor import NoteEditor
from zjviewer.gui.labels.annotation_labels import colour_label, kind_label, swatch
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button

_LIST, _EMPTY = 0, 1
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
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()  # so that the list gets these keys, not the shortcuts of the window
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
        """No search by typing: the field above the list filters."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class AnnotationPane(QWidget):
    """A click or Enter shows an annotation in the text, a double click or F2 edits its note, Delete removes it.

    Signals (payload):

    - `asked` (Annotation): a click, or Enter, on an annotation
    """

    asked = Signal(object)

    def __init__(
        self, state: ViewState, theme: Theme, annotations: AnnotationService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", True)
        self._state = state
        self._theme = theme
        self._annotations = annotations
        self._stale = True
        self._chosen = ""
        self._analysis = state.analysis
        self._editor: NoteEditor | None = None
        self.model = AnnotationModel(self)
        self._delegate = AnnotationDelegate(theme, self)
        self.view = self._list_view()
        self.field = QLineEdit(placeholderText=self.tr("Filter notes"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.field.placeholderText())
        self.kinds = {kind: self._button(kind_label(kind)) for kind in KINDS}
        self.colours = {colour: self._button(colour_label(colour)) for colour in COLOURS}
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setProperty("soft", True)
        self._empty.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
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
        state.analysis_changed.connect(self._show_analysis)
        self.show_theme(theme)
        self.show_annotations()

    @property
    def chosen(self) -> Annotation | None:
        """Annotation of the current row; None for none."""
        annotation: Annotation | None = self.view.currentIndex().data(ANNOTATION)
        return annotation

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = self._delegate.theme = theme
        ratio = self.devicePixelRatioF()
        for kind, button in self.kinds.items():
            button.setIcon(icons.icon(ICONS[kind], theme))
        for colour, button in self.colours.items():
            button.setIcon(swatch(colour, theme, ratio))
        self.view.viewport().update()

    def show_annotations(self) -> None:
        """List the annotations of the state."""
        self._stale = True
        if self.isVisible():
            self._list()

    def show_annotation(self, annotation: Annotation) -> None:
        """Make an annotation the current row, after clearing filters that hide it; the text does not scroll."""
        self._chosen = annotation.id
        if self._stale:
            self._list()
        if self.model.row_of(annotation.id) < 0:
            self.field.clear()
            for button in (*self.kinds.values(), *self.colours.values()):
                button.setChecked(False)
            self._list()
        self._choose()

    def open_editor(self, editor: NoteEditor) -> None:
        """Show an editor above the list and focus it; one that is open is saved before."""
        self.save_editor()
        self._editor = editor
        editor.destroyed.connect(self._forget_editor)
        self._column.insertWidget(0, editor)
        editor.show()
        editor.field.setFocus()

    def save_editor(self) -> None:
        """Save the note that is being written, if there is one."""
        if self._editor is not None:
            self._editor.accept()
            self._editor = None

    def _forget_editor(self) -> None:
        self._editor = None

    def _show_analysis(self, analysis: Analysis | None) -> None:
        """Save the note that is being written when another report comes to the front."""
        if not is_same_text(self._analysis, analysis):
            self.save_editor()
        self._analysis = analysis

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
        self._pages.setCurrentIndex(_LIST if self.model.rowCount() else _EMPTY)
        self._head.setVisible(bool(every))
        self._empty.setText(
            self.tr("No note fits these filters.")
            if every
            else self.tr(
                "Nothing is highlighted yet. Mark some words and press Ctrl+D; Ctrl+B sets a bookmark, "
                "Ctrl+Shift+N writes a note."
            )
        )
        if self.model.row_of(self._chosen) < 0 <= before:  # the current annotation is gone: take the row in its place
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
            self._annotations.remove(annotation)

    def _change_note(self, annotation: Annotation, note: str) -> None:
        self._annotations.change(annotation, note=note)

    def _list_view(self) -> _List:
        view = _List()
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setMouseTracking(True)
        view.setSelectionMode(QListView.SelectionMode.NoSelection)  # the delegate paints the current row
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
        self._pages.addWidget(self._empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(body, 1)

    def _button(self, name: str) -> QToolButton:
        return icon_button(self.tr("Only: {what}").format(what=name), checkable=True)
