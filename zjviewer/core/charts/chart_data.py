"""Which charts suit a table, and the figures that each of them shows, in the order of the drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from zjviewer.core.charts.axis import can_be_log
from zjviewer.core.model.analysis import Chart, ChartKind, Figure, Table

Sort = Literal["report", "descending", "ascending"]
ValueMeasure = Literal["count", "share"]
Family = Literal["amount", "percent", "change"]

MOST_SERIES = 4
"""Columns that a grouped chart can show beside one another."""
MOST_PARTS = 6
LONG = 12
"""Rows of a list in which zeros are told and not drawn."""

_FAMILIES: dict[str, Family] = {"share": "percent", "rate": "percent", "change": "change"}
_WHOLES = ("合计", "总计", "共计", "总数", "总量", "全国", "全省", "全市", "全区", "全县", "全州", "全盟")
_TOTAL_OF_RESULTS = "办理结果总计"
"""What 总计 of a list of results is called among other rows."""
_PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader chose; what does not apply to a chart is left aside."""

    sort: Sort = "report"
    measure: ValueMeasure = "count"
    log: bool = False
    note: bool = True


AS_REPORTED = Options()


@dataclass(frozen=True, slots=True)
class DataPoint:
    """One mark to be: a figure and the names that it goes by."""

    label: str
    """Of its row, or of its column where the chart has one row."""
    category: int
    """Which row, or column; entries of one category stand together."""
    series: int
    """Index into the chart's columns; 0 where columns are not series."""
    figure: Figure
    secondary: Figure | None = None
    """What the report states with it: the share of a count, the count of a share."""
    is_total: bool = False
    """A total, told apart from the parts that it is made of."""
    is_subtotal: bool = False
    """A sum in the midst of a list, with its own parts below it."""
    depth: int = 0
    """1 for a part below its head."""


@dataclass(frozen=True, slots=True)
class ChartOptionsAvailable:
    """The options that make a difference for a chart."""

    sort: bool
    share: bool
    log: bool


def suggest_charts(table: Table) -> tuple[Chart, ...]:
    """The table's charts, main chart first; empty for a table without figures.

    Figures of one unit and family (amounts, percentages, changes) share a chart. A share that stands beside a count
    is an option of the count's chart. A lone amount has nothing to be compared with and gives a chart only where
    there is no other; a lone rate has its 0 and its 100.
    """
    groups: dict[tuple[Family, str], list[tuple[int, int]]] = {}
    for row, line in enumerate(table.rows):
        for column, figure in enumerate(line.cells):
            if figure is not None:
                groups.setdefault(_key(figure), []).append((row, column))
    drawn = [_draft(table, family, cells) for (family, _), cells in groups.items() if _stands_alone(table, cells)]
    worth = [d for d in drawn if len(d.rows) * len(d.columns) > 1 or d.kind == "rates"] or drawn[:1]
    worth.sort(key=lambda draft: not _wanted(table, draft))
    return tuple(_named(table, draft, number, worth) for number, draft in enumerate(worth, start=1))


def available_options(table: Table, chart: Chart) -> ChartOptionsAvailable:
    """Which options make a difference."""
    found = data_points(table, chart, AS_REPORTED)
    parts = [entry for entry in found if not entry.is_total]
    return ChartOptionsAvailable(
        sort=len({entry.category for entry in parts}) > 1,
        share=len(_shares(table, chart)) > 1,
        log=chart.kind in ("bars", "grouped") and can_be_log([entry.figure.value for entry in found]),
    )


def data_points(table: Table, chart: Chart, options: Options) -> tuple[DataPoint, ...]:
    """What the chart shows, in the order of the drawing: the whole first, the series of a row together."""
    if options.measure == "share" and (shares := _shares(table, chart)):
        counts = {row: figure for row, _, figure in _cells(table, chart)}
        found = [DataPoint(table.rows[row].label, row, 0, figure, counts.get(row)) for row, figure in shares]
    else:
        found = _stated(table, chart)
    return _sorted(found, options.sort)


def drop_zeros(found: Sequence[DataPoint], split: bool = False) -> tuple[DataPoint, ...]:
    """Of a long list with many zeros, and of parts behind one another, only what is not nothing; of a row of zeros the
    first; any other list as it is."""
    if split:
        filled = {entry.category for entry in found if entry.figure.value}
        first = {entry.category: entry for entry in reversed(found)}
        return tuple(
            entry
            for entry in found
            if entry.figure.value or (entry.category not in filled and entry is first[entry.category])
        )
    stated = tuple(entry for entry in found if entry.figure.value or entry.is_total)
    zeros = len(found) - len(stated)
    long = len(found) >= LONG and len({entry.series for entry in found}) == 1
    return stated if long and zeros * 3 >= len(found) and len(stated) > 1 else tuple(found)


