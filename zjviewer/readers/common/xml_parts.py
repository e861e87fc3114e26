"""XML parts of ZIP packages (DOCX, ODT, ODS, OFD), read within a size limit and without expanding entities."""

import zipfile

from lxml import etree

from zjviewer.errors import UnreadableFile

LARGEST_PART = 96 * 1024 * 1024
"""Largest size of one unpacked part, in bytes; a file with a larger part is refused."""


def read_part(archive: zipfile.ZipFile, stored: str, file_name: str) -> etree._Element:
    """Root element of a part. `stored`: its name in the archive; `file_name`: name of the package, for messages.

    Raises UnreadableFile where the unpacked part is too large, and exceptions of zipfile and lxml for a damaged one.
    """
    with archive.open(stored) as file:
        raw = file.read(LARGEST_PART + 1)
    if len(raw) > LARGEST_PART:
        raise UnreadableFile(
            "{name} unpacks to more than {limit} MB, which no report does.", name=file_name, limit=LARGEST_PART >> 20
        )
    return parse_xml(raw)


def parse_xml(raw: bytes) -> etree._Element:
    """Root element of XML bytes. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(raw, parser)


def local_name(element: etree._Element | None) -> str:
    """Tag without its namespace; empty for None, comments and processing instructions."""
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
