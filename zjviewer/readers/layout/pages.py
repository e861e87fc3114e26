"""Assembly of laid-out pages: characters and ruled lines of pages become paragraphs and tables in reading order, with
tables joined across pages and the page of each paragraph recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from zjviewer.core.model.report import DroppedText, DropReason, ImportRemark
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.aligned_tables import aligned_tables
from zjviewer.readers.common.blocks import Block, Paragraph
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.layout.columns import Column, in_reading_order
from zjviewer.readers.layout.lines import Line, Numbers, line_of, repeated_page_lines, rows_of, words_in
from zjviewer.readers.layout.page_content import PageContent
from zjviewer.readers.layout.paragraphs import Measure, heading_sizes, measure_of, paragraphs_of
from zjviewer.readers.layout.ruled_tables import tables_in
from zjviewer.readers.layout.split_tables import Piece, join_split_tables, table_fragment
from zjviewer.readers.layout.visible_text import Char, vertical_writing

Item = Line | Piece
_T = TypeVar("_T")

_FEWEST_LETTERS = 8
"""Smallest number of characters on a page with text; a page with a picture and fewer characters is a scan."""
_MOST_STRANGE = 0.3
_FEWEST_STRANGE = 3
"""Number of letters without a known character on one page that are remarked; one or two are bullets of lists."""


class LaidOutText(NamedTuple):
    """Blocks of a document of pages, the text left out, and remarks."""

    blocks: list[Block]
    dropped: list[DroppedText]
    remarks: list[ImportRemark]


@dataclass(frozen=True, slots=True)
class Page:
    """Page with its characters joined to lines and tables."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    """Lines and tables, from top to bottom."""
    letters: int
    strange: int
    """Number of characters without a known Unicode value."""
    pictures: int
    unseen: tuple[tuple[str, DropReason], ...] = ()
    """Invisible text and watermarks, with the reason why each is left out."""

    @property
    def is_scan(self) -> bool:
        """Whether the page is a picture without a text layer."""
        return self.letters < _FEWEST_LETTERS and self.pictures > 0


def blocks_of_pages(pages: list[Page]) -> LaidOutText:
    """Paragraphs and tables of all pages, and the text left out: page numbers, page headers and footers.

    Empties the list of pages to limit memory use: the pages take most of the memory of a long document.
    """
    lines = [[item for item in page.items if isinstance(item, Line)] for page in pages]
    edges = repeated_page_lines(lines, [page.height for page in pages])
    kept = [[item for item in page.items if not (isinstance(item, Line) and item in edges)] for page in pages]
    dropped = [DroppedText(line.text, 0, why, line.page) for line, why in edges.items()]
    dropped += [DroppedText(text, 0, why, page.number) for page in pages for text, why in page.unseen]
    flow, cuts = _flow(kept)
    widths = {page.number: page.width for page in pages}
    for used in (pages, lines, kept, edges):
        used.clear()
    remarks = []
    if cuts:
        remarks.append(
            ImportRemark("repaired", "Tables cut at the end of a page were joined: {count}.", (("count", str(cuts)),))
        )
    return LaidOutText(_blocks(flow, widths), dropped, remarks)


def check_recognisable(source: Source, pages: list[Page], scan: UnreadableFile) -> list[ImportRemark]:
    """Remarks on pages that are pictures without text. Raises `scan` where nearly the whole document is, and
    UnreadableFile where too many characters have no Unicode value."""
    bare = [page for page in pages if page.is_scan]
    letters = sum(page.letters for page in pages)
    if bare and letters < _FEWEST_LETTERS * len(pages):
        raise scan
    if sum(page.strange for page in pages) > _MOST_STRANGE * max(1, letters):
        raise UnreadableFile(
            "{name} does not say which characters its letters are. Recognise them first, and open the result.",
            name=source.name,
        )
    remarks = [
        ImportRemark("doubted", "Page {page} is a picture without text.", (("page", str(page.number)),))
        for page in bare
    ]
    return remarks + [
        ImportRemark(
            "doubted",
            "On page {page}, the font does not say which characters {count} letters are; they are missing or wrong.",
            (("page", str(page.number)), ("count", str(page.strange))),
        )
        for page in pages
        if page.strange >= _FEWEST_STRANGE
    ]


def _is_strange(letter: str) -> bool:
    """Whether a letter is no known character: of the private area, without the signs of fonts of symbols."""
    return letter == "\ufffd" or ("\ue000" <= letter <= "\uf8ff" and not "\uf020" <= letter <= "\uf0ff")


def page_of(sheet: PageContent, numbers: Numbers) -> Page:
    """Lines and tables of a page; rotated text follows the upright text."""
    items = [*_items_of(sheet, numbers), *(item for part in sheet.turned for item in _items_of(part, numbers))]
    letters = [letter for part in (sheet, *sheet.turned) for letter in part.letters]
    return Page(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        items=tuple(items),
        letters=len(letters) + sheet.unmapped,
        strange=sum(_is_strange(letter.text) for letter in letters) + sheet.unmapped,
        pictures=sheet.pictures,
        unseen=sheet.unseen,
    )


def _items_of(sheet: PageContent, numbers: Numbers) -> list[Item]:
    """Lines and tables from top to bottom; a frame with one column is not a table."""
    ruled = [table for table in tables_in(sheet.rules) if len(table.xs) > 2]
    inside: list[list[Char]] = [[] for _ in ruled]
    free: list[Char] = []
    for letter in sheet.letters:
        at = next((index for index, table in enumerate(ruled) if table.cell_at(letter)), None)
        (free if at is None else inside[at]).append(letter)
    vertical, level = vertical_writing(free, sheet.width)
    placed: list[tuple[float, Item]] = []
    for column in in_reading_order(level):
        after = max((y for y, _ in placed), default=0.0)  # reading order precedes vertical position
        placed += [(max(after, y), item) for y, item in _unruled(column, sheet, numbers)]
    for table, letters in zip(ruled, inside, strict=True):
        if letters:
            placed.append((table.ys[0], table_fragment(table, letters, sheet.number, sheet.height)))
    items = [item for _, item in sorted(placed, key=lambda pair: pair[0])]
    if vertical:
        upright = PageContent(sheet.number, sheet.height, sheet.width, tuple(vertical), (), 0)
        items += _items_of(upright, numbers)
    return items


def _unruled(column: Column, sheet: PageContent, numbers: Numbers) -> Iterator[tuple[float, Item]]:
    """Lines of a block and its tables without ruled lines, each with its upper edge in points."""
    rows = rows_of(column.letters)
    at = 0
    for found in aligned_tables([words_in(row) for row in rows]):
        yield from _lines(rows[at : found.start], column, sheet, numbers)
        inside = rows[found.start : found.end]
        top, bottom = min(x.y0 for x in inside[0]), max(x.y1 for x in inside[-1])
        table = replace(found.table, pages=((0, sheet.number),))
        yield top, Piece(found.edges or (0.0, sheet.width), table, top / sheet.height, bottom / sheet.height)
        at = found.end
    yield from _lines(rows[at:], column, sheet, numbers)


def _lines(
    rows: Sequence[Sequence[Char]], column: Column, sheet: PageContent, numbers: Numbers
) -> Iterator[tuple[float, Item]]:
    for row in rows:
        line = line_of(row, sheet.number)
        yield line.y0, numbers.line(replace(line, x0=line.x0 - column.moved, x1=line.x1 - column.moved))


def _flow(pages: list[list[Item]]) -> tuple[list[Item], int]:
    """Items of all pages in one list, with tables joined that continue on the next page; and the number of page ends
    across which tables were joined."""
    flow: list[Item] = []
    for page in pages:
        upper, lower = flow[-1] if flow else None, page[0] if page else None
        whole = join_split_tables(upper, lower) if isinstance(upper, Piece) and isinstance(lower, Piece) else None
        if whole is not None:
            flow[-1:] = [whole, *page[1:]]
        else:
            flow.extend(page)
    return flow, sum(item.mended for item in flow if isinstance(item, Piece))


def _blocks(flow: list[Item], widths: dict[int, float]) -> list[Block]:
    """Paragraphs and tables of the items; pages of equal width share one layout. Empties the list of items to limit
    memory use."""
    lines = [item for item in flow if isinstance(item, Line)]
    measures = _measures(lines, widths)
    whole = measure_of(lines, max(widths.values())) if lines else None
    sizes = heading_sizes(lines, whole) if whole is not None else []
    found: list[Block] = []
    begun: list[Line] = []

    def flush() -> None:
        if begun:
            measure = measures[round(widths[begun[0].page])]
            found.extend(paragraphs_of(_emptied(begun), measure, sizes))

    lines.clear()
    for item in _emptied(flow):
        if isinstance(item, Piece):
            flush()
            found.append(item.table)
        else:
            if begun and round(widths[begun[0].page]) != round(widths[item.page]):
                flush()
            begun.append(item)
    flush()
    return [block for block in found if not isinstance(block, Paragraph) or block.text]


def _emptied(items: list[_T]) -> Iterator[_T]:
    """Items in order, each removed from the list so that its memory can be freed."""
    items.reverse()
    while items:
        yield items.pop()


def _measures(lines: list[Line], widths: dict[int, float]) -> dict[int, Measure]:
    by_width: dict[int, list[Line]] = {}
    for line in lines:
        by_width.setdefault(round(widths[line.page]), []).append(line)
    return {width: measure_of(these, float(width)) for width, these in by_width.items()}