def is_stacked(table: Table, chart: Chart, found: Sequence[DataPoint]) -> bool:
    """Whether the columns of a chart are parts of wholes that another column of its table states, row by row."""
    if chart.kind != "grouped" or any(entry.figure.value < 0 for entry in found):
        return False
    count = len({entry.series for entry in found})
    whole = any(_says_whole(name) for n, name in enumerate(table.columns) if n not in chart.columns)
    return whole and 1 < count <= MOST_PARTS and not any(_says_whole(table.columns[n]) for n in chart.columns)


def is_partition(found: Sequence[DataPoint]) -> bool:
    """Whether the parts make a whole: shares that add to 100, or amounts that add to the total beside them."""
    parts = [entry.figure for entry in found if not entry.is_total]
    if not 2 <= len(parts) <= MOST_PARTS or any(figure.value < 0 for figure in parts):
        return False
    total = sum(figure.value for figure in parts)
    if all(figure.kind == "share" for figure in parts):
        return abs(total - _PER_CENT) <= len(parts) / Decimal(2)
    shares = [entry.secondary.value for entry in found if not entry.is_total and entry.secondary]
    if len(shares) == len(parts):
        return True
    wholes = [entry.figure.value for entry in found if entry.is_total]
    return total > 0 and wholes == [total]


def _family(figure: Figure) -> Family:
    return _FAMILIES.get(figure.kind, "amount")


def _stands_alone(table: Table, cells: Sequence[tuple[int, int]]) -> bool:
    """False for shares that stand beside the counts of their rows."""
    if not all(_cell(table, row, column).kind == "share" for row, column in cells):
        return True
    beside = sum(any(f and f.kind == "count" for f in table.rows[row].cells) for row, _ in cells)
    return 2 * beside < len(cells) or (len(cells) == 1 and beside == 0)


def _draft(table: Table, family: Family, cells: Sequence[tuple[int, int]]) -> Chart:
    columns = sorted({column for _, column in cells})
    rows = tuple(sorted({row for row, _ in cells}))
    several = len(cells) > len(rows)
    summed = [c for c in columns if _says_whole(table.columns[c])]
    if several and (len(columns) > MOST_SERIES or (summed and len(rows) >= LONG)):
        columns, several = (summed or columns)[:1], False
        rows = tuple(row for row in rows if (row, columns[0]) in set(cells))
    chart = Chart("", table.title, table.id, "bars", tuple(columns), rows)
    return _as(chart, _kind(table, chart, family, several))


def _kind(table: Table, chart: Chart, family: Family, several: bool) -> ChartKind:
    if family == "change":
        return "change"
    kinds = {figure.kind for _, _, figure in _cells(table, chart)}
    found = _stated(table, chart)
    if not several and "rate" not in kinds and is_partition(found):
        return "parts"
    if any(entry.figure.value < 0 for entry in found):
        return "change"
    if family == "percent" and all(entry.figure.value <= _PER_CENT for entry in found):
        return "rates"
    return "grouped" if several else "bars"


def _wanted(table: Table, chart: Chart) -> bool:
    """Whether the editor's kind can be drawn from these figures."""
    kinds = {figure.kind for _, _, figure in _cells(table, chart)}
    match table.chart:
        case None:
            return False
        case "change":
            return "change" in kinds
        case "rates":
            return bool(kinds & {"rate", "share"})
        case "grouped":
            return "change" not in kinds and len(chart.columns) > 1
        case "parts":
            return "change" not in kinds and "rate" not in kinds
        case "bars":
            return "change" not in kinds


def _named(table: Table, chart: Chart, number: int, among: Sequence[Chart]) -> Chart:
    kind = table.chart if number == 1 and table.chart and _wanted(table, chart) else chart.kind
    if kind == "parts" and any(figure.value < 0 for _, _, figure in _cells(table, chart)):
        kind = "change"
    title = table.title if number == 1 else f"{table.title}：{short_title(table, chart, among)}"
    ident = table.id if number == 1 else f"{table.id}-{number}"
    return Chart(ident, title, table.id, kind, chart.columns, chart.rows)


def short_title(table: Table, chart: Chart, among: Iterable[Chart]) -> str:
    """What tells a chart from the others of its table: its own title, its column, or else its unit."""
    among = tuple(among)
    if not chart.title.startswith(table.title):
        return _without_shared(chart.title, [other.title for other in among])
    others = [other for other in among if (other.columns, other.rows) != (chart.columns, chart.rows)]
    if len(chart.rows) == 1 < len(chart.columns):
        return table.rows[chart.rows[0]].label
    if len(chart.columns) == 1 and not any(set(other.columns) & set(chart.columns) for other in others):
        return table.columns[chart.columns[0]]
    first = next(figure for _, _, figure in _cells(table, chart))
    if first.unit == "%":
        return {"change": "增减", "share": "占比"}.get(first.kind, "比率")
    return f"增减（{first.unit}）" if first.kind == "change" else first.unit or "数量"


def _without_shared(title: str, titles: Sequence[str]) -> str:
    """A title without what all begin with, and without what stands before its colon."""
    least, most = min(titles), max(titles)
    shared = next((n for n, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), 0)
    return title[shared:].rpartition("：")[2] or title


