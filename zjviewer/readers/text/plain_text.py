"""Reader of plain text: an article, or a page copied with its site's furniture around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model.report import ImportRemark, Report
from zjviewer.core.text.report_metadata import is_title
from zjviewer.core.text.segmentation import normalise
from zjviewer.core.text.width import display_width
from zjviewer.readers.common.blocks import Block, Paragraph, join_wrapped_lines
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report

if TYPE_CHECKING:
    from zjviewer.readers.common.aligned_tables import AlignedTable

_NUMERAL = "[一二三四五六七八九十百零〇]"
# A line that begins so is a paragraph of its own, however the one before it ends.
_OPENS = re.compile(
    rf"\s|　|第{_NUMERAL}+[编章节条]|{_NUMERAL}{{1,3}}、|{_NUMERAL}是|[（(](?:{_NUMERAL}{{1,3}}|\d{{1,2}})[）)]"
    r"|\d{1,2}[.、．](?!\d)|[-—*•·●■◆]|《?附件|注[:：]"
)
_ENDS = re.compile(r"[。！？!?；;：:…”」』）)]\s*$")
_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:…][”」』）)]*\s*$")
_MAY_BE_ROW = re.compile(
    r"\t|\S[ \u3000]{2,}\S|[│┃|].*[│┃|]|[ \u3000]\d[\d.,%]{0,40}\s{0,9}$|^\s{0,200}\d[\d.,%]{0,40}\s{0,9}$"
)
_DATE_LINE = re.compile(r"\s{0,80}[（(]?(?:\d{4}|[一二][〇零○Ｏ一二三四五六七八九]{3})\s?[年.\-/][^。；]{1,12}$")
_FEWEST_LINES = 6
_NARROWEST, _WIDEST = 16, 400
"""Letters or columns; lines are not wrapped to fewer or more."""
_LONGEST_HEADING = 40
_FIRST_LINE = 0.75
"""Share of the width that the first line of a paragraph has at least, whose indent a copy may have lost."""
_INDENT = 4
"""Columns by which a numbered paragraph's first line is indented."""


class Wrapping(NamedTuple):
    """How the lines of a text were broken at a fixed width."""

    measure: Callable[[str], int]
    """Width of a line, in letters or in columns."""
    full: int
    """Least width of a line that was broken."""
    widest: int

    def is_full(self, line: str) -> bool:
        """Whether a line goes on in the next one by its width."""
        return self.measure(line.rstrip()) >= self.full

    def opens_wrapped(self, line: str) -> bool:
        """Whether the first line of a paragraph goes on although it is shorter: its indent was lost."""
        if ends_sentence(line) or is_title(line):
            return False
        width = self.measure(line.rstrip())
        return width >= (self.full - _INDENT if _OPENS.match(line) else self.widest * _FIRST_LINE)


def read_plain(source: Source) -> Report:
    """The report in a text file. Raises UnreadableFile where it is not text, or has none."""
    text, encoding, repairs = decoded(source)
    lines = normalise(text).split("\n")
    blocks, remarks = blocks_of(lines)
    return assemble_report(blocks, source, "text", on_a_site=True, remarks=(*repairs, *remarks), encoding=encoding)


def blocks_of(
    lines: Sequence[str], first: int = 1, soft_breaks: bool = False, starts: Collection[int] = ()
) -> tuple[list[Block], tuple[ImportRemark, ...]]:
    """Paragraphs and tables of lines, the first of which has the number `first` in its file.

    `soft_breaks`: a line end is white space, as in Markdown, where the sentence goes on behind it. `starts`: indices
    of lines that begin a paragraph.
    """
    wrapping = detect_hard_wrap(lines)

    def paragraphs(begin: int, end: int) -> Iterator[Paragraph]:
        begun: list[str] = []
        line_of = 0
        for number in range(begin, end):
            line = lines[number]
            opens = number in starts or not line.strip() or _OPENS.match(line)
            if begun and not opens and _goes_on(begun, line, wrapping, soft_breaks):
                begun.append(line)
                continue
            if begun:
                yield Paragraph(join_wrapped_lines(begun), line_of)
            begun, line_of = ([line] if line.strip() else []), first + number
        if begun:
            yield Paragraph(join_wrapped_lines(begun), line_of)

    blocks: list[Block] = []
    at = 0
    for found in _tables(lines):
        blocks.extend(paragraphs(at, found.start))
        blocks.append(replace(found.table, line=first + found.start))
        at = found.end
    blocks.extend(paragraphs(at, len(lines)))
    if wrapping is None:
        return blocks, ()
    return blocks, (ImportRemark("repaired", "Lines of a fixed width were joined into paragraphs."),)


def ends_sentence(line: str) -> bool:
    """Whether a line ends with the end of a sentence or clause."""
    return bool(_ENDS_SENTENCE.search(line))


def detect_hard_wrap(lines: Sequence[str]) -> Wrapping | None:
    """How lines were broken at a fixed width; None for texts whose lines are paragraphs.

    Such lines are many, nearly all of one width in letters or in columns, and end in the middle of sentences.
    """
    filled = [line.rstrip() for line in lines if line.strip() and "\t" not in line]
    for measure, slack in ((len, 2), (display_width, 5)):
        most = max(map(measure, filled), default=0)
        if len(filled) < _FEWEST_LINES or not _NARROWEST <= most <= _WIDEST:
            continue
        full = [line for line in filled if measure(line) >= most - slack]
        cut = sum(not _ENDS.search(line) for line in full)
        if len(full) >= max(4, 0.4 * len(filled)) and cut >= 0.6 * len(full):
            return Wrapping(measure, most - slack, most)
    return None


def _tables(lines: Sequence[str]) -> Sequence[AlignedTable]:
    """In order."""
    if not any(map(_MAY_BE_ROW.search, lines)):
        return ()
    from zjviewer.readers.text.text_tables import tables_in  # most texts have none

    return tables_in(lines)


def _goes_on(begun: Sequence[str], line: str, wrapping: Wrapping | None, soft_breaks: bool) -> bool:
    """Whether a paragraph that consists of `begun` so far goes on with a line."""
    last = begun[-1]
    if wrapping is not None and (wrapping.is_full(last) or (len(begun) == 1 and wrapping.opens_wrapped(last))):
        return True
    if not soft_breaks or last.endswith(("  ", "\\")) or ends_sentence(last):
        return False
    opening = begun[0]
    heading = len(begun) == 1 and len(opening.strip()) <= _LONGEST_HEADING and _OPENS.match(opening)
    return not heading and not is_title(opening) and not _DATE_LINE.match(line)
