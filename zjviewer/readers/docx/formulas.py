"""Conversion of DOCX formulas to one line of text: fractions with a slash, exponents in superscript characters, so that
two numbers are never joined."""

import re

from lxml import etree

from zjviewer.readers.common.raised import as_superscript
from zjviewer.readers.docx.styles import first, local

_DEEPEST = 30
_OPERAND = re.compile(r"[\w.%％]*")


def formula_text(element: etree._Element | None, depth: int = 0) -> str:
    """Text of a formula or of an element inside one; empty for None."""
    if element is None:
        return ""
    if depth > _DEEPEST:
        return " ".join(text for each in element.iter("{*}t") if (text := each.text))

    def part(name: str) -> str:
        return formula_text(first(element, name), depth + 1)

    name = local(element)
    if name == "t":
        return element.text or ""
    if name == "f":
        return f"{_operand(part('num'))}/{_operand(part('den'))}"
    if name in ("sSup", "sSubSup"):
        return _operand(part("e")) + part("sub") + as_superscript(part("sup"))
    if name == "rad":
        return f"{as_superscript(part('deg')) if part('deg') else ''}√{_operand(part('e'))}"
    if name == "d":
        return f"({''.join(formula_text(child, depth + 1) for child in element)})"
    return "".join(formula_text(child, depth + 1) for child in element)


def _operand(text: str) -> str:
    return text if _OPERAND.fullmatch(text) else f"({text})"
