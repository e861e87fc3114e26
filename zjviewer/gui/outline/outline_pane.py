"""Outline pane: filter field and section tree, which shows the current section and the counts of hits."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.annotations.annotation import Annotation
from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.search.engine import Hits, section_counts
from zjviewer.gui.outline.outline_model import SECTION, OutlineModel
from zjviewer.gui.outline.outline_tree import OutlineTree
from zjviewer.gui.state.selection import Selection, is_same_text, map_section_ids
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.widgets.buttons import icon_button


class OutlinePane(QWidget):
    """Signals:

    - `folding_changed` (tuple, tuple): ids of the sections that the reader folded, and of those that the reader
      unfolded
    """

    folding_changed = Signal(tuple, tuple)

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._folded: set[str] = set()
        self._opened: set[str] = set()
        self._updating = False
        self._selected = ""
        self._analysis: Analysis | None = None

        self._model = OutlineModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setRecursiveFilteringEnabled(True)
        self._shown.setAutoAcceptChildRows(True)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._tree = OutlineTree(theme)
        self._tree.setAccessibleName(self.tr("Outline"))
        self._tree.setModel(self._shown)

        self._filter = QLineEdit(placeholderText=self.tr("Filter headings"), clearButtonEnabled=True)
        self._filter.setAccessibleName(self._filter.placeholderText())
        self._expand = self._button(self.tr("Expand all"))
        self._collapse = self._button(self.tr("Collapse all"))
        self._empty = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, wordWrap=True)
        self._empty.setProperty("soft", True)
        self._empty.setContentsMargins(SPACE * 2, SPACE * 4, SPACE * 2, 0)

        head = QHBoxLayout()
        head.setContentsMargins(SPACE, SPACE, SPACE // 2, SPACE // 2)
        head.setSpacing(2)
        for widget in (self._filter, self._expand, self._collapse):
            head.addWidget(widget)
        self._body = QStackedLayout()
        self._body.addWidget(self._tree)
        self._body.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._body)
        self.setFocusProxy(self._tree)

        self._filter.textChanged.connect(self._show_filter)
        self._filter.returnPressed.connect(self._enter_tree)
        self._expand.clicked.connect(self.expand_all)
        self._collapse.clicked.connect(self.collapse_all)
        self._tree.section_asked.connect(state.select_section)
        self._tree.expanded.connect(self._note_opened)
        self._tree.collapsed.connect(self._note_folded)
        state.analysis_changed.connect(self.show_analysis)
        state.selection_changed.connect(self.show_selection)
        state.current_section_changed.connect(self.show_reading)
        state.hits_changed.connect(self.show_hits)
        state.annotations_changed.connect(self.show_annotations)
        self.show_theme(theme)
        self.show_analysis(state.analysis)
        self.show_selection(state.selection)

    @property
    def view(self) -> OutlineTree:
        """The tree."""
        return self._tree

    def pointed_at(self) -> Section | None:
        """Current section of the tree while it has the focus; else None."""
        index = self._tree.currentIndex()
        return index.data(SECTION) if self._tree.hasFocus() and index.isValid() else None

    def point_at(self, point: QPoint) -> None:
        """Select the section at a point of the tree, to which a context menu refers."""
        index = self._tree.indexAt(point)
        if index.isValid() and index.data(SECTION).id != self._selected:
            self._state.select_section(index.data(SECTION))

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._tree.show_theme(theme)
        self._expand.setIcon(icons.icon("expand-all", theme))
        self._collapse.setIcon(icons.icon("collapse-all", theme))

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show the outline of a report; sections that remain stay folded."""
        sections = analysis.sections if analysis else ()
        shown, self._analysis = self._analysis, analysis
        if analysis is not None and sections != self._model.sections and is_same_text(shown, analysis):
            self._show_corrected(analysis)
        elif sections != self._model.sections:
            self._model.set_sections(sections)
            self.show_annotations()
            self._selected = ""
        self._show_empty()
        self._update_tree()

    def show_selection(self, selection: Selection) -> None:
        """Mark the section of the selection."""
        self._selected = selection.section
        self._update_tree()

    def show_reading(self, section: str) -> None:
        """Mark the section of the current place, also as the current row unless the reader is in the tree; its branch
        unfolds unless the reader has folded it."""
        self._update_tree()
        if marked := self._visible(section):
            index = self._at(marked)
            if not self._tree.hasFocus():
                self._tree.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._tree.scrollTo(index, QTreeView.ScrollHint.EnsureVisible)

    def show_hits(self, hits: Hits) -> None:
        """Show the number of hits of each section."""
        analysis = self._state.analysis
        self._model.set_hits(section_counts(hits, analysis) if analysis else {})

    def show_annotations(self) -> None:
        """Show the annotations of whole sections."""
        on_sections: dict[str, tuple[Annotation, ...]] = {}
        for each in self._state.annotations:
            if each.annotation.anchor.target == "section" and each.section:
                on_sections[each.section] = (*on_sections.get(each.section, ()), each.annotation)
        self._model.set_annotations(on_sections)

    def restore_folding(self, folded: Iterable[str], opened: Iterable[str]) -> None:
        """Restore the sections that the reader had folded and unfolded in this report."""
        self._folded, self._opened = set(folded), set(opened)
        self._update_tree()

    def expand_all(self) -> None:
        """Unfold all sections."""
        self._fold(set(), set(self._branches()))

    def collapse_all(self) -> None:
        """Fold all sections."""
        self._fold(set(self._branches()), set())

    def _show_corrected(self, analysis: Analysis) -> None:
        """Show another outline of the same text; folding, scroll position and current row stay."""
        ids = map_section_ids(self._model.sections, analysis.sections)
        current, scrolled = self._tree.currentIndex().data(SECTION), self._tree.verticalScrollBar().value()
        self._folded, self._opened = (
            {ids[i] for i in ids_before if i in ids} for ids_before in (self._folded, self._opened)
        )
        self._selected = self._state.selection.section
        self._model.set_sections(analysis.sections)
        self.show_annotations()
        self.show_hits(self._state.hits)
        self._update_tree()
        if current is not None:
            self._tree.setCurrentIndex(self._at(ids.get(current.id, self._selected)))
        self._tree.verticalScrollBar().setValue(scrolled)

    def _fold(self, folded: set[str], opened: set[str]) -> None:
        self._folded, self._opened = folded, opened
        self._update_tree()
        self._emit_folding()

    def _note_opened(self, index: QModelIndex) -> None:
        self._note(index, self._opened, self._folded)

    def _note_folded(self, index: QModelIndex) -> None:
        self._note(index, self._folded, self._opened)

    def _note(self, index: QModelIndex, into: set[str], out_of: set[str]) -> None:
        if self._updating or self._filter.text():
            return
        section = index.data(SECTION).id
        into.add(section)
        out_of.discard(section)
        self._update_tree()
        self._emit_folding()

    def _emit_folding(self) -> None:
        self.folding_changed.emit(tuple(sorted(self._folded)), tuple(sorted(self._opened)))

    def _update_tree(self) -> None:
        """Unfold and mark sections according to the reader's choices, the current place and the selection, which is
        marked as such while it is the current place."""
        self._updating = True
        filtering = bool(self._filter.text())
        around = set(_ids_down_to(self._state.current_section_id)) | set(_ids_down_to(self._selected))
        for section in self._branches():
            wanted = filtering or section in self._opened or (section in around and section not in self._folded)
            index = self._at(section)
            if index.isValid() and self._tree.isExpanded(index) != wanted:
                self._tree.setExpanded(index, wanted)
        self._updating = False
        self._tree.section_delegate.reading = self._visible(self._state.current_section_id)
        is_there = self._selected == self._state.current_section_id
        self._tree.section_delegate.selected = self._visible(self._selected) if is_there else ""
        self._tree.viewport().update()

    def _visible(self, section: str) -> str:
        """Id of the section, or of the folded section that contains it; empty where neither is shown."""
        for each in _ids_down_to(section):
            index = self._at(each)
            if not index.isValid():
                return ""
            if each == section or not self._tree.isExpanded(index):
                return each
        return ""

    def _at(self, section: str) -> QModelIndex:
        return self._shown.mapFromSource(self._model.index_of(section))

    def _branches(self) -> Iterator[str]:
        return (s.id for s in self._model.sections if self._model.rowCount(self._model.index_of(s.id)))

    def _show_filter(self, text: str) -> None:
        self._shown.setFilterFixedString(text.strip())
        self._show_empty()
        self._update_tree()

    def _show_empty(self) -> None:
        if not self._model.sections:
            self._empty.setText(self.tr("No headings were found in this text."))
        elif not self._shown.rowCount():
            self._empty.setText(self.tr("No heading contains “{words}”.").format(words=self._filter.text().strip()))
        self._body.setCurrentWidget(self._tree if self._shown.rowCount() else self._empty)
        for widget in (self._filter, self._expand, self._collapse):
            widget.setEnabled(bool(self._model.sections))

    def _enter_tree(self) -> None:
        first = self._shown.index(0, 0)
        while first.isValid() and self._filter.text().strip() not in first.data():
            first = self._tree.indexBelow(first)
        self._tree.setCurrentIndex(first)
        self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, name: str) -> QToolButton:
        return icon_button(name, auto_raise=True)


def _ids_down_to(section: str) -> Iterator[str]:
    parts = section.split(".") if section else []
    return (".".join(parts[: depth + 1]) for depth in range(len(parts)))
