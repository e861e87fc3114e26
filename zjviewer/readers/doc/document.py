"""Reader of DOC and WPS: paragraphs, headings, tables and notes of a binary Word document, without an external
converter."""

import io
import struct
from collections.abc import Iterator

from zjviewer.core.model.report import DroppedText, ImportRemark, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph, join_wrapped_lines
from zjviewer.readers.common.edge_tables import CellShape, table_of_edges
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.list_numbers import numbered
from zjviewer.readers.common.raised import raised_text
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.doc.binary_document import (
    BinaryDocument,
    EncryptedDocument,
    OldFormat,
    ParagraphShape,
    Story,
)

_SAVE_AS = "{name} cannot be read. Save it as DOCX and open that."
_FIELD_BEGIN, _FIELD_MIDDLE, _FIELD_END = "\x13", "\x14", "\x15"
_CELL_END, _PARAGRAPH_END, _PAGE_BREAK, _LINE_BREAK = "\x07", "\r", "\x0c", "\x0b"
_BALLOT = {0xF0FE: "☑", 0xF0FD: "☒", 0xF0A8: "□", 0xF06F: "□", 0xF0FC: "✓", 0xF0FB: "✗", 0xF052: "☑", 0xF0A3: "□"}
_LISTS = "Automatic numbers of some lists are not known and were left out."


_SUMMARY = "\x05summaryinformation"
_TITLE, _STRING, _UNICODE_STRING = 2, 30, 31
"""Identifier of the title, and the types of strings with a length in bytes and in units of UTF-16."""


def read_doc(source: Source) -> Report:
    """Report from a DOC or WPS file. Raises UnreadableFile where the file is encrypted, of an older format or
    damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(source.raw)) as container:
            names = {"/".join(name).casefold(): name for name in container.listdir()}
            document = container.openstream(names["worddocument"]).read()
            tables: dict[str, bytes] = {
                name: container.openstream(names[name]).read() for name in ("0table", "1table") if name in names
            }
            data = container.openstream(names["data"]).read() if "data" in names else b""
            summary = names.get(_SUMMARY)
            title = _title(container.openstream(summary).read()) if summary else ""
        reader = _Reader(BinaryDocument(document, tables, data))
        blocks = list(reader.blocks())
    except EncryptedDocument as error:
        raise UnreadableFile(
            "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
        ) from error
    except (OldFormat, KeyError) as error:
        raise UnreadableFile(_SAVE_AS, name=source.name) from error
    except (OSError, struct.error, IndexError, ValueError, OverflowError, MemoryError) as error:
        raise UnreadableFile(_SAVE_AS, name=source.name) from error
    remarks = [ImportRemark("doubted", _LISTS)] if reader.has_lists else []
    return assemble_report(blocks, source, "DOC", title=title, dropped=reader.dropped, remarks=remarks)


def _title(properties: bytes) -> str:
    """Title in the stream of summary properties (MS-OLEPS 2.21); empty for none. olefile's own parser believes every
    count in the stream, up to four thousand million."""
    try:
        (section,) = struct.unpack_from("<I", properties, 44)
        (count,) = struct.unpack_from("<I", properties, section + 4)
        for place in range(section + 8, min(section + 8 + 8 * count, len(properties) - 8), 8):
            identifier, offset = struct.unpack_from("<II", properties, place)
            if identifier == _TITLE:
                kind, length = struct.unpack_from("<II", properties, section + offset)
                written = properties[section + offset + 8 :]
                if kind == _UNICODE_STRING:
                    return written[: 2 * length].decode("utf-16-le", "replace").partition("\0")[0]
                return written[:length].decode("gb18030", "replace").partition("\0")[0] if kind == _STRING else ""
    except struct.error:
        pass
    return ""


class _Reader:
    """Converts a document to blocks."""

    def __init__(self, document: BinaryDocument) -> None:
        self._document = document
        self.dropped: list[DroppedText] = []
        self.has_lists = False
        """Whether the document has lists whose numbers are unknown."""

    def blocks(self) -> Iterator[Block]:
        """Blocks of the main text, then of its footnotes and endnotes."""
        yield from self._story(self._document.main)
        for story in (self._document.footnotes, self._document.endnotes):
            for block in self._story(story):
                if isinstance(block, Paragraph) and block.text.strip():
                    yield Paragraph(f"注：{block.text.strip()}")

    def _story(self, story: Story) -> Iterator[Block]:
        rows: list[tuple[list[str], tuple[CellShape, ...]]] = []
        cells: list[str] = []
        cell: list[str] = []
        for text, mark, shape in self._paragraphs(story):
            if shape.row_end and mark == _CELL_END:
                rows.append((cells, shape.cells))
                cells, cell = [], []
            elif mark == _CELL_END:
                cells.append(join_wrapped_lines([*cell, *text.split("\n")]))
                cell = []
            elif shape.in_table:
                cell += text.split("\n")
            else:
                if rows:
                    yield table_of_edges(rows)
                    rows = []
                for line in text.split("\n"):
                    if line.strip():
                        yield Paragraph(line.strip(), level=shape.level, centred=shape.centred)
        if rows:
            yield table_of_edges(rows)
        for text in filter(None, (*cells, *cell)):
            yield Paragraph(text)

    def _paragraphs(self, story: Story) -> Iterator[tuple[str, str, ParagraphShape]]:
        """Text, terminating character and formatting of each paragraph and cell."""
        start = story.start
        text = self._document.text
        for end in range(story.start, min(story.end, len(text))):
            if text[end] in (_PARAGRAPH_END, _CELL_END, _PAGE_BREAK):
                shape = self._document.paragraph_at(end)
                visible = self._visible(start, end)
                yield self._numbered(visible, shape), text[end], shape
                start = end + 1
        if start < min(story.end, len(text)):
            yield self._visible(start, min(story.end, len(text))), _PARAGRAPH_END, ParagraphShape()

    def _numbered(self, text: str, shape: ParagraphShape) -> str:
        """Text after the number that Word shows before its paragraph."""
        if not shape.list_id or not text.strip():
            return text
        lists = self._document.lists
        number = lists.number(shape.list_id, shape.list_level) if lists is not None else None
        self.has_lists = self.has_lists or number is None
        return numbered(number or "", text)

    def _visible(self, start: int, end: int) -> str:
        """Visible text between two positions, with `\\n` for a manual line break."""
        shown = ""
        fields: list[str] = []
        for piece, shape in self._document.runs(start, end):
            plain = ""
            for char in piece:
                if char == _FIELD_BEGIN:
                    fields.append("instruction")
                elif char == _FIELD_MIDDLE and fields:
                    fields[-1] = "result"
                elif char == _FIELD_END and fields:
                    fields.pop()
                elif "instruction" not in fields:
                    plain += _character(char, shape.symbol)
            if not plain:
                continue
            if shape.hidden or shape.struck:
                if plain.strip():
                    self.dropped.append(DroppedText(plain.strip(), 0, "struck" if shape.struck else "hidden"))
            elif shape.raised:
                raised = raised_text(shown, plain)
                if raised is None:
                    self.dropped.append(DroppedText(plain.strip(), 0, "note mark"))
                shown += raised or ""
            else:
                shown += plain
        return shown


def _character(char: str, symbol: tuple[int, int] | None) -> str:
    """Character as Word displays it; empty for marks of pictures, notes and comments."""
    if char == "(" and symbol is not None:
        return _BALLOT.get(symbol[1], "")
    if char == _LINE_BREAK:
        return "\n"
    if char in ("\t", "\xa0"):
        return " "
    if char == "\x1e":
        return "-"
    return "" if char < " " else char
