"""Reader of Markdown: headings, tables, lists, fenced code blocks, notes. Markup is removed; its text remains."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zjviewer.core.model.report import DroppedText, ImportRemark, Report
from zjviewer.core.text.segmentation import normalise
from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, join_wrapped_lines, table_of
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.text.markdown_inline import LeftOut, closed_on_lines, inline
from zjviewer.readers.text.plain_text import blocks_of, ends_sentence

_FRONT = re.compile(r"\A---\n(?P<entries>(?:[^\n]*\n)*?)---\n")
_ENTRY = re.compile(r"^([^\s:：#-][^:：\n]{0,80})[:：][^\S\n]*(\S[^\n]*)$", re.M)
_ATX = re.compile(r"[ \t]{0,3}(#{1,6})(?!#)")
_ATTRIBUTES = re.compile(r"(?<!\s)\s{0,9}\{[#.][^{}\n]{0,100}\}$")
"""Identifier and classes of a heading, as Pandoc and other programs write them."""
_CONTENTS = re.compile(r"[ \t]{0,3}\[{1,2}_?toc_?\]{1,2}[ \t]*$", re.I)
_SETEXT = re.compile(r"[ \t]{0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:[-*_][ \t]*){3,}$")
_TABLE_RULE_CELL = re.compile(r":?-+:?")
_FENCE = re.compile(r"[ \t]{0,12}(`{3,}|~{3,})")
_QUOTE = re.compile(r"^(?:[ \t]{0,3}>){1,2000}[ \t]?")
_BULLET = re.compile(r"[ \t]{0,40}[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\s]{1,40}\]:[ \t]*")
_REFERENCE = re.compile(r"[ \t]{0,3}\[[^\]\n^]{1,100}\]:[ \t]{0,9}(?:<|https?:|/|\.|#|mailto:)[^\n]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_LONGEST_HEADING = 60
_TABLE_BEGIN = re.compile(r"<table\b", re.I)
_TABLE_END = re.compile(r"</table\s{0,9}>", re.I)


def read_markdown(source: Source) -> Report:
    """Report from a Markdown file. Raises UnreadableFile where the file is not text or contains no text."""
    text, encoding, repairs = decoded(source)
    text = normalise(text)
    metadata: tuple[tuple[str, str], ...] = ()
    front = _FRONT.match(text)
    if front:
        metadata = tuple((name.strip(), value.strip("\"' ")) for name, value in _ENTRY.findall(front["entries"]))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    parsed = _parsed(_without_comments(text))
    return assemble_report(
        parsed.blocks,
        source,
        "Markdown",
        title=dict(metadata).get("title", ""),
        on_a_site=True,
        metadata=metadata,
        dropped=parsed.dropped,
        remarks=(*repairs, *parsed.remarks),
        encoding=encoding,
    )


class _Parsed(NamedTuple):
    blocks: list[Block]
    dropped: list[DroppedText]
    remarks: tuple[ImportRemark, ...]


def _without_comments(text: str) -> str:
    """Text without HTML comments. Their line breaks remain, so that line numbers are those of the file."""
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join((*parts, text[at:]))


def _parsed(text: str) -> _Parsed:
    blocks: list[Block] = []
    dropped: list[DroppedText] = []
    remarks: tuple[ImportRemark, ...] = ()
    line = 1
    for piece, is_table in _html_tables(text):
        if is_table:
            from zjviewer.readers.html.page import blocks_of_fragment  # lxml takes 20 ms to import

            blocks += blocks_of_fragment(piece)
        else:
            part = _Lines(closed_on_lines(piece.split("\n")), line).parsed()
            blocks += part.blocks
            dropped += part.dropped
            remarks = remarks or part.remarks
        line += piece.count("\n")
    return _Parsed(blocks, dropped, remarks)


def _html_tables(text: str) -> Iterator[tuple[str, bool]]:
    """Parts of the text in order, each with a flag that is True for an HTML table."""
    at = 0
    while begin := _TABLE_BEGIN.search(text, at):
        end = _TABLE_END.search(text, begin.end())
        if end is None:
            break
        yield text[at : begin.start()], False
        yield text[begin.start() : end.end()], True
        at = end.end()
    yield text[at:], False


class _Lines:
    """Parser for lines of Markdown; `first` is the line number of the first one in the file."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self._lines = lines
        self._first = first
        self._blocks: list[Block] = []
        self._dropped: list[DroppedText] = []
        self._remarks: tuple[ImportRemark, ...] = ()
        self._plain: list[str] = []
        self._plain_from = first
        self._starts: set[int] = set()
        """Indices in `_plain` of lines that start a paragraph."""

    def parsed(self) -> _Parsed:
        """Result of parsing: blocks, text left out and remarks."""
        at = 0
        while at < len(self._lines):
            taken, blocks = self._special(at)
            if taken:
                self._flush(at + taken)
                self._blocks.extend(blocks)
                at += taken
            else:
                self._add_plain(at)
                at += 1
        self._flush(at)
        return _Parsed(self._blocks, self._dropped, self._remarks)

    def _flush(self, until: int) -> None:
        blocks, remarks = blocks_of(self._plain, self._plain_from, soft_breaks=True, starts=self._starts)
        self._blocks.extend(blocks)
        self._remarks = self._remarks or remarks
        self._plain.clear()
        self._starts.clear()
        self._plain_from = self._first + until

    def _add_plain(self, at: int) -> None:
        line = (
            _QUOTE.sub("", self._lines[at], count=1)
            if self._lines[at].lstrip(" \t").startswith(">")
            else self._lines[at]
        )
        if _REFERENCE.match(line) or _CONTENTS.match(line):
            line = ""
        if line.endswith("\\") and not line.endswith("\\\\"):
            line = f"{line[:-1]}  "  # both mark a line break
        opening = _NOTE.match(line) or _BULLET.match(line)
        if opening:
            self._starts.add(len(self._plain))
            line = line[opening.end() :]
        elif self._plain and self._plain[-1].strip():
            line = line.lstrip(" \t")  # continuation lines of a list item are indented
        self._plain.append(self._inline(line, at))

    def _inline(self, text: str, at: int) -> str:
        left_out: LeftOut = []
        plain = inline(text, left_out)
        self._dropped += [DroppedText(part, self._first + at, reason) for part, reason in left_out if part.strip()]
        return plain

    def _special(self, at: int) -> tuple[int, list[Block]]:
        """Number of lines of a heading, table, fenced code block or horizontal rule that starts at line `at`, and its
        blocks; 0 for ordinary text."""
        line = self._lines[at]
        heading = _ATX.match(line)
        if heading:
            title = line[heading.end() :].strip()
            bare = title.rstrip("#")
            title = bare.rstrip() if not bare or bare[-1].isspace() or bare == title else title
            title = _ATTRIBUTES.sub("", title)
            return 1, [Paragraph(self._inline(title, at), self._first + at, len(heading[1]))]
        fence = _FENCE.match(line)
        if fence:
            return self._fenced(at, fence[1])
        below = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        if "|" in line and _is_table_rule(below):
            end = at + 2
            while end < len(self._lines) and "|" in self._lines[end] and self._lines[end].strip():
                end += 1
            return end - at, [self._table([at, *range(at + 2, end)])]
        underlined = _SETEXT.match(below)
        if underlined and line.strip() and not _RULE.match(line) and not ends_sentence(line):
            level = 1 if underlined[1].startswith("=") else 2
            begun = self._begun_heading()
            return 2, [Paragraph(join_wrapped_lines([*begun, self._inline(line, at)]), self._first + at, level)]
        return (1, []) if _RULE.match(line) else (0, [])

    def _begun_heading(self) -> list[str]:
        """Lines directly above the last line of a heading that belong to it, without markup; they are taken from the
        ordinary text."""
        first = len(self._plain)
        while first > 0 and self._plain[first - 1].strip() and not ends_sentence(self._plain[first - 1]):
            first -= 1
        begun = self._plain[first:]
        above = self._plain[first - 1] if first else ""
        if above.strip() or sum(map(len, begun)) > _LONGEST_HEADING or first in self._starts:
            return []
        del self._plain[first:]
        return begun

    def _fenced(self, at: int, mark: str) -> tuple[int, list[Block]]:
        """Number of lines of a fenced code block and its paragraphs, with markup unchanged; a fence that is not closed
        is ignored."""
        for end in range(at + 1, len(self._lines)):
            closing = self._lines[end].strip()
            if len(closing) >= len(mark) and not closing.strip(mark[0]):
                inside = range(at + 1, end)
                return end + 1 - at, [Paragraph(self._lines[n], self._first + n) for n in inside]
        self._lines = [*self._lines[:at], "", *(_FENCE.sub("", line) for line in self._lines[at + 1 :])]
        return 1, []

    def _table(self, numbers: Sequence[int]) -> SourceTable:
        rows = [[self._inline(cell, n).strip() for cell in _cells(self._lines[n])] for n in numbers]
        return table_of(rows, heads=1, line=self._first + numbers[0])


def _is_table_rule(line: str) -> bool:
    return "|" in line and "-" in line and all(_TABLE_RULE_CELL.fullmatch(cell.strip()) for cell in _cells(line))


def _cells(row: str) -> list[str]:
    stripped = row.strip().removeprefix("|")
    stripped = stripped[:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped
    return _PIPE.split(stripped)
