"""Metric tables from the prose: by the dictionary of the era, an editor's quotations, and enumerations."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from zjviewer.core.dictionary.metrics import Facet, MetricDictionary, MetricTable, match_metric, region_terms, row_key
from zjviewer.core.model.analysis import Figure, QuotedTable, Row, Sidecar, Table
from zjviewer.core.model.report import Report, Span
from zjviewer.core.text.quotations import find_placeholder
from zjviewer.core.text.segmentation import fold_width, mask_spans, sentence_at

_ITEM = re.compile(r"[)、,;和及与]*[(:]?(?:其中[,:]?)?(?P<label>(?:[^、,;。:()\d]|\([^()\d]*\)){2,24})")
_OPENS_LIST = re.compile(r"[,;]?其中|[(:]")
_CLOSES_LIST = re.compile(r"\)")
_LABEL_TAIL = re.compile(r"(?>(?:分别|共计|共|为|有|达到|达|是|的){1,12})$")
_NO_LABEL = re.compile("[从由到至]$|平均|[日月年人场次期]均|每")
"""从2.2万家增加到4.9万家 is the change of one measure and no list; nor is an average an item."""
_FEWEST = 3


def build_tables(
    report: Report,
    figures: Sequence[Figure],
    dictionary: MetricDictionary | None,
    sidecar: Sidecar,
    shut: Sequence[Span] = (),
    stated: Mapping[str, Figure] | None = None,
    bound: Mapping[str, Figure] | None = None,
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Tables in the order of their first figures, and the sidecar's quotations that the text does not hold.

    `shut` are the stretches of the text that are tables themselves; `stated` are the metrics that these state, by id;
    `bound` are the rows of national tables whose figures an editor has chosen, by key.
    """
    plain = mask_spans(fold_width(report.text), shut)
    national = (
        list(_national(report, plain, figures, dictionary, stated or {}, bound or {})) if dictionary is not None else []
    )
    quoted, lost = _quoted(report.text, figures, sidecar.tables)
    taken = {figure.id for table in (*national, *quoted) for figure in table.figures}
    listed = [t for t in _enumerations(plain, figures) if not all(f.id in taken for f in t.figures)]
    tables = sorted((*national, *quoted, *listed), key=lambda table: min(f.start for f in table.figures))
    return tuple(tables), lost


def facets_of(plain: str, figures: Sequence[Figure], figure: Figure) -> dict[Facet, Figure]:
    """The figures that the rest of its sentence states with a count: previous year, difference, growth, share; up to
    the next count of the same year."""
    found: dict[Facet, Figure] = {"value": figure}
    end = sentence_at(plain, figure.start).end
    for other in figures[int(figure.id[1:]) :]:
        if other.start >= end:
            break
        if other.kind == "share":
            if "share" not in found and _adjoins(plain, found, other):
                found["share"] = other
        elif other.kind == "change":
            found.setdefault("growth" if other.unit == "%" else "difference", other)
        elif other.unit == figure.unit and _is_previous(figure, other):
            found.setdefault("previous", other)
        else:
            break
    return found


def _adjoins(plain: str, found: dict[Facet, Figure], share: Figure) -> bool:
    """占53% right behind a count is its share; a share with a name of its own (其公开率占…) is not."""
    between = plain[max(figure.end for figure in found.values()) : share.start]
    return bool(re.fullmatch(r"[,、;(]?\s*(?:约|大约)?占[^,;。其率]{0,12}", between))


def _is_previous(figure: Figure, other: Figure) -> bool:
    return figure.year is not None and other.year == figure.year - 1


def _national(
    report: Report,
    plain: str,
    figures: Sequence[Figure],
    dictionary: MetricDictionary,
    stated: Mapping[str, Figure],
    bound: Mapping[str, Figure],
) -> Iterator[Table]:
    terms = region_terms(report.region)
    heads: dict[str, Figure | None] = {**stated, **bound}

    def head(name: str) -> Figure | None:
        if name not in heads:
            heads[name] = match_metric(plain, figures, dictionary.metrics[name], "", report.region, None)
        return heads[name]

    for table in dictionary.tables:
        rows = []
        for row in table.rows:
            metric = dictionary.metrics[row.metric]
            key = row_key(row)
            behind = head(metric.after) if metric.after else None
            if metric.after and behind is None and key not in bound:
                continue
            figure = bound.get(key)
            if figure is None and row.subject in ("", "whole"):
                figure = stated.get(row.metric)
            if figure is None:
                figure = match_metric(plain, figures, metric, row.subject, report.region, behind)
            if figure is not None:
                rows.append((row.label.format(**terms), key, _facets(plain, figures, figure)))
        built = _metric_table(table, rows, report.year)
        if built is not None:
            yield built


def _facets(plain: str, figures: Sequence[Figure], figure: Figure) -> dict[Facet, Figure]:
    return {"share": figure} if figure.unit == "%" else facets_of(plain, figures, figure)


