"""Detection of the format of a file by its content, independent of its name."""

import io
import re
from typing import TYPE_CHECKING

from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source

if TYPE_CHECKING:
    import zipfile

_HTML = re.compile(rb"<(?:!doctype\s{1,9}html|html|head|body|div|table|meta|title)\b", re.I)
_XML_HTML = re.compile(rb"<(?:!doctype\s{1,9}html|html)\b", re.I)
_BLANK = re.compile(rb"\s*")
_HEADER = re.compile(rb"[\w-]{1,80}:")
_MULTIPART = re.compile(rb"content-type:\s{0,9}multipart/related", re.I)
_HEAD = 65536
"""Number of bytes that are examined for markup and message headers."""
_DAMAGED = "{name} is damaged or was cut off. Fetch it again."
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OTHER_PICTURES = (b"GIF8", b"BM", b"RIFF")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTION_ENTRY = b"encryption-data"
"""Element of the manifest of an encrypted OpenDocument package."""
_LONGEST_START = 1 << 20
"""Number of bytes of a list of parts that are examined."""
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def detect_type(source: Source) -> str:
    """Name of the format, such as `PDF`, `DOCX` or `HTML`; empty for a file that may be plain text.

    Raises UnreadableFile for a known format that cannot be read; the message explains what to do instead.
    """
    raw = source.raw
    if b"%PDF-" in raw[:1024] and not raw.startswith(b"PK\x03\x04"):  # an archive may store a PDF as it is
        return "PDF"
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(source)
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(source)
    if raw.startswith(b"{\\rtf"):
        return "RTF"
    if raw.startswith(_PICTURES):
        return "picture"
    if raw.startswith(_OTHER_PICTURES):
        raise UnreadableFile(
            "{name} is a picture of a kind that cannot be read. Save it as PNG, and open that.", name=source.name
        )
    if raw.startswith(_ARCHIVES):
        raise UnreadableFile("{name} is an archive. Unpack it, and open the report in it.", name=source.name)
    head = raw[:_HEAD].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    if _is_mhtml(head):
        return "MHTML"
    begin = _without_comments(head)
    if _HTML.match(begin) or (begin.startswith(b"<?xml") and _XML_HTML.search(begin)):
        return "HTML"
    return ""


def _without_comments(head: bytes) -> bytes:
    """First bytes of a file without leading white space and comments."""
    at = 0
    while True:
        blank = _BLANK.match(head, at)
        at = blank.end() if blank else at
        if not head.startswith(b"<!--", at):
            return head[at:]
        end = head.find(b"-->", at)
        if end < 0:
            return b""
        at = end + 3


def _is_mhtml(head: bytes) -> bool:
    """Whether the message headers declare a web page with its parts. The headers end at the first line that is not
    one."""
    for line in head.split(b"\n"):
        if _MULTIPART.match(line):
            return True
        if not _HEADER.match(line) and not line.startswith((b" ", b"\t")):
            return False
    return False


def _zipped(source: Source) -> str:
    import zipfile  # takes 10 ms to import, and plain text and the worker process do not need it

    try:
        archive = zipfile.ZipFile(io.BytesIO(source.raw))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile(_DAMAGED, name=source.name) from error
    if any(name.casefold() == "word/document.xml" for name in names) or _declares_word(archive):
        return "DOCX"
    if any(name.casefold() == "xl/workbook.xml" for name in names):
        return "XLSX"
    if any(name.lstrip("/").casefold() == "ofd.xml" for name in names):
        return "OFD"
    if "mimetype" in names:
        if _ENCRYPTION_ENTRY in _start_of(archive, "META-INF/manifest.xml"):
            raise _encrypted(source)
        kind = _start_of(archive, "mimetype").decode("ascii", "replace")
        if "opendocument.text" in kind:
            return "ODT"
        if "opendocument.spreadsheet" in kind:
            return "ODS"
        raise UnreadableFile(
            "{name} is an OpenDocument or e-book file, which cannot be read. Save it as DOCX or PDF.", name=source.name
        )
    return "ZIP"


def _start_of(archive: "zipfile.ZipFile", name: str) -> bytes:
    """First bytes of an entry of an archive; empty where it is missing, damaged or encrypted."""
    try:
        with archive.open(name) as file:
            return file.read(_LONGEST_START)
    except Exception:  # zipfile raises exceptions of many types for damaged archives
        return b""


def _encrypted(source: Source) -> UnreadableFile:
    return UnreadableFile("{name} is encrypted. Open it with its password, and save it without one.", name=source.name)


def _declares_word(archive: "zipfile.ZipFile") -> bool:
    """Whether the list of content types contains a main document of Word, under any part name."""
    types = _start_of(archive, "[Content_Types].xml")
    return b"wordprocessingml.document.main" in types or b"ms-word.document" in types


def _compound(source: Source) -> str:
    """Format of a compound file, the container of Office before 2007, of WPS and of encrypted Office files."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(source.raw)) as container:
            streams = {name.casefold() for name, *_ in container.listdir()}
    except Exception as error:  # olefile raises exceptions of many types for damaged files
        if _ENCRYPTED not in source.raw:
            raise UnreadableFile(_DAMAGED, name=source.name) from error
        streams = {"encryptedpackage"}
    if "encryptedpackage" in streams:
        raise _encrypted(source)
    if streams & {"workbook", "book"}:
        return "XLS"
    if "worddocument" in streams:
        return "DOC"
    raise UnreadableFile(
        "{name} is of an old Word or WPS format, which cannot be read. Save it there as DOCX or PDF.",
        name=source.name,
    )
