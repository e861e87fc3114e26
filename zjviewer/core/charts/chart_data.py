"""Charts that suit a table, and the figures that each of them shows, in drawing order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from zjviewer.core.charts.axis import can_be_log
from zjviewer.core.charts.data_point import MOST_PARTS, DataPoint, is_partition
from zjviewer.core.charts.kinds import CHART_TYPES, chart_type
from zjviewer.core.charts.zeros import LONG
from zjviewer.core.figures.number_format import written_unit
from zjviewer.core.model.analysis import Chart, ChartKind, Figure, Table
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions, Sort
from zjviewer.core.tables.row_hierarchy import is_total_label, row_parents
from zjviewer.core.text.label_matching import strip_label

Family = Literal["amount", "percent", "change"]

MOST_SERIES = 4
"""Columns that a grouped chart can show side by side."""
MOST_CHARTS = 24
"""Charts of one table; a budget has a group of items for every class."""
_SHARE_TOLERANCE = Decimal(1)
"""Points by which a share may differ from its count's part of the whole."""

_FAMILIES: dict[str, Family] = {"share": "percent", "rate": "percent", "change": "change"}
_TOTAL_OF_RESULTS = "办理结果总计"
"""Label of the row 总计 of the national form beside rows that it is not the total of."""
_PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class ChartOptionsAvailable:
    """The options that make a difference for a chart."""

    sort: bool
    share: bool
    log: bool


class _Cell(NamedTuple):
    """A figure at its place in a table."""

    row: int
    column: int
    figure: Figure


class _Draft(NamedTuple):
    """A chart without id and title, with the row that its rows are parts of; None for the outermost rows."""

    chart: Chart
    parent: int | None


def suggest_charts(table: Table) -> tuple[Chart, ...]:
    """The table's charts, main chart first; empty for a table without figures.

    The figures of a chart have one unit, one family (amounts, percentages, changes) and one level: parts are never
    drawn beside the row that they are parts of. A share beside a count is an option of the count's chart. One value
    alone has nothing to be compared with and gives no chart, unless its scale is fixed, as that of a rate is.
    """
    parents = row_parents(table.rows)
    groups: dict[tuple[Family, str, int | None], list[_Cell]] = {}
    for row, line in enumerate(table.rows):
        for column, figure in enumerate(line.cells):
            if figure is not None:
                groups.setdefault((*_key(figure), parents[row]), []).append(_Cell(row, column, figure))
    drafts = [
        _Draft(_draft(table, family, cells), parent)
        for (family, _, parent), cells in groups.items()
        if not _is_beside_counts(table, cells)
    ]
    drafts = [d for d in drafts if chart_type(d.chart.kind).is_fixed_scale or len(_cells(table, d.chart)) > 1]
    drafts.sort(key=lambda draft: not _is_wanted(table, draft.chart))
    drafts = drafts[:MOST_CHARTS]
    return tuple(_finished(table, draft, number, drafts) for number, draft in enumerate(drafts, start=1))


def available_options(table: Table, chart: Chart) -> ChartOptionsAvailable:
    """Which options make a difference."""
    points = data_points(table, chart, AS_REPORTED)
    parts = [point for point in points if not point.is_total]
    return ChartOptionsAvailable(
        sort=len({point.category for point in parts}) > 1,
        share=len(_shares(table, chart)) > 1,
        log=chart_type(chart.kind).has_log_scale and can_be_log([point.figure.value for point in points]),
    )


def data_points(table: Table, chart: Chart, options: ChartOptions) -> tuple[DataPoint, ...]:
    """The points of a chart in drawing order: the total first, the series of a row together, years in order of time."""
    if options.measure == "share" and (shares := _shares(table, chart)):
        counts = {cell.row: cell.figure for cell in _cells(table, chart)}
        points = [
            DataPoint(table.rows[row].label, row, 0, figure, counts.get(row), key=table.rows[row].key)
            for row, figure in shares
        ]
    else:
        points = _stated(table, chart)
    return _sorted(_in_written_unit(points), options.sort)


def _in_written_unit(points: list[DataPoint]) -> list[DataPoint]:
    """The same points with their figures in the unit in which the source writes all of them, such as 亿元."""
    unit, per = written_unit(point.figure for point in points)
    if per == 1:
        return points
    return [
        replace(point, figure=replace(point.figure, value=point.figure.value / per, unit=unit, magnitude=""))
        for point in points
    ]


def is_stacked(table: Table, chart: Chart, points: Sequence[DataPoint]) -> bool:
    """Whether the columns of a chart are parts of wholes that another column of its table states, row by row."""
    if chart.kind != "grouped" or any(point.figure.value < 0 for point in points):
        return False
    count = len({point.series for point in points})
    whole = any(is_total_label(name) for n, name in enumerate(table.columns) if n not in chart.columns)
    return whole and 1 < count <= MOST_PARTS and not any(is_total_label(table.columns[n]) for n in chart.columns)


