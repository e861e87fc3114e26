"""Readers of XLSX, XLS, ET and ODS: each visible sheet is a section, each value has the format that the spreadsheet
program displays."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.common.xml_parts import LARGEST_PART, parse_xml
from zjviewer.readers.spreadsheet.number_format import shown_value
from zjviewer.readers.spreadsheet.sheets import MOST_CELLS, Piece, Sheet, blocks_of_sheets

_DAMAGED = "{name} is damaged or was cut off. Fetch it again."
_ENCRYPTED = "{name} is encrypted. Open it with its password, and save it without one."
_MOST_REPEATED = 1_000
"""Largest number of repetitions of a row or cell in ODS; a larger number is the empty remainder of a sheet."""
_MOST_HIDDEN = 20_000
"""Largest number of hidden rows or columns of one element of ODS; more are the empty remainder of a sheet."""
_MOST_COLUMNS = 16_384
"""Of a sheet, in every program."""
_MERGED = re.compile(rb'<(?:x:)?mergeCell [^<>]*?ref="([A-Z]{1,3})(\d{1,9}):([A-Z]{1,3})(\d{1,9})"')
_MOST_MERGED = 1_000_000
_NOT_SHOWN = ("collapse", "filter")


def read_xlsx(source: Source) -> Report:
    """Report from an XLSX workbook of Excel since 2007. Raises UnreadableFile."""
    import openpyxl

    try:
        _check_parts(source)
        _check_merged(source)
        book = openpyxl.load_workbook(io.BytesIO(source.raw), data_only=True, rich_text=True)
        formulas = openpyxl.load_workbook(io.BytesIO(source.raw)) if _has_formulas(source) else None
        sheets = [_xlsx_sheet(sheet, formulas) for sheet in book.worksheets]
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises exceptions of many types for damaged files
        raise UnreadableFile(_DAMAGED, name=source.name) from error
    return _report(sheets, source, "XLSX")


def read_xls(source: Source) -> Report:
    """Report from an XLS workbook of Excel before 2007 or an ET workbook of WPS. Raises UnreadableFile."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=_xls_stream(source.raw), formatting_info=True, logfile=io.StringIO())
        sheets = [_xls_sheet(book, index) for index in range(book.nsheets)]
    except Exception as error:  # xlrd raises exceptions of many types for damaged files
        message = _ENCRYPTED if "encrypted" in str(error).casefold() else _DAMAGED
        raise UnreadableFile(message, name=source.name) from error
    return _report(sheets, source, "XLS")


def _xls_stream(raw: bytes) -> bytes:
    """The workbook inside a compound file; the file itself without that container. xlrd's own reader of containers
    follows circular chains of sectors without an end."""
    import olefile

    if not raw.startswith(olefile.MAGIC):
        return raw
    with olefile.OleFileIO(io.BytesIO(raw)) as container:
        name = next(name for name in ("Workbook", "Book") if container.exists(name))
        return bytes(container.openstream(name).read())


def read_ods(source: Source) -> Report:
    """Report from an ODS spreadsheet. Raises UnreadableFile."""
    try:
        _check_parts(source)
        with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
            raw = archive.read("content.xml")
        root = parse_xml(raw)
        hidden, fonts = _hidden_styles(root), _font_styles(root)
        sheets = [
            _ods_sheet(table, hidden, fonts)
            for table in root.iter("{*}table")
            if _local(table.getparent()) == "spreadsheet"
        ]
    except (zipfile.BadZipFile, zlib.error, KeyError, etree.XMLSyntaxError, OSError, EOFError, ValueError) as error:
        raise UnreadableFile(_DAMAGED, name=source.name) from error
    except RuntimeError as error:  # how zipfile reports a password
        raise UnreadableFile(_ENCRYPTED, name=source.name) from error
    return _report(sheets, source, "ODS")


def _report(sheets: list[Sheet], source: Source, kind: str) -> Report:
    blocks, remarks = blocks_of_sheets(sheets)
    if not blocks:
        raise UnreadableFile("There is no text in {name}.", name=source.name)
    dropped = [each for sheet in sheets if not sheet.hidden for each in sheet.dropped]
    return assemble_report(blocks, source, kind, remarks=remarks, dropped=dropped)


def _check_parts(source: Source) -> None:
    """Check the unpacked sizes of a package before it is unpacked. Raises UnreadableFile where they are too large."""
    with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
        if any(info.file_size > LARGEST_PART for info in archive.infolist()):
            raise UnreadableFile(
                "{name} unpacks to more than {limit} MB, which no report does.",
                name=source.name,
                limit=LARGEST_PART >> 20,
            )


