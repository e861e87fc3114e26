"""Visibility of text in a page: text that attributes, inline styles and internal style sheets hide, strike out or
raise.

One pass changes the element tree, so that later steps need no knowledge of styles.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from zjviewer.core.model.report import DroppedText, DropReason
from zjviewer.readers.common.raised import raised_text
from zjviewer.readers.html.style_sheets import Declarations, declarations_of

HIDDEN = "data-hidden-text"
"""Attribute that marks a hidden element in the element tree."""
LIST_STYLE = "data-list-style"
"""Attribute with the effective style of a list or an item in the element tree."""

_INVISIBLE = re.compile(r"(?:0++(?:\.0++)?|\.0++)%?")
_NO_SIZE = re.compile(r"0++(?:\.0++)?(?:px|pt|em|rem|%)?")
_FAR_OFF = re.compile(r"-\d{3,6}(?:\.\d{1,4})?(?:px|pt|em|rem|%|vw)")
_NO_EXTENT = re.compile(r"[01](?:\.0{1,4})?(?:px|pt)?")
_CLIPPED = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]){3}\s*[01](?:px)?\s*\)|inset\((?:50|100)%\)")
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "rgb(255, 255, 255)"})
_NO_BACKGROUND = frozenset({"", "none", "transparent", *_WHITE})
_RAISED_BY = re.compile(r"-0?\.\d{1,3}em|-\d{1,2}(?:\.\d{1,3})?(?:px|pt)")
_SMALLER = re.compile(r"(?:[1-8]\d(?:\.\d{1,3})?%|0?\.\d{1,3}r?em|smaller|x-small|xx-small)")
_TABLE_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "caption"})
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_UNSEEN_TAGS = frozenset({"script", "style", "noscript", "template", "title", "head"})
_PARTS = frozenset({"p", "div", "section", "article", "table", "ul", "ol", "h1", "h2", "h3", "h4", "br"})
_SENTENCE = re.compile("[。；！？]")
_SOFTLY_HIDDEN_AT_MOST = 0.5
"""Largest share of the text that positions, `visibility` and `opacity` can hide; in a page with a larger share, a
script shows the text, and it is treated as visible."""
_WAITING = 4
"""Factor by which the prose in a hidden part of the page exceeds all visible prose where a script shows the part."""
_MOST_NESTED = 4
_UNSET: Declarations = {}


def apply_visibility(root: etree._Element) -> list[DroppedText]:
    """Remove struck-out text and note marks, mark hidden elements with the attribute `HIDDEN`, and replace exponents by
    superscript characters. Returns the removed text in reading order, then all note marks as one entry."""
    _show_noscript(root)
    looks = declarations_of(root)
    soft = _softly_hidden(root, looks)
    hard = {e for e in root.iter() if isinstance(e.tag, str) and _is_not_displayed(e, looks.get(e, _UNSET))}
    hard -= _waiting_for_script(root, hard)
    dropped: list[DroppedText] = []
    marks: list[str] = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        look = looks.get(element, _UNSET)
        if _is_struck(element, look):
            _remove(element, "struck", dropped)
        elif element in soft and element.tag in ("td", "th"):
            _empty(element, dropped)
        elif element in hard or element in soft:
            if element.tag in _TABLE_PARTS or next(element.iterancestors("td", "th"), None) is not None:
                _remove(element, "hidden", dropped)
            else:
                element.set(HIDDEN, "")
        elif element.tag in ("rt", "rp"):
            _remove(element, "reading" if element.tag == "rt" else None, dropped)
        elif element.tag == "sup" or look.get("vertical-align") == "super" or _is_moved_up(look):
            marks += _raise(element)
        if "list-style" in look:
            element.set(LIST_STYLE, look["list-style"])
    if marks:
        dropped.append(DroppedText(" ".join(marks), 0, "note mark"))
    return dropped


def _is_struck(element: etree._Element, look: Declarations) -> bool:
    decoration = look.get("text-decoration", "line-through" if element.tag in _STRUCK_TAGS else "")
    return "line-through" in decoration


def _is_moved_up(look: Declarations) -> bool:
    """Whether an element looks like a superscript: smaller and moved up."""
    up = _RAISED_BY.fullmatch(look.get("top", "")) and look.get("position") == "relative"
    return bool(up and _SMALLER.fullmatch(look.get("font-size", "")))


def _is_not_displayed(element: etree._Element, look: Declarations) -> bool:
    """Whether a browser lays out no box for an element, or shows it only once something opens it."""
    display = look.get("display", "")
    if element.get("hidden") is not None:
        return not display or display == "none"
    return display == "none" or (element.tag == "dialog" and element.get("open") is None and not display)


def _softly_hidden(root: etree._Element, looks: dict[etree._Element, Declarations]) -> set[etree._Element]:
    """Elements that take up space or a position on the page, but are not seen."""
    if not any("stylesheet" in (link.get("rel") or "").casefold() for link in root.iter("link")):
        grounds = {e for e in root.iter() if isinstance(e.tag, str) and _has_background(e, looks.get(e, _UNSET))}
        around = {up for each in grounds for up in each.iterancestors()} | grounds
        white = [
            e
            for e, look in looks.items()
            if look.get("color") in _WHITE and e not in around and not any(up in grounds for up in e.iterancestors())
        ]
        looks.update({element: {**looks[element], "color": "transparent"} for element in white})
    soft: set[etree._Element] = set()
    for element, look in looks.items():
        if _INVISIBLE.fullmatch(look.get("opacity", "")) or _is_out_of_sight(look):
            soft.add(element)
        elif _hidden_by(look):
            soft |= _without_shown(element, looks)
    weight = sum(len(text) for each in _outermost(soft) for text in _texts(each))
    return soft if weight <= _SOFTLY_HIDDEN_AT_MOST * sum(map(len, _texts(root))) else set()


def _is_out_of_sight(look: Declarations) -> bool:
    """Whether an element is moved off the page, clipped away, or has no extent."""
    if _FAR_OFF.fullmatch(look.get("text-indent", "")):
        return True
    if look.get("position") in ("absolute", "fixed"):
        if any(_FAR_OFF.fullmatch(look.get(side, "")) for side in ("left", "top", "right", "bottom")):
            return True
        if _CLIPPED.fullmatch(look.get("clip", "")) or _CLIPPED.fullmatch(look.get("clip-path", "")):
            return True
    extents = (look.get(name, "") for name in ("height", "max-height", "width", "max-width"))
    return look.get("overflow") == "hidden" and any(_NO_EXTENT.fullmatch(extent) for extent in extents)


def _has_background(element: etree._Element, look: Declarations) -> bool:
    """Whether an element has a background of its own that is not white."""
    if look.get("background", "") not in _NO_BACKGROUND or element.get("background") is not None:
        return True
    return element.get("bgcolor", "").casefold() not in _NO_BACKGROUND


def _show_noscript(root: etree._Element) -> None:
    """Put an article in `noscript` in place of what a script would write."""
    for element in list(root.iter("noscript")):
        has_parts = any(each.tag in _PARTS for each in element.iterdescendants())
        if has_parts and _prose(element) > _WAITING * _prose(root):
            element.tag = "div"


def _waiting_for_script(root: etree._Element, hidden: set[etree._Element]) -> set[etree._Element]:
    """Elements of `hidden` that hold nearly all prose of the page, which a script would show."""
    waiting: set[etree._Element] = set()
    for _ in range(_MOST_NESTED):
        weights = {each: _prose(each) for each in _outermost(hidden - waiting)}
        heaviest = max(weights, key=lambda each: weights[each], default=None)
        visible = _prose(root) - sum(weights.values())
        if (
            heaviest is None
            or weights[heaviest] <= _WAITING * visible
            or 2 * weights[heaviest] <= sum(weights.values())
        ):
            break
        if not any(child.tag in _PARTS for child in heaviest.iterdescendants()):
            break
        waiting.add(heaviest)
    return waiting


def _outermost(elements: set[etree._Element]) -> list[etree._Element]:
    return [each for each in elements if not any(up in elements for up in each.iterancestors())]


def _texts(element: etree._Element) -> Iterator[str]:
    """Texts in an element without those of scripts, style sheets and the head."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        unseen = not isinstance(each.tag, str) or (each.tag in _UNSEEN_TAGS and each is not element)
        if event == "start" and unseen:
            walk.skip_subtree()
        elif event == "start":
            yield each.text or ""
        elif each is not element:
            yield each.tail or ""