def _as(chart: Chart, kind: ChartKind) -> Chart:
    return Chart(chart.id, chart.title, chart.table, kind, chart.columns, chart.rows)


def _cell(table: Table, row: int, column: int) -> Figure:
    figure = table.rows[row].cells[column]
    assert figure is not None
    return figure


def _cells(table: Table, chart: Chart) -> list[tuple[int, int, Figure]]:
    """The chart's figures, row by row: of one unit and family, the one that all its rows have."""
    stated = [
        (row, column, figure)
        for row in chart.rows
        for column in chart.columns
        if (figure := table.rows[row].cells[column]) is not None
    ]
    rows: dict[tuple[Family, str], set[int]] = {}
    for row, _, figure in stated:
        rows.setdefault(_key(figure), set()).add(row)
    drawn = max(rows, key=lambda key: len(rows[key]))
    return [cell for cell in stated if _key(cell[2]) == drawn]


def _key(figure: Figure) -> tuple[Family, str]:
    return _family(figure), figure.unit


def _stated(table: Table, chart: Chart) -> list[DataPoint]:
    cells = _cells(table, chart)
    if len({row for row, _, _ in cells}) == 1 and len(cells) > 1:
        return [DataPoint(table.columns[column], column, 0, figure) for _, column, figure in cells]
    whole = None if chart.kind == "change" else _whole_row(table, cells)
    shares = dict(_shares(table, chart))
    base = sum(figure.value for row, _, figure in cells if row != whole)
    series = len(cells) > len({row for row, _, _ in cells})
    heads = _heads(table, [row for row, _, _ in cells]) if whole is None and not series else {}
    return [
        DataPoint(
            _TOTAL_OF_RESULTS if table.rows[row].key == "total" and whole is None else table.rows[row].label,
            row,
            chart.columns.index(column) if series else 0,
            figure,
            secondary=_share_that_holds(figure, shares.get(row), base),
            is_total=row == whole,
            is_subtotal=row in heads.values(),
            depth=int(row in heads),
        )
        for row, column, figure in cells
    ]


def _heads(table: Table, rows: Sequence[int]) -> dict[int, int]:
    """By the row of a part, the row that it is a part of: in national tables the ids of parts begin with their sum's.
    Empty where one sum has them all, which makes it the whole."""
    keys = {table.rows[row].key: row for row in rows if table.rows[row].key}
    found = {row: keys[key.rpartition(".")[0]] for key, row in keys.items() if key.rpartition(".")[0] in keys}
    return found if len(set(found.values())) > 1 else {}


def _share_that_holds(figure: Figure, share: Figure | None, base: Decimal | int) -> Figure | None:
    """A share that is this count's own; one that the report states for several rows together is not."""
    if share is None or base <= 0:
        return None
    return share if abs(figure.value / base * _PER_CENT - share.value) <= 1 else None


def _shares(table: Table, chart: Chart) -> list[tuple[int, Figure]]:
    """The shares stated in the rows of a chart of counts, at most one a row."""
    if chart.kind not in ("bars", "parts"):
        return []
    drawn = {figure.id for _, _, figure in _cells(table, chart)}
    rows = range(len(table.rows)) if drawn else ()
    first = ((row, next((f for f in table.rows[row].cells if f and f.kind == "share"), None)) for row in rows)
    return [(row, figure) for row, figure in first if figure is not None and figure.id not in drawn]


def _whole_row(table: Table, cells: Sequence[tuple[int, int, Figure]]) -> int | None:
    """The row of the total: named so and no less than any other, or first or last and the exact sum of the others."""
    values: dict[int, Decimal] = {}
    for row, _, figure in cells:
        values.setdefault(row, figure.value)
    if len(values) < 2 or any(figure.kind in ("rate", "share") for _, _, figure in cells):
        return None
    if any(table.rows[row].key.startswith("carried") for row in values):
        return None
    most = max(values.values())
    named = [row for row in values if _says_whole(table.rows[row].label) and values[row] == most]
    if named:
        return named[0]
    ends = (next(iter(values)), next(reversed(values)))
    total = sum(values.values())
    return next((row for row in ends if len(values) > 2 and values[row] * 2 == total), None)


def _says_whole(label: str) -> bool:
    return label.startswith(("总", *_WHOLES)) or label.endswith(_WHOLES)


def _sorted(found: list[DataPoint], sort: Sort) -> tuple[DataPoint, ...]:
    wholes = [entry for entry in found if entry.is_total]
    parts = [entry for entry in found if not entry.is_total]
    if sort != "report":
        order = sorted(_first_values(parts).items(), key=lambda pair: pair[1], reverse=sort == "descending")
        place = {category: index for index, (category, _) in enumerate(order)}
        parts = sorted((replace(e, depth=0) for e in parts), key=lambda entry: place[entry.category])
    return (*wholes, *parts)


def _first_values(parts: Sequence[DataPoint]) -> dict[int, Decimal]:
    values: dict[int, Decimal] = {}
    for entry in parts:
        values.setdefault(entry.category, entry.figure.value)
    return values
