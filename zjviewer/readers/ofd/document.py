"""Reader of OFD: paragraphs and tables of all documents of a package; annotations and seals are left out."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from zjviewer.core.model.report import DroppedText, ImportRemark, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.layout.geometry import IDENTITY
from zjviewer.readers.layout.lines import Numbers
from zjviewer.readers.layout.page_content import PageContent, content_of
from zjviewer.readers.layout.pages import Page, blocks_of_pages, check_recognisable, page_of
from zjviewer.readers.ofd.package import Document, Package, child, children, resolved, text_of
from zjviewer.readers.ofd.page_objects import POINTS, ObjectReader, PageObjects, box_of

MOST_PAGES = 2000
_A4 = (0.0, 0.0, 210.0, 297.0)
_LONGEST_PAGE = 10_000
"""Largest width and height of a page, in millimetres."""
_MOST_ANNOTATIONS = 2_000


class Sheet(NamedTuple):
    """Page of a document in the package, before it is read."""

    document: Document
    entry: etree._Element
    number: int


def read_ofd(source: Source) -> Report:
    """Report from an OFD file. Raises UnreadableFile where the file is damaged, encrypted, a scan without text, or
    contains no text."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
            return _read(Package(archive, source.name), source)
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        KeyError,
        OSError,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise _damaged(source) from error
    except RuntimeError as error:  # how zipfile reports a password
        raise _encrypted(source) from error


def _read(package: Package, source: Source) -> Report:
    bodies = package.bodies()
    documents = [each for each in map(package.document, bodies) if each is not None]
    if not documents:
        raise _encrypted(source) if package.has("encrypt") or package.has("decryptseed") else _damaged(source)
    sheets = sheets_of(documents)
    if len(sheets) > MOST_PAGES:
        raise UnreadableFile(
            "{name} has {pages} pages, and at most {limit} can be read.",
            name=source.name,
            pages=len(sheets),
            limit=MOST_PAGES,
        )
    pages: list[tuple[Document, Page]] = []
    numbers = Numbers()
    for sheet in sheets:
        pages.append((sheet.document, page_of(_content(package, sheet), numbers)))
        if source.progress is not None:
            source.progress(len(pages), len(sheets))
    remarks = check_recognisable(source, [page for _, page in pages], _scan(source))
    blocks: list[Block] = []
    dropped = [each for document in documents for each in _annotations(package, document, sheets)]
    for document in documents:
        laid_out = blocks_of_pages([page for owner, page in pages if owner is document])
        blocks += laid_out.blocks
        dropped += laid_out.dropped
        remarks += laid_out.remarks
    if len(documents) > 1:
        count = (("count", str(len(documents))),)
        message = "The file contains {count} documents, read one after another."
        remarks.append(ImportRemark("recognised", message, count))
    if any(text_of(body, "Signatures") for body in bodies):
        remarks.append(ImportRemark("recognised", "Electronic seals and signatures are not shown and not verified."))
    title = text_of(child(bodies[0], "DocInfo"), "Title")
    return assemble_report(blocks, source, "OFD", title=title, dropped=dropped, remarks=remarks)


def sheets_of(documents: list[Document]) -> list[Sheet]:
    """Pages of all documents, numbered from 1."""
    entries = [(each, entry) for each in documents for entry in children(child(each.root, "Pages"), "Page")]
    return [Sheet(document, entry, number) for number, (document, entry) in enumerate(entries, 1)]


def _content(package: Package, sheet: Sheet) -> PageContent:
    """Content of a page."""
    size, found = page_objects(package, sheet)
    return content_of(sheet.number, size, found.glyphs, found.rules, found.pictures)


def page_objects(package: Package, sheet: Sheet, *, is_drawn: bool = False) -> tuple[tuple[float, float], PageObjects]:
    """Size of a page in points, and its objects; with what is drawn if asked for. Templates come first, except those in
    the foreground."""
    document = sheet.document
    place = resolved(document.place, sheet.entry.get("BaseLoc", ""))
    root = package.part(place)
    for resource in children(root, "PageRes"):
        package.add_resources(document, resolved(place, resource.text or ""))
    left, top, width, height = _area(document, root)
    reader, found = ObjectReader(document, package.content if is_drawn else None), PageObjects()
    templates = children(root, "Template")
    behind = [each for each in templates if each.get("ZOrder", "Background") != "Foreground"]
    contents = [
        *(_template(package, document, each) for each in behind),
        root,
        *(_template(package, document, each) for each in templates if each not in behind),
    ]
    for part in contents:
        reader.add_layers(child(part, "Content"), (left, top), found)
    return (width * POINTS, height * POINTS), found


def page_size(package: Package, sheet: Sheet) -> tuple[float, float]:
    """Width and height of a page in points."""
    root = package.part(resolved(sheet.document.place, sheet.entry.get("BaseLoc", "")))
    _, _, width, height = _area(sheet.document, root)
    return width * POINTS, height * POINTS


def _template(package: Package, document: Document, element: etree._Element) -> etree._Element | None:
    return package.part(document.templates.get(element.get("TemplateID", ""), ""))


def _area(document: Document, page: etree._Element | None) -> tuple[float, float, float, float]:
    """Box (left, top, width, height) of a page, in millimetres: its own, or that of the document; A4 otherwise."""
    common = child(child(document.root, "CommonData"), "PageArea")
    for area in (child(page, "Area"), common):
        box = box_of(child(area, "PhysicalBox"))
        if box is not None and max(box[2:]) <= _LONGEST_PAGE:
            return box
    return _A4


def _annotations(package: Package, document: Document, sheets: list[Sheet]) -> Iterator[DroppedText]:
    """Text of annotations and stamps, each with its page."""
    pages = {sheet.entry.get("ID", ""): sheet.number for sheet in sheets if sheet.document is document}
    reader = ObjectReader(document)
    for count, (page, annotation) in enumerate(package.annotations(document)):
        if count >= _MOST_ANNOTATIONS:
            return
        found = PageObjects()
        for appearance in children(annotation, "Appearance"):
            reader.add_block(appearance, IDENTITY, found)
        text = "".join(glyph.char.text for glyph in found.glyphs)
        if text:
            is_watermark = annotation.get("Type", "").casefold() == "watermark"
            yield DroppedText(text, 0, "watermark" if is_watermark else "annotation", pages.get(page, 0))


def _scan(source: Source) -> UnreadableFile:
    return UnreadableFile(
        "The pages of {name} are pictures without text. Save it as PDF, and open that.", name=source.name
    )


def _damaged(source: Source) -> UnreadableFile:
    return UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name)


def _encrypted(source: Source) -> UnreadableFile:
    return UnreadableFile("{name} is encrypted. Open it with its password, and save it without one.", name=source.name)
