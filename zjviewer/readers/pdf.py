"""PDF: paragraphs rebuilt, ruled tables read and put together across pages, the page of every paragraph kept."""

import pypdfium2 as pdfium

from zjviewer.core.model import Dropped, Remark, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.article import report_of
from zjviewer.readers.blocks import Block, Paragraph
from zjviewer.readers.pdf_cut import Piece, piece_of, together
from zjviewer.readers.pdf_lines import Line, furniture, lines_of
from zjviewer.readers.pdf_page import Sheet, sheet_of
from zjviewer.readers.pdf_paragraphs import Measure, heading_sizes, measure_of, paragraphs_of
from zjviewer.readers.pdf_tables import tables_in
from zjviewer.readers.source import Source

MOST_PAGES = 2000
_FEWEST_LETTERS = 8
"""On a page with a picture; fewer are a page number on a scan."""
_MOST_STRANGE = 0.3

Item = Line | Piece


def read_pdf(source: Source) -> Report:
    """Raises UnreadableFile where it is damaged, encrypted, a scan without text, or has no text."""
    document = _opened(source)
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(
                "{name} has {pages} pages, and at most {limit} can be read.",
                name=source.name,
                pages=len(document),
                limit=MOST_PAGES,
            )
        sheets = [sheet_of(document, index) for index in range(len(document))]
        title = str(document.get_metadata_value("Title") or "")
    except pdfium.PdfiumError as error:
        raise UnreadableFile("{name} is damaged: not all of its pages can be read.", name=source.name) from error
    finally:
        document.close()
    remarks = _scanned(source, sheets)
    items = [_items(sheet) for sheet in sheets]
    lines = [[item for item in page if isinstance(item, Line)] for page in items]
    edges = furniture(lines, [sheet.height for sheet in sheets])
    kept = [[item for item in page if not (isinstance(item, Line) and item in edges)] for page in items]
    dropped = [Dropped(line.text, 0, why, line.page) for line, why in edges.items()]
    flow, cuts = _flow(kept)
    blocks = _blocks(flow, {sheet.number: sheet.width for sheet in sheets})
    if cuts:
        remarks.append(
            Remark("repaired", "Tables cut at the end of a page were joined: {count}.", (("count", str(cuts)),))
        )
    return report_of(blocks, source, "PDF", title=title, dropped=dropped, remarks=remarks)


def _opened(source: Source) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source.raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableFile(
                "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
            ) from error
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error


def _scanned(source: Source, sheets: list[Sheet]) -> list[Remark]:
    """Remarks on pages that are pictures. Raises UnreadableFile where all are, or where the letters have no names."""
    bare = [sheet for sheet in sheets if len(sheet.letters) < _FEWEST_LETTERS and sheet.pictures]
    letters = [letter.text for sheet in sheets for letter in sheet.letters]
    if bare and len(letters) < _FEWEST_LETTERS * len(sheets):
        raise UnreadableFile(
            "{name} has no text layer: its pages are pictures. Recognise its characters first, and open what that gives.",
            name=source.name,
        )
    strange = sum("\ue000" <= text <= "\uf8ff" or text in ("\ufffd", "\x00") for text in letters)
    if strange > _MOST_STRANGE * max(1, len(letters)):
        raise UnreadableFile(
            "{name} does not say which characters its letters are. Recognise its characters first, and open what that gives.",
            name=source.name,
        )
    return [
        Remark("doubted", "Page {page} is a picture without text.", (("page", str(sheet.number)),)) for sheet in bare
    ]


def _items(sheet: Sheet) -> list[Item]:
    """The lines and tables of a page from top to bottom; a frame of one column is no table."""
    ruled = [table for table in tables_in(sheet.rules) if len(table.xs) > 2]
    free = [letter for letter in sheet.letters if not any(table.cell_at(letter) for table in ruled)]
    placed: list[tuple[float, Item]] = [(line.y0, line) for line in lines_of(free, sheet.number)]
    for table in ruled:
        within = [letter for letter in sheet.letters if table.cell_at(letter)]
        if within:
            placed.append((table.ys[0], piece_of(table, within, sheet.number)))
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _flow(pages: list[list[Item]]) -> tuple[list[Item], int]:
    """All pages in a row; a table that goes on at the head of the next page is one. And how many cuts were mended."""
    flow: list[Item] = []
    for page in pages:
        first, *rest = page or [None]
        if flow and isinstance(flow[-1], Piece) and isinstance(first, Piece):
            whole = together(flow[-1], first)
            if whole is not None:
                flow[-1] = whole
                flow.extend(item for item in rest if item is not None)
                continue
        flow.extend(item for item in page)
    return flow, sum(item.mended for item in flow if isinstance(item, Piece))


def _blocks(flow: list[Item], widths: dict[int, float]) -> list[Block]:
    """Paragraphs and tables; pages of one width are set alike."""
    lines = [item for item in flow if isinstance(item, Line)]
    measures = _measures(lines, widths)
    whole = measure_of(lines, max(widths.values())) if lines else None
    sizes = heading_sizes(lines, whole) if whole is not None else []
    found: list[Block] = []
    begun: list[Line] = []

    def flush() -> None:
        if begun:
            found.extend(paragraphs_of(begun, measures[round(widths[begun[0].page])], sizes))
            begun.clear()

    for item in flow:
        if isinstance(item, Piece):
            flush()
            found.append(item.table)
        else:
            if begun and round(widths[begun[0].page]) != round(widths[item.page]):
                flush()
            begun.append(item)
    flush()
    return [block for block in found if not isinstance(block, Paragraph) or block.text]


def _measures(lines: list[Line], widths: dict[int, float]) -> dict[int, Measure]:
    by_width: dict[int, list[Line]] = {}
    for line in lines:
        by_width.setdefault(round(widths[line.page]), []).append(line)
    return {width: measure_of(these, float(width)) for width, these in by_width.items()}
