"""The text on paper and as PDF: whole or one section, with headings, a running head and page numbers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QWidget

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.errors import NotWritten
from zjviewer.gui.theme.theme import TEXT_SIZE, Theme, font, load_theme
from zjviewer.gui.typesetting.column_metrics import ColumnGeometry
from zjviewer.gui.typesetting.document_builder import set_document
from zjviewer.gui.typesetting.document_map import TextFragment, build_fragments
from zjviewer.gui.typesetting.document_tables import TableRules, rules_of
from zjviewer.storage.atomic_files import write_atomically

MARGIN = 20
"""Millimetres on each side of an A4 page."""
_BODY = 10.5
"""Points of the body, 五号 in Chinese type."""
_SMALL = 8
_DPI = 600
_HAIRLINE = 1 / 1000
"""Of the width of the body, the weight of the lines of tables."""
_HEAD = 2.2
"""Ems of the body that the running head, and the page number below, take from the page."""


def save_text_pdf(analysis: Analysis, path: Path, section: str = "", overwrite: bool = False) -> None:
    """Write the text, or one section of it, as PDF with its fonts inside.

    Raises NotWritten; nothing half-written is left.
    """
    write_pdf(path, _title(analysis, section), analysis.report.issuer, partial(_draw, analysis, section), overwrite)


def write_pdf(
    path: Path, title: str, author: str, draw: Callable[[QPagedPaintDevice], bool], overwrite: bool = False
) -> None:
    """Write what `draw` paints on A4 pages. Raises NotWritten; nothing half-written is left."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(_page_layout())
    writer.setTitle(title)
    writer.setAuthor(author)
    writer.setCreator("zjviewer")
    if not draw(writer):
        raise NotWritten("{path} was not written: its pages could not be drawn. Try again.", path=path)
    buffer.close()
    write_atomically(path, bytes(content.data()), overwrite)


def print_text(parent: QWidget, analysis: Analysis, section: str = "") -> bool:
    """Ask for a printer and print; False where the reader changed their mind."""
    printer = _printer(analysis, section)
    dialog = QPrintDialog(printer, parent)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed and _draw(analysis, section, printer)


def preview_text(parent: QWidget, analysis: Analysis, section: str = "") -> None:
    """Show the pages before they are printed."""
    printer = _printer(analysis, section)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.paintRequested.connect(lambda device: _draw(analysis, section, device))
    dialog.exec()
    dialog.deleteLater()


def _printer(analysis: Analysis, section: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_page_layout())
    printer.setDocName(_title(analysis, section))
    return printer


def _page_layout() -> QPageLayout:
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    page = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def _title(analysis: Analysis, section: str) -> str:
    path = analysis.path_of(section)
    return " · ".join(part for part in (analysis.report.title, path[-1].title if path else "") if part)


def _draw(analysis: Analysis, section: str, device: QPagedPaintDevice) -> bool:
    pieces = _pieces(analysis, section)

    def compose(theme: Theme, em: float, width: float) -> QTextDocument:
        return set_document(pieces, theme, ColumnGeometry(int(width), int(width), em / TEXT_SIZE), top=0)

    return draw_pages(device, _title(analysis, section), compose, lambda document: rules_of(document, pieces))


def _unruled(document: QTextDocument) -> Sequence[TableRules]:
    return ()


def draw_pages(
    device: QPagedPaintDevice,
    title: str,
    compose: Callable[[Theme, float, float], QTextDocument],
    rules: Callable[[QTextDocument], Sequence[TableRules]] = _unruled,
) -> bool:
    """Paint a document on pages with a running head and numbers. `compose` sets it from the colours of paper, the em of
    its body and its width, in pixels of the device; `rules` gives the lines of its tables. False where the device
    cannot be painted on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    theme = _paper()
    # Type is set in the pixels of the device, so that lines break alike on every printer.
    em = _BODY / 72 * device.logicalDpiY()
    page = QRectF(0, 0, device.width(), device.height())
    body = page.adjusted(0, _HEAD * em, 0, -_HEAD * em)
    document = compose(theme, em, body.width())
    document.setPageSize(QSizeF(body.size()))
    _keep_headings(document)
    ruled = rules(document)
    for number in range(document.pageCount()):
        if number:
            device.newPage()
        head = title if number else ""  # the first page opens with the title itself
        _draw_edges(painter, page, em, theme, head, f"{number + 1} / {document.pageCount()}")
        _draw_page(painter, document, body, number, theme, ruled)
    return painter.end()


def _keep_headings(document: QTextDocument) -> None:
    """No heading is left behind at the foot of a page: it goes where the first line below it is."""
    document.pageCount()  # lays everything out; a change to a half laid out document leaves blocks without lines
    block = document.begin()
    first = None
    while block.isValid():
        if block.blockFormat().headingLevel():
            first = first or block
        else:
            if first and _page_of(document, first) != _page_of(document, block):
                made = first.blockFormat()
                made.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                made.setTopMargin(0)
                QTextCursor(first).setBlockFormat(made)
            first = None
        block = block.next()


def _page_of(document: QTextDocument, block: QTextBlock) -> int:
    top = document.documentLayout().blockBoundingRect(block).top()
    line = block.layout().lineAt(0)
    return int((top + line.y() + line.height() / 2) // document.pageSize().height())


def _pieces(analysis: Analysis, section: str) -> tuple[TextFragment, ...]:
    found = analysis.section_by_id.get(section)
    if found is None:
        return build_fragments(analysis)
    kept = tuple(s for s in analysis.sections if s.id == found.id or s.id.startswith(f"{found.id}."))
    inside = tuple(
        Span(max(p.start, found.start), min(p.end, found.end))
        for p in analysis.paragraphs
        if p.start < found.end and found.start < p.end
    )
    grids = tuple(grid for grid in analysis.report.grids if found.start <= grid.span.start < found.end)
    report = replace(analysis.report, grids=grids)
    return build_fragments(replace(analysis, report=report, sections=kept, paragraphs=inside))


def _paper() -> Theme:
    """The light theme on white paper; the painted ground is the paper's."""
    return load_theme(dark=False)._replace(background="#ffffff", text_color="#000000")


def _draw_edges(painter: QPainter, page: QRectF, em: float, theme: Theme, head: str, foot: str) -> None:
    painter.setFont(font(_SMALL / _BODY * em))
    painter.setPen(QColor(theme.text_color_soft))
    painter.drawText(page, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, head)
    painter.drawText(page, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter, foot)


def _draw_page(
    painter: QPainter, document: QTextDocument, body: QRectF, number: int, theme: Theme, ruled: Sequence[TableRules]
) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(theme.text_color))
    context.palette = palette
    # A little short of the page: a line that begins where it ends belongs to the next one.
    context.clip = QRectF(QPointF(0, number * body.height()), body.size()).adjusted(0, 0, 0, -2)
    painter.save()
    painter.translate(body.left(), body.top() - number * body.height())
    painter.setClipRect(context.clip)
    for rules in ruled:
        if rules.box().intersects(context.clip):
            rules.draw(painter, theme, rules.begin, rules.end, body.width() * _HAIRLINE)
    document.documentLayout().draw(painter, context)
    painter.restore()
