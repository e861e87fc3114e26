"""Builds the document of a report for the text view, long ones in steps, and rebuilds it when the page changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextEdit

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.text.line_breaks import Joints
from zjviewer.gui.reading.column_layout import ColumnLayout
from zjviewer.gui.theme.theme import SPACE, Theme
from zjviewer.gui.typesetting.column_metrics import ColumnGeometry
from zjviewer.gui.typesetting.document_builder import begin_document, build_document, set_margins
from zjviewer.gui.typesetting.document_map import (
    OffsetMap,
    TextFragment,
    build_fragments,
    find_joints,
    first_fragments,
    iter_fragments,
    layout_cost,
)
from zjviewer.gui.typesetting.heading_lines import balance
from zjviewer.gui.typesetting.incremental_work import LONG, IncrementalRunner, lay_out

if TYPE_CHECKING:
    from zjviewer.core.tables.grid_layout import TableLayout
    from zjviewer.gui.typesetting.document_tables import TableRules

_TOP = 5 * SPACE
"""Pixels above the first line."""
_AT_ONCE = 40_000
"""Approximate microseconds of building up to which the window waits for the whole document."""
EXACT = 200_000
"""Characters up to which the whole text is laid out at once; a longer one is laid out while it is read."""


class ReportDocument(QObject):
    """Document of the report in a text edit.

    Signals (payload):

    - `replacing` (): the text edit is about to get another document; offsets still refer to the old one
    - `replaced` (): the text edit shows another document
    - `page_changed` (): lines have moved, or another document is shown
    """

    replacing = Signal()
    replaced = Signal()
    page_changed = Signal()

    def __init__(self, edit: QTextEdit, column: ColumnLayout, theme: Theme) -> None:
        super().__init__(edit)
        self.theme = theme
        self.analysis: Analysis | None = None
        self.offsets = OffsetMap("", ())
        self.rules: tuple[TableRules, ...] = ()
        """Lines of the tables."""
        self._joints = Joints()
        self._edit = edit
        self._column = column
        self._document: QTextDocument | None = None
        self._fragments: tuple[TextFragment, ...] = ()
        self._steps = IncrementalRunner(self)
        self._long = False
        self._whole = True
        """Whether `_fragments` are those of the whole report."""
        self._page: ColumnGeometry | None = None
        """Geometry for which the document was built; None before the document of the present report is shown."""

    @property
    def building(self) -> bool:
        """Whether a long text is still being built or laid out; the document before it, or its first pages, are shown
        meanwhile."""
        return self._steps.running

    @property
    def length(self) -> int:
        """Characters of the text."""
        return len(self.analysis.report.text) if self.analysis else 0

    def begin(self, analysis: Analysis) -> None:
        """Prepare another report; `rebuild` is to follow."""
        self._steps.stop()
        self.analysis = analysis
        self._long = layout_cost(analysis) > _AT_ONCE
        self._whole = not self._long
        self._joints = joints = find_joints(analysis)
        self._fragments = build_fragments(analysis, joints) if self._whole else first_fragments(analysis, joints)
        self.offsets = OffsetMap(analysis.report.text, self._fragments, joints)
        self._page = None
        self._column.set_text(self.length, _tables(self._fragments), bool(analysis.report.pages))

    def show_corrected(self, analysis: Analysis) -> None:
        """Build the document of the same text with other headings or paragraphs; the old one is shown until then."""
        self._steps.stop()
        self.analysis = analysis
        self._joints = find_joints(analysis)
        if self._long:
            self._whole = False
            self._steps.start(self._build_in_steps(analysis))
            return
        fragments, page = build_fragments(analysis, self._joints), self._column.geometry()
        document = build_document(fragments, self.theme, page, _TOP, self._foot())
        self._replace(fragments, OffsetMap(analysis.report.text, fragments, self._joints), page, document)

    def rebuild(self) -> None:
        """Build and show the document in the present zoom and theme: of a long text its first pages now, if none of it
        is shown yet, and the whole in steps."""
        if self.analysis is None:
            return
        self._steps.stop()
        if not (self._long and self._whole):
            page = self._column.geometry()
            document = build_document(self._fragments, self.theme, page, _TOP, self._foot())
            self._replace(self._fragments, self.offsets, page, document)
        if self._long:
            self._steps.start(self._build_in_steps(self.analysis))
        else:
            self._continue_layout()

    def finish(self) -> None:
        """Run all steps that are left now."""
        self._steps.finish()

    def refit(self) -> None:
        """Adapt the document to another page size; it is rebuilt where the font size of a table changes."""
        old, new, tables = self._page, self._column.geometry(), self._column.tables
        if old is None or old.scale != new.scale:
            return  # `rebuild` is to follow
        if any(old.fit(table).size != new.fit(table).size for table in tables):
            self.rebuild()
            return
        if self.length <= EXACT:
            set_margins(self._edit.document(), _TOP, self._foot())
        if old != new and tables:
            from zjviewer.gui.typesetting.document_tables import refit

            refit(self._edit.document(), tables, new)
            self._column.update_scroll_bar(new)
        if self.length <= EXACT:
            balance(self._edit.document(), self.offsets.titles, new)
        self._page = new
        if old != new:
            self._continue_layout()

    def _continue_layout(self) -> None:
        """Lay out a long text in steps, from its beginning."""
        if self._needs_layout_steps() and not self._steps.running:
            self._steps.start(lay_out(self._edit.document()))

    def _needs_layout_steps(self) -> bool:
        """Whether layout in steps avoids a long pause; in a text with tables a small step takes as long as a large
        one."""
        return self.length > LONG and not self._column.tables

    def _build_in_steps(self, analysis: Analysis) -> Iterator[None]:
        fragments, offsets = self._fragments, self.offsets
        if not self._whole:
            collected: list[TextFragment] = []
            for fragment in iter_fragments(analysis, self._joints):
                collected.append(fragment)
                yield
            fragments = tuple(collected)
            offsets = OffsetMap(analysis.report.text, fragments, self._joints)
            yield
        page = self._column.geometry_for(_tables(fragments))
        document, steps = begin_document(fragments, self.theme, page, _TOP, self._foot())
        yield from steps
        self._whole = True
        self._replace(fragments, offsets, page, document)
        self._column.fit()
        self.refit()
        if self._needs_layout_steps():
            yield from lay_out(document)

    def _replace(
        self, fragments: tuple[TextFragment, ...], offsets: OffsetMap, page: ColumnGeometry, document: QTextDocument
    ) -> None:
        """Show a document that was built from these fragments for this page."""
        self.replacing.emit()
        self._fragments, self.offsets, self._page = fragments, offsets, page
        self._column.tables = _tables(fragments)
        self.rules = self._table_rules(document)
        if self.length <= EXACT:
            balance(document, self.offsets.titles, page)
        self._edit.setDocument(document)
        self._edit.setCursorWidth(0)  # until a key moves the cursor
        self._column.update_scroll_bar(page)
        if self._document is not None:
            self._document.deleteLater()  # PySide 6.11 never releases a document that was passed to a widget
        self._document = document  # the widget does not own it
        document.documentLayout().documentSizeChanged.connect(self.page_changed)
        self.replaced.emit()
        self.page_changed.emit()

    def _table_rules(self, document: QTextDocument) -> tuple[TableRules, ...]:
        if not self._column.tables:
            return ()
        from zjviewer.gui.typesetting.document_tables import rules_of

        return rules_of(document, self._fragments)

    def _foot(self) -> int:
        """Space below the last line, so that the last heading can be scrolled to the top."""
        return max(0, self._edit.viewport().height() - round(8 * self._column.em()))


def _tables(fragments: tuple[TextFragment, ...]) -> tuple[TableLayout, ...]:
    return tuple(fragment.table for fragment in fragments if fragment.table)
