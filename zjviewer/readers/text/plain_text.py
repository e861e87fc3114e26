"""Reader of plain text: an article, or a copied web page with the boilerplate of its site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model.report import ImportRemark, Report
from zjviewer.core.text.lazy_patterns import lazy_pattern
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
# A line with such a beginning is a separate paragraph, with any ending of the previous line.
_OPENS = re.compile(
    rf"\s|　|第{_NUMERAL}+[编章节条]|{_NUMERAL}{{1,3}}、|{_NUMERAL}是|[（(](?:{_NUMERAL}{{1,3}}|\d{{1,2}})[）)]"
    r"|\d{1,2}[.、．](?!\d)|[-—*•·●■◆]|《?附件|注[:：]"
)
_ENDS = re.compile(r"[。！？!?；;：:…”」』）)]\s*$")
_ENDS_SENTENCE = lazy_pattern(r"[。！？!?；;：:…][”」』）)]*\s*$")
_MAY_BE_ROW = re.compile(
    r"\t|\S[ \u3000]{2,}\S|[│┃|].*[│┃|]|[ \u3000]\d[\d.,%]{0,40}\s{0,9}$|^\s{0,200}\d[\d.,%]{0,40}\s{0,9}$"
)
_DATE_LINE = re.compile(r"\s{0,80}[（(]?(?:\d{4}|[一二][〇零○Ｏ一二三四五六七八九]{3})\s?[年.\-/][^。；]{1,12}$")
_FEWEST_LINES = 6
_NARROWEST, _WIDEST = 16, 400
"""Smallest and largest width of wrapped lines, in characters or columns."""
_LONGEST_HEADING = 40
_FIRST_LINE = 0.75
"""Smallest width of the first line of a paragraph, as a share of the full width; its indent may be lost in a copy."""
_SHORTEST_CUT = 16
"""Fewest characters of a line that goes on behind its comma."""
_INDENT = 4
"""Indent of the first line of a numbered paragraph, in columns."""


class Wrapping(NamedTuple):
    """Hard wrapping of a text: lines broken at a fixed width."""

    measure: Callable[[str], int]
    """Function that returns the width of a line, in characters or columns."""
    full: int
    """Smallest width of a wrapped line."""
    widest: int

    def is_full(self, line: str) -> bool:
        """Whether the width of a line shows that its paragraph continues on the next line."""
        return self.measure(line.rstrip()) >= self.full

    def opens_wrapped(self, line: str) -> bool:
        """Whether the paragraph of a first line continues although the line is shorter, because its indent was lost."""
        if ends_sentence(line) or is_title(line):
            return False
        width = self.measure(line.rstrip())
        return width >= (self.full - _INDENT if _OPENS.match(line) else self.widest * _FIRST_LINE)


def read_plain(source: Source) -> Report:
    """Report from a text file. Raises UnreadableFile where the file is not text or contains no text."""
    text, encoding, repairs = decoded(source)
    lines = normalise(text).split("\n")
    blocks, remarks = blocks_of(lines)
    return assemble_report(blocks, source, "text", on_a_site=True, remarks=(*repairs, *remarks), encoding=encoding)


def blocks_of(
    lines: Sequence[str], first: int = 1, soft_breaks: bool = False, starts: Collection[int] = ()
) -> tuple[list[Block], tuple[ImportRemark, ...]]:
    """Paragraphs and tables in lines of text, and remarks. `first` is the line number of the first line in the file.

    `soft_breaks`: a line break inside a sentence is white space, as in Markdown. `starts`: indices of lines that start
    a paragraph.
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
    """Whether the last punctuation mark of a line ends a sentence or clause."""
    return bool(_ENDS_SENTENCE.search(line))


def detect_hard_wrap(lines: Sequence[str]) -> Wrapping | None:
    """Hard wrapping of a text; None for a text in which each line is a paragraph.

    A text is hard-wrapped where it has many lines, nearly all have the same width in characters or columns, and they
    end inside sentences.
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
    """Tables among the lines, in order; empty where there is none."""
    if not any(map(_MAY_BE_ROW.search, lines)):
        return ()
    from zjviewer.readers.text.text_tables import tables_in  # imported only where needed: most texts have no tables

    return tables_in(lines)


def _goes_on(begun: Sequence[str], line: str, wrapping: Wrapping | None, soft_breaks: bool) -> bool:
    """Whether a line continues the paragraph that consists of the lines `begun`."""
    last = begun[-1]
    if wrapping is not None and (wrapping.is_full(last) or (len(begun) == 1 and wrapping.opens_wrapped(last))):
        return True
    if last.rstrip()[-1:] in "，、" and len(last.strip()) >= _SHORTEST_CUT and not line[0].isspace():
        return True  # no paragraph ends with a comma
    if not soft_breaks or last.endswith(("  ", "\\")) or ends_sentence(last):
        return False
    opening = begun[0]
    heading = len(begun) == 1 and len(opening.strip()) <= _LONGEST_HEADING and _OPENS.match(opening)
    return not heading and not is_title(opening) and not _DATE_LINE.match(line)
