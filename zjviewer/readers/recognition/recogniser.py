"""Recognition of the pages of one document: loads the models at the first page, and adds certainties to the report."""

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from zjviewer.core.model.report import ImportRemark, RecognisedLetters, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.layout.geometry import Matrix, transformed
from zjviewer.readers.layout.lines import rows_of
from zjviewer.readers.layout.page_content import PageContent
from zjviewer.readers.layout.pages import Page
from zjviewer.readers.layout.ruled_tables import tables_in
from zjviewer.readers.layout.visible_text import Char
from zjviewer.readers.recognition.certainties import certainties_in
from zjviewer.readers.recognition.engine import Engine, Image
from zjviewer.readers.recognition.page_reading import RecognisedPage, recognise_page


class Recogniser:
    """Recognises pages, and collects the certainties of their characters."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._pages: dict[int, list[tuple[str, float]]] = {}
        self._letters: list[RecognisedLetters] = []
        self._unread: list[int] = []

    @property
    def count(self) -> int:
        """Number of pages recognised so far."""
        return len(self._pages)

    def read(self, image: Image, number: int) -> PageContent:
        """Content of the page `number`, counted from 1, in an image. The packages must be installed."""
        if self._engine is None:
            self._engine = Engine()
        page = recognise_page(self._engine, image, number)
        ordered = list(_in_order(page))
        self._pages[number] = [(char.text, page.scores[char]) for char in ordered]
        characters, places = "", b""
        for before, char in zip((None, *ordered), ordered, strict=False):
            if before is not None and _is_apart(before, char):
                characters, places = characters + " ", places + bytes(8)
            characters, places = characters + char.text[:1], places + _place(char, page.placing)
        self._letters.append(RecognisedLetters(number, characters, places))
        if page.unread:
            self._unread.append(number)
        return page.content

    def finish(self, report: Report) -> Report:
        """The report with the certainties of its recognised pages, and remarks on them; the same report where no page
        was recognised."""
        if not self._pages:
            return report
        certainties = certainties_in(report.text, report.pages, self._pages)
        doubtful = sum(each.is_doubtful for each in certainties)
        counts = (("pages", str(len(self._pages))), ("doubtful", str(doubtful)))
        message = (
            "The characters of {pages} pages were recognised from pictures; {doubtful} places are doubtful. "
            "Compare the numbers with the original."
        )
        remarks = [ImportRemark("recognised", message, counts)]
        for number in self._unread:
            message = "On page {page}, something in a table could not be recognised."
            remarks.append(ImportRemark("doubted", message, (("page", str(number)),)))
        remarks += report.remarks
        return replace(report, certainties=certainties, letters=tuple(self._letters), remarks=tuple(remarks))


def announce(source: Source, pages: list[Page], count: int, assemble: Callable[[list[Page]], Report]) -> None:
    """Report that the next page will be recognised, with the report as far as the pages before it, of `count` pages in
    all; without it where they contain no text. `assemble` makes a report of pages, and empties its list."""
    if source.progress is None:
        return
    finished = None
    if pages:
        with suppress(UnreadableFile):
            finished = _unfinished(assemble(list(pages)), count - len(pages))
    source.progress(len(pages), count, recognising=True, finished=finished)


def _unfinished(report: Report, pending: int) -> Report:
    counts = (("pages", str(pending)),)
    remark = ImportRemark("doubted", "The last {pages} pages have not been read yet.", counts)
    return replace(report, pending=pending, remarks=(remark, *report.remarks))


def _is_apart(before: Char, char: Char) -> bool:
    """Whether white space separates two characters, such as those of neighbouring cells."""
    return abs(char.x0 - before.x1) > char.size / 2 or abs(char.middle - before.middle) > char.size / 2


def _place(char: Char, placing: Matrix) -> bytes:
    """Place of a character on its picture, as in `RecognisedLetters`."""
    corners = [transformed(x, y, placing) for x in (char.x0, char.x1) for y in (char.y0, char.y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    sides = (min(xs), min(ys), max(xs), max(ys))
    return struct.pack("<4H", *(round(65535 * min(1.0, max(0.0, side))) for side in sides))


def _in_order(page: RecognisedPage) -> Iterator[Char]:
    """Characters in reading order: tables cell by cell, other text row by row."""
    tables = [table for table in tables_in(page.content.rules) if len(table.xs) > 2]
    cells: dict[tuple[int, int, int], list[Char]] = {}
    free: list[Char] = []
    for char in page.content.letters:
        for number, table in enumerate(tables):
            cell = table.cell_at(char)
            if cell is not None:
                cells.setdefault((number, cell.row, cell.column), []).append(char)
                break
        else:
            free.append(char)
    blocks = [(row[0].middle, [row]) for row in rows_of(free)]
    for number, table in enumerate(tables):
        inside = [row for key in sorted(cells) if key[0] == number for row in rows_of(cells[key])]
        blocks.append((table.ys[0], inside))
    for _, rows in sorted(blocks, key=lambda block: block[0]):
        for row in rows:
            yield from row
