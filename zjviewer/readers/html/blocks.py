"""Paragraphs and tables of a page in reading order, each with a flag that shows whether it is part of the article."""

import re
from dataclasses import dataclass

from lxml import etree

from zjviewer.readers.common.blocks import Block, Paragraph
from zjviewer.readers.common.list_numbers import format_number, numbered
from zjviewer.readers.html.article import SKIPPED, is_hidden
from zjviewer.readers.html.tables import collapsed, is_data, is_within, table_in, text_of
from zjviewer.readers.html.visibility import LIST_STYLE

_BLOCKS = frozenset(
    {
        *(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "nav",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ),
        *(
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "tr",
            "td",
            "th",
            "caption",
            "center",
        ),
        *("blockquote", "pre", "form", "fieldset", "address", "hr", "figure", "figcaption", "body", "html", "br"),
    }
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_UNNUMBERED = frozenset({"none", "disc", "circle", "square"})
_LIST_FORMS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "1": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal": "decimal",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """Paragraph or table of a page, with its place inside or outside the article."""

    block: Block
    inside: bool
    """Whether the block is part of the article."""
    hidden: bool = False


@dataclass(slots=True)
class _List:
    """Numbered list that has not ended yet."""

    number: int
    """Number of the next item."""
    step: int
    form: str


class _Builder:
    """Collects inline text until a block starts or ends, then adds it as a paragraph."""

    def __init__(self) -> None:
        self.found: list[HtmlBlock] = []
        self.text: list[str] = []
        self.inside = False
        self.level = 0
        self.line = 0
        self.lists: list[_List] = []
        self.number = ""

    def say(self, text: str | None, preformatted: bool) -> None:
        if not text:
            return
        if not preformatted:
            self.text.append(text)
            return
        first, *rest = text.split("\n")
        self.text.append(first)
        for line in rest:
            self.flush(False)
            self.text.append(line)

    def flush(self, centred: bool) -> None:
        text = collapsed("".join(self.text))
        self.text.clear()
        if text:
            paragraph = Paragraph(numbered(self.number, text), self.line, self.level, centred)
            self.number = ""
            self.found.append(HtmlBlock(paragraph, self.inside))


def blocks_in(root: etree._Element, article: etree._Element) -> list[HtmlBlock]:
    """Blocks of a page in reading order; hidden text is returned in separate blocks outside the article."""
    build = _Builder()
    centred: list[bool] = [False]
    preformatted = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end":
                build.say(element.tail, preformatted > 0)
            continue
        skipped = tag in SKIPPED
        hidden = not skipped and is_hidden(element)
        if event == "start":
            if tag in _BLOCKS:
                build.flush(centred[-1])
                build.line = element.sourceline or 0
            if element is article:
                build.inside = True
            if skipped or hidden:
                _keep_hidden(build, element, hidden)
                walk.skip_subtree()
                continue
            made = table_in(element, build.line) if tag == "table" and is_data(element) else None
            if made is not None:
                caption = next((text_of(each) for each in element if each.tag == "caption"), "")
                if caption:
                    build.found.append(HtmlBlock(Paragraph(caption, build.line), build.inside))
                build.found.append(HtmlBlock(made, build.inside))
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                centred.append(_is_centred(element, centred[-1]))
            build.level = _HEADINGS.get(tag, build.level)
            preformatted += tag == "pre"
            _list_item(build, element)
            build.say(element.text, preformatted > 0)
        else:
            is_table = tag == "table" and is_data(element)
            if tag in _BLOCKS:
                build.flush(centred[-1])
                if not (skipped or hidden or is_table) and len(centred) > 1:
                    centred.pop()
            if not (skipped or hidden or is_table):
                preformatted -= tag == "pre"
                if tag == "ol" and build.lists:
                    build.lists.pop()
                if tag in _HEADINGS:
                    build.level = 0
            if element is article:
                build.inside = False
            if element is not root:
                build.say(element.tail, preformatted > 0)
    build.flush(False)
    return build.found


def _keep_hidden(build: _Builder, element: etree._Element, hidden: bool) -> None:
    text = collapsed("".join(element.itertext())) if hidden else ""
    if text:
        build.found.append(HtmlBlock(Paragraph(text, element.sourceline or 0), False, hidden=True))


def _is_centred(element: etree._Element, around: bool) -> bool:
    align = (element.get("align") or "").casefold()
    style = element.get("style") or ""
    if align == "center" or element.tag == "center" or _CENTRED.search(style):
        return True
    return around and not align and "text-align" not in style and element.tag != "td"


def _list_item(build: _Builder, element: etree._Element) -> None:
    """Set the number that a browser shows before an item of a numbered list."""
    if element.tag == "ol":
        backwards = element.get("reversed") is not None
        first = sum(child.tag == "li" for child in element) if backwards else 1
        build.lists.append(_List(_whole(element.get("start"), first), -1 if backwards else 1, _list_form(element)))
    elif element.tag == "li" and build.lists and is_within(element, "ol"):
        current = build.lists[-1]
        current.number = _whole(element.get("value"), current.number)
        form = _list_form(element) or current.form
        build.number = "" if form in _UNNUMBERED else f"{format_number(current.number, form)}."
        current.number += current.step


def _whole(written: str | None, otherwise: int) -> int:
    """Integer value of an attribute; `otherwise` where it is missing or not an integer."""
    text = (written or "").strip()
    return int(text) if re.fullmatch(r"-?\d{1,5}", text, re.ASCII) else otherwise


def _list_form(element: etree._Element) -> str:
    """Number format of a list or an item, with its name in Word or its marker; empty where none is declared."""
    for word in (element.get(LIST_STYLE) or "").split():
        form = _LIST_FORMS.get(word, word if word in _UNNUMBERED else "")
        if form:
            return form
    return _LIST_FORMS.get(element.get("type") or "", "")
