"""Registry of the file formats: one function per format and one entry in `READERS`. The format is detected from the
bytes of the file, and from its name only where the bytes leave it open."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model.report import ImportRemark, Report
from zjviewer.core.text.control_characters import blank_controls, remove_controls
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.file_type import detect_type
from zjviewer.readers.common.input_file import Progress, Source, source_of
from zjviewer.readers.container.member_paths import split_member

if TYPE_CHECKING:
    from zjviewer.readers.layout.original_pages import OriginalPages


class Reader(NamedTuple):
    """Entry of the registry: one file format, its file name extensions and its reading function."""

    kind: str
    """Format as `detect_type` returns it, or a text format that only the file name shows, such as Markdown."""
    endings: frozenset[str]
    read: Callable[[Source], Report]
    harmless: bool = False
    """True where only Python's own decoders process the file, so that no separate process is necessary. False for
    Markdown, which may contain HTML."""


def read_plain(source: Source) -> Report:
    """Report from a plain text. Raises UnreadableFile."""
    from zjviewer.readers.text import plain_text

    return plain_text.read_plain(source)


def read_markdown(source: Source) -> Report:
    """Report from a Markdown file. Raises UnreadableFile."""
    from zjviewer.readers.text import markdown

    return markdown.read_markdown(source)


def read_delimited(source: Source) -> Report:
    """Report from a CSV or TSV file. Raises UnreadableFile."""
    from zjviewer.readers.text import csv_text as delimited

    return delimited.read_delimited(source)


def read_html(source: Source) -> Report:
    """Report from an HTML page or a fragment of one. Raises UnreadableFile."""
    from zjviewer.readers.html import page as html  # lxml takes 20 ms to import, and plain text does not need it

    return html.read_html(source)


def read_mhtml(source: Source) -> Report:
    """Report from an MHTML file, which is a web page saved as one file. Raises UnreadableFile."""
    from zjviewer.readers.html import page as html

    return html.read_mhtml(source)


def read_docx(source: Source) -> Report:
    """Report from a DOCX file of Word since 2007 or of WPS. Raises UnreadableFile."""
    from zjviewer.readers.docx import document as docx

    return docx.read_docx(source)


def read_pdf(source: Source) -> Report:
    """Report from a PDF file with a text layer. Raises UnreadableFile."""
    from zjviewer.readers.pdf import document as pdf  # PDFium takes 40 ms to load

    return pdf.read_pdf(source)


def read_ofd(source: Source) -> Report:
    """Report from an OFD file (GB/T 33190). Raises UnreadableFile."""
    from zjviewer.readers.ofd import document as ofd

    return ofd.read_ofd(source)


def read_picture(source: Source) -> Report:
    """Report from a picture of a page: PNG, JPEG or TIFF, by recognition of its characters. Raises UnreadableFile."""
    from zjviewer.readers.recognition import pictures

    return pictures.read_picture(source)


def read_doc(source: Source) -> Report:
    """Report from a DOC file of Word before 2007 or a WPS file. Raises UnreadableFile."""
    from zjviewer.readers.doc import document as doc

    return doc.read_doc(source)


def read_rtf(source: Source) -> Report:
    """Report from an RTF file. Raises UnreadableFile."""
    from zjviewer.readers.text import rich_text

    return rich_text.read_rtf(source)


def read_xlsx(source: Source) -> Report:
    """Report from an XLSX workbook of Excel since 2007. Raises UnreadableFile."""
    from zjviewer.readers.spreadsheet import workbook

    return workbook.read_xlsx(source)


def read_xls(source: Source) -> Report:
    """Report from an XLS workbook of Excel before 2007 or an ET workbook of WPS. Raises UnreadableFile."""
    from zjviewer.readers.spreadsheet import workbook

    return workbook.read_xls(source)


def read_ods(source: Source) -> Report:
    """Report from an ODS spreadsheet. Raises UnreadableFile."""
    from zjviewer.readers.spreadsheet import workbook

    return workbook.read_ods(source)


def read_odt(source: Source) -> Report:
    """Report from an ODT document. Raises UnreadableFile."""
    from zjviewer.readers.opendocument import text

    return text.read_odt(source)


def read_zip(source: Source) -> Report:
    """Report from a ZIP archive that contains one document. Raises UnreadableFile; for several documents the error
    lists their names."""
    from zjviewer.readers.container.members import member_of_archive, members_of_archive, several_members

    names = members_of_archive(source, DOCUMENT_ENDINGS) or members_of_archive(source, tuple(_PICTURES))
    if not names:
        raise UnreadableFile("There is no document in {name} that can be read.", name=source.name)
    if len(names) > 1:
        raise several_members(source, names)
    return _member_report(member_of_archive(source, names[0]), source)


def read_eml(source: Source) -> Report:
    """Report from an e-mail: from the attached document, or from the text of the e-mail where none is attached. Raises
    UnreadableFile; for several attached documents the error lists their names."""
    from zjviewer.readers.container.email_message import parse_message, read_body
    from zjviewer.readers.container.members import member_of_message, members_of_message, several_members

    message = parse_message(source)
    names = members_of_message(message, DOCUMENT_ENDINGS)
    if len(names) > 1:
        raise several_members(source, names)
    if names:
        return _member_report(member_of_message(source, message, names[0]), source)
    return read_body(source, message)


def _member_report(member: Source, container: Source) -> Report:
    """Report from the only document in a container. Its path is the path of the container."""
    remark = ImportRemark(
        "recognised",
        "The document {member} in {name} was read.",
        (("member", str(member.path.relative_to(container.path).as_posix())), ("name", container.name)),
    )
    report = _read_source(member)
    return replace(report, path=container.path, remarks=(remark, *report.remarks))


def _source_of_member(container: Path, member: str, encoding: str, progress: Progress | None) -> Source:
    """Source for one document in an archive or an e-mail. Raises UnreadableFile."""
    from zjviewer.readers.container.email_message import parse_message
    from zjviewer.readers.container.members import member_of_archive, member_of_message

    source = source_of(container, encoding, progress)
    if source.raw.startswith(b"PK\x03\x04"):
        return member_of_archive(source, member)
    return member_of_message(source, parse_message(source), member)


READERS: tuple[Reader, ...] = (
    Reader("text", frozenset({".txt", ".text", ""}), read_plain, harmless=True),
    Reader("Markdown", frozenset({".md", ".markdown"}), read_markdown),
    Reader("CSV", frozenset({".csv", ".tsv"}), read_delimited),
    Reader("HTML", frozenset({".html", ".htm", ".xhtml", ".shtml"}), read_html),
    Reader("MHTML", frozenset({".mht", ".mhtml"}), read_mhtml),
    Reader("DOCX", frozenset({".docx", ".docm"}), read_docx),
    Reader("PDF", frozenset({".pdf"}), read_pdf),
    Reader("OFD", frozenset({".ofd"}), read_ofd),
    Reader("picture", frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"}), read_picture),
    Reader("DOC", frozenset({".doc", ".wps"}), read_doc),
    Reader("RTF", frozenset({".rtf"}), read_rtf),
    Reader("XLSX", frozenset({".xlsx", ".xlsm"}), read_xlsx),
    Reader("XLS", frozenset({".xls", ".et"}), read_xls),
    Reader("ODS", frozenset({".ods"}), read_ods),
    Reader("ODT", frozenset({".odt"}), read_odt),
    Reader("ZIP", frozenset({".zip"}), read_zip),
    Reader("EML", frozenset({".eml"}), read_eml),
)
ENDINGS = tuple(sorted(ending for reader in READERS for ending in reader.endings if ending))
"""All file name extensions with a reader, such as `.pdf`, sorted."""

_PICTURES = next(reader.endings for reader in READERS if reader.kind == "picture")
DOCUMENT_ENDINGS = tuple(ending for ending in ENDINGS if ending not in _PICTURES)
"""Extensions of documents in archives, e-mails and folders, where pictures are mostly logos and photographs."""
_BINARY = frozenset({"DOCX", "PDF", "OFD", "picture", "DOC", "RTF", "XLSX", "XLS", "ODS", "ODT", "ZIP"})
_TAG = re.compile(rb"<\0?[A-Za-z!/?]|&\0?[#a-z]")


def without_controls(report: Report) -> Report:
    """Report without control characters in its text, title, metadata and other fields: a terminal would execute them as
    escape sequences."""
    return replace(
        report,
        text=blank_controls(report.text),
        title=remove_controls(report.title),
        issuer=remove_controls(report.issuer),
        region=remove_controls(report.region),
        note=remove_controls(report.note),
        metadata=tuple((remove_controls(name), remove_controls(value)) for name, value in report.metadata),
    )


def read_report(path: Path, encoding: str = "", progress: Progress | None = None) -> Report:
    """Report from a file. Where the file name extension does not match the content, the content decides, and a remark
    is added.

    `encoding`: text encoding that the user has chosen; empty for automatic detection. Raises UnreadableFile.
    """
    return _read_source(open_source(path, encoding, progress))


def open_source(path: Path, encoding: str = "", progress: Progress | None = None) -> Source:
    """Content of a file, or of a document in an archive or an e-mail. Raises UnreadableFile."""
    inside = split_member(path)
    if inside is not None:
        return _source_of_member(*inside, encoding, progress)
    return source_of(path, encoding, progress)


def open_document(path: Path) -> Source:
    """Content of a document: of the file itself, or of the only document in an archive. Raises UnreadableFile."""
    source = open_source(path)
    if detect_type(source) != "ZIP":
        return source
    from zjviewer.readers.container.members import member_of_archive, members_of_archive, several_members

    names = members_of_archive(source, ENDINGS)
    if len(names) != 1:
        raise several_members(source, names)
    return member_of_archive(source, names[0])


def open_pages(source: Source) -> "OriginalPages":
    """Original pages of a document. Raises an exception of the format where it is damaged, ValueError where its format
    has no pages."""
    kind = detect_type(source)
    if kind == "PDF":
        from zjviewer.readers.pdf.page_images import original_pages

        return original_pages(source.raw)
    if kind == "OFD":
        from zjviewer.readers.ofd.drawing import drawings
        from zjviewer.readers.pdf.drawn_pages import drawn_pages

        return drawn_pages(drawings(source))
    if kind == "picture":
        from zjviewer.readers.recognition.pictures import picture_pages

        return picture_pages(source)
    raise ValueError(f"no pages: {kind}")


def _read_source(source: Source) -> Report:
    path = source.path
    ending = path.suffix.lower()
    named = next((reader for reader in READERS if ending in reader.endings), None)
    kind = detect_type(source)
    reader = next((reader for reader in READERS if reader.kind == kind), None) or named
    if reader is None:
        known = ", ".join(ENDINGS)
        raise UnreadableFile(
            "{name} is of a kind that cannot be read; these can: {known}.", name=path.name, known=known
        )
    if not kind and reader.kind in _BINARY:
        raise UnreadableFile(
            "{name} is damaged or something else: it is called {ending} and is no {kind} file.",
            name=path.name,
            ending=ending,
            kind=reader.kind,
        )
    if not kind and reader.kind == "HTML" and not _TAG.search(source.raw):
        reader = READERS[0]
    report = without_controls(reader.read(source))
    if named is None or reader is named:
        return report
    remark = ImportRemark(
        "repaired",
        "The file is called {ending} but is {kind}, and was read as that.",
        (("ending", ending), ("kind", reader.kind)),
    )
    return replace(report, remarks=(remark, *report.remarks))
