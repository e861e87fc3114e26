"""Style sheets of a page: the declarations that decide on visibility, for each element, by specificity and order as in
a browser. External style sheets are never loaded."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from lxml import etree

Declarations = Mapping[str, str]
"""Property to its value in lower case; a longhand has the name of its shorthand, such as `text-decoration`."""

_SHORTHANDS = {
    "text-decoration-line": "text-decoration",
    "list-style-type": "list-style",
    "background-color": "background",
    "background-image": "background",
}
_BRACES = re.compile(r"([{}])")
_DECLARATION = re.compile(
    r"(?:^|;)\s*(display|visibility|opacity|font-size|color|text-decoration(?:-line)?|vertical-align"
    r"|list-style(?:-type)?|position|left|top|bottom|right|text-indent|(?:max-)?(?:width|height)|overflow|clip(?:-path)?"
    r"|background(?:-color|-image)?)\s*:\s*([^;]{1,200})"
)
_GROUPS = re.compile(r"@(?:media|supports|layer)\b(.*)", re.S | re.I)
_MEDIA = re.compile(r"@media\b", re.I)
_FEATURE = re.compile(r"\(\s*([a-z-]{1,30})\s*(?::\s*([^()]{1,30}))?\)")
_PIXELS = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)(px|em|rem)")
_SCREEN = {"width": 1280.0, "height": 800.0}
"""Screen for which media queries are evaluated, in pixels."""
_EM = 16.0
_LARGEST_SHEET = 1 << 20
_MOST_SELECTORS = 400


class _Declared(NamedTuple):
    """The declarations of one rule, and those of them that `!important` puts above all others."""

    normal: Declarations
    important: Declarations


def declarations_of(root: etree._Element) -> dict[etree._Element, Declarations]:
    """Effective declarations of each element that has any: from style sheets by specificity and order, then from
    `style`, then those with `!important`. Inheritance is not applied."""
    found: dict[etree._Element, Declarations] = {}
    important: list[tuple[etree._Element, Declarations]] = []
    inline = ((e, _declared(e.get("style") or "")) for e in root.iter() if isinstance(e.tag, str) and e.get("style"))
    for element, declared in chain(_from_sheets(root), inline):
        if declared.normal:
            found[element] = {**found.get(element, {}), **declared.normal}
        if declared.important:
            important.append((element, declared.important))
    for element, values in important:
        found[element] = {**found.get(element, {}), **values}
    return found


def _from_sheets(root: etree._Element) -> Iterator[tuple[etree._Element, _Declared]]:
    """Elements with their declarations from internal style sheets, in ascending order of precedence."""
    sheets = [
        (sheet.text or "")[:_LARGEST_SHEET] for sheet in root.iter("style") if applies_to_screen(sheet.get("media"))
    ]
    rules = [(selectors, look) for sheet in sheets for selectors, look in _rules(sheet) if any(look)]
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
    """Selectors and declarations of a style sheet that apply to a screen, without those in other at-rules."""
    selectors, declarations = "", ""
    depth = 0
    screens = 0
    for part in _BRACES.split(_without_comments(sheet)):
        if part == "{":
            depth += 1
            if depth == screens + 1 and _applies(selectors):
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


def _applies(rule: str) -> bool:
    """Whether a rule is a group of rules that applies to a screen."""
    group = _GROUPS.fullmatch(rule)
    return group is not None and (_MEDIA.match(rule) is None or applies_to_screen(group[1]))


def applies_to_screen(media: str | None) -> bool:
    """Whether a list of media queries, such as `screen and (min-width: 600px)`, applies to a wide screen; True for
    none. A feature that is not a width or a height does not apply."""
    queries = [query.strip() for query in (media or "").casefold().split(",")]
    return any(_query_applies(query) for query in queries)


def _query_applies(query: str) -> bool:
    kind, *_ = (*_FEATURE.sub(" ", query).replace(" and ", " ").split(), "")
    if kind == "not":
        return not _query_applies(query.partition("not")[2].strip())
    if kind == "only":
        return _query_applies(query.partition("only")[2].strip())
    return kind in ("", "and", "all", "screen") and all(_has(name, value) for name, value in _FEATURE.findall(query))


def _has(name: str, value: str) -> bool:
    least, _, side = name.partition("-")
    size = _PIXELS.fullmatch(value.strip())
    if size is None or side not in _SCREEN:
        return name == "orientation" and value.strip() == "landscape"
    pixels = float(size[1]) * (1 if size[2] == "px" else _EM)
    return _SCREEN[side] >= pixels if least == "min" else least == "max" and _SCREEN[side] <= pixels


def _without_comments(sheet: str) -> str:
    parts = sheet.split("/*")
    return parts[0] + " ".join(part.partition("*/")[2] for part in parts[1:])


def _declared(style: str) -> _Declared:
    normal: dict[str, str] = {}
    important: dict[str, str] = {}
    for name, value in _DECLARATION.findall(style.casefold()):
        plain = value.strip()
        weighty = plain.endswith("!important")
        kept = important if weighty else normal
        kept[_SHORTHANDS.get(name, name)] = plain.removesuffix("!important").strip()
    return _Declared(normal, important)