def _prose(element: etree._Element) -> int:
    """Number of code points in texts with a sentence."""
    return sum(len(text.strip()) for text in _texts(element) if _SENTENCE.search(text))


def _hidden_by(look: Declarations) -> tuple[str, ...]:
    """Names of the inherited properties that make text invisible."""
    return tuple(
        name
        for name, hides in (
            ("visibility", look.get("visibility") in ("hidden", "collapse")),
            ("font-size", _NO_SIZE.fullmatch(look.get("font-size", "")) is not None),
            ("color", look.get("color") == "transparent"),
        )
        if hides
    )


def _without_shown(element: etree._Element, looks: Mapping[etree._Element, Declarations]) -> set[etree._Element]:
    """The element, or its parts without those for which a descendant sets the property again, such as
    `visibility: visible`. Text directly in an element that is shown in part is put into an element of its own."""
    names = _hidden_by(looks[element])
    shown = {
        each
        for each in element.iterdescendants()
        if (look := looks.get(each)) and any(name in look for name in names) and not _hidden_by(look)
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


def _empty(cell: etree._Element, dropped: list[DroppedText]) -> None:
    """Remove the content of a cell whose place stays."""
    text = " ".join("".join(cell.itertext()).split())
    if text:
        dropped.append(DroppedText(text, cell.sourceline or 0, "hidden"))
    for child in list(cell):
        cell.remove(child)
    cell.text = ""


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
