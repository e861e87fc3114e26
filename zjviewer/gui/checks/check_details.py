"""Details of one check: formula, rule, section, note, and the reader's mark and note."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind
from zjviewer.core.tables.cell_text import section_path
from zjviewer.gui.labels.check_labels import MARKS, formula_text, mark_label, meaning_text, rule_label, verdict_label
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme


class CheckDetails(QWidget):
    """Signals (payload):

    - `marked` (str, str): kind of the mark, empty for none, and its note
    - `elsewhere_asked` (str): a click on a figure of another report; its id with the year before it
    """

    marked = Signal(str, str)
    elsewhere_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[CheckMarkKind | None, ...] = (None, *MARKS)
        self._text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop, textFormat=Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setProperty("plain", True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setStyleSheet("QScrollArea { background: transparent; }")
        self._scroll.setWidget(self._text)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kind = QComboBox()
        self._kind.setIconSize(QSize(16, 16))
        for kind in self._kinds:
            self._kind.addItem(mark_label(kind) if kind else self.tr("Not marked"))
        self._kind.setAccessibleName(self.tr("Your mark"))
        self._note = QLineEdit(placeholderText=self.tr("Your note"))
        self._note.setAccessibleName(self.tr("Your note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * SPACE, 0, 2 * SPACE, SPACE + SPACE // 2)
        foot.setSpacing(SPACE // 2)
        foot.addWidget(self._kind)
        foot.addWidget(self._note)
        column.addLayout(foot)
        self._text.linkActivated.connect(self.elsewhere_asked)
        self._kind.activated.connect(self._emit_kind)
        self._note.editingFinished.connect(self._emit_note)
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._text.setStyleSheet(
            f"QLabel {{ color: {theme.text_color}; }} QLabel:focus {{ background: {theme.hover}; }}"
        )
        for place, kind in enumerate(self._kinds):
            if kind:
                self._kind.setItemIcon(place, icons.icon(kind, theme))

    def show_check(self, check: Check | None, analysis: Analysis, elsewhere: Mapping[str, str]) -> None:
        """Show a check of a report; None shows a hint. `elsewhere`: text of figures in other reports by their ids."""
        others = [id_ for id_ in check.figures if id_ in elsewhere] if check else []
        for field in (self._kind, self._note):
            field.setEnabled(check is not None)
        if check is None:
            lines: tuple[str, ...] = (self.tr("Choose a result to see where it comes from."),)
        else:
            place = section_path(analysis, check.section)
            named = (verdict_label(check.verdict), rule_label(check), place)
            formula = check.named_formula if check.formula else ""
            details = (formula, " · ".join(filter(None, named)), check.note, check.source)
            links = " · ".join(f'<a href="{escape(id_)}">{escape(elsewhere[id_])}</a>' for id_ in others)
            meaning = meaning_text(check)
            head = (f"<b>{escape(meaning)}</b>", escape(formula_text(check)))
            lines = (*(head if meaning else (f"<b>{head[1]}</b>",)), links, *map(escape, details))
        self._text.setText("".join(f'<p style="margin:0 0 {SPACE}px 0">{line}</p>' for line in lines if line))
        self._scroll.verticalScrollBar().setValue(0)
        self.show_mark(analysis.mark_of(check) if check else None)

    def show_mark(self, mark: CheckMark | None) -> None:
        """Show the reader's mark of the check; None for none."""
        self._kind.setCurrentIndex(self._kinds.index(mark.kind if mark else None))
        note = mark.note if mark else ""
        if self._note.text() != note:
            self._note.setText(note)

    def _emit_kind(self, place: int) -> None:
        """Emit another kind of mark; its note is removed with the mark."""
        kind = self._kinds[place]
        self.marked.emit(kind or "", self._note.text() if kind else "")

    def _emit_note(self) -> None:
        """Emit another note; on a check without a mark it sets the mark for review."""
        note = self._note.text().strip()
        kind = self._kinds[self._kind.currentIndex()] or ("review" if note else "")
        self.marked.emit(kind, note)