def _metric_table(
    table: MetricTable, rows: Sequence[tuple[str, str, dict[Facet, Figure]]], year: int | None
) -> Table | None:
    """Without the columns that no row fills; None where the report states none of it."""
    columns = [facet for facet in table.columns if any(facet in facets for *_, facets in rows)]
    if not columns:
        return None
    cells = tuple(Row(label, tuple(map(facets.get, columns)), key=key) for label, key, facets in rows)
    first = min((f for row in cells for f in row.cells if f is not None), key=lambda figure: figure.start)
    titles = tuple(_column_title(facet, year, "previous" in columns) for facet in columns)
    return Table(table.id, table.title, first.section, titles, cells, table.chart, table.note, tuple(columns))


def _column_title(facet: Facet, year: int | None, compares: bool) -> str:
    if facet == "value":
        return f"{year}年" if compares and year is not None else "数量"
    if facet == "previous":
        return f"{year - 1}年" if year is not None else "上年"
    return {"difference": "增减", "growth": "同比", "share": "占比"}[facet]


def _quoted(text: str, figures: Sequence[Figure], tables: Iterable[QuotedTable]) -> tuple[list[Table], tuple[str, ...]]:
    found: list[Table] = []
    lost: list[str] = []
    for table in tables:
        rows = []
        for row in table.rows:
            cells = [figure_in_placeholder(text, figures, quotation) for quotation in row.cells]
            lost.extend(q for q, cell in zip(row.cells, cells, strict=True) if q and cell is None)
            rows.append(Row(row.label, tuple(cells)))
        stated = [figure for row in rows for figure in row.cells if figure is not None]
        if stated:
            section = min(stated, key=lambda figure: figure.start).section
            found.append(Table(table.id, table.title, section, table.columns, tuple(rows), table.chart, table.note))
    return found, tuple(lost)


def figure_in_placeholder(text: str, figures: Sequence[Figure], quotation: str) -> Figure | None:
    """The figure that fills the hole of a quotation; None where there is none, or more than one."""
    hole = find_placeholder(text, quotation) if quotation else None
    if hole is None:
        return None
    inside = [figure for figure in figures if hole.start <= figure.start < hole.end]
    return inside[0] if len(inside) == 1 else None


def _enumerations(plain: str, figures: Sequence[Figure]) -> Iterator[Table]:
    """Lists of three or more items of one unit, each with a label: 拱墅区204项、江北区276项、瓯海区233项.

    A figure that a list follows in brackets, or after 其中 or a colon, is the total of that list; so is the one that
    ends a list and begins the next. A label that a list already has begins another list: 复议9件,维持5件,纠正4件,
    诉讼6件,维持… lists twice what the items before 维持 consist of.
    """
    total: Figure | None = None
    items: list[tuple[str, Figure]] = []
    title = ""
    for index, figure in enumerate(figures):
        before = figures[index - 1] if index else None
        label = _item_label(plain, before, figure)
        if label is None or before is None:
            yield from _list(total, items, title)
            total, items, title = None, [], ""
            continue
        between = plain[before.end : figure.start]
        opens = bool(_OPENS_LIST.match(between))
        is_next = bool(items) and figure.unit == items[0][1].unit and not opens and not _CLOSES_LIST.match(between)
        repeated = next((n for n, (known, _) in enumerate(items) if known == label), -1)
        if not is_next or repeated >= 0:
            head = items[-1][0] if is_next and repeated in (0, 1) and total is None else ""
            if head:
                index_of_first = int(items[repeated][1].id[1:]) - 1
                title = title or figures[index_of_first - 1].indicator
                items = items[repeated:-1]
            elif items and opens and items[-1][1] is before:
                items = items[:-1]  # the last item of a list is the total of the next
            yield from _list(total, items, title)
            title = head
            total, items = (before if opens and before.kind == "count" else None), []
        items.append((label, figure))
    yield from _list(total, items, title)


def _item_label(plain: str, before: Figure | None, figure: Figure) -> str | None:
    """The label between the figure before and this one; None where anything else stands there."""
    if before is None or figure.kind != "count" or not figure.unit:
        return None
    match = _ITEM.fullmatch(plain, before.end, figure.start)
    if match is None:
        return None
    label = _LABEL_TAIL.sub("", match["label"]).strip()
    return label if len(label) >= 2 and not _NO_LABEL.search(label) else None


def _list(total: Figure | None, items: Sequence[tuple[str, Figure]], title: str) -> Iterator[Table]:
    """The table of a list, with the total that the text names before it; nothing for fewer than three items."""
    if len(items) < _FEWEST:
        return
    first = items[0][1]
    rows = [Row(label, (figure,)) for label, figure in items]
    if total is not None and (total.unit != first.unit or total.value < max(figure.value for _, figure in items)):
        total = None  # parts of another thing, or larger than what they would be parts of
    if total is not None:
        rows.insert(0, Row("合计", (total,)))
    title = (total.indicator if total is not None else title) or f"{items[0][0]}等{len(items)}项"
    yield Table(f"list-{first.start}", title, first.section, ("数量",), tuple(rows))
