"""Styles and numbering of DOCX: how deep a heading is, whether a line is centred, which number Word shows before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_CHINESE = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_DEEPEST = 9
_LONGEST_CHAIN = 20
_MOST = 32_767
"""The largest number that Word counts to."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set, its own settings before those of its style."""

    level: int = 0
    """Of a heading, from 1; 0 for none."""
    centred: bool = False
    list_id: str = ""
    list_level: int = 0


def local(element: etree._Element) -> str:
    """An element's name without its namespace, of which Office has two; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of a name."""
    return next(children(element, name), None)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of a name."""
    return (child for child in element if local(child) == name)


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute without regard to its namespace; empty where it is missing."""
    for key, value in element.attrib.items() if element is not None else ():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


class Styles:
    """Knows the styles and lists of one document, and counts its numbered paragraphs as they come."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {attribute(s, "styleId"): s for s in children(styles, "style")} if styles is not None else {}
        self._abstract: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        self._known: dict[str, Style] = {}
        if numbering is not None:
            self._read_numbering(numbering)

    def of(self, paragraph: etree._Element) -> Style:
        """A paragraph's settings."""
        properties = first(paragraph, "pPr")
        named = attribute(first(properties, "pStyle"), "val") if properties is not None else ""
        base = self._named(named, 0)
        return _over(base, properties)

    def number(self, paragraph: etree._Element) -> str:
        """The number that Word shows before a paragraph, which counts it; empty for none and for bullets."""
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
        return numbered(counts[of] if of < len(counts) else 1, form)

    return re.sub(r"%([1-9])", count, pattern)


def numbered(number: int, form: str) -> str:
    """A number as one of Word's formats writes it; those of other languages are written in digits."""
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
                "taiwaneseCounting", "ideographTraditional", "koreanCounting"):  # fmt: skip
        return _chinese(number)
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_CHINESE[int(digit)] for digit in str(number))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return "".join(_FORMAL[int(digit)] for digit in str(number))
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form in ("upperLetter", "lowerLetter") and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = _CHINESE[hundreds] + "百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else _CHINESE[tens]) + "十"
    elif hundreds and ones:
        written += "零"
    return written + (_CHINESE[ones] if ones else "")


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written
