"""Files that Word inserts into a document as a whole (`w:altChunk`): pages, texts and other documents."""

import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from zjviewer.core.text.segmentation import normalise
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.file_type import detect_type
from zjviewer.readers.common.input_file import Source

_NAME = "inserted"


def blocks_of_inserted(raw: bytes, read_document: Callable[[bytes, str], list[Block]]) -> list[Block]:
    """Blocks of an inserted file; empty for a file that cannot be read. `read_document`: blocks of another document
    from its bytes and its name."""
    source = Source(Path(_NAME), raw)
    try:
        kind = detect_type(source)
        if kind == "DOCX":
            return read_document(raw, _NAME)
        if kind == "HTML":
            from zjviewer.readers.html.page import blocks_of_fragment

            return blocks_of_fragment(decoded(source).text)
        if not kind:
            return [Paragraph(line.strip()) for line in normalise(decoded(source).text).split("\n") if line.strip()]
    except (UnreadableFile, zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError):
        return []
    except (EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return []
    return []
