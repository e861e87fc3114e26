"""Text prepared for Markdown, XML formats and terminals: escaped markup, no control characters, Chinese font of
DOCX."""

import re
from typing import TYPE_CHECKING

from zjviewer.core.text.control_characters import remove_controls

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST_PROPERTY = 255
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def strip_xml_invalid(text: str) -> str:
    """The text without control characters, lone surrogates and noncharacters, which XML cannot contain."""
    return remove_controls(text)


def title_property(title: str) -> str:
    """The title as a property of a DOCX or XLSX file, which holds at most 255 characters on one line."""
    return " ".join(remove_controls(title).split())[:_LONGEST_PROPERTY]


def escape_markdown(text: str) -> str:
    """The text on one line, with a backslash before each Markdown markup character."""
    return _MARKUP.sub(r"\\\1", " ".join(remove_controls(text).split()))


def set_font(document: "Document") -> None:
    """Set the East Asian font of all styles. Word stores it separately from the Latin font, and the template defines
    none."""
    from docx.oxml.ns import qn

    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")
