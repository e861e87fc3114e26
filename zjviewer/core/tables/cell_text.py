"""Text of the cells and column headings of a table, the same on screen, in files and in print."""

import re
from decimal import Decimal

from zjviewer.core.figures.number_format import MINUS, format_figure, written_unit
from zjviewer.core.model.analysis import Analysis, Table
from zjviewer.core.model.check_notes import failure_note
from zjviewer.core.text.segmentation import fold_width

LABELS = -1
"""Stands for the column of row labels wherever columns are counted."""


_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(?:[\d,]*\.\d+|[\d,]*\d)%?")


def unit_of(table: Table, column: int) -> str:
    """The unit that a column's heading carries: the only one in it. Empty for several, for none, and for `%`, which
    stays with its numbers."""
    unit, _ = column_unit(table, column)
    return "" if unit == "%" else unit


def column_unit(table: Table, column: int) -> tuple[str, Decimal]:
    """The unit in which the source writes a column, such as 亿元, with how many of the figures' own unit it holds."""
    return written_unit(cell for row in table.rows if (cell := row.cells[column]) is not None)


def column_heading(table: Table, column: int) -> str:
    """A column's title with its unit, such as `数量（条）`; empty for the labels."""
    if column == LABELS:
        return ""
    unit, title = unit_of(table, column), table.columns[column]
    has_unit = fold_width(title).endswith(f"({unit})")
    return f"{title}（{unit}）" if unit and title and not has_unit else title or unit


def cell_text(table: Table, row: int, column: int) -> str:
    """Text of a cell: a label, a figure with the unit that the heading does not carry, a text in place of a number, or
    nothing."""
    if column == LABELS:
        return table.rows[row].label
    figure = table.rows[row].cells[column]
    if figure is None:
        return table.rows[row].cell_text(column)
    unit, factor = column_unit(table, column)
    return format_figure(figure) if unit in ("", "%") else format_figure(figure, unit=False, per=factor)


def ascii_minus(text: str) -> str:
    """A written cell with the minus that other programs can read."""
    return text.replace(MINUS, "-")


def escape_formula(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would evaluate it as a formula, also by full-width signs;
    numbers stay numbers."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def years_of(table: Table) -> tuple[int, ...]:
    """The years of a table's figures, in order."""
    return tuple(sorted({figure.year for figure in table.figures if figure.year is not None}))


def section_path(analysis: Analysis, section: str) -> str:
    """A section with those above it, such as `六 主动公开政府信息情况 › 公开数量和渠道`; empty for an unknown id."""
    return " › ".join(f"{s.number} {s.title}".strip() for s in analysis.path_of(section))


def table_footer(table: Table, analysis: Analysis) -> tuple[str, ...]:
    """The lines below a table: its note, the failed check of its figures if there is one, and its source."""
    note = tuple(filter(None, (table.note and f"注：{table.note}", failure_note(analysis, table.figures))))
    place = section_path(analysis, table.section)
    return (*note, f"来源：{analysis.report.title}" + (f"，{place}" if place else ""))
