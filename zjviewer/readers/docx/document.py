"""Reader of DOCX: paragraphs with the numbers that Word shows, headings by style, tables in reading order. It executes
no macros and loads nothing from the network."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from zjviewer.core.model.report import DroppedText, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph, words_of
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.list_numbers import numbered
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.docx.inline import Inline, chosen_content, is_placeholder
from zjviewer.readers.docx.package import Package
from zjviewer.readers.docx.styles import Styles, attribute, children, first, local
from zjviewer.readers.docx.tables import is_hidden_row, rows_of, table_of_rows

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError),
    *(EOFError, OSError, ValueError, NotImplementedError),
)
_DEEPEST = 2
"""Largest number of documents around one that is read."""
_CONTAINERS = frozenset({"sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def read_docx(source: Source) -> Report:
    """Report from a DOCX file. Raises UnreadableFile where the file is damaged, too large when unpacked, or contains no
    text."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
            package = Package(archive, source.name)
            main = package.part(package.main)
            if main is None:
                raise UnreadableFile("{name} is damaged: it has no document in it.", name=source.name)
            document = _Document(package)
            core = package.core_properties()
            edges = _edges(package)
            blocks = list(document.blocks(first(main, "body")))
    except _DAMAGED as error:
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error
    except RuntimeError as error:  # how zipfile reports a password
        raise UnreadableFile(
            "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
        ) from error
    title = next((e.text or "" for e in core.iter() if local(e) == "title"), "") if core is not None else ""
    return assemble_report(
        [*blocks, *document.trailing_notes()],
        source,
        "DOCX",
        title=title,
        dropped=[*edges, *document.inline.left_out()],
        remarks=tuple(document.inline.remarks.values()),
    )


def _edges(package: Package) -> list[DroppedText]:
    """Page headers and footers, as text left out, without duplicates."""
    found: dict[str, None] = {}
    for kind in ("header", "footer"):
        for part in package.related(kind):
            text = "".join(e.text or "" for e in part.iter() if local(e) == "t").strip()
            if text:
                found[text] = None
    return [DroppedText(text, 0, "running head") for text in found]


class _Document:
    """Converts the body of a document to blocks."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.styles = Styles(package.first_related("styles"), package.first_related("numbering"))
        self.inline = Inline(self.styles)
        self._notes = {
            kind: {attribute(note, "id"): note for note in part if local(note) == kind}
            for kind in ("footnote", "endnote")
            if (part := package.first_related(f"{kind}s")) is not None
        }
        self._ends: list[etree._Element] = []
        """Endnotes with a reference in the text, in order of reference."""

    def blocks(self, parent: etree._Element | None) -> Iterator[Block]:
        """Paragraphs and tables inside an element, in reading order; empty for None."""
        begun = ""
        for child in parent if parent is not None else ():
            name = local(child)
            if name == "p":
                whole = list(self._paragraphs(child))
                if begun and whole and isinstance(rest := whole[0], Paragraph):
                    whole[0] = rest._replace(text=begun + rest.text)
                    begun = ""
                if len(whole) == 1 and isinstance(only := whole[0], Paragraph) and _goes_on(child):
                    begun = only.text
                    continue
                yield from whole
            elif name == "tbl":
                yield from self._table(child)
            elif name == "altChunk":
                yield from self._inserted(child)
            elif name == "AlternateContent":
                yield from self.blocks(chosen_content(child))
            elif name == "sdt" and is_placeholder(child):
                self.inline.dropped.append(DroppedText("".join(child.itertext("{*}t")), 0, "hidden"))
            elif name in _CONTAINERS or name == "sdt":
                yield from self.blocks(child)
        if begun:
            yield Paragraph(begun)

    def _inserted(self, element: etree._Element) -> list[Block]:
        """Blocks of a file that was inserted as a whole; empty, with a remark, where it cannot be read."""
        from zjviewer.readers.docx.inserted_files import blocks_of_inserted  # rare, and needs the reader of HTML

        raw = self._package.inserted(attribute(element, "id"))
        blocks = blocks_of_inserted(raw, self._read_inside) if raw else []
        if not blocks:
            self.inline.remark("A file that was inserted into the document as a whole was left out.")
        return blocks

    def _read_inside(self, raw: bytes, name: str) -> list[Block]:
        """Blocks of a document that was inserted into this one; empty below the deepest level."""
        if self._package.depth >= _DEEPEST:
            return []
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            package = Package(archive, name, self._package.depth + 1)
            main = package.part(package.main)
            document = _Document(package)
            return [*document.blocks(first(main, "body") if main is not None else None), *document.trailing_notes()]

    def trailing_notes(self) -> Iterator[Block]:
        """Paragraphs of the endnotes, which follow the text of the document."""
        ends, self._ends = self._ends, []
        for note in ends:
            yield from self._note(note)

    def _paragraphs(self, element: etree._Element) -> Iterator[Block]:
        """One paragraph for each line between manual line breaks, then its footnotes and the content of its text
        boxes."""
        style = self.styles.of(element)
        number = self.styles.number(element)
        text = self.inline.text_of(element)
        notes = [self._notes.get(kind, {}).get(id_) for kind, id_ in self.inline.notes]
        kinds = [kind for kind, _ in self.inline.notes]
        for line in text.split("\n"):
            if line.strip():
                yield Paragraph(numbered(number, line), level=style.level, centred=style.centred)
                number = ""
        for kind, note in zip(kinds, notes, strict=True):
            if note is not None and kind == "endnote":
                self._ends.append(note)
            elif note is not None:
                yield from self._note(note)
        for box in element.iter():
            if local(box) == "txbxContent" and not any(_is_replaced(up) for up in box.iterancestors()):
                yield from self.blocks(box)

    def _note(self, note: etree._Element) -> Iterator[Block]:
        """Note as a separate paragraph."""
        text = "".join(words_of(block) for block in self.blocks(note)).strip()
        if text:
            yield Paragraph(f"注：{text}")

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """Blocks of a table; a table with a single column is a layout table and is replaced by its content."""
        whole = list(rows_of(element))
        rows = [row for row in whole if not is_hidden_row(row)]
        for row in whole:
            if row not in rows and (text := " ".join("".join(row.itertext("{*}t")).split())):
                self.inline.dropped.append(DroppedText(text, 0, "hidden"))
        below: list[Block] = []
        table = table_of_rows(rows, lambda cell: self._cell_text(cell, below))
        if table is not None and table.width > 1:
            yield table
            yield from below
            return
        for row in rows:
            for cell in children(row, "tc"):
                yield from self.blocks(cell)

    def _cell_text(self, cell: etree._Element, below: list[Block]) -> str:
        """Text of a cell; its notes are added to `below`, so that a note is never joined to a number."""
        blocks = list(self.blocks(cell))
        below += [block for block in blocks if _is_note(block)]
        return "\n".join(words_of(block) for block in blocks if not _is_note(block))


def _is_replaced(element: etree._Element) -> bool:
    """Whether an element is a fallback beside a choice that is read."""
    parent = element.getparent()
    return local(element) == "Fallback" and parent is not None and chosen_content(parent) is not element


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one continues it."""
    properties = first(paragraph, "pPr")
    mark = first(properties, "rPr") if properties is not None else None
    return mark is not None and any(first(mark, name) is not None for name in ("del", "moveFrom"))


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.startswith("注：")
