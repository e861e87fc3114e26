"""What a file really is, by its first bytes, whatever its name says."""

import io
import re
from typing import TYPE_CHECKING

from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source

if TYPE_CHECKING:
    import zipfile

_HTML = re.compile(
    rb"^\s*(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|meta|title)\b", re.I | re.S
)
_XML_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.I)
_MHTML = re.compile(rb"^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?Content-Type:\s*multipart/related", re.I)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_LONGEST_TYPES = 1 << 20
"""Bytes of a list of content types that are examined."""
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def detect_type(source: Source) -> str:
    """`PDF`, `DOCX`, `HTML`, `MHTML`, or empty for what may be a plain text.

    Raises UnreadableFile, with the way out, for the kinds that are known and cannot be read.
    """
    raw = source.raw
    if b"%PDF-" in raw[:1024]:
        return "PDF"
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(source)
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(source)
    if raw.startswith(b"{\\rtf"):
        raise UnreadableFile(
            "{name} is a Rich Text file, which cannot be read. Open it in Word or WPS and save it as DOCX or PDF.",
            name=source.name,
        )
    if raw.startswith(_PICTURES):
        raise UnreadableFile(
            "{name} is a picture and cannot be read. Recognise its characters first, and open the result.",
            name=source.name,
        )
    if raw.startswith(_ARCHIVES):
        raise UnreadableFile("{name} is an archive. Unpack it, and open the report in it.", name=source.name)
    head = raw[:65536].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    if _MHTML.match(head):
        return "MHTML"
    if _HTML.match(head) or (head.lstrip().startswith(b"<?xml") and _XML_HTML.search(head)):
        return "HTML"
    return ""


def _zipped(source: Source) -> str:
    import zipfile  # 10 ms to import, which a text and a worker need not wait for

    try:
        archive = zipfile.ZipFile(io.BytesIO(source.raw))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile(
            "{name} is damaged or was cut off: it is no whole DOCX file. Fetch it again.", name=source.name
        ) from error
    if any(name.casefold() == "word/document.xml" for name in names) or _declares_word(archive):
        return "DOCX"
    if "xl/workbook.xml" in names:
        raise UnreadableFile(
            "{name} is an Excel workbook, which cannot be read. Save it as PDF, or its text as CSV.", name=source.name
        )
    if "OFD.xml" in names:
        raise UnreadableFile("{name} is an OFD file, which cannot be read. Save it as PDF.", name=source.name)
    if "mimetype" in names:
        raise UnreadableFile(
            "{name} is an OpenDocument or e-book file, which cannot be read. Save it as DOCX or PDF.", name=source.name
        )
    raise UnreadableFile("{name} is an archive. Unpack it, and open the report in it.", name=source.name)


def _declares_word(archive: "zipfile.ZipFile") -> bool:
    """Whether the list of content types names a main document of Word, whatever its part is called."""
    try:
        with archive.open("[Content_Types].xml") as file:
            types = file.read(_LONGEST_TYPES)
    except Exception:  # a damaged or encrypted list says nothing
        return False
    return b"wordprocessingml.document.main" in types or b"ms-word.document" in types


def _compound(source: Source) -> str:
    """The container of Office before 2007, of WPS, and of every encrypted Office file."""
    if _ENCRYPTED in source.raw:
        raise UnreadableFile(
            "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
        )
    raise UnreadableFile(
        "{name} is of an old Word, Excel or WPS format, which cannot be read. Save it there as DOCX or PDF.",
        name=source.name,
    )
