"""Tables as TSV and HTML for the clipboard. A cell that a spreadsheet would evaluate as a formula starts with an
apostrophe."""

import re
from collections.abc import Sequence
from html import escape

from zjviewer.core.model.analysis import Analysis, Table
from zjviewer.core.tables.cell_text import LABELS, ascii_minus, cell_text, column_heading, escape_formula, table_footer

_BORDER = "border:0.5pt solid #999999;padding:2pt 6pt"
_COMMA = re.compile(r"(?<=\d),(?=\d{3})")
_BREAKS = re.compile(r"[\t\r\n]+")


def to_tsv(table: Table, rows: Sequence[int] | None = None, columns: Sequence[int] | None = None) -> str:
    """TSV of the whole table with headings, or of the given rows and columns without. Numbers have no thousands
    separators.

    Column `LABELS` is the column of row labels.
    """
    lines = [[_pasted(table, row, column) for column in _columns(table, columns)] for row in _rows(table, rows)]
    if rows is None:
        lines.insert(0, [escape_formula(column_heading(table, column)) for column in _columns(table, columns)])
    return "\r\n".join("\t".join(_BREAKS.sub(" ", cell) for cell in line) for line in lines)


def to_html(
    table: Table, analysis: Analysis, rows: Sequence[int] | None = None, columns: Sequence[int] | None = None
) -> str:
    """HTML of the whole table with title, headings, note and source, or of the given rows and columns only."""
    body = "".join(
        "<tr>" + "".join(_cell(table, row, column) for column in _columns(table, columns)) + "</tr>"
        for row in _rows(table, rows)
    )
    if rows is not None:
        return _page(_grid("", body))
    head = "".join(
        f'<th style="{_BORDER};text-align:center">{escape(escape_formula(column_heading(table, column)))}</th>'
        for column in _columns(table, columns)
    )
    closing = "".join(f"<p>{escape(escape_formula(line))}</p>" for line in table_footer(table, analysis))
    return _page(
        f"<p><b>{escape(escape_formula(table.title))}</b></p>{_grid(f'<thead><tr>{head}</tr></thead>', body)}{closing}"
    )


def _rows(table: Table, rows: Sequence[int] | None) -> Sequence[int]:
    return range(len(table.rows)) if rows is None else rows


def _columns(table: Table, columns: Sequence[int] | None) -> Sequence[int]:
    return range(LABELS, len(table.columns)) if columns is None else columns


def _pasted(table: Table, row: int, column: int) -> str:
    text = cell_text(table, row, column)
    return escape_formula(text if column == LABELS else _COMMA.sub("", ascii_minus(text)))


def _cell(table: Table, row: int, column: int) -> str:
    side = "left" if column == LABELS else "right"
    text = ascii_minus(cell_text(table, row, column)) if column != LABELS else cell_text(table, row, column)
    return f'<td style="{_BORDER};text-align:{side}">{escape(escape_formula(text))}</td>'


def _grid(head: str, body: str) -> str:
    return f'<table style="border-collapse:collapse">{head}<tbody>{body}</tbody></table>'


def _page(body: str) -> str:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'