def _xlsx_sheets(source: Source) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(source.raw)) as archive:
        for info in archive.infolist():
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                yield archive.read(info)


def _check_merged(source: Source) -> None:
    """Raise UnreadableFile where more cells are merged than openpyxl can create within the time of a worker."""
    merged = 0
    for match in (match for raw in _xlsx_sheets(source) for match in _MERGED.finditer(raw)):
        first, top, last, bottom = match.groups()
        merged += (_column_number(last) - _column_number(first) + 1) * (int(bottom) - int(top) + 1)
        if merged > _MOST_MERGED:
            raise UnreadableFile(
                "{name} merges more than {limit} cells, which no report does.", name=source.name, limit=_MOST_MERGED
            )


def _column_number(letters: bytes) -> int:
    return sum((letter - ord("A") + 1) * 26**at for at, letter in enumerate(reversed(letters)))


def _has_formulas(source: Source) -> bool:
    return any(b"<f>" in raw or b"<f " in raw for raw in _xlsx_sheets(source))


def _xlsx_sheet(sheet: Any, formulas: Any) -> Sheet:
    found = Sheet(sheet.title, hidden=sheet.sheet_state != "visible")
    found.hidden_rows = {number - 1 for number, row in sheet.row_dimensions.items() if row.hidden}
    for column in sheet.column_dimensions.values():
        if column.hidden:
            found.hidden_columns |= set(range((column.min or 1) - 1, min(column.max or 0, _MOST_COLUMNS)))
    written = formulas[sheet.title] if formulas is not None else None
    for (row, column), cell in sorted(sheet._cells.items()):  # `iter_rows` creates the cells between two far ones
        if cell.value is not None:
            _put(found, row - 1, column - 1, found.seen(_xlsx_pieces(cell)))
        elif written is not None and written.cell(row, column).data_type == "f":
            found.without_result += 1
        if found.too_large:
            break
    for merged in sheet.merged_cells.ranges:
        size = merged.max_row - merged.min_row + 1, merged.max_col - merged.min_col + 1
        found.merged[merged.min_row - 1, merged.min_col - 1] = size
    return found


def _xlsx_pieces(cell: Any) -> list[Piece]:
    """The text of a cell, in pieces of one font each."""
    struck = bool(cell.has_style and cell.font.strike)
    if not isinstance(cell.value, list):
        return [Piece(shown_value(cell.value, cell.number_format or ""), struck)]
    pieces = []
    for run in cell.value:  # text in several fonts is a list of strings and of blocks that have a font
        font = getattr(run, "font", None)
        own = struck if font is None else bool(font.strike)
        pieces.append(Piece(str(getattr(run, "text", run)), own, getattr(font, "vertAlign", "") == "superscript"))
    return pieces


def _xls_sheet(book: Any, index: int) -> Sheet:
    import xlrd

    sheet = book.sheet_by_index(index)
    found = Sheet(sheet.name, hidden=sheet.visibility != 0)
    found.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    found.hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            runs = sheet.rich_text_runlist_map.get((row, column), ())
            _put(found, row, column, found.seen(_xls_pieces(book, cell, runs)))
        if found.too_large:
            break
    for top, bottom, left, right in sheet.merged_cells:
        found.merged[top, left] = (bottom - top, right - left)
    return found


