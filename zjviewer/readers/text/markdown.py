"""Markdown: headings, tables, lists; what marks a word up goes, the word stays."""

import re
from collections.abc import Iterator, Sequence

from zjviewer.core.model.report import ImportRemark, Report
from zjviewer.core.text.segmentation import normalise
from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, table_of
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.text.plain_text import blocks_of

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FRONT = re.compile(r"\A---\n(?P<entries>(?:[^\n]*\n)*?)---\n")
_ENTRY = re.compile(r"^([^\s:：#-][^:：]*)[:：]\s*(\S.*)$", re.M)
_ATX = re.compile(r"^\s{0,3}(#{1,6})\s*(.+?)\s*#*\s*$")
_SETEXT = re.compile(r"^\s{0,3}(=+|-{3,})\s*$")
_RULE = re.compile(r"^\s{0,3}(?:[-*_]\s*){3,}$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_BULLET = re.compile(r"^\s*[-*+]\s+")
_PIPE = re.compile(r"(?<!\\)\|")
_HTML_TABLE = re.compile(r"<table\b.*?</table>", re.I | re.S)
_INLINE = (
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\\*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"<br\s*/?>", re.I), " "),
    (re.compile(r"</?(?:b|i|u|em|strong|span|font|p|div|center|sub|sup|a|img)\b[^<>\n]*>", re.I), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)


def read_markdown(source: Source) -> Report:
    """Raises UnreadableFile where it is not text, or has none."""
    text, encoding = decoded(source)
    text = normalise(text)
    metadata: tuple[tuple[str, str], ...] = ()
    front = _FRONT.match(text)
    if front:
        metadata = tuple((name.strip(), value.strip("\"' ")) for name, value in _ENTRY.findall(front["entries"]))
        text = _blanked(text, front)
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    blocks, remarks = _blocks(text)
    title = dict(metadata).get("title", "")
    return assemble_report(
        blocks, source, "Markdown", title=title, on_a_site=True, metadata=metadata, remarks=remarks, encoding=encoding
    )


def _blocks(text: str) -> tuple[list[Block], tuple[ImportRemark, ...]]:
    found: list[Block] = []
    remarks: tuple[ImportRemark, ...] = ()
    at = 0
    for table in _HTML_TABLE.finditer(text):
        from zjviewer.readers.html.page import blocks_of_fragment  # lxml takes 20 ms to import

        before, told = _marked(text[at : table.start()].split("\n"), text.count("\n", 0, at) + 1)
        found += [*before, *blocks_of_fragment(table[0])]
        remarks = remarks or told
        at = table.end()
    after, told = _marked(text[at:].split("\n"), text.count("\n", 0, at) + 1)
    return [*found, *after], remarks or told


def _blanked(text: str, part: re.Match[str]) -> str:
    """The text without a part of it, its lines counted as before."""
    return "\n" * part[0].count("\n") + text[part.end() :]


def _marked(lines: Sequence[str], first: int) -> tuple[list[Block], tuple[ImportRemark, ...]]:
    found: list[Block] = []
    remarks: tuple[ImportRemark, ...] = ()
    plain: list[str] = []
    begins = first

    def flush(until: int) -> None:
        nonlocal remarks, begins
        made, told = blocks_of(plain, begins)
        found.extend(made)
        remarks = remarks or told
        plain.clear()
        begins = until

    number = 0
    while number < len(lines):
        taken, block = _special(lines, number, first)
        if taken:
            flush(first + number + taken)
            found.extend([block] if block else [])
            number += taken
        else:
            plain.append(inline(_BULLET.sub("", _QUOTE.sub("", lines[number]))))
            number += 1
    flush(first + number)
    return found, remarks


def _special(lines: Sequence[str], at: int, first: int) -> tuple[int, Block | None]:
    """How many lines make a heading, a table or a rule, and what they say; 0 for ordinary text."""
    line = lines[at]
    heading = _ATX.match(line)
    if heading:
        return 1, Paragraph(inline(heading[2]), first + at, len(heading[1]))
    if _FENCE.match(line):
        return 1, None
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if "|" in line and _TABLE_RULE.match(below) and "|" in below:
        end = at + 2
        while end < len(lines) and "|" in lines[end] and lines[end].strip():
            end += 1
        return end - at, _table([lines[at], *lines[at + 2 : end]], first + at)
    underlined = _SETEXT.match(below)
    if underlined and line.strip() and not _RULE.match(line):
        return 2, Paragraph(inline(line), first + at, 1 if underlined[1].startswith("=") else 2)
    return (1, None) if _RULE.match(line) else (0, None)


def _table(lines: Sequence[str], line: int) -> SourceTable:
    return table_of([list(_split(row)) for row in lines], heads=1, line=line)


def _split(row: str) -> Iterator[str]:
    stripped = row.strip().removeprefix("|")
    stripped = stripped[:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped
    for cell in _PIPE.split(stripped):
        yield inline(cell).strip()


def inline(text: str) -> str:
    """A line without what marks its words up."""
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    return text
