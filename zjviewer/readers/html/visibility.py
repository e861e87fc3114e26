"""Visibility of text in a page: text that attributes, inline styles and internal style sheets hide, strike out or
raise.

One pass changes the element tree, so that later steps need no knowledge of styles.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from zjviewer.core.model.report import DroppedText
from zjviewer.readers.common.raised import raised_text

HIDDEN = "data-hidden-text"
"""Attribute that marks a hidden element in the element tree."""

_BRACES = re.compile(r"([{}])")
_DECLARATION = re.compile(
    r"(?:^|;)\s*(display|visibility|opacity|text-decoration(?:-line)?|vertical-align)\s*:\s*([^;]{1,200})"
)
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_LARGEST_SHEET = 1 << 20
_MOST_SELECTORS = 400
_SOFTLY_HIDDEN_AT_MOST = 0.5
"""Largest share of the text that `visibility` and `opacity` can hide; in a page with a larger share, a script shows the
text, and it is treated as visible."""


class _Look(NamedTuple):
    """CSS declarations that affect visibility; empty where nothing is declared."""

    display: str = ""
    visibility: str = ""
    opacity: str = ""
    decoration: str = ""
    align: str = ""


def apply_visibility(root: etree._Element) -> list[DroppedText]:
    """Remove struck-out text and note marks, mark hidden elements with the attribute `HIDDEN`, and replace exponents by
    superscript characters. Returns the removed text in reading order, then all note marks as one entry."""
    looks = _looks(root)
    total = len("".join(root.itertext()))
    soft = {element for element, look in looks.items() if _is_softly_hidden(look)}
    weight = sum(len("".join(each.itertext())) for each in soft if not any(up in soft for up in each.iterancestors()))
    if weight > _SOFTLY_HIDDEN_AT_MOST * total:
        soft = set()
    dropped: list[DroppedText] = []
    marks: list[str] = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        look = looks.get(element, _Look())
        if element.tag in _STRUCK_TAGS or "line-through" in look.decoration:
            _remove(element, "struck", dropped)
        elif look.display == "none" or element in soft or element.get("hidden") is not None:
            if next(element.iterancestors("td", "th"), None) is not None:
                _remove(element, "hidden", dropped)
            else:
                element.set(HIDDEN, "")
        elif element.tag == "sup" or look.align == "super":
            marks += _raise(element)
    if marks:
        dropped.append(DroppedText(" ".join(marks), 0, "note mark"))
    return dropped


def _is_softly_hidden(look: _Look) -> bool:
    return look.visibility == "hidden" or look.opacity in ("0", "0.0", "0%")


def _looks(root: etree._Element) -> dict[etree._Element, _Look]:
    """Effective declarations of each element that has any: from style sheets by specificity and order, then from
    `style`."""
    found: dict[etree._Element, _Look] = {}
    for element, declared in _from_sheets(root):
        found[element] = _over(found.get(element, _Look()), declared)
    for element in root.iter():
        if isinstance(element.tag, str) and (style := element.get("style")):
            declared = _declared(style)
            if declared != _Look():
                found[element] = _over(found.get(element, _Look()), declared)
    return found


def _from_sheets(root: etree._Element) -> Iterator[tuple[etree._Element, _Look]]:
    """Elements with their declarations from internal style sheets, in ascending order of precedence."""
    sheets = [(sheet.text or "")[:_LARGEST_SHEET] for sheet in root.iter("style")]
    rules = [(selectors, look) for sheet in sheets for selectors, look in _rules(sheet) if look != _Look()]
    if not rules:
        return
    from cssselect import GenericTranslator, SelectorError, parse  # takes 10 ms to import; most pages have no such rule

    matched: list[tuple[tuple[int, int, int], int, etree._Element, _Look]] = []
    for order, (selectors, look) in enumerate(rules[:_MOST_SELECTORS]):
        try:
            for selector in parse(selectors):
                path = GenericTranslator().selector_to_xpath(selector)
                elements = root.xpath(path)
                for element in elements if isinstance(elements, list) else ():
                    if isinstance(element, etree._Element):
                        matched.append((selector.specificity(), order, element, look))
        except (SelectorError, etree.XPathError, RecursionError):
            continue
    for _, _, element, look in sorted(matched, key=lambda each: each[:2]):
        yield element, look


def _rules(sheet: str) -> Iterator[tuple[str, _Look]]:
    """Selectors and declarations of a style sheet, without those in at-rules such as `@media print`."""
    selectors, declarations = "", ""
    depth = 0
    for part in _BRACES.split(_without_comments(sheet)):
        if part == "{":
            depth += 1
        elif part == "}":
            if depth == 1 and "@" not in selectors:
                yield selectors, _declared(declarations)
            depth = max(0, depth - 1)
        elif depth == 0:
            selectors = part.rpartition(";")[2].strip()
        elif depth == 1:
            declarations = part


def _without_comments(sheet: str) -> str:
    parts = sheet.split("/*")
    return parts[0] + " ".join(part.partition("*/")[2] for part in parts[1:])


def _declared(style: str) -> _Look:
    values = {name: value.strip().casefold() for name, value in _DECLARATION.findall(style.casefold())}
    plain = {name: value.removesuffix("!important").strip() for name, value in values.items()}
    decoration = plain.get("text-decoration", plain.get("text-decoration-line", ""))
    return _Look(
        plain.get("display", ""),
        plain.get("visibility", ""),
        plain.get("opacity", ""),
        decoration,
        plain.get("vertical-align", ""),
    )


def _over(base: _Look, upper: _Look) -> _Look:
    return _Look(*(new or old for old, new in zip(base, upper, strict=True)))


def _remove(element: etree._Element, reason: str, dropped: list[DroppedText]) -> None:
    """Remove an element from the tree and add its text to `dropped`; the text after the element remains."""
    parent = element.getparent()
    if parent is None:
        return
    text = " ".join("".join(element.itertext()).split())
    if text:
        dropped.append(DroppedText(text, element.sourceline or 0, "struck" if reason == "struck" else "hidden"))
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _raise(element: etree._Element) -> list[str]:
    """Replace the content of a raised element. Returns the removed note mark; empty where nothing was removed."""
    text = "".join(element.itertext())
    raised = raised_text(_text_before(element), text)
    for child in list(element):
        element.remove(child)
    element.text = raised or ""
    return [text.strip()] if raised is None else []


def _text_before(element: etree._Element) -> str:
    """Text directly before an element in its paragraph or cell."""
    node: etree._Element | None = element
    while node is not None:
        before = node.getprevious()
        if before is not None:
            text = (before.tail or "") or _last_text(before)
        else:
            parent = node.getparent()
            text = (parent.text or "") if parent is not None else ""
        if text.strip():
            return text
        if before is not None and before.tag in ("br", "p", "div", "td", "li"):
            return ""
        node = before if before is not None else node.getparent()
        if node is not None and node.tag in ("p", "div", "td", "th", "li", "body"):
            return ""
    return ""


def _last_text(element: etree._Element) -> str:
    """Last text fragment inside an element."""
    while len(element):
        last = element[-1]
        if (last.tail or "").strip():
            return last.tail or ""
        element = last
    return element.text or ""
