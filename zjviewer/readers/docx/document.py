"""DOCX: paragraphs with the numbers that Word shows, headings by style, tables in place; nothing is run or fetched."""

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
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.docx.styles import Styles, attribute, children, first, local
from zjviewer.readers.docx.tables import rows_of, table_of_rows

LARGEST_PART = 96 * 1024 * 1024
"""Bytes of one part, unpacked; a small file that unpacks to more is not a report."""

_TAKEN = frozenset(
    {"r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "Choice"}
)
_TAKEN_IN_RUN = frozenset({"AlternateContent", "Choice", "ruby", "rubyBase", "drawing", "pict", "r"})
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError),
    *(EOFError, OSError, ValueError, NotImplementedError),
)
_CONTAINERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def read_docx(source: Source) -> Report:
    """Raises UnreadableFile where it is damaged, expands too far, or has no text."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.raw)) as package:
            body = _part(package, "word/document.xml", source)
            if body is None:
                raise UnreadableFile("{name} is damaged: it has no document in it.", name=source.name)
            styles = Styles(_part(package, "word/styles.xml", source), _part(package, "word/numbering.xml", source))
            core = _part(package, "docProps/core.xml", source)
            edges = _edges(package, source)
    except _DAMAGED as error:
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error
    except RuntimeError as error:  # how zipfile tells of a password
        raise UnreadableFile(
            "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
        ) from error
    blocks = list(_blocks(first(body, "body"), styles))
    title = next((e.text or "" for e in core.iter() if local(e) == "title"), "") if core is not None else ""
    return assemble_report(blocks, source, "DOCX", title=title, dropped=edges)


def _part(package: zipfile.ZipFile, name: str, source: Source) -> etree._Element | None:
    """A part's tree, its entities left alone; None where there is no such part."""
    found = next((each for each in package.namelist() if each.casefold() == name.casefold()), None)
    if found is None:
        return None
    with package.open(found) as file:
        raw = file.read(LARGEST_PART + 1)
    if len(raw) > LARGEST_PART:
        raise UnreadableFile(
            "{name} unpacks to more than {limit} MB, which no report does.", name=source.name, limit=LARGEST_PART >> 20
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(raw, parser)


def _edges(package: zipfile.ZipFile, source: Source) -> list[DroppedText]:
    """Running heads and feet, each wording once."""
    found: dict[str, None] = {}
    for name in sorted(package.namelist()):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            part = _part(package, name, source)
            text = "".join(e.text or "" for e in part.iter() if local(e) == "t").strip() if part is not None else ""
            if text:
                found[text] = None
    return [DroppedText(text, 0, "running head") for text in found]


def _blocks(parent: etree._Element | None, styles: Styles) -> Iterator[Block]:
    for child in parent if parent is not None else ():
        name = local(child)
        if name == "p":
            yield from _paragraphs(child, styles)
        elif name == "tbl":
            yield from _table(child, styles)
        elif name in _CONTAINERS:
            yield from _blocks(child, styles)


def _paragraphs(element: etree._Element, styles: Styles) -> Iterator[Block]:
    """One for every line that the writer broke, and then what its text boxes hold."""
    style = styles.of(element)
    number = styles.number(element)
    for text in "".join(_words(element)).split("\n"):
        if text.strip():
            yield Paragraph(number + text, level=style.level, centred=style.centred)
            number = ""
    for box in element.iter():
        if local(box) == "txbxContent" and not any(local(up) == "Fallback" for up in box.iterancestors()):
            yield from _blocks(box, styles)


def _words(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph or of what it holds; deleted and hidden words are not in it."""
    for child in element:
        name = local(child)
        if name == "t":
            yield (child.text or "") + "".join(entity.tail or "" for entity in child)
        elif name in ("tab", "ptab"):
            yield " "
        elif name in ("br", "cr"):
            yield "" if attribute(child, "type") in ("page", "column") else "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "r":
            properties = first(child, "rPr")
            if properties is None or first(properties, "vanish") is None:
                yield from _words(child)
        elif name in _TAKEN or name in _TAKEN_IN_RUN:
            yield from _words(child)


def _table(element: etree._Element, styles: Styles) -> Iterator[Block]:
    """A table; one of a single column only lays the page out, and gives way to what is in it."""
    rows = list(rows_of(element))
    table = table_of_rows(rows, lambda cell: _cell_text(cell, styles))
    if table is not None and table.width > 1:
        yield table
        return
    for row in rows:
        for cell in children(row, "tc"):
            yield from _blocks(cell, styles)


def _cell_text(cell: etree._Element, styles: Styles) -> str:
    return "\n".join(words_of(block) for block in _blocks(cell, styles))
