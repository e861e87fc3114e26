"""The report set on its page, and where each of its characters is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Report, Span
from zjviewer.gui.reading.column_view import NUMBERED_SIDE, SIDE, ColumnTextEdit
from zjviewer.gui.reading.highlight_painter import scale_of
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.typesetting.column_metrics import ColumnGeometry
from zjviewer.gui.typesetting.document_builder import begin_document, set_document, set_margins
from zjviewer.gui.typesetting.document_map import (
    OffsetMap,
    TextFragment,
    build_fragments,
    head_of,
    layout_cost,
    pieces_in,
)
from zjviewer.gui.typesetting.glyph_boxes import Box, block_at, boxes, row_start, top_of
from zjviewer.gui.typesetting.incremental_work import LONG, IncrementalRunner, lay_out

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import TableLayout
    from zjviewer.gui.reading.margins import PageNumbers
    from zjviewer.gui.typesetting.document_tables import TableRules

_TOP = 5 * SPACE
"""Pixels above the first line."""
_AT_ONCE = 40_000
"""Microseconds, about, of setting for which the window waits."""
_EXACT = 200_000
"""Characters up to which the whole text is laid out at once; a longer one is laid out while it is read."""


class DocumentView(ColumnTextEdit):
    """Signals (payload): `page_changed` (), lines lie elsewhere than before, or another text is shown."""

    page_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.analysis: Analysis | None = None
        self.numbers: PageNumbers | None = None
        """None where no report with pages has been shown."""
        self.places = OffsetMap("", ())
        self.rules: tuple[TableRules, ...] = ()
        self._document: QTextDocument | None = None
        self._pieces: tuple[TextFragment, ...] = ()
        self._steps = IncrementalRunner(self)
        self._long = False
        self._whole = True
        """Whether the pieces are all of the report's."""
        self._page: ColumnGeometry | None = None
        """For which the document is set; None while it is not the one to be shown."""

    @property
    def setting(self) -> bool:
        """Whether a long text is still being set, while what was shown before, or its first pages, stand there."""
        return self._steps.running

    def show_report(self, analysis: Analysis) -> None:
        """Take another report in hand; `set_type` is to follow."""
        self._steps.stop()
        self.analysis = analysis
        self._long = layout_cost(analysis) > _AT_ONCE
        self._whole = not self._long
        self._pieces = build_fragments(analysis) if self._whole else head_of(analysis)
        self.places = OffsetMap(analysis.report.text, self._pieces)
        self.plans = _plans(self._pieces)
        self._page = None
        self._number_pages(analysis.report)
        self._fit()

    def show_corrected(self, analysis: Analysis) -> None:
        """Set the same text, understood otherwise; what is shown stays until that is done."""
        self._steps.stop()
        self.analysis = analysis
        if self._long:
            self._whole = False
            self._steps.start(self._set_slowly())
            return
        pieces, page = build_fragments(analysis), self.present_page()
        document = set_document(pieces, self.theme, page, _TOP, self._foot())
        self.set_prepared_document(pieces, OffsetMap(analysis.report.text, pieces), page, document)

    def set_type(self) -> None:
        """Set the text; a long one in steps, the last of which shows it, the first pages of a report at once."""
        self._steps.stop()
        if not (self._long and self._whole):
            page = self.present_page()
            self.set_prepared_document(
                self._pieces, self.places, page, set_document(self._pieces, self.theme, page, _TOP, self._foot())
            )
        if self._long:
            self._steps.start(self._set_slowly())
        else:
            self._lay_out()

    def _lay_out(self) -> None:
        """Go on with the layout of a long text, from its beginning."""
        if self._needs_laying_out() and not self._steps.running:
            self._steps.start(lay_out(self.document()))

    def _needs_laying_out(self) -> bool:
        """A text with tables takes as long for a small step as for a large one."""
        return self.length() > LONG and not self.plans

    def finish(self) -> None:
        """Have all of a long text set now."""
        self._steps.finish()

    def set_prepared_document(
        self, pieces: tuple[TextFragment, ...], places: OffsetMap, page: ColumnGeometry, document: QTextDocument
    ) -> None:
        """Show a document that was set from these pieces for this page."""
        self._pieces, self.places, self.plans, self._page = pieces, places, _plans(pieces), page
        self.rules = self._ruled(document)
        self.setDocument(document)
        self.setCursorWidth(0)  # until a key moves the caret
        self.allow_sideways(page)
        if self._document is not None:
            self._document.deleteLater()  # PySide 6.11 never lets go of a document that a widget was given
        self._document = document  # the widget does not own it
        document.documentLayout().documentSizeChanged.connect(self.page_changed)

    def _set_slowly(self) -> Iterator[None]:
        pieces, places = self._pieces, self.places
        if not self._whole:
            made: list[TextFragment] = []
            for piece in pieces_in(self.analysis):
                made.append(piece)
                yield
            pieces = tuple(made)
            places = OffsetMap(self.analysis.report.text, pieces)
            yield
        page = self.page_for(_plans(pieces))
        document, steps = begin_document(pieces, self.theme, page, _TOP, self._foot())
        yield from steps
        self._whole = True
        self.set_prepared_document(pieces, places, page, document)
        self._fit()
        self.refit()
        if self._needs_laying_out():
            yield from lay_out(document)

    def length(self) -> int:
        return len(self.analysis.report.text) if self.analysis else 0

    def least_side(self) -> int:
        return NUMBERED_SIDE if self.analysis and self.analysis.report.pages else SIDE

    def offset_under(self, point: QPoint) -> int | None:
        """The report's character at a point of the viewport; None where there is none."""
        position = self._position_under(point)
        return self.places.offset(position) if position >= 0 and self.places.is_report(position) else None

    def over_editorial_heading(self, point: QPoint) -> bool:
        """Whether an editor's heading is at a point of the viewport."""
        position = self._position_under(point)
        heading = self.document().findBlock(position).blockFormat().headingLevel()
        return position >= 0 and bool(heading) and not self.places.is_report(position)

    def box_of(self, offset: int) -> Box | None:
        """Where a character is, in the viewport's coordinates; None where it is not shown."""
        position = self.places.position(offset)
        box = next(boxes(self.document(), position, position + 1), None)
        scrolled = self.scrolled()
        return box and Box(box.rect.translated(-scrolled), box.baseline - scrolled.y())

    def char_center(self, offset: int) -> QPoint:
        """Middle of a character, in the viewport's coordinates."""
        if box := self.box_of(offset):
            return box.rect.center().toPoint()
        top = top_of(self.document(), self.places.position(offset))
        return (QPointF(0, top) - self.scrolled()).toPoint()

    def visible(self) -> Span:
        """The part of the text that is in sight, by whole paragraphs."""
        first, last = self.visible_positions()
        start = self.places.offset(first)
        return Span(start, max(start, self.places.offset(last)))

    def scale(self) -> tuple[list[int], list[float]]:
        """Offsets, and how far down the document they stand (0 to 1); between them it is near enough to a line."""
        length = self.length()
        if length > _EXACT or not length:
            return [0, max(1, length)], [0.0, 1.0]
        return scale_of(self.document(), self.analysis, self.places)

    def _number_pages(self, report: Report) -> None:
        if self.numbers is None and report.pages:
            from zjviewer.gui.reading.margins import PageNumbers  # most texts have no pages

            self.numbers = PageNumbers(self.theme, self.visible, self.box_of, self)
            self.verticalScrollBar().valueChanged.connect(self.numbers.update)
            self.page_changed.connect(self.numbers.update)
            self.numbers.show()
        if self.numbers:
            self.numbers.show_report(report)

    def refit(self) -> None:
        """The page has another size now; where letters in tables change with it, all is set anew."""
        old, new = self._page, self.present_page()
        if old is None or old.scale != new.scale:
            return  # the text is about to be set anew
        if any(old.fit(plan).size != new.fit(plan).size for plan in self.plans):
            self.set_type()
            return
        if self.length() <= _EXACT:
            set_margins(self.document(), _TOP, self._foot())
        if old != new and self.plans:
            from zjviewer.gui.typesetting.document_tables import refit

            refit(self.document(), self.plans, new)
            self.allow_sideways(new)
        self._page = new
        if old != new:
            self._lay_out()

    def _ruled(self, document: QTextDocument) -> tuple[TableRules, ...]:
        if not self.plans:
            return ()
        from zjviewer.gui.typesetting.document_tables import rules_of

        return rules_of(document, self._pieces)

    def scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def visible_positions(self) -> tuple[int, int]:
        """Positions between which lies all that is in sight."""
        top = self.verticalScrollBar().value()
        first = block_at(self.document(), top, self._near)
        last = block_at(self.document(), top + self.viewport().height(), first.blockNumber())
        self._near = first.blockNumber()
        return row_start(first, reaching=True).position(), last.position() + last.length() - 1

    def _position_under(self, point: QPoint) -> int:
        """-1 where there are no words."""
        at = QPointF(point) + self.scrolled()
        return self.document().documentLayout().hitTest(at, Qt.HitTestAccuracy.ExactHit)

    def _foot(self) -> int:
        """Room below the last line, so that the last heading can come to the top."""
        return max(0, self.viewport().height() - round(8 * self.em()))


def _plans(pieces: tuple[TextFragment, ...]) -> tuple[TableLayout, ...]:
    return tuple(piece.plan for piece in pieces if piece.plan)
