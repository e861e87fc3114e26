"""Figures of source tables: a number in a cell, with indicator and subject from the labels of its row and column."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zjviewer.core.dictionary.forms import FormField, NationalForm
from zjviewer.core.figures.vocabulary import WRITTEN_UNIT, counted_by, normalise_magnitude
from zjviewer.core.figures.years import is_budget
from zjviewer.core.model.analysis import Figure, Kind, Section, Status
from zjviewer.core.model.report import Report, SourceCell, Span
from zjviewer.core.tables.form_matching import FilledForm
from zjviewer.core.tables.grid_structure import NUMBER, GridBlock, GridRow, classify_cell, match_number, vague_number
from zjviewer.core.text.label_matching import strip_label
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.numerals import number_of
from zjviewer.core.text.segmentation import fold_width

_IN_BRACKETS = lazy_pattern(rf"[(（](?:计量)?(?:单位[:：]?\s*)?({WRITTEN_UNIT})[)）]")
_ANNOUNCED = lazy_pattern(rf"单位\s*[:：]\s*({WRITTEN_UNIT})")
_TAIL = lazy_pattern(rf"[,，、]\s*({WRITTEN_UNIT})$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|$)")
_YEAR_ROW = re.compile(r"(?:19|20)\d{2}\s*(?:年度?)?")
_LAST_YEAR = re.compile(r"上一?年(?!结转)|去年|上年度")
_SHARE = re.compile(r"占|比重|比例|构成")
_CHANGE = re.compile(r"增长|同比|增幅|增减|变化|升降|降幅|增/减|比上年")
_NATURAL_RATE = re.compile(r"(?:自然|机械)增长率")
"""A name of a level, not of a change of one."""
_GENERAL = re.compile(r"^(?:数量|数值|统计数|数|金额|合计|总计|本年|预算数|决算数|单位|数据)?$")
_RELATIVE = lazy_pattern(r"[(（]?(?:单位[:：]\s*)?([%％‰])[)）]?$|^(?:增长率|增长幅度|增幅|降幅|增速|占比|比重)$")
_DONE = re.compile("执行|决算|完成|实际|实绩")
_AIMED = re.compile("(?:预期|目标|计划)(?:值|数|目标)?$")
_CAPTION_LINES = 3
_LONGEST_CAPTION = 80
_LONGEST_CELL = 30
_SENTENCE = re.compile("[。；]")
_ROW = lazy_pattern(rf"\S\s++{NUMBER.pattern}\s*$")


def grid_figures(
    report: Report, parts: Sequence[GridBlock], filled: Sequence[FilledForm], sections: Sequence[Section]
) -> list[Figure]:
    """One for every cell of values that is a number, in reading order; their ids are still empty."""
    meant = figure_descriptions(filled)
    starts = [section.start for section in sections]
    found: list[Figure] = []
    announced = [_announced(report, index) for index in range(len(report.grids))]
    for part in parts:
        for row in part.rows:
            for column, cell in enumerate(row.cells):
                if cell is None or classify_cell(report.text[cell.span.start : cell.span.end]) != "number":
                    continue
                index = bisect_right(starts, cell.span.start) - 1
                section = sections[index].id if index >= 0 else ""
                found.append(_figure(report, part, row, column, cell, meant.get(cell), announced[part.grid], section))
    return sorted(found, key=lambda figure: figure.start)


def figure_descriptions(
    filled: Sequence[FilledForm],
) -> dict[SourceCell, tuple[NationalForm, FormField | None, FormField]]:
    """What cells state in the national tables: the form, its row (None for a row of the report's own), its column."""
    found: dict[SourceCell, tuple[NationalForm, FormField | None, FormField]] = {}
    for each in filled:
        rows = {entry.id: entry for entry in each.form.rows}
        columns = {entry.id: entry for entry in each.form.columns}
        for bound in each.cells:
            found[bound.cell] = (each.form, rows.get(bound.row), columns[bound.column])
    return found


def spans_without_prose(report: Report) -> list[Span]:
    """The parts of the tables that hold no sentences; a cell with sentences is read like the text around the table."""
    found: list[Span] = []
    for grid in report.grids:
        at = grid.span.start
        for cell in grid.cells:
            label = report.text[cell.span.start : cell.span.end]
            if len(label) > _LONGEST_CELL and _SENTENCE.search(label):
                found.append(Span(at, cell.span.start))
                at = cell.span.end
        found.append(Span(at, grid.span.end))
    return [span for span in found if span.end > span.start]


def _figure(
    report: Report,
    part: GridBlock,
    row: GridRow,
    column: int,
    cell: SourceCell,
    meant: tuple[NationalForm, FormField | None, FormField] | None,
    announced: str,
    section: str,
) -> Figure:
    start, end = cell.span
    plain = fold_width(report.text[start:end])
    match = match_number(plain.strip())
    heads = part.columns[column]
    start += len(plain) - len(plain.lstrip())
    own_unit = _unit(row, heads, meant, announced, part.band)
    vague = None if match else vague_number(plain.strip())
    if match:
        begins = match.start("sign") if match["sign"] else match.start("number")
        literal = Span(start + begins, start + match.end())
        value, unit = _value(match, own_unit)
        qualifier = match["loose"] or match["about"] or ""
    else:
        assert vague is not None  # `classify_cell` called it a number
        literal = Span(start, start + vague.end)
        value, unit, qualifier = vague.value, vague.unit or own_unit, vague.qualifier
    label = " ".join((*row.path, *heads))
    year = _year(heads, row.path, report.year)
    path, subject = _names(row, heads, part, meant)
    return Figure(
        id="",
        start=literal.start,
        end=literal.end,
        literal=report.text[literal.start : literal.end],
        value=value,
        unit=unit,
        kind=_kind(unit, label),
        qualifier=qualifier,
        indicator=path,
        subject=subject,
        year=year,
        section=section,
        low=vague.low if vague else None,
        high=vague.high if vague else None,
        status=_status(report, year, unit, heads),
    )


def _status(report: Report, year: int | None, unit: str, heads: Sequence[str]) -> Status:
    """Planned: amounts of a budget for its own year, and what a heading calls an aim."""
    label = " ".join(heads)
    if _DONE.search(label):
        return "stated"
    if year is not None and report.year is not None and year > report.year:
        return "planned"
    in_budget = is_budget(report.title) and year == report.year and counted_by(unit) != "things"
    return "planned" if in_budget or _AIMED.search(label) else "stated"


def _value(match: re.Match[str], own_unit: str) -> tuple[Decimal, str]:
    value = number_of(match["number"] + match["scale"])
    if match["sign"] in ("-", "−"):
        value = -value
    if match["unit"]:
        return normalise_magnitude(value, match["unit"], match["scale"])
    return value, own_unit


def _unit(
    row: GridRow,
    heads: Sequence[str],
    meant: tuple[NationalForm, FormField | None, FormField] | None,
    announced: str,
    band: str,
) -> str:
    """From the nearest that names one: the row's unit, its label, the headings, the table's caption, the format."""
    relative = _RELATIVE.search(heads[-1].strip()) if heads else None
    if relative:  # 增长(%) of a row 生产总值(亿元)
        return (relative[1] or "%").replace("％", "%")
    if row.unit:
        return row.unit
    for label in (*row.path[::-1], *heads[::-1], band):
        found = _IN_BRACKETS.search(label) or _ANNOUNCED.search(label) or _TAIL.search(label)
        if found:
            return found[1]
        if label.endswith(("%", "％", "率", "比重", "占比", "比例", "增幅")) and not label.endswith(("效率", "频率")):
            return "%" if label.endswith(("%", "％", "占比", "增幅", "比重")) else ""
    if meant is None:
        return announced
    form, entry, column = meant
    defined = column.unit or (entry.unit if entry else "") or form.unit
    if announced and defined and (counted_by(announced) == "money") != (counted_by(defined) == "money"):
        return defined  # the line above belongs to another table: a form counts documents or money, never either
    return announced or defined


def _names(
    row: GridRow, heads: Sequence[str], part: GridBlock, meant: tuple[NationalForm, FormField | None, FormField] | None
) -> tuple[str, str]:
    """Indicator and subject, from the labels of row and column; those of the national form where it is known."""
    if meant is not None and meant[1] is not None:
        entry, column = meant[1], meant[2]
        outer = [label for label in (entry.within, entry.label) if label]
        if not row.path:
            return " › ".join((*outer, column.label)), ""
        return " › ".join(outer), " › ".join(label for label in (column.within, column.label) if label)
    labels = [strip_label(label) for label in row.path]
    columns = [strip_label(label) for label in heads if not _GENERAL.match(strip_label(label))]
    if labels:
        return " › ".join(labels), " › ".join(columns)
    return " › ".join(columns) or strip_label(part.band), ""


def _kind(unit: str, label: str) -> Kind:
    if unit == "百分点" or (_CHANGE.search(label) and not _NATURAL_RATE.search(label)):
        return "change"
    if unit in ("%", "‰"):
        return "share" if _SHARE.search(label) else "rate"
    if unit == "分":
        return "score"
    return "money" if unit.endswith("元") else "count"


def _year(heads: Sequence[str], path: Sequence[str], year: int | None) -> int | None:
    for label in reversed(heads):
        found = _YEAR.search(label)
        if found:
            return int(found[1])
        if year is not None and _LAST_YEAR.search(label):
            return year - 1
    return next((int(label[:4]) for label in reversed(path) if _YEAR_ROW.fullmatch(label)), year)


def _announced(report: Report, index: int) -> str:
    """The unit in a line right above a table, such as 单位：万元; empty where the lines above name none."""
    for line in _lines_above(report, index):
        found = _ANNOUNCED.search(line)
        if found:
            return found[1]
    return ""


def _lines_above(report: Report, index: int) -> Iterator[str]:
    """Short lines right above a table, the nearest first, down to the table before it or to a line that ends with a
    number, which is a row of another table."""
    text = report.text
    floor = report.grids[index - 1].span.end if index else 0
    end = report.grids[index].span.start - 1
    for _ in range(_CAPTION_LINES):
        if end <= floor:
            return
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if len(line) > _LONGEST_CAPTION or line.endswith("。") or "\t" in line or _ROW.search(line):
            return
        yield line
        end = start - 1


def caption_of(report: Report, index: int) -> str:
    """The line above a table that names it; empty where there is none. `index` is the table's in `Report.grids`."""
    for line in _lines_above(report, index):
        label = line.strip()
        if label and not re.search(r"[:：；;]", label) and not re.fullmatch(r"[(（].*[)）]", label):
            return label
    return ""
