"""Detection of the article in a page: the element that contains the prose rather than the links."""

import re

from lxml import etree

from zjviewer.readers.common.site_metadata import is_metadata
from zjviewer.readers.html.tables import is_data, table_in
from zjviewer.readers.html.visibility import HIDDEN

SKIPPED = frozenset(
    {
        *(
            "script",
            "style",
            "noscript",
            "iframe",
            "object",
            "embed",
            "svg",
            "canvas",
            "template",
            "head",
            "audio",
            "video",
        ),
        *(
            "input",
            "select",
            "button",
            "textarea",
            "option",
            "map",
            "applet",
            "frameset",
            "math",
            "link",
            "meta",
            "title",
        ),
    }
)
"""Tags of elements whose text is not displayed or not part of a report."""

_PROSE = re.compile(r"[。；，、！？：]")
_CONTENT = re.compile(
    r"UCAP-CONTENT|TRS_(?:UEDITOR|Editor|PreAppend)|^zoom$|article[-_]?(?:content|body|con)|pages_content|con_?text|content_?(?:body|main|text)"
    r"|main[-_]?(?:txt|text|content)|view_content|xxgk_content|detail[-_]?(?:content|con)|^article$",
    re.I,
)
_NARROW = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "span", "font", "b", "strong", "a", "tr", "pre", "em"}
)
_HOLDS = 0.75
"""Smallest share of the prose in an element that contains the article."""
_MOST_LOST = 100
"""Largest amount of prose outside the article, in code points."""


def article_of(root: etree._Element) -> etree._Element:
    """Deepest element with nearly all of the prose; the root where no element contains enough of it."""
    weights = _weights(root)
    whole = weights.get(root, 0)
    chosen = root
    while True:
        best = max(chosen, key=lambda child: weights.get(child, 0), default=None)
        if best is None or best.tag in _NARROW or weights.get(best, 0) < _HOLDS * max(1, weights.get(chosen, 0)):
            break
        if best.tag == "table" and is_data(best):
            break
        chosen = best
    if any(weights.get(each, 0) for each in _of_the_same_kind(chosen)):
        chosen = next(chosen.iterancestors())
    if _is_content(chosen):
        return chosen
    limit = max(_MOST_LOST, whole // 20)
    for parent in chosen.iterancestors():
        if weights.get(parent, 0) - weights.get(chosen, 0) >= limit:
            chosen = parent
        if _is_content(parent) and weights.get(parent, 0) >= _HOLDS * whole:
            return parent
    return chosen


def is_hidden(element: etree._Element) -> bool:
    """Whether `visibility.apply_visibility` has marked the element as hidden. Scripts are not executed, so their effect
    is unknown."""
    return element.get(HIDDEN) is not None


def _of_the_same_kind(element: etree._Element) -> list[etree._Element]:
    """Siblings with the same tag and class, such as the other boxes of an article; empty for an element without a
    class."""
    name = element.get("class")
    siblings = [*element.itersiblings(preceding=True), *element.itersiblings()] if name else []
    return [each for each in siblings if each.tag == element.tag and each.get("class") == name]


def _is_content(element: etree._Element) -> bool:
    names = " ".join(filter(None, (element.get("id"), element.get("class"))))
    return any(_CONTENT.search(name) for name in names.split())


def _weights(root: etree._Element) -> dict[etree._Element, int]:
    """Code points of prose in each element including its descendants; text of links and hidden text count as 0."""
    own: dict[etree._Element, int] = {}
    order: list[etree._Element] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    links = 0
    tables = 0
    for event, element in walk:
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            order.append(element)
            if element.tag in SKIPPED or is_hidden(element):
                own[element] = 0
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            tables += _counts(element)
            own[element] = 0 if links else _weight(element.text, tables > 0)
        else:
            if element.tag not in SKIPPED and not is_hidden(element):
                links -= element.tag == "a"
                tables -= _counts(element)
            parent = element.getparent()
            if parent is not None and parent in own and not links:
                own[parent] += _weight(element.tail, tables > 0)
    for element in reversed(order):
        parent = element.getparent()
        if parent is not None and parent in own:
            own[parent] += own[element]
    return own


def _counts(element: etree._Element) -> bool:
    """Whether an element is a data table of the report: not a layout table and not a table of site metadata."""
    if element.tag != "table" or not is_data(element):
        return False
    table = table_in(element, 0)
    return table is not None and not is_metadata(table)


def _weight(text: str | None, in_table: bool) -> int:
    if not text:
        return 0
    return len(text.strip()) if in_table or _PROSE.search(text) else 0
