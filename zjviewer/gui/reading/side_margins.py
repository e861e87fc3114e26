"""Side margins of the text view: page numbers on the left, signs of annotations on the right, built when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTextEdit

from zjviewer.core.model.report import Report
from zjviewer.gui.reading.report_document import ReportDocument
from zjviewer.gui.reading.text_positions import TextPositions
from zjviewer.gui.theme.theme import Theme

if TYPE_CHECKING:
    from zjviewer.core.annotations.anchors import ResolvedAnnotation
    from zjviewer.gui.reading.annotation_margin import AnnotationMargin
    from zjviewer.gui.reading.margins import Margin, PageNumbers


class SideMargins(QObject):
    """Signals (payload): `annotation_pressed` (Annotation): a click on its sign."""

    annotation_pressed = Signal(object)

    def __init__(self, edit: QTextEdit, report: ReportDocument, positions: TextPositions) -> None:
        super().__init__(edit)
        self._edit = edit
        self._report = report
        self._positions = positions
        self.numbers: PageNumbers | None = None
        """None before the first report with pages."""
        self.signs: AnnotationMargin | None = None
        """None before the first report with annotations."""

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        for margin in (self.numbers, self.signs):
            if margin:
                margin.show_theme(theme)

    def show_report(self, report: Report) -> None:
        """Show the page numbers of another report."""
        if self.numbers is None and report.pages:
            from zjviewer.gui.reading.margins import PageNumbers  # most texts have no pages

            positions = self._positions
            self.numbers = PageNumbers(self._report.theme, positions.visible, positions.box_of, self._edit)
            self._follow_text(self.numbers)
            self.numbers.show()
        if self.numbers:
            self.numbers.show_report(report)

    def show_annotations(self, resolved: tuple[ResolvedAnnotation, ...]) -> None:
        """Show the signs of these annotations."""
        if self.signs is None and resolved:
            from zjviewer.gui.reading.annotation_margin import AnnotationMargin  # most reports have none

            positions = self._positions
            self.signs = AnnotationMargin(self._report.theme, positions.visible, positions.box_of, self._edit)
            self.signs.pressed.connect(self.annotation_pressed)
            self._follow_text(self.signs)
            self.fit()
            self.signs.show()
        if self.signs:
            self.signs.show_annotations(resolved)

    def fit(self) -> None:
        """Set the geometry of both margins for the present viewport."""
        page = self._edit.viewport().geometry()
        if self.numbers:
            self.numbers.setGeometry(0, 0, page.x(), self._edit.height())
        if self.signs:
            from zjviewer.gui.reading.annotation_margin import WIDEST

            self.signs.setGeometry(page.right() + 1, 0, min(page.x(), WIDEST), self._edit.height())

    def _follow_text(self, margin: Margin) -> None:
        self._edit.verticalScrollBar().valueChanged.connect(margin.update)
        self._report.page_changed.connect(margin.update)
