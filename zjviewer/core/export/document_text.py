"""Words as Markdown and word processors take them."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def strip_xml_invalid(words: str) -> str:
    """Without what XML cannot hold."""
    return _UNPRINTABLE.sub("", words)


def escape_markdown(words: str) -> str:
    """Letters that Markdown takes for markup, as letters; on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def set_font(document: "Document") -> None:
    """Word takes another font for Chinese than for Latin letters, and its template names none."""
    from docx.oxml.ns import qn

    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")
