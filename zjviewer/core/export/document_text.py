"""Text prepared for Markdown, XML formats and terminals: escaped markup, no control characters, fonts of DOCX."""

import re
from typing import TYPE_CHECKING

from zjviewer.core.text.control_characters import remove_controls

if TYPE_CHECKING:
    from docx.document import Document

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def strip_xml_invalid(text: str) -> str:
    """The text without control characters, half characters and noncharacters, which XML cannot contain."""
    return remove_controls(text)


def escape_markdown(text: str) -> str:
    """The text on one line, with a backslash before each character of Markdown's markup."""
    return _MARKUP.sub(r"\\\1", " ".join(remove_controls(text).split()))


def set_font(document: "Document") -> None:
    """Set the Chinese font of the styles: Word has one of its own for Chinese, and the template names none."""
    from docx.oxml.ns import qn

    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")
