"""Inline content of a DOCX paragraph: runs with their formatting, fields, symbols, and hidden text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zjviewer.core.model.report import DroppedText, ImportRemark
from zjviewer.readers.common.raised import raised_text
from zjviewer.readers.docx.formulas import formula_text
from zjviewer.readers.docx.styles import RunFormat, Styles, attribute, children, first, is_on, local

_CONTAINERS = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "Choice", "bdo", "dir"}
    | {"ruby", "rubyBase", "drawing", "pict"}
)
_BALLOT = {"00a8": "□", "006f": "□", "0071": "□", "0072": "□", "00fe": "☑", "00fd": "☒", "0078": "☒"}
_SYMBOLS = {
    "wingdings": _BALLOT | {"00fc": "✓", "00fb": "✗", "006c": "●", "006e": "■", "0075": "◆", "00d8": "➢", "00e0": "→"},
    "wingdings2": {
        "0050": "✓",
        "004f": "✗",
        "0051": "☒",
        "0052": "☑",
        "0053": "☒",
        "0054": "☒",
        "00a3": "□",
        "002a": "□",
    },
    "webdings": {"0061": "✓", "0063": "□", "0067": "■", "006e": "●"},
    "symbol": {"00b4": "×", "00b1": "±", "00a3": "≤", "00b3": "≥", "00d7": "·", "00b7": "•", "00b0": "°", "0025": "%"},
}
_FORMULA = "A formula is shown as plain text; its fractions and exponents may be lost."
_UNKNOWN_SYMBOL = "A symbol of the font {font} is unknown and was left out."


@dataclass(slots=True)
class Inline:
    """Extracts the text of paragraphs of one document and collects the text that was left out."""

    styles: Styles
    dropped: list[DroppedText] = field(default_factory=list)
    remarks: dict[tuple[str, tuple[tuple[str, str], ...]], ImportRemark] = field(default_factory=dict)
    note_marks: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind (`footnote`, `endnote`) and id of each note with a reference in the current paragraph."""
    _fields: list[dict[str, str]] = field(default_factory=list)
    """Fields that have not ended yet, outermost first; a field may span several paragraphs."""

    def text_of(self, paragraph: etree._Element) -> str:
        """Visible text of a paragraph, with `\\n` for a manual line break."""
        self.notes = []
        base = self.styles.paragraph_run_format(paragraph)
        text = ""
        on_white = _is_on_white(paragraph)
        for piece, shape in self._pieces(paragraph, base):
            if shape.hidden or shape.struck or (shape.white and on_white):
                if piece.strip():
                    self.dropped.append(DroppedText(piece.strip(), 0, "struck" if shape.struck else "hidden"))
            elif shape.raised:
                raised = raised_text(text, piece)
                if raised is None:
                    self.note_marks.append(piece.strip())
                text += raised or ""
            else:
                text += piece
        return text

    def remark(self, message: str, **values: str) -> None:
        """Add a remark of doubt about the document, once for each message with its values."""
        key = message, tuple(values.items())
        self.remarks.setdefault(key, ImportRemark("doubted", *key))

    def left_out(self) -> list[DroppedText]:
        """Hidden and struck-out text, and all note marks as one entry."""
        marks = [DroppedText(" ".join(self.note_marks), 0, "note mark")] if self.note_marks else []
        return [*self.dropped, *marks]

    def _pieces(self, element: etree._Element, shape: RunFormat) -> Iterator[tuple[str, RunFormat]]:
        for child in element:
            name = local(child)
            if name == "r":
                yield from self._run(child, shape)
            elif name in ("oMath", "oMathPara"):
                self.remark(_FORMULA)
                yield formula_text(child), RunFormat()
            elif name == "sdt" and is_placeholder(child):
                yield "".join(child.itertext("{*}t")), shape._replace(hidden=True)
            elif name == "AlternateContent":
                yield from self._pieces(chosen_content(child), shape)
            elif name in _CONTAINERS:
                yield from self._pieces(child, shape)

    def _run(self, run: etree._Element, base: RunFormat) -> Iterator[tuple[str, RunFormat]]:
        shape = self.styles.run_format(run, base)
        for child in run:
            name = local(child)
            if name == "fldChar":
                text = self._field(child)
            elif not self._is_shown():
                continue
            elif name == "AlternateContent":
                yield from self._pieces(chosen_content(child), shape)
                continue
            elif name in _CONTAINERS or name == "r":
                yield from self._pieces(child, shape) if name != "r" else self._run(child, shape)
                continue
            else:
                text = self._character(child, name)
                if name == "t" and shape.font in _SYMBOLS:
                    text = "".join(_SYMBOLS[shape.font].get(f"{ord(char) & 0xFF:04x}", char) for char in text)
            if text:
                if self._fields:
                    self._fields[-1]["shown"] = "yes"
                yield text, shape

    def _character(self, child: etree._Element, name: str) -> str:
        if name == "t":
            return (child.text or "") + "".join(entity.tail or "" for entity in child)
        if name in ("tab", "ptab"):
            return " "
        if name in ("br", "cr"):
            return "" if attribute(child, "type") in ("page", "column") else "\n"
        if name == "noBreakHyphen":
            return "-"
        if name == "sym":
            return self._symbol(child)
        if name in ("footnoteReference", "endnoteReference"):
            self.notes.append((name.removesuffix("Reference"), attribute(child, "id")))
        return ""

    def _symbol(self, child: etree._Element) -> str:
        font, code = attribute(child, "font"), attribute(child, "char").lower().zfill(4)
        known = _SYMBOLS.get(font.replace(" ", "").casefold(), {})
        if code.startswith("f0"):
            code = "00" + code[2:]
        if code in known:
            return known[code]
        self.remark(_UNKNOWN_SYMBOL, font=font or "?")
        return ""

    def _is_shown(self) -> bool:
        """Whether the current text is displayed: it is not the instruction of a field."""
        return all(each["part"] == "result" for each in self._fields)

    def _field(self, child: etree._Element) -> str:
        """Update the open fields for a field mark. Returns the chosen text of a form field without a result; empty for
        other marks."""
        kind = attribute(child, "fldCharType")
        if kind == "begin":
            self._fields.append({"part": "instruction", "choice": _form_choice(child)})
        elif kind == "separate" and self._fields:
            self._fields[-1]["part"] = "result"
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if self._is_shown() and "shown" not in ended:
                return ended["choice"]
        return ""


