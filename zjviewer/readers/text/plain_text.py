"""Plain text as people keep it: an article, or a page copied with its site's furniture around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from zjviewer.core.model.report import ImportRemark, Report
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
_MAY_BE_ROW = re.compile(r"\t|\S[ \u3000]{2,}\S|[│┃|].*[│┃|]|[ \u3000]\d[\d.,%]*\s*$|^\s*\d[\d.,%]*\s*$")
_FEWEST_LINES = 6
_NARROWEST, _WIDEST = 16, 400
"""Letters or columns; lines are not wrapped to fewer or more."""


def read_plain(source: Source) -> Report:
    """Raises UnreadableFile where it is not text, or has none."""
    text, encoding = decoded(source)
    lines = normalise(text).split("\n")
    blocks, remarks = blocks_of(lines)
    return assemble_report(blocks, source, "text", on_a_site=True, remarks=remarks, encoding=encoding)


def blocks_of(lines: Sequence[str], first: int = 1) -> tuple[list[Block], tuple[ImportRemark, ...]]:
    """Paragraphs and tables of lines, the first of which has the number `first` in its file."""
    is_full = detect_hard_wrap(lines)
    blocks: list[Block] = []
    at = 0
    for found in _tables(lines):
        blocks.extend(_paragraphs(lines[at : found.start], is_full, first + at))
        blocks.append(replace(found.table, line=first + found.start))
        at = found.end
    blocks.extend(_paragraphs(lines[at:], is_full, first + at))
    if is_full is None:
        return blocks, ()
    return blocks, (ImportRemark("repaired", "Lines of a fixed width were joined into paragraphs."),)


def detect_hard_wrap(lines: Sequence[str]) -> Callable[[str], bool] | None:
    """Whether a line was broken by force, for texts whose lines were; None for others.

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
            return partial(_reaches, measure, most - slack)
    return None


def _reaches(measure: Callable[[str], int], width: int, line: str) -> bool:
    return measure(line.rstrip()) >= width


def _tables(lines: Sequence[str]) -> Sequence[AlignedTable]:
    """In order."""
    if not any(map(_MAY_BE_ROW.search, lines)):
        return ()
    from zjviewer.readers.text.text_tables import tables_in  # most texts have none

    return tables_in(lines)


def _paragraphs(lines: Sequence[str], is_full: Callable[[str], bool] | None, first: int) -> Iterator[Paragraph]:
    begun: list[str] = []
    line_of = 0
    for number, line in enumerate(lines, first):
        if begun and is_full is not None and line.strip() and not _OPENS.match(line) and is_full(begun[-1]):
            begun.append(line)
            continue
        if begun:
            yield Paragraph(join_wrapped_lines(begun), line_of)
        begun, line_of = ([line] if line.strip() else []), number
    if begun:
        yield Paragraph(join_wrapped_lines(begun), line_of)
