"""Files that Word inserts into a document as a whole (`w:altChunk`): pages, texts and other documents."""

import lzma
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from zjviewer.core.text.segmentation import normalise
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.file_type import detect_type
from zjviewer.readers.common.input_file import Source

_DEEPEST = 2
_NAME = "inserted"


def blocks_of_inserted(raw: bytes, depth: int) -> list[Block]:
    """Blocks of an inserted file in a document that is itself `depth` levels deep; empty for a file that cannot be
    read."""
    source = Source(Path(_NAME), raw)
    try:
        kind = detect_type(source)
        if kind == "DOCX" and depth < _DEEPEST:
            from zjviewer.readers.docx.document import blocks_of_docx

            return blocks_of_docx(raw, _NAME, depth + 1)
        if kind == "HTML":
            from zjviewer.readers.html.page import blocks_of_fragment

            return blocks_of_fragment(decoded(source).text)
        if not kind:
            from zjviewer.readers.text.plain_text import blocks_of

            return blocks_of(normalise(decoded(source).text).split("\n"))[0]
    except (UnreadableFile, zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError):
        return []
    except (EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return []
    return []
