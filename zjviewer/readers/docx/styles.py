"""Styles and numbering of DOCX: heading levels, centred paragraphs, and the list numbers that Word shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from zjviewer.readers.common.list_numbers import format_number

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_DEEPEST = 9
_LONGEST_CHAIN = 20
_LEAST_RAISED, _LARGEST_RAISED = 4, 18
"""Smallest offset and largest size of text that counts as raised, in half points."""
_MOST = 32_767
"""Largest list number of Word."""


@dataclass(frozen=True, slots=True)
class Style:
    """Effective formatting of a paragraph: direct formatting takes precedence over its style."""

    level: int = 0
    """Heading level, from 1; 0 for a paragraph that is not a heading."""
    centred: bool = False
    list_id: str = ""
    list_level: int = 0


class RunFormat(NamedTuple):
    """Character formatting that affects whether and how text is visible."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    font: str = ""
    """Name of the Latin font in lower case without spaces; fonts of symbols have other signs in place of letters."""
    white: bool = False
    """Whether the text is white without a background of its own."""


_OFF = frozenset({"0", "false", "off"})


def local(element: etree._Element) -> str:
    """Element name without its namespace, because Office uses two namespaces; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first(element: etree._Element, name: str) -> etree._Element | None:
    """First child element with the given name; None where there is none."""
    return next(children(element, name), None)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Child elements with the given name."""
    return (child for child in element if local(child) == name)


def attribute(element: etree._Element | None, name: str) -> str:
    """Value of an attribute in any namespace; empty where it is missing."""
    for key, value in element.attrib.items() if element is not None else ():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def is_on(element: etree._Element | None) -> bool:
    """Whether a formatting element is present and its value does not turn it off; False for None."""
    return element is not None and attribute(element, "val").casefold() not in _OFF


