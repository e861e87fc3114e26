"""Prints a report or one section of it, or saves it as PDF, with running heads and page numbers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextCharFormat,
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
from zjviewer.gui.typesetting.document_builder import build_document
from zjviewer.gui.typesetting.document_map import TAIL, OffsetMap, TextFragment, build_fragments
from zjviewer.gui.typesetting.document_tables import TableRules, rules_of
from zjviewer.gui.typesetting.pdf_outline import OutlineEntry, with_outline
from zjviewer.storage.atomic_files import write_atomically

MARGIN = 20
"""Millimetres on each side of an A4 page."""
_BODY = 10.5
"""Font size of the body in points, 五号 in Chinese typography."""
_SMALL = 8
_DPI = 600
_HAIRLINE = 1 / 1000
"""Weight of the lines of tables, as a fraction of the width of the body."""
_HEAD = 2.2
"""Height of the running head, and of the page number, in ems of the body."""


Highlights = Sequence[tuple[Span, str]]
"""Spans of the text and the colours of their backgrounds, as `#rrggbb`."""


class Additions(NamedTuple):
    """What is printed besides the text."""

    highlights: Highlights = ()
    pictures: Sequence[QImage] = ()
    """Charts, printed behind the text in the width of the body."""


TEXT_ONLY = Additions()


def save_text_pdf(
    analysis: Analysis, path: Path, section: str = "", overwrite: bool = False, additions: Additions = TEXT_ONLY
) -> None:
    """Write the text, or one section of it, as PDF with embedded fonts, an outline and additions of the reader.

    Raises NotWritten; no incomplete file is left.
    """
    write_pdf(
        path,
        _title(analysis, section),
        analysis.report.issuer,
        partial(_draw, analysis, section, additions),
        overwrite,
    )


def write_pdf(path: Path, title: str, author: str, draw: Callable[..., bool], overwrite: bool = False) -> None:
    """Write a PDF of A4 pages painted by `draw`, which takes the device and a list `entries` to which it adds the
    headings for the outline. Raises NotWritten; no incomplete file is left."""
    entries: list[OutlineEntry] = []
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(_page_layout())
    writer.setTitle(title)
    writer.setAuthor(author)
    writer.setCreator("zjviewer")
    if not draw(writer, entries=entries):
        raise NotWritten("{path} was not written: its pages could not be drawn. Try again.", path=path)
    buffer.close()
    height = writer.pageLayout().fullRectPoints().height()
    write_atomically(path, with_outline(bytes(content.data()), entries, height), overwrite)


def preview_text(parent: QWidget, analysis: Analysis, section: str = "", additions: Additions = TEXT_ONLY) -> None:
    """Show the pages as they would be printed, in a dialog that prints them."""
    printer = _printer(analysis, section)  # the dialog does not own it
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(QCoreApplication.translate("Printing", "Print preview"))
    draw = partial(_draw, analysis, section, additions)
    dialog.paintRequested.connect(draw)
    available = parent.window().size()
    dialog.resize(available.width() * 4 // 5, available.height() * 9 // 10)
    dialog.exec()
    dialog.deleteLater()


def print_text(parent: QWidget, analysis: Analysis, section: str = "", additions: Additions = TEXT_ONLY) -> bool:
    """Show the print dialog and print; False when the dialog was cancelled."""
    printer = _printer(analysis, section)
    dialog = QPrintDialog(printer, parent)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed and _draw(analysis, section, additions, printer)


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


def _draw(
    analysis: Analysis,
    section: str,
    additions: Additions,
    device: QPagedPaintDevice,
    entries: list[OutlineEntry] | None = None,
) -> bool:
    fragments = _fragments(analysis, section)

    def compose(theme: Theme, em: float, width: float) -> QTextDocument:
        geometry = ColumnGeometry(int(width), int(width), em / TEXT_SIZE)
        document = build_document(fragments, theme, geometry, top=0)
        _highlight(document, OffsetMap(analysis.report.text, fragments), additions.highlights)
        return document

    title = _title(analysis, section)
    rules = partial(_rules, fragments)
    return draw_pages(device, title, compose, rules, entries, additions.pictures)


def _rules(fragments: tuple[TextFragment, ...], document: QTextDocument) -> Sequence[TableRules]:
    return rules_of(document, fragments)


def _highlight(document: QTextDocument, offsets: OffsetMap, highlights: Highlights) -> None:
    """Give spans of the text their backgrounds; spans that are not printed have no length in the document."""
    cursor = QTextCursor(document)
    for span, color in highlights:
        cursor.setPosition(offsets.position(span.start))
        cursor.setPosition(offsets.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        background = QTextCharFormat()
        background.setBackground(QColor(color))
        cursor.mergeCharFormat(background)


def _no_rules(document: QTextDocument) -> Sequence[TableRules]:
    return ()


def draw_pages(
    device: QPagedPaintDevice,
    title: str,
    compose: Callable[[Theme, float, float], QTextDocument],
    rules: Callable[[QTextDocument], Sequence[TableRules]] = _no_rules,
    entries: list[OutlineEntry] | None = None,
    pictures: Sequence[QImage] = (),
) -> bool:
    """Paint a document on pages with a running head and page numbers; False where the device cannot be painted on.

    `compose` builds the document from the theme for paper, the em and the width of the body, both in pixels of the
    device; `rules` gives the lines of its tables. The headings of the document are added to `entries`.
    Pictures follow on pages of their own, as many on a page as fit.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    theme = _paper()
    # Font sizes are in pixels of the device, so that lines break alike on every printer.
    em = _BODY / 72 * device.logicalDpiY()
    page = QRectF(0, 0, device.width(), device.height())
    body = page.adjusted(0, _HEAD * em, 0, -_HEAD * em)
    document = compose(theme, em, body.width())
    document.setPageSize(QSizeF(body.size()))
    _move_headings_to_next_page(document)
    if entries is not None:
        entries += _outline_of(document)
    table_rules = rules(document)
    places = _places(pictures, body, em)
    texts = document.pageCount()
    count = texts + (places[-1][0] + 1 if places else 0)
    for number in range(count):
        if number:
            device.newPage()
        head = title if number else ""  # the first page opens with the title itself
        _draw_edges(painter, page, em, theme, head, f"{number + 1} / {count}")
        if number < texts:
            _draw_page(painter, document, body, number, theme, table_rules)
        for picture, (at, place) in zip(pictures, places, strict=True):
            if at == number - texts:
                painter.drawImage(place, picture)
    return painter.end()