def short_title(table: Table, chart: Chart, among: Iterable[Chart]) -> str:
    """The text that distinguishes a chart from the others of its table: its own title, the row that its rows are parts
    of, its column, or else its unit."""
    among = tuple(among)
    if not chart.title.startswith(table.title):
        return _without_shared(chart.title, [other.title for other in among])
    others = [other for other in among if (other.columns, other.rows) != (chart.columns, chart.rows)]
    parents = row_parents(table.rows)
    return _short_title(table, chart, others, parents[chart.rows[0]], [parents[other.rows[0]] for other in others])


def _short_title(
    table: Table, chart: Chart, others: Sequence[Chart], parent: int | None, parents: Sequence[int | None]
) -> str:
    if parent is not None:
        label = _bare_label(table.rows[parent].label)
        return f"{label}（{_column_or_unit(table, chart, others)}）" if parent in parents else label
    return _column_or_unit(table, chart, others)


def _column_or_unit(table: Table, chart: Chart, others: Sequence[Chart]) -> str:
    if len(chart.rows) == 1 < len(chart.columns):
        return table.rows[chart.rows[0]].label
    if len(chart.columns) == 1 and not any(set(other.columns) & set(chart.columns) for other in others):
        return table.columns[chart.columns[0]]
    first = _cells(table, chart)[0].figure
    if first.unit == "%":
        return {"change": "增减", "share": "占比"}.get(first.kind, "比率")
    return f"增减（{first.unit}）" if first.kind == "change" else first.unit or "数量"


def _bare_label(label: str) -> str:
    """A label without its number and its notes in brackets, but for one that tells two rows apart."""
    outer, _, own = label.rpartition(" ")
    return f"{outer} {strip_label(own)}".strip()


def _without_shared(title: str, titles: Sequence[str]) -> str:
    """A title without the beginning that all titles share, and without what stands before its colon."""
    least, most = min(titles), max(titles)
    shared = next((n for n, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), 0)
    return title[shared:].rpartition("：")[2] or title


def _family(figure: Figure) -> Family:
    return _FAMILIES.get(figure.kind, "amount")


def _key(figure: Figure) -> tuple[Family, str]:
    return _family(figure), figure.unit


def _is_beside_counts(table: Table, cells: Sequence[_Cell]) -> bool:
    """Whether these are shares of which most stand beside the counts of their rows."""
    if any(cell.figure.kind != "share" for cell in cells):
        return False
    beside = sum(any(f and f.kind == "count" for f in table.rows[cell.row].cells) for cell in cells)
    return 2 * beside >= len(cells) and (len(cells) > 1 or beside > 0)


def _draft(table: Table, family: Family, cells: Sequence[_Cell]) -> Chart:
    columns = sorted({cell.column for cell in cells})
    rows = sorted({cell.row for cell in cells})
    several = len(cells) > len(rows)
    totals = [column for column in columns if is_total_label(table.columns[column])]
    if several and len(rows) > 1 and (len(columns) > MOST_SERIES or (totals and len(rows) >= LONG)):
        columns, several = (totals or columns)[:1], False
        rows = sorted({cell.row for cell in cells if cell.column == columns[0]})
    chart = Chart("", table.title, table.id, "bars", tuple(columns), tuple(rows))
    return chart._replace(kind=_kind(table, chart, family, several))


def _kind(table: Table, chart: Chart, family: Family, several: bool) -> ChartKind:
    if family == "change":
        return "change"
    points = _stated(table, chart)
    if not several and all(point.figure.kind != "rate" for point in points) and is_partition(points):
        return "parts"
    if any(point.figure.value < 0 for point in points):
        return "change"
    if family == "percent" and all(point.figure.value <= _PER_CENT for point in points):
        return "rates"
    return "grouped" if several else "bars"


def _is_wanted(table: Table, chart: Chart) -> bool:
    """Whether the kind that an editor asked for can show these figures."""
    if table.chart is None:
        return False
    return chart_type(table.chart).fits({cell.figure.kind for cell in _cells(table, chart)}, len(chart.columns))


def _finished(table: Table, draft: _Draft, number: int, drafts: Sequence[_Draft]) -> Chart:
    chart = draft.chart
    kind = table.chart if number == 1 and table.chart and _is_wanted(table, chart) else chart.kind
    if not chart_type(kind).is_signed and any(cell.figure.value < 0 for cell in _cells(table, chart)):
        kind = next((each.name for each in CHART_TYPES if each.is_signed), kind)
    title = table.title
    if number > 1 or draft.parent is not None:
        others = [each for each in drafts if each is not draft]
        name = _short_title(
            table, chart, [each.chart for each in others], draft.parent, [each.parent for each in others]
        )
        title = f"{table.title}：{name}"
    ident = table.id if number == 1 else f"{table.id}-{number}"
    return Chart(ident, title, table.id, kind, chart.columns, chart.rows)