class Styles:
    """Styles and lists of one document, with the counters of its numbered paragraphs."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {attribute(s, "styleId"): s for s in children(styles, "style")} if styles is not None else {}
        self._abstract: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        self._known: dict[str, Style] = {}
        self._run_base, self._default = _defaults(styles)
        if numbering is not None:
            self._read_numbering(numbering)

    def of(self, paragraph: etree._Element) -> Style:
        """Effective formatting of a paragraph."""
        properties = first(paragraph, "pPr")
        named = attribute(first(properties, "pStyle"), "val") if properties is not None else ""
        base = self._named(named, 0)
        return _over(base, properties)

    def number(self, paragraph: etree._Element) -> str:
        """Number that Word shows before a paragraph; empty without a number and for bullets. Each call increments the
        counter, so call it once per paragraph."""
        style = self.of(paragraph)
        if not style.list_id or style.list_id not in self._lists:
            return ""
        if not "".join(t.text or "" for t in paragraph.iter() if local(t) == "t").strip():
            return ""
        abstract, starts = self._lists[style.list_id]
        levels = self._abstract.get(abstract, {})
        if style.list_level not in levels:
            return ""
        counts = self._counts.setdefault(style.list_id if starts else abstract, [])
        while len(counts) <= style.list_level:
            counts.append(starts.get(len(counts), _start(levels.get(len(counts)))) - 1)
        counts[style.list_level] += 1
        del counts[style.list_level + 1 :]
        return _written(levels, style.list_level, counts)

    def paragraph_run_format(self, paragraph: etree._Element) -> RunFormat:
        """Character formatting of a paragraph by its style."""
        properties = first(paragraph, "pPr")
        named = attribute(first(properties, "pStyle"), "val") if properties is not None else ""
        return self._run_style(named or self._default, self._run_base)

    def run_format(self, run: etree._Element, base: RunFormat) -> RunFormat:
        """Effective formatting of a run: direct formatting, then its character style, then `base`, the formatting of
        the paragraph."""
        properties = first(run, "rPr")
        if properties is None:
            return base
        return _run_over(self._run_style(attribute(first(properties, "rStyle"), "val"), base), properties)

    def _run_style(self, name: str, base: RunFormat, depth: int = 0) -> RunFormat:
        element = self._styles.get(name)
        if element is None or depth > _LONGEST_CHAIN:
            return base
        lower = self._run_style(attribute(first(element, "basedOn"), "val"), base, depth + 1)
        return _run_over(lower, first(element, "rPr"))

    def _named(self, name: str, depth: int) -> Style:
        if name in self._known:
            return self._known[name]
        element = self._styles.get(name)
        if element is None or depth > _LONGEST_CHAIN:
            return Style()
        base = self._named(attribute(first(element, "basedOn"), "val"), depth + 1)
        heading = _HEADING.fullmatch(attribute(first(element, "name"), "val").strip())
        found = _over(base, first(element, "pPr"))
        if heading:
            found = Style(int(heading[1]), found.centred, found.list_id, found.list_level)
        self._known[name] = found
        return found

    def _read_numbering(self, numbering: etree._Element) -> None:
        for each in children(numbering, "abstractNum"):
            levels = {_whole(attribute(level, "ilvl")): level for level in children(each, "lvl")}
            self._abstract[attribute(each, "abstractNumId")] = levels
        for each in children(numbering, "num"):
            starts = {}
            for override in children(each, "lvlOverride"):
                start = attribute(first(override, "startOverride"), "val")
                if start.isdecimal():
                    starts[_whole(attribute(override, "ilvl"))] = _whole(start)
            self._lists[attribute(each, "numId")] = (attribute(first(each, "abstractNumId"), "val"), starts)


def _defaults(styles: etree._Element | None) -> tuple[RunFormat, str]:
    """Character formatting of the whole document, and the id of the style of paragraphs that name none."""
    if styles is None:
        return RunFormat(), ""
    shape = next((first(each, "rPr") for each in styles.iter() if local(each) == "rPrDefault"), None)
    for style in children(styles, "style"):
        if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph":
            return _run_over(RunFormat(), shape), attribute(style, "styleId")
    return _run_over(RunFormat(), shape), ""


def _over(base: Style, properties: etree._Element | None) -> Style:
    if properties is None:
        return base
    outline = attribute(first(properties, "outlineLvl"), "val")
    level = base.level
    if outline.isdecimal():
        level = int(outline) + 1 if int(outline) < _DEEPEST else 0
    align = attribute(first(properties, "jc"), "val")
    listed = first(properties, "numPr")
    list_id, list_level = base.list_id, base.list_level
    if listed is not None:
        list_id = attribute(first(listed, "numId"), "val") or list_id
        list_level = _whole(attribute(first(listed, "ilvl"), "val") or str(list_level))
    return Style(level, align == "center" if align else base.centred, list_id, list_level)


def _run_over(base: RunFormat, properties: etree._Element | None) -> RunFormat:
    if properties is None:
        return base
    states = {local(each): attribute(each, "val").casefold() not in _OFF for each in properties}
    align = first(properties, "vertAlign")
    font = attribute(first(properties, "rFonts"), "ascii").replace(" ", "").casefold()
    return RunFormat(
        hidden=states.get("vanish", base.hidden),
        struck=states.get("strike", base.struck) or states.get("dstrike", False),
        raised=attribute(align, "val") == "superscript" if align is not None else base.raised or _moved_up(properties),
        font=font or base.font,
        white=attribute(first(properties, "color"), "val").casefold() == "ffffff"
        and first(properties, "shd") is None
        and first(properties, "highlight") is None,
    )


def _moved_up(properties: etree._Element) -> bool:
    """Whether text looks like a superscript: moved up, and small."""
    up, size = (attribute(first(properties, name), "val") for name in ("position", "sz"))
    return _whole(up) >= _LEAST_RAISED and 0 < _whole(size) <= _LARGEST_RAISED


def _start(level: etree._Element | None) -> int:
    written = attribute(first(level, "start"), "val") if level is not None else ""
    return _whole(written) if written else 1


def _whole(written: str) -> int:
    return min(int(written), _MOST) if written.isdecimal() and len(written) < 9 else 0


def _written(levels: dict[int, etree._Element], level: int, counts: list[int]) -> str:
    pattern = attribute(first(levels[level], "lvlText"), "val")
    if attribute(first(levels[level], "numFmt"), "val") in ("bullet", "none", ""):
        return ""

    legal = first(levels[level], "isLgl") is not None

    def count(hole: re.Match[str]) -> str:
        of = int(hole[1]) - 1
        form = attribute(first(levels[of], "numFmt"), "val") if of in levels and not legal else "decimal"
        return format_number(counts[of] if of < len(counts) else 1, form)

    return re.sub(r"%([1-9])", count, pattern)