def _places(pictures: Sequence[QImage], body: QRectF, em: float) -> list[tuple[int, QRectF]]:
    """Page, from 0, and rectangle of each picture: as wide as the body, or lower where it would be higher than that."""
    found: list[tuple[int, QRectF]] = []
    number, top = 0, body.top()
    for picture in pictures:
        scale = min(body.width() / max(1, picture.width()), body.height() / max(1, picture.height()))
        width, height = picture.width() * scale, picture.height() * scale
        if top > body.top() and top + height > body.bottom():
            number, top = number + 1, body.top()
        found.append((number, QRectF(body.left(), top, width, height)))
        top += height + 2 * em
    return found


def _outline_of(document: QTextDocument) -> list[OutlineEntry]:
    """Headings of a document that is laid out, with their pages."""
    found = []
    height = document.pageSize().height()
    block = document.begin()
    while block.isValid():
        if level := block.blockFormat().headingLevel():
            page = _page_of(document, block)
            top = document.documentLayout().blockBoundingRect(block).top() - page * height
            title = block.text().partition(TAIL)[0].strip()
            found.append(OutlineEntry(title, level, page, max(0.0, min(1.0, top / height))))
        block = block.next()
    return found


def _move_headings_to_next_page(document: QTextDocument) -> None:
    """Insert page breaks so that no heading is the last line of a page."""
    document.pageCount()  # lays out everything; a change to a document laid out in part leaves blocks without lines
    block = document.begin()
    first = None
    while block.isValid():
        if block.blockFormat().headingLevel():
            first = first or block
        else:
            if first and _page_of(document, first) != _page_of(document, block):
                block_format = first.blockFormat()
                block_format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                block_format.setTopMargin(0)
                QTextCursor(first).setBlockFormat(block_format)
            first = None
        block = block.next()


def _page_of(document: QTextDocument, block: QTextBlock) -> int:
    top = document.documentLayout().blockBoundingRect(block).top()
    line = block.layout().lineAt(0)
    return int((top + line.y() + line.height() / 2) // document.pageSize().height())


def _fragments(analysis: Analysis, section: str) -> tuple[TextFragment, ...]:
    printed = analysis.section_by_id.get(section)
    if printed is None:
        return build_fragments(analysis)
    sections = tuple(s for s in analysis.sections if s.id == printed.id or s.id.startswith(f"{printed.id}."))
    paragraphs = tuple(
        Span(max(p.start, printed.start), min(p.end, printed.end))
        for p in analysis.paragraphs
        if p.start < printed.end and printed.start < p.end
    )
    grids = tuple(grid for grid in analysis.report.grids if printed.start <= grid.span.start < printed.end)
    report = replace(analysis.report, grids=grids)
    return build_fragments(replace(analysis, report=report, sections=sections, paragraphs=paragraphs))


def _paper() -> Theme:
    """The light theme with black text on white; the background itself is not painted."""
    return load_theme(dark=False)._replace(background="#ffffff", text_color="#000000")


def _draw_edges(painter: QPainter, page: QRectF, em: float, theme: Theme, head: str, foot: str) -> None:
    painter.setFont(font(_SMALL / _BODY * em))
    painter.setPen(QColor(theme.text_color_soft))
    painter.drawText(page, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, head)
    painter.drawText(page, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter, foot)


def _draw_page(
    painter: QPainter,
    document: QTextDocument,
    body: QRectF,
    number: int,
    theme: Theme,
    table_rules: Sequence[TableRules],
) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(theme.text_color))
    context.palette = palette
    # Slightly less than the page: a line that begins at its lower edge belongs to the next page.
    context.clip = QRectF(QPointF(0, number * body.height()), body.size()).adjusted(0, 0, 0, -2)
    painter.save()
    painter.translate(body.left(), body.top() - number * body.height())
    painter.setClipRect(context.clip)
    for rules in table_rules:
        if rules.box().intersects(context.clip):
            rules.draw(painter, theme, rules.begin, rules.end, body.width() * _HAIRLINE)
    document.documentLayout().draw(painter, context)
    painter.restore()
