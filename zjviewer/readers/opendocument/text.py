"""Reader of ODT: paragraphs, headings, lists, tables and notes of an OpenDocument text document."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from zjviewer.core.model.report import DroppedText, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph, SourceTable, TableCell, words_of
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.list_numbers import format_number
from zjviewer.readers.common.raised import raised_text
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.common.xml_parts import local_name, read_part

_MOST_CELLS = 100_000
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
            "一, 二, 三, ...": "chineseCounting", "壹, 贰, 叁, ...": "chineseLegalSimplified"}  # fmt: skip
_SKIPPED = frozenset(
    {"tracked-changes", "sequence-decls", "annotation", "annotation-end", "forms", "script", "deletion"}
)


class _Style(NamedTuple):
    """Properties of a text style that affect what is visible and how."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    centred: bool = False


_PLAIN = _Style()


def read_odt(source: Source) -> Report:
    """Report from an ODT file. Raises UnreadableFile where the file is damaged, encrypted, too large when unpacked, or
    contains no text."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
            parts = [_part(archive, name, source) for name in ("content.xml", "styles.xml", "meta.xml")]
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, EOFError, ValueError) as error:
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error
    except RuntimeError as error:  # how zipfile reports a password
        raise UnreadableFile(
            "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
        ) from error
    content, styles, meta = parts
    if content is None:
        raise UnreadableFile("{name} is damaged: it has no document in it.", name=source.name)
    body = next((each for each in content.iter("{*}text") if local_name(each.getparent()) == "body"), None)
    reader = _Text([part for part in (styles, content) if part is not None])
    blocks = list(reader.blocks(body)) if body is not None else []
    title = next((each.text or "" for each in meta.iter("{*}title")), "") if meta is not None else ""
    return assemble_report(blocks, source, "ODT", title=title, dropped=reader.dropped)


def _part(archive: zipfile.ZipFile, name: str, source: Source) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    return read_part(archive, name, source.name)


class _Text:
    """Converts the body of a document to blocks."""

    def __init__(self, parts: list[etree._Element]) -> None:
        self.dropped: list[DroppedText] = []
        self._styles = {_value(e, "name"): e for part in parts for e in part.iter("{*}style")}
        self._lists = {_value(e, "name"): e for part in parts for e in part.iter("{*}list-style")}
        self._counts: dict[tuple[str, int], int] = {}

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Paragraphs and tables inside an element, in reading order."""
        for child in parent:
            name = local_name(child)
            if name == "p":
                yield from self._paragraph(child, 0, "")
            elif name == "h":
                level = _value(child, "outline-level")
                yield from self._paragraph(child, int(level) if level.isdecimal() and len(level) < 3 else 1, "")
            elif name == "list":
                yield from self._list(child, 1, "")
            elif name == "table":
                yield from self._table(child)
            elif name not in _SKIPPED:
                yield from self.blocks(child)

    def _paragraph(self, element: etree._Element, level: int, number: str) -> Iterator[Block]:
        style = self._style(_value(element, "style-name"))
        notes: list[etree._Element] = []
        for line in self._text(element, style, notes).split("\n"):
            if line.strip():
                yield Paragraph(number + line, level=level, centred=style.centred)
                number = ""
        for note in notes:
            text = "".join(words_of(block) for block in self.blocks(note)).strip()
            if text:
                yield Paragraph(f"注：{text}")
        for box in element.iter("{*}text-box"):
            yield from self.blocks(box)

    def _text(self, element: etree._Element, style: _Style, notes: list[etree._Element]) -> str:
        text = self._shown("", element.text or "", style)
        for child in element:
            name = local_name(child)
            if name == "span" or name in ("a", "meta", "ruby", "ruby-base"):
                inner = self._style(_value(child, "style-name"), style)
                text += self._shown(text, self._text(child, _Style(), notes), inner)
            elif name == "s" or name == "tab":
                text += " "
            elif name == "line-break":
                text += "\n"
            elif name == "note":
                notes += [body for body in child if local_name(body) == "note-body"]
            elif name not in _SKIPPED and name not in ("frame", "ruby-text") and isinstance(child.tag, str):
                text += self._text(child, style, notes)
            text += self._shown(text, child.tail or "", style)
        return text

    def _shown(self, before: str, text: str, style: _Style) -> str:
        """Visible form of a text fragment; hidden and struck-out text is added to the text left out, and the result is
        empty."""
        if not text:
            return ""
        if style.hidden or style.struck:
            self.dropped.append(DroppedText(text.strip(), 0, "struck" if style.struck else "hidden"))
            return ""
        if style.raised:
            raised = raised_text(before, text)
            if raised is None:
                self.dropped.append(DroppedText(text.strip(), 0, "note mark"))
            return raised or ""
        return text

    def _style(self, name: str, base: _Style = _PLAIN, depth: int = 0) -> _Style:
        element = self._styles.get(name)
        if element is None or depth > 20:
            return base
        base = self._style(_value(element, "parent-style-name"), base, depth + 1)
        for part in element:
            if local_name(part) == "text-properties":
                line = _value(part, "text-line-through-style")
                place = _value(part, "text-position")
                base = base._replace(
                    hidden=_value(part, "display") == "none" or base.hidden,
                    struck=line not in ("", "none") or (base.struck and line != "none"),
                    raised=place.startswith("super")
                    or (place[:1].isdigit() and not place.startswith("0"))
                    or base.raised,
                )
            elif local_name(part) == "paragraph-properties" and (align := _value(part, "text-align")):
                base = base._replace(centred=align == "center")
        return base

    def _list(self, element: etree._Element, depth: int, name: str) -> Iterator[Block]:
        name = _value(element, "style-name") or name
        if _value(element, "continue-numbering") != "true":
            self._counts[name, depth] = 0
        for item in element:
            if local_name(item) not in ("list-item", "list-header"):
                continue
            number = self._number(name, depth) if local_name(item) == "list-item" else ""
            for child in item:
                if local_name(child) == "list":
                    yield from self._list(child, depth + 1, name)
                elif local_name(child) in ("p", "h"):
                    yield from self._paragraph(child, 0 if local_name(child) == "p" else depth, number)
                    number = ""

    def _number(self, name: str, depth: int) -> str:
        """Number that is shown before a list item; empty for bullets."""
        style = self._lists.get(name)
        levels = [e for e in style if _value(e, "level") == str(depth)] if style is not None else []
        if not levels or local_name(levels[0]) != "list-level-style-number":
            return ""
        form = _FORMATS.get(_value(levels[0], "num-format"), "")
        if not form:
            return ""
        start = _value(levels[0], "start-value")
        count = self._counts[name, depth] = self._counts.get((name, depth), 0) + 1
        shown = count + (int(start) - 1 if start.isdecimal() and len(start) < 6 else 0)
        return f"{_value(levels[0], 'num-prefix')}{format_number(shown, form)}{_value(levels[0], 'num-suffix')}"

    def _table(self, element: etree._Element) -> Iterator[Block]:
        cells: list[TableCell] = []
        height = width = heads = 0
        for row in element.iter("{*}table-row"):
            if next(row.iterancestors("{*}table"), None) is not element:
                continue
            column = 0
            for cell in row:
                times = min(_whole(_value(cell, "number-columns-repeated")), 200)
                if local_name(cell) == "table-cell":
                    text = " ".join(words_of(block) for block in self.blocks(cell))
                    size = _whole(_value(cell, "number-rows-spanned")), _whole(_value(cell, "number-columns-spanned"))
                    cells += [TableCell(height, column + at, text, *size) for at in range(times)]
                column += times if local_name(cell) in ("table-cell", "covered-table-cell") else 0
            width = max(width, column)
            heads += local_name(row.getparent()) == "table-header-rows"
            height += 1
            if len(cells) > _MOST_CELLS:
                break
        if width > 1 and height:
            yield SourceTable(height, width, tuple(_clipped(each, height, width) for each in cells), heads)
        else:
            yield from (Paragraph(each.text) for each in cells if each.text)


def _clipped(cell: TableCell, height: int, width: int) -> TableCell:
    """Cell with its spans limited to the size of the table."""
    return TableCell(
        cell.row, cell.column, cell.text, min(cell.rows, height - cell.row), min(cell.columns, width - cell.column)
    )


def _value(element: etree._Element, name: str) -> str:
    """Value of an attribute in any namespace; empty where it is missing."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _whole(written: str) -> int:
    return max(1, int(written)) if written.isdecimal() and len(written) < 6 else 1