def _cells(table: Table, chart: Chart) -> list[_Cell]:
    """The chart's figures, row by row: those of the unit and family that most of its rows have."""
    stated = [
        _Cell(row, column, figure)
        for row in chart.rows
        for column in chart.columns
        if (figure := table.rows[row].cells[column]) is not None
    ]
    rows: dict[tuple[Family, str], set[int]] = {}
    for cell in stated:
        rows.setdefault(_key(cell.figure), set()).add(cell.row)
    drawn = max(rows, key=lambda key: len(rows[key]))
    return [cell for cell in stated if _key(cell.figure) == drawn]


def _stated(table: Table, chart: Chart) -> list[DataPoint]:
    cells = _cells(table, chart)
    if len({cell.row for cell in cells}) == 1 and len(cells) > 1:
        whole = _total(table.columns, {cell.column: cell.figure for cell in cells})
        return [
            DataPoint(
                table.columns[column],
                column,
                0,
                figure,
                is_total=column == whole,
                key=table.keys[column] if table.keys else "",
            )
            for _, column, figure in cells
        ]
    total = None if chart.kind == "change" else _total_row(table, cells)
    shares = dict(_shares(table, chart))
    base = sum(cell.figure.value for cell in cells if cell.row != total)
    series = len(cells) > len({cell.row for cell in cells})
    return [
        DataPoint(
            _TOTAL_OF_RESULTS if table.rows[row].key == "total" and total is None else table.rows[row].label,
            row,
            chart.columns.index(column) if series else 0,
            figure,
            secondary=_own_share(figure, shares.get(row), base),
            is_total=row == total,
            key=table.rows[row].key,
        )
        for row, column, figure in cells
    ]


def _own_share(figure: Figure, share: Figure | None, base: Decimal | int) -> Figure | None:
    """A share that is this count's own; None for one that the report states for several rows together."""
    if share is None or base <= 0:
        return None
    return share if abs(figure.value / base * _PER_CENT - share.value) <= _SHARE_TOLERANCE else None


def _shares(table: Table, chart: Chart) -> list[tuple[int, Figure]]:
    """The shares stated in the rows of a chart of counts, at most one a row."""
    if not chart_type(chart.kind).has_shares:
        return []
    drawn = {cell.figure.id for cell in _cells(table, chart)}
    parents = row_parents(table.rows)
    level = parents[chart.rows[0]]
    rows = (row for row in range(len(table.rows)) if parents[row] == level)
    first = ((row, next((f for f in table.rows[row].cells if f and f.kind == "share"), None)) for row in rows)
    return [(row, figure) for row, figure in first if figure is not None and figure.id not in drawn]


def _total_row(table: Table, cells: Sequence[_Cell]) -> int | None:
    """The row of the total, by its label; None beside what a form carries over from one year to the next."""
    figures: dict[int, Figure] = {}
    for cell in cells:
        figures.setdefault(cell.row, cell.figure)
    if any(table.rows[row].key.startswith("carried") for row in figures):
        return None
    return _total([row.label for row in table.rows], figures)


def _total(labels: Sequence[str], figures: Mapping[int, Figure]) -> int | None:
    """The index of the total among the figures, by its label; it is no less than any other figure."""
    if len(figures) < 2 or any(figure.kind in ("rate", "share") for figure in figures.values()):
        return None
    most = max(figure.value for figure in figures.values())
    return next((n for n, figure in figures.items() if is_total_label(labels[n]) and figure.value == most), None)


def _sorted(points: list[DataPoint], sort: Sort) -> tuple[DataPoint, ...]:
    totals = [point for point in points if point.is_total]
    parts = [point for point in points if not point.is_total]
    if sort == "report":
        parts = _in_time(parts)
    else:
        order = sorted(_first_values(parts).items(), key=lambda pair: pair[1], reverse=sort == "descending")
        place = {category: index for index, (category, _) in enumerate(order)}
        parts = sorted(parts, key=lambda point: place[point.category])
    return (*totals, *parts)


def _in_time(parts: list[DataPoint]) -> list[DataPoint]:
    """The points of different years, of one row or of the series of every row, from the first year to the last."""
    series = len({point.series for point in parts}) > 1
    years: dict[int, set[int | None]] = {}
    for point in parts:
        years.setdefault(point.series if series else point.category, set()).add(point.figure.year)
    stated = [year for each in years.values() for year in each if year]
    if len(years) < 2 or any(len(each) > 1 for each in years.values()) or len(set(stated)) < len(years):
        return parts
    if not series:
        return sorted(parts, key=lambda point: point.figure.year or 0)
    order = {category: place for place, category in enumerate(dict.fromkeys(point.category for point in parts))}
    return sorted(parts, key=lambda point: (order[point.category], point.figure.year or 0))


def _first_values(parts: Sequence[DataPoint]) -> dict[int, Decimal]:
    values: dict[int, Decimal] = {}
    for point in parts:
        values.setdefault(point.category, point.figure.value)
    return values
