"""Long form of tables: one row for each figure, with its unit, year, section and source sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zjviewer.core.figures.vocabulary import KIND_LABELS
from zjviewer.core.model.analysis import Analysis, Figure, Table
from zjviewer.core.tables.cell_text import section_path
from zjviewer.core.text.segmentation import sentence_at

TITLES = (
    *("年报", "表", "行", "列", "原文", "数值", "单位", "限定", "类别", "年份"),
    *("主体", "指标", "章节", "所在句子", "起点", "终点"),
)
"""Column titles of `FigureRow.values`."""

SENTENCE = TITLES.index("所在句子")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Source of one table cell."""

    table: str
    row: int
    column: int
    figure: Figure
    values: tuple[str | int | Decimal | None, ...]
    """One value for each of `TITLES`. The number is in the unit of the unit column; positions are code points in the
    report's text."""


def figure_rows(tables: Iterable[Table], analysis: Analysis) -> list[FigureRow]:
    """Rows in the order of the table cells; empty cells are omitted."""
    return [
        FigureRow(table.id, number, column, cell, _values(table, row.label, table.columns[column], cell, analysis))
        for table in tables
        for number, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
        if cell is not None
    ]


def _values(
    table: Table, label: str, column: str, figure: Figure, analysis: Analysis
) -> tuple[str | int | Decimal | None, ...]:
    text = analysis.report.text
    start, end = sentence_at(text, figure.start)
    return (
        *(analysis.report.title, table.title, label, column, figure.literal, figure.value, figure.unit),
        *(figure.qualifier, KIND_LABELS[figure.kind], figure.year, figure.subject, figure.indicator),
        *(section_path(analysis, figure.section), text[start:end], figure.start, figure.end),
    )
