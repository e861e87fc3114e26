"""Tables as an XLSX file: one sheet for each table, and one sheet with the source of every number."""

import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from zjviewer.core.export.figure_sources import SENTENCE, TITLES, FigureRow, figure_rows
from zjviewer.core.figures.number_format import MINUS, format_digits, format_figure, is_vague
from zjviewer.core.model.analysis import Analysis, Figure, Table
from zjviewer.core.tables.cell_text import (
    LABELS,
    column_heading,
    column_unit,
    section_path,
    table_footer,
    years_of,
)
from zjviewer.core.text.width import label_width

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

CONTENTS = "目录"
ONLY = "表"
SOURCES = "出处"

_HEADINGS_ROW = 4
_WIDEST = 48
_LONGEST_NAME = 31
_LONGEST_TIP = 255
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def workbook_of(tables: Sequence[Table], analysis: Analysis) -> bytes:
    """Bytes of an XLSX file. Numbers are stored as numbers; each has its sentence as a tooltip and a hyperlink to
    its row in the sheet 出处, which links back. Several tables have a contents sheet before them."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.worksheets[0]
    names = _sheet_names(tables)
    book.properties.creator = "zjviewer"
    book.properties.title = tables[0].title if len(tables) == 1 else analysis.report.title
    book.properties.subject = analysis.report.title
    if len(tables) > 1:
        first.title = CONTENTS
        _fill_contents(first, tables, names, analysis)
    else:
        book.remove(first)
    sources = figure_rows(tables, analysis)
    lines = {(s.table, s.row, s.column): number for number, s in enumerate(sources, 2)}
    for table in tables:
        _fill_table(book.create_sheet(names[table.id]), table, analysis, sources, lines)
    _fill_sources(book.create_sheet(SOURCES), sources, names)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """Sheet names by table id: short, without characters that Excel forbids, unique when case is ignored."""
    if len(tables) == 1:
        return {tables[0].id: ONLY}
    taken = {CONTENTS, SOURCES}
    names = {}
    for table in tables:
        plain = _NOT_IN_NAMES.sub(" ", table.title).strip(" '") or table.id
        name, number = plain[:_LONGEST_NAME], 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4]}-{number}"
        taken.add(name.casefold())
        names[table.id] = name
    return names


def _fill_contents(sheet: "Worksheet", tables: Sequence[Table], names: dict[str, str], analysis: Analysis) -> None:
    _put(_at(sheet, 1, 1), analysis.report.title, bold=True, size=14)
    for number, table in enumerate(tables, 3):
        cell = _at(sheet, number, 1)
        _put(cell, table.title)
        _link(cell, names[table.id], "A1")
        _put(_at(sheet, number, 2), section_path(analysis, table.section), soft=True)
    sheet.column_dimensions["A"].width = min(_WIDEST, max(label_width(table.title) for table in tables) + 2)
    sheet.column_dimensions["B"].width = 2 * _WIDEST


def _fill_table(
    sheet: "Worksheet",
    table: Table,
    analysis: Analysis,
    sources: Sequence[FigureRow],
    lines: dict[tuple[str, int, int], int],
) -> None:
    from openpyxl.styles import Alignment, Border, Side
    from openpyxl.utils import get_column_letter

    years = "、".join(f"{year}年" for year in years_of(table))
    _put(_at(sheet, 1, 1), table.title, bold=True, size=14)
    _put(_at(sheet, 2, 1), " · ".join(filter(None, (section_path(analysis, table.section), years))), soft=True)
    columns = range(LABELS, len(table.columns))
    for column in columns:
        cell = _at(sheet, _HEADINGS_ROW, column + 2)
        _put(cell, column_heading(table, column), bold=True)
        cell.alignment = Alignment(horizontal="left" if column == LABELS else "right", wrap_text=True)
        cell.border = Border(bottom=Side("thin", color="999999"))
        texts = [column_heading(table, column), *(_seen(table, row, column) for row in range(len(table.rows)))]
        width = min(_WIDEST, max(label_width(text) for text in texts) + 4)
        sheet.column_dimensions[get_column_letter(column + 2)].width = max(10, width)
    for number, row in enumerate(table.rows):
        at = _HEADINGS_ROW + 1 + number
        _put(_at(sheet, at, 1), row.label)
        _at(sheet, at, 1).alignment = Alignment(wrap_text=True, vertical="top")
        for column, figure in enumerate(row.cells):
            if figure is not None:
                line = lines[table.id, number, column]
                cell = _at(sheet, at, column + 2)
                name, factor = column_unit(table, column)
                in_heading = name not in ("", "%")
                per = factor if in_heading else Decimal(1)
                cell.value = figure.value / 100 if figure.unit == "%" else figure.value / per
                cell.number_format = number_format(figure, unit=not in_heading, per=per)
                _link(cell, SOURCES, f"A{line}", str(sources[line - 2].values[SENTENCE]))
            elif row.cell_text(column):
                _put(_at(sheet, at, column + 2), row.cell_text(column))
                _at(sheet, at, column + 2).alignment = Alignment(horizontal="right")
    for number, words in enumerate(table_footer(table, analysis), _HEADINGS_ROW + len(table.rows) + 2):
        _put(_at(sheet, number, 1), words, soft=True)
    sheet.freeze_panes = f"B{_HEADINGS_ROW + 1}"


def _seen(table: Table, row: int, column: int) -> str:
    if column == LABELS:
        return table.rows[row].label
    figure = table.rows[row].cells[column]
    return table.rows[row].cell_text(column) if figure is None else format_figure(figure)


def _fill_sources(sheet: "Worksheet", sources: Sequence[FigureRow], names: dict[str, str]) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for column, title in enumerate(TITLES, 1):
        _put(_at(sheet, 1, column), title, bold=True)
        texts = [title, *(str(source.values[column - 1] or "") for source in sources)]
        width = 2 * _WIDEST if column == SENTENCE + 1 else min(_WIDEST, max(map(label_width, texts)) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = max(8, width)
    for number, source in enumerate(sources, 2):
        for column, value in enumerate(source.values, 1):
            cell = _at(sheet, number, column)
            if isinstance(value, str):
                _put(cell, value)
                cell.alignment = Alignment(wrap_text=column == SENTENCE + 1, vertical="top")
            else:
                cell.value = value
                cell.alignment = Alignment(vertical="top")
        _link(_at(sheet, number, 3), names[source.table], _cell_of(source))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(TITLES))}{len(sources) + 1}"


def _at(sheet: "Worksheet", row: int, column: int) -> "Cell":
    """Cell at row and column, counted from 1. The sheets have no merged cells."""
    return cast("Cell", sheet.cell(row, column))


def _cell_of(source: FigureRow) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(source.column + 2)}{_HEADINGS_ROW + 1 + source.row}"


def number_format(figure: Figure, unit: bool, per: Decimal = Decimal(1)) -> str:
    """Number format that displays a figure as its column does, in a unit that holds `per` of its own. `%` in a
    spreadsheet multiplies the value by 100."""
    if is_vague(figure):
        return ";".join(['"{}"'.format(figure.literal.replace('"', ""))] * 3)
    number = format_digits(figure.value / per, figure.literal)
    before, _, after = format_figure(figure, unit, per).partition(number)
    decimals = len(number.partition(".")[2])
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    if after.startswith("%"):
        digits, after = f"{digits}%", after[1:]
    words = [f'"{word}"' if word else "" for word in (before.strip("+" + MINUS), after.replace('"', ""))]
    plain = f"{words[0]}{digits}{words[1]}"
    if figure.kind != "change" and figure.value >= 0:
        return plain
    return f'{words[0]}+{digits}{words[1]};{words[0]}"{MINUS}"{digits}{words[1]};{plain}'


def _put(cell: "Cell", text: str, *, bold: bool = False, soft: bool = False, size: int = 11) -> None:
    """Write text to a cell as a string, even where it looks like a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if bold or soft or size != 11:
        cell.font = Font(bold=bold, size=size, color="666666" if soft else None)


def _link(cell: "Cell", sheet: str, to: str, tip: str = "") -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{to}", tooltip=tip[:_LONGEST_TIP] or None)