def _xls_pieces(book: Any, cell: Any, runs: Sequence[tuple[int, int]]) -> list[Piece]:
    """The text of a cell, in pieces of one font each; a run is where a font begins, and its index."""
    text = _xls_text(book, cell)
    base = book.xf_list[cell.xf_index].font_index if cell.xf_index is not None else 0
    starts = [(0, base), *runs] if isinstance(cell.value, str) else [(0, base)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    pieces = []
    for (start, index), end in zip(starts, ends, strict=True):
        font = book.font_list[index] if index < len(book.font_list) else None
        raised = font is not None and font.escapement == 1
        pieces.append(Piece(text[start:end], font is not None and bool(font.struck_out), raised))
    return pieces


def _xls_text(book: Any, cell: Any) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown_value(bool(cell.value), "")
    known = book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
    number_format = known.format_str if known is not None else ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return shown_value(xlrd.xldate_as_datetime(cell.value, book.datemode), number_format)
        except (ValueError, OverflowError):
            return shown_value(cell.value, "")
    return shown_value(cell.value, number_format)


def _put(sheet: Sheet, row: int, column: int, text: str) -> None:
    """Add the text of a cell without white space at either end; no effect where the text is empty or the sheet has too
    many cells."""
    plain = " ".join(text.split())
    if len(sheet.cells) >= MOST_CELLS:
        sheet.too_large = True
    elif plain:
        sheet.cells[row, column] = plain


def _local(element: etree._Element | None) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value_of(element: etree._Element, name: str) -> str:
    """Value of an attribute in any namespace; empty where it is missing."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _hidden_styles(root: etree._Element) -> frozenset[str]:
    """Names of the table styles of hidden sheets."""
    return frozenset(
        _value_of(style, "name")
        for style in root.iter("{*}style")
        if any(_value_of(each, "display") == "false" for each in style.iter("{*}table-properties"))
    )


def _font_styles(root: etree._Element) -> dict[str, tuple[bool, bool]]:
    """Whether text of a style is struck, and whether it is raised, by the name of the style."""
    found: dict[str, tuple[bool, bool]] = {}
    for style in root.iter("{*}style"):
        for properties in style.iter("{*}text-properties"):
            place = _value_of(properties, "text-position")
            raised = place.startswith("super") or (place[:1].isdigit() and not place.startswith("0"))
            struck = _value_of(properties, "text-line-through-style") not in ("", "none")
            found[_value_of(style, "name")] = (struck, raised)
    return found


def _ods_sheet(table: etree._Element, hidden: frozenset[str], fonts: Mapping[str, tuple[bool, bool]]) -> Sheet:
    found = Sheet(_value_of(table, "name"), hidden=_value_of(table, "style-name") in hidden)
    column = 0
    for element in table.iter("{*}table-column"):
        times = _times(element, "number-columns-repeated")
        if _value_of(element, "visibility") in _NOT_SHOWN:
            found.hidden_columns |= set(range(column, column + min(times, _MOST_HIDDEN)))
        column += times
    row = 0
    for element in table.iter("{*}table-row"):
        times = _times(element, "number-rows-repeated")
        cells = list(_ods_cells(element, fonts))
        if _value_of(element, "visibility") in _NOT_SHOWN:
            found.hidden_rows |= set(range(row, row + min(times, _MOST_HIDDEN)))
        if cells:
            for repeated in range(min(times, _MOST_REPEATED)):
                for column, pieces, rows, columns in cells:
                    _put(found, row + repeated, column, found.seen(pieces))
                    if (rows, columns) != (1, 1):
                        found.merged[row + repeated, column] = (rows, columns)
        row += times
        if found.too_large:
            break
    return found


def _ods_cells(
    row: etree._Element, fonts: Mapping[str, tuple[bool, bool]]
) -> Iterator[tuple[int, list[Piece], int, int]]:
    """Column, text, row span and column span of each non-empty cell of a row."""
    column = 0
    for cell in row:
        if _local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = _times(cell, "number-columns-repeated")
        struck, _ = fonts.get(_value_of(cell, "style-name"), (False, False))
        pieces: list[Piece] = []
        for paragraph in cell.iterchildren("{*}p"):
            pieces += [Piece("\n", struck)] if pieces else []
            pieces += _ods_pieces(paragraph, struck, False, fonts)
        text = "".join(piece.text for piece in pieces)
        if "!." in text and _value_of(cell, "value"):  # LibreOffice does not know this sign of Chinese formats
            text = _value_of(cell, "value")
            pieces = [Piece(text, struck)]
        if _value_of(cell, "value").startswith("-") and text.strip()[:1].isdigit():
            pieces.insert(0, Piece("-", struck))  # a format that shows negative numbers only by their colour
        if text.strip():
            size = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
            for repeated in range(min(times, _MOST_REPEATED)):
                yield column + repeated, pieces, *size
        column += times


def _ods_pieces(
    element: etree._Element, struck: bool, raised: bool, fonts: Mapping[str, tuple[bool, bool]]
) -> Iterator[Piece]:
    """Text of a paragraph in pieces of one font each."""
    if element.text:
        yield Piece(element.text, struck, raised)
    for child in element:
        name = _local(child)
        if name in ("s", "tab"):
            yield Piece(" ", struck, raised)
        elif name not in ("annotation", "line-break") and name:
            own = fonts.get(_value_of(child, "style-name"), (False, False))
            yield from _ods_pieces(child, struck or own[0], raised or own[1], fonts)
        elif name == "line-break":
            yield Piece("\n", struck, raised)
        if child.tail:
            yield Piece(child.tail, struck, raised)


def _times(element: etree._Element, name: str) -> int:
    written = _value_of(element, name)
    return min(int(written), 1_000_000) if written.isdecimal() and len(written) < 8 else 1
