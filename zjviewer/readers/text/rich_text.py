"""Reader of RTF: text and tables by striprtf, after struck-out and hidden text is removed and raised text is marked."""

import re

from zjviewer.core.model.report import DroppedText, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph
from zjviewer.readers.common.edge_tables import CellShape, table_of_edges
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.raised import raised_text
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.text.rich_text_bytes import escaped_source
from zjviewer.readers.text.rich_text_visibility import BAR, remove_unseen

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CELL = "|"
_ASIDE = re.compile(r"\{\\(?:footnote|shptxt)(?![a-z])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
"""Brace of a group, or an escaped character, which may be a brace."""
_GROUP = re.compile(r"\{[^{}]{0,20000}\}")
_RAISED = re.compile(r"\\super(?![a-z0-9])")
_CONTROLS = re.compile(r"\{(?>(?:\s*+\\[a-z]{1,32}-?\d{0,10} ?)*)\s*")
_RAISED_RUN = re.compile(r"\\super(?![a-z]) ?([^\\{}]{1,40})\\nosupersub ?")
_ROW = re.compile(r"\\(?:(trowd|clmrg|clvmrg|row)(?![a-z])|cellx(-?\d{1,9}))")
_ROW_END = re.compile(r"\\row(?![a-z])")
_BREAK = re.compile(r"\\(?:par|line)(?![a-z]) ?")
_BEGIN, _END = "<raised<", ">raised>"
_MARKED = re.compile(f"{_BEGIN}(.{{0,200}}?){_END}", re.DOTALL)


def read_rtf(source: Source) -> Report:
    """Report from an RTF file. Raises UnreadableFile where the file is damaged or contains no text."""
    from striprtf.striprtf import rtf_to_text

    page = _CODE_PAGE.search(source.raw[:4096])
    encoding = f"cp{int(page[1])}" if page and int(page[1]) else "gb18030"

    def mark_raised(group: re.Match[str]) -> str:
        content = group[0]
        if _RAISED.search(content) and (controls := _CONTROLS.match(content)):
            return f"{controls[0]}{_BEGIN}{content[controls.end() : -1]}{_END}}}"
        return content

    try:
        raw = escaped_source(source.raw, encoding).replace("{\\listtext", "{")
        asides = [rtf_to_text(part, encoding=encoding, errors="replace").strip() for part in _asides(raw)]
        raw, left_out = remove_unseen(_without_breaks_in_cells(raw))
        raw = _GROUP.sub(mark_raised, _RAISED_RUN.sub(rf"{_BEGIN}\1{_END}", raw))
        text = rtf_to_text(raw, encoding=encoding, errors="replace")
        unseen = [
            (rtf_to_text(f"{part}\\par ", encoding=encoding, errors="replace").strip(), why) for part, why in left_out
        ]
    except (LookupError, UnicodeError, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error
    shapes = _row_shapes(raw)
    text, marks = _with_exponents(text)
    dropped = [DroppedText(part, 0, why) for part, why in unseen if part]
    if marks:
        dropped.append(DroppedText(" ".join(marks), 0, "note mark"))
    blocks = _blocks(text.split("\n"), shapes)
    blocks += [Paragraph(f"注：{' '.join(aside.split())}") for aside in asides if aside]
    return assemble_report(blocks, source, "RTF", dropped=dropped)


def _asides(raw: str) -> list[str]:
    """Groups of footnotes, endnotes and text boxes, in the order of the file; striprtf leaves these out."""
    found: list[str] = []
    after = 0
    for begin in _ASIDE.finditer(raw):
        if begin.start() < after:
            continue
        depth = 0
        for brace in _BRACE.finditer(raw, begin.start()):
            depth += (brace[0] == "{") - (brace[0] == "}")
            if depth == 0:
                after = brace.end()
                found.append("{" + raw[begin.end() : after])
                break
        else:
            break
    return found


def _with_exponents(text: str) -> tuple[str, list[str]]:
    """Text with exponents as superscript characters and without note marks, and the removed note marks."""
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


def _without_breaks_in_cells(raw: str) -> str:
    """RTF source without paragraph and line breaks inside cells, so that each row is one line in the output of
    striprtf."""
    parts = _ROW_END.split(raw)
    for index, part in enumerate(parts[:-1]):
        before, mark, row = part.rpartition("\\trowd")
        parts[index] = before + mark + _BREAK.sub(" ", row)
    return "\\row".join(parts)


def _row_shapes(raw: str) -> list[tuple[CellShape, ...]]:
    """Cells of each table row, by the cell edges in the file."""
    rows: list[tuple[CellShape, ...]] = []
    cells: list[CellShape] = []
    left = 0
    merged_left = merged_up = False
    for found in _ROW.finditer(raw):
        word = found[1]
        if word == "trowd":
            cells, left, merged_left, merged_up = [], 0, False, False
        elif word == "clmrg":
            merged_left = True
        elif word == "clvmrg":
            merged_up = True
        elif word == "row":
            rows.append(tuple(cells))
        else:
            right = int(found[2])
            cells.append(CellShape(left, right, merged_left, merged_up))
            left, merged_left, merged_up = right, False, False
    return rows


def _blocks(lines: list[str], shapes: list[tuple[CellShape, ...]]) -> list[Block]:
    """Paragraphs and tables of the lines; a line that ends with a bar is a table row, because striprtf writes a bar
    after each cell."""
    blocks: list[Block] = []
    rows: list[tuple[list[str], tuple[CellShape, ...]]] = []
    read = 0
    for number, line in enumerate(lines, 1):
        if line.rstrip().endswith(_CELL):
            cells = [
                " ".join(text.replace(BAR, "|").split()) for text in line.rstrip().removesuffix(_CELL).split(_CELL)
            ]
            rows.append((cells, shapes[read] if read < len(shapes) else ()))
            read += 1
            continue
        if rows:
            blocks.append(table_of_edges(rows))
            rows = []
        if line.strip():
            blocks.append(Paragraph(re.sub(r"^(\d{1,3}[.)、])\s+", r"\1", line.replace(BAR, "|").strip()), line=number))
    return [*blocks, table_of_edges(rows)] if rows else blocks
