"""Import report dialog: how the file was read, with links to places in the text."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.gui.help.import_report_text import Entry, Part, as_text, import_report_sections
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.appearance import Appearance
from zjviewer.gui.theme.theme import SMALL_SIZE, SPACE, UI_SIZE, scaled

_SIZE = (80 * SPACE, 78 * SPACE)
_PLACES, _NAMES = 15 * SPACE, 14 * SPACE
"""Widths in pixels of the columns for places and for names; the text takes the rest."""


class ImportReportDialog(QDialog):
    """Non-modal dialog that shows the open report, also after another one was opened."""

    def __init__(self, state: ViewState, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self._appearance = appearance
        self._parts: tuple[Part, ...] = ()
        self._spans: list[Span] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Reading report"))
        self._title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setProperty("heading", True)
        self._title.setContentsMargins(SPACE // 2, 0, 0, 0)
        self._browser = QTextBrowser(openLinks=False)
        self._browser.setAccessibleName(self.windowTitle())
        self._browser.setStyleSheet("QTextBrowser { background: transparent; }")
        self._browser.document().setDocumentMargin(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE * 2)
        column.addWidget(self._title)
        column.addWidget(self._browser)
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        copy.clicked.connect(self._copy)
        self._browser.anchorClicked.connect(self._go)
        state.analysis_changed.connect(self.show_analysis)
        appearance.theme_changed.connect(self._show_theme)
        appearance.language_changed.connect(self.close)
        appearance.size_changed.connect(self.close)
        self.resize(_SIZE[0], min(_SIZE[1], round(parent.height() * 0.9)))
        self.show_analysis(state.analysis)
        self._browser.setFocus()

    @property
    def text(self) -> str:
        """The whole report as plain text."""
        return as_text(self._title.text(), self._parts)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show a report, from its beginning unless it is the same one as before."""
        if analysis is None:
            self.close()
            return
        place = self._browser.verticalScrollBar().value()
        same = analysis.report.title == self._title.text()
        self._parts = import_report_sections(analysis)
        self._title.setText(analysis.report.title or (analysis.report.path.name if analysis.report.path else ""))
        self._spans = [entry.span for part in self._parts for entry in part.entries if entry.span]
        self._write()
        self._browser.verticalScrollBar().setValue(place if same else 0)

    def _write(self) -> None:
        theme = self._appearance.theme
        at = iter(range(len(self._spans)))
        sheet = self._browser
        sheet.document().setDefaultStyleSheet(f"""
            td {{ color: {theme.text_color}; font-size: {scaled(UI_SIZE)}px; }}
            .soft {{ color: {theme.text_color_soft}; font-size: {scaled(SMALL_SIZE)}px; }}
            .head {{ color: {theme.text_color}; font-size: {scaled(UI_SIZE + 2)}px; font-weight: bold; }}
            a {{ color: {theme.accent}; text-decoration: none; font-size: {scaled(SMALL_SIZE)}px; }}""")
        sheet.setHtml("".join(self._part(part, at) for part in self._parts))
        sheet.moveCursor(QTextCursor.MoveOperation.Start)

    def _part(self, part: Part, at: Iterator[int]) -> str:
        named = any(entry.name for entry in part.entries)
        placed = any(entry.place for entry in part.entries)
        rows = "".join(self._row(entry, at, named, placed) for entry in part.entries)
        if not part.entries:
            rows = f'<tr><td class="soft">{escape(part.empty)}</td></tr>'
        foot = f"margin-bottom: {3 * SPACE}px"
        table = f'<table width="100%" cellspacing="0" cellpadding="{SPACE // 2}" style="{foot}">{rows}</table>'
        head = f'<p class="head" style="margin: 0 0 {SPACE // 2}px {SPACE // 2}px">{escape(part.title)}</p>'
        return head + table

    def _row(self, entry: Entry, at: Iterator[int], named: bool, placed: bool) -> str:
        place = escape(entry.place)
        if entry.span:
            place = f'<a href="#{next(at)}">{place}</a>'
        text = escape(entry.text).replace("\n", "<br>")
        return "".join(
            (
                "<tr>",
                f'<td class="soft" width="{_NAMES}">{escape(entry.name)}</td>' if named else "",
                f"<td>{text}</td>",
                f'<td class="soft" width="{_PLACES}" align="right">{place}</td>' if placed else "",
                "</tr>",
            )
        )

    def _go(self, link: QUrl) -> None:
        span = self._spans[int(link.fragment())]
        analysis = self._state.analysis
        section = analysis.section_at(span.start) if analysis else None
        self._state.select(Selection(section.id if section else "", span))

    def _copy(self, _: bool) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._state.message_posted.emit(self.tr("The reading report was copied."))

    def _show_theme(self, _: object) -> None:
        place = self._browser.verticalScrollBar().value()
        self._write()
        self._browser.verticalScrollBar().setValue(place)


def show_reading_report(state: ViewState, appearance: Appearance, window: QWidget) -> ImportReportDialog:
    """Show the dialog; one that is open already is raised."""
    dialog = window.findChild(ImportReportDialog) or ImportReportDialog(state, appearance, window)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
