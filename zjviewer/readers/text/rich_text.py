"""RTF: its text and its tables, by striprtf; struck, hidden and raised text are sorted out before."""

import re

from zjviewer.core.model.report import DroppedText, DropReason, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, TableCell
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.raised import raised_text
from zjviewer.readers.common.report_assembly import assemble_report

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CELL = "|"
_GROUP = re.compile(r"\{[^{}]{0,20000}\}")
_STRUCK = re.compile(r"\\striked?1?(?![a-z0-9])")
_HIDDEN = re.compile(r"\\v(?![a-z0-9])")
_RAISED = re.compile(r"\\super(?![a-z0-9])")
_CONTROLS = re.compile(r"\{(?:\s*\\[a-z]{1,32}-?\d{0,10} ?)*\s*")
_RAISED_RUN = re.compile(r"\\super(?![a-z]) ?([^\\{}]{1,40})\\nosupersub ?")
_BEGIN, _END = "<raised<", ">raised>"
_MARKED = re.compile(f"{_BEGIN}(.{{0,200}}?){_END}", re.DOTALL)


def read_rtf(source: Source) -> Report:
    """Raises UnreadableFile where it is damaged or has no text."""
    from striprtf.striprtf import rtf_to_text

    page = _CODE_PAGE.search(source.raw[:4096])
    encoding = f"cp{int(page[1])}" if page and int(page[1]) else "gb18030"
    left_out: list[tuple[str, DropReason]] = []

    def sort_out(group: re.Match[str]) -> str:
        content = group[0]
        if _STRUCK.search(content):
            left_out.append((content, "struck"))
            return ""
        if _HIDDEN.search(content):
            left_out.append((content, "hidden"))
            return ""
        if _RAISED.search(content) and (controls := _CONTROLS.match(content)):
            return f"{controls[0]}{_BEGIN}{content[controls.end() : -1]}{_END}}}"
        return content

    try:
        raw = source.raw.decode("latin-1").replace("{\\listtext", "{")
        raw = _GROUP.sub(sort_out, _RAISED_RUN.sub(rf"{_BEGIN}\1{_END}", raw))
        text = rtf_to_text(raw, encoding=encoding, errors="replace")
        unseen = [(rtf_to_text(part, encoding=encoding, errors="replace").strip(), why) for part, why in left_out]
    except (LookupError, UnicodeError, ValueError, IndexError, KeyError, RecursionError) as error:
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error
    text, marks = _with_exponents(text)
    dropped = [DroppedText(part, 0, why) for part, why in unseen if part]
    if marks:
        dropped.append(DroppedText(" ".join(marks), 0, "note mark"))
    return assemble_report(_blocks(text.split("\n")), source, "RTF", dropped=dropped)


def _with_exponents(text: str) -> tuple[str, list[str]]:
    """The text with exponents as superscripts and without the marks of notes, and these marks."""
    parts: list[str] = []
    marks: list[str] = []
    at = 0
    for found in _MARKED.finditer(text):
        parts.append(text[at : found.start()])
        raised = raised_text("".join(parts[-2:])[-40:], found[1])
        if raised is None:
            marks.append(found[1].strip())
        parts.append(raised or "")
        at = found.end()
    return "".join((*parts, text[at:])), marks


def _blocks(lines: list[str]) -> list[Block]:
    """Lines that end with a bar are rows of a table; the library writes a bar behind each cell."""
    blocks: list[Block] = []
    rows: list[list[str]] = []

    def end_table() -> None:
        if rows:
            width = max(map(len, rows))
            cells = tuple(
                TableCell(r, c, " ".join(text.split())) for r, row in enumerate(rows) for c, text in enumerate(row)
            )
            blocks.append(SourceTable(len(rows), width, cells))
            rows.clear()

    for number, line in enumerate(lines, 1):
        if line.rstrip().endswith(_CELL):
            rows.append(line.rstrip().removesuffix(_CELL).split(_CELL))
            continue
        end_table()
        if line.strip():
            blocks.append(Paragraph(re.sub(r"^(\d{1,3}[.)、])\s+", r"\1", line.strip()), line=number))
    end_table()
    return blocks
