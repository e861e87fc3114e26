"""Visibility of text in a page: text that attributes, inline styles and internal style sheets hide, strike out or
raise.

One pass changes the element tree, so that later steps need no knowledge of styles.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from lxml import etree

from zjviewer.core.model.report import DroppedText, DropReason
from zjviewer.readers.common.raised import raised_text

HIDDEN = "data-hidden-text"
"""Attribute that marks a hidden element in the element tree."""
LIST_STYLE = "data-list-style"
"""Attribute with the effective style of a list or an item in the element tree."""

_BRACES = re.compile(r"([{}])")
_DECLARATION = re.compile(
    r"(?:^|;)\s*(display|visibility|opacity|font-size|color|text-decoration(?:-line)?|vertical-align|list-style(?:-type)?)\s*:\s*([^;]{1,200})"
)
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)", re.I)
_INVISIBLE = re.compile(r"(?:0++(?:\.0++)?|\.0++)%?")
_NO_SIZE = re.compile(r"0++(?:\.0++)?(?:px|pt|em|rem|%)?")
_TABLE_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "caption"})
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
    list_style: str = ""
    size: str = ""
    color: str = ""


_UNSET = _Look()


class _Declared(NamedTuple):
    """The declarations of one rule, and those of them that `!important` puts above all others."""

    normal: _Look = _UNSET
    important: _Look = _UNSET


def apply_visibility(root: etree._Element) -> list[DroppedText]:
    """Remove struck-out text and note marks, mark hidden elements with the attribute `HIDDEN`, and replace exponents by
    superscript characters. Returns the removed text in reading order, then all note marks as one entry."""
    looks = _looks(root)
    total = len("".join(root.itertext()))
    soft: set[etree._Element] = set()
    for element, look in looks.items():
        if _INVISIBLE.fullmatch(look.opacity):
            soft.add(element)
        elif _hidden_by(look):
            soft |= _without_shown(element, looks)
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
        elif element in soft and element.tag in ("td", "th"):
            _empty(element, dropped)
        elif look.display == "none" or element in soft or _is_hidden_by_itself(element, look):
            if element.tag in _TABLE_PARTS or next(element.iterancestors("td", "th"), None) is not None:
                _remove(element, "hidden", dropped)
            else:
                element.set(HIDDEN, "")
        elif element.tag in ("rt", "rp"):
            _remove(element, "reading" if element.tag == "rt" else None, dropped)
        elif element.tag == "sup" or look.align == "super":
            marks += _raise(element)
        if look.list_style:
            element.set(LIST_STYLE, look.list_style)
    if marks:
        dropped.append(DroppedText(" ".join(marks), 0, "note mark"))
    return dropped


def _hidden_by(look: _Look) -> tuple[str, ...]:
    """Names of the inherited properties that make text invisible."""
    return tuple(
        name
        for name, hides in (
            ("visibility", look.visibility in ("hidden", "collapse")),
            ("size", _NO_SIZE.fullmatch(look.size) is not None),
            ("color", look.color == "transparent"),
        )
        if hides
    )


def _without_shown(element: etree._Element, looks: Mapping[etree._Element, _Look]) -> set[etree._Element]:
    """The element, or its parts without those for which a descendant sets the property again, such as
    `visibility: visible`. Text directly in an element that is shown in part is put into an element of its own."""
    names = _hidden_by(looks[element])
    shown = {
        each
        for each in element.iterdescendants()
        if (look := looks.get(each)) and any(getattr(look, name) for name in names) and not _hidden_by(look)
    }
    if not shown:
        return {element}
    around = {up for each in shown for up in each.iterancestors()}
    hidden: set[etree._Element] = set()
    for part in [element, *(each for each in element.iterdescendants() if each in around)]:
        children = list(part)
        if part.text and part.text.strip():
            hidden.add(_wrapped(part, 0, part.text))
            part.text = None
        for child in children:
            if child not in around and child not in shown and isinstance(child.tag, str):
                hidden.add(child)
            if child.tail and child.tail.strip():
                tail, child.tail = child.tail, None
                hidden.add(_wrapped(part, part.index(child) + 1, tail))
    return hidden


def _wrapped(parent: etree._Element, index: int, text: str) -> etree._Element:
    """New element with a text among the children of an element."""
    element = etree.Element("span")
    element.text = text
    parent.insert(index, element)
    return element


def _is_hidden_by_itself(element: etree._Element, look: _Look) -> bool:
    """Whether a browser shows an element only once something opens it."""
    if element.get("hidden") is not None:
        return not look.display
    return element.tag == "dialog" and element.get("open") is None and not look.display


def _empty(cell: etree._Element, dropped: list[DroppedText]) -> None:
    """Remove the content of a cell whose place stays."""
    text = " ".join("".join(cell.itertext()).split())
    if text:
        dropped.append(DroppedText(text, cell.sourceline or 0, "hidden"))
    for child in list(cell):
        cell.remove(child)
    cell.text = ""


def _looks(root: etree._Element) -> dict[etree._Element, _Look]:
    """Effective declarations of each element that has any: from style sheets by specificity and order, then from
    `style`, then those with `!important`."""
    found: dict[etree._Element, _Look] = {}
    important: list[tuple[etree._Element, _Look]] = []
    inline = ((e, _declared(e.get("style") or "")) for e in root.iter() if isinstance(e.tag, str) and e.get("style"))
    for element, declared in chain(_from_sheets(root), inline):
        if declared.normal != _UNSET:
            found[element] = _over(found.get(element, _UNSET), declared.normal)
        if declared.important != _UNSET:
            important.append((element, declared.important))
    for element, look in important:
        found[element] = _over(found.get(element, _UNSET), look)
    return found


def _from_sheets(root: etree._Element) -> Iterator[tuple[etree._Element, _Declared]]:
    """Elements with their declarations from internal style sheets, in ascending order of precedence."""
    sheets = [(sheet.text or "")[:_LARGEST_SHEET] for sheet in root.iter("style")]
    rules = [(selectors, look) for sheet in sheets for selectors, look in _rules(sheet) if look != _Declared()]
    if not rules:
        return
    from cssselect import GenericTranslator, SelectorError, parse  # takes 10 ms to import; most pages have no such rule

    matched: list[tuple[tuple[int, int, int], int, etree._Element, _Declared]] = []
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


def _rules(sheet: str) -> Iterator[tuple[str, _Declared]]:
    """Selectors and declarations of a style sheet that apply to every screen, without those in other at-rules."""
    selectors, declarations = "", ""
    depth = 0
    screens = 0
    for part in _BRACES.split(_without_comments(sheet)):
        if part == "{":
            depth += 1
            if depth == screens + 1 and _SCREEN.fullmatch(selectors):
                screens = depth
        elif part == "}":
            if depth == screens + 1 and "@" not in selectors:
                yield selectors, _declared(declarations)
            depth = max(0, depth - 1)
            screens = min(screens, depth)
        elif depth == screens:
            selectors = part.rpartition(";")[2].strip()
        elif depth == screens + 1:
            declarations = part


def _without_comments(sheet: str) -> str:
    parts = sheet.split("/*")
    return parts[0] + " ".join(part.partition("*/")[2] for part in parts[1:])


def _declared(style: str) -> _Declared:
    normal: dict[str, str] = {}
    important: dict[str, str] = {}
    for name, value in _DECLARATION.findall(style.casefold()):
        plain = value.strip()
        weighty = plain.endswith("!important")
        (important if weighty else normal)[name] = plain.removesuffix("!important").strip()
    return _Declared(_look(normal), _look(important))


def _look(values: Mapping[str, str]) -> _Look:
    return _Look(
        values.get("display", ""),
        values.get("visibility", ""),
        values.get("opacity", ""),
        values.get("text-decoration", values.get("text-decoration-line", "")),
        values.get("vertical-align", ""),
        values.get("list-style", values.get("list-style-type", "")),
        values.get("font-size", ""),
        values.get("color", ""),
    )


def _over(base: _Look, upper: _Look) -> _Look:
    return _Look(*(new or old for old, new in zip(base, upper, strict=True)))


def _remove(element: etree._Element, reason: DropReason | None, dropped: list[DroppedText]) -> None:
    """Remove an element from the tree and, with a reason, add its text to `dropped`; the text after it remains."""
    parent = element.getparent()
    if parent is None:
        return
    text = " ".join("".join(element.itertext()).split())
    if text and reason is not None:
        dropped.append(DroppedText(text, element.sourceline or 0, reason))
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