def chosen_content(element: etree._Element) -> etree._Element:
    """The part of an `AlternateContent` that is read: its first choice, or else its fallback."""
    return next((each for name in ("Choice", "Fallback") for each in children(element, name)), element)


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control is empty and shows only what has to be entered."""
    properties = first(control, "sdtPr")
    return properties is not None and is_on(first(properties, "showingPlcHdr"))


def _is_on_white(paragraph: etree._Element) -> bool:
    """Whether a paragraph surely has no background: outside tables and text boxes, without a style or shading."""
    properties = first(paragraph, "pPr")
    if properties is not None and any(first(properties, name) is not None for name in ("pStyle", "shd")):
        return False
    return not any(local(up) in ("tbl", "txbxContent") for up in paragraph.iterancestors())


def _form_choice(begin: etree._Element) -> str:
    """Chosen entry of a drop-down list or state of a check box; empty for every other field."""
    data = first(begin, "ffData")
    box = first(data, "checkBox") if data is not None else None
    if box is not None:
        state = first(box, "checked")
        state = first(box, "default") if state is None else state
        return "☑" if state is not None and attribute(state, "val") not in ("0", "false", "off") else "□"
    choices = first(data, "ddList") if data is not None else None
    if choices is None:
        return ""
    entries = [attribute(entry, "val") for entry in choices if local(entry) == "listEntry"]
    chosen = first(choices, "result")
    chosen = first(choices, "default") if chosen is None else chosen
    number = attribute(chosen, "val") if chosen is not None else "0"
    index = int(number) if number.isdecimal() and len(number) < 6 else 0
    return entries[index] if index < len(entries) else ""
