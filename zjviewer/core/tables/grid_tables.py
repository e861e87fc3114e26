"""Metric tables from the source's own tables: the national ones in their own order, all others as in the source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from zjviewer.core.dictionary.forms import FormField
from zjviewer.core.model.analysis import Chart, Figure, Row, Section, Table
from zjviewer.core.model.report import Report, SourceCell
from zjviewer.core.outline.heading_numbers import split_number
from zjviewer.core.tables.form_matching import FilledForm, MatchedCell, expected_rows
from zjviewer.core.tables.grid_figures import caption_of
from zjviewer.core.tables.grid_structure import GridBlock, GridRow
from zjviewer.core.tables.row_hierarchy import row_parents
from zjviewer.core.text.label_matching import strip_label
from zjviewer.core.text.segmentation import fold_width


class CellLookup:
    """Look-up of the figure, or of the text, of a cell of a report's tables."""

    def __init__(self, report: Report, figures: Sequence[Figure]) -> None:
        self._text = report.text
        self._by_start = {figure.start: figure for figure in figures}

    def figure(self, cell: SourceCell | None) -> Figure | None:
        """The figure that a cell states; None for a text and for no cell."""
        if cell is None:
            return None
        for start in range(cell.span.start, min(cell.span.end, cell.span.start + 4)):
            if start in self._by_start and self._by_start[start].end <= cell.span.end:
                return self._by_start[start]
        return None

    def text_of(self, cell: SourceCell | None) -> str:
        """The text of a cell without a number."""
        if cell is None or self.figure(cell) is not None:
            return ""
        return self._text[cell.span.start : cell.span.end].strip()


def form_table(filled: FilledForm, cells: CellLookup) -> Table | None:
    """The national table with its expected rows in the order of the form; a row that only this report has is inserted
    after the row that it follows in the source. None if no cell has a figure."""
    form = filled.form
    bound: dict[tuple[str, str], MatchedCell] = {(each.row, each.column): each for each in filled.cells}
    stated = {row for row, _ in bound}
    labels = [(entry.id, entry.label) for entry in expected_rows(form, stated)]
    for label, after in filled.extra:
        at = next((index for index, (key, _) in enumerate(labels) if key == after), -1)
        labels.insert(at + 1, (label, label))
    own = {label for label, _ in filled.extra}
    rows = []
    for key, label in labels:
        here = [bound[key, column.id].cell if (key, column.id) in bound else None for column in form.columns]
        rows.append(
            Row(
                label,
                tuple(cells.figure(cell) for cell in here),
                tuple(cells.text_of(cell) for cell in here),
                "" if key in own else key,
            )
        )
    first = min((f for row in rows for f in row.cells if f is not None), key=lambda f: f.start, default=None)
    if first is None:
        return None
    columns = tuple(map(column_title, form.columns))
    keys = tuple(entry.id for entry in form.columns)
    return Table(form.id, form.title, first.section, columns, tuple(rows), keys=keys)


def form_charts(filled: FilledForm, table: Table) -> tuple[Chart, ...]:
    """The charts that the dictionary asks for; only those for which the report states at least two values."""
    found: list[Chart] = []
    for chart in filled.form.charts:
        rows = tuple(n for n, row in enumerate(table.rows) if row.key and _named(row.key, chart.rows))
        columns = tuple(n for n, key in enumerate(table.keys) if _named(key, chart.columns))
        rows = tuple(n for n in rows if any(table.rows[n].cells[c] is not None for c in columns))
        parents = row_parents(table.rows)
        if chart.kind != "results":
            rows = tuple(n for n in rows if parents[n] not in rows)  # one level at a time
        if sum(table.rows[n].cells[c] is not None for n in rows for c in columns) < 2:
            continue
        ident = table.id if not found else f"{table.id}-{len(found) + 1}"
        kind = "bars" if chart.kind == "grouped" and len(columns) < 2 else chart.kind
        found.append(Chart(ident, chart.title, table.id, kind, columns, rows))
    return tuple(found)


def _named(key: str, patterns: Sequence[str]) -> bool:
    return any(key.startswith(p[:-1]) if p.endswith("*") else key == p for p in patterns)


def column_title(entry: FormField) -> str:
    """What a column of a form is called; a short label with the one above it."""
    return f"{entry.within} {entry.label}" if entry.within and len(entry.label) <= 2 else entry.label


def generic_tables(
    report: Report, parts: Sequence[GridBlock], taken: set[int], cells: CellLookup, sections: Sequence[Section]
) -> Iterator[Table]:
    """One table for each part that has a figure and whose index is not in `taken`, the parts of national tables."""
    titles = {section.id: section.title for section in sections}
    sides = Counter((part.grid, row.row) for part in parts for row in part.rows)
    for number, part in enumerate(parts):
        if number not in taken:
            beside = any(sides[part.grid, row.row] > 1 for row in part.rows)
            table = _own(report, part, cells, titles, beside)
            if table is not None:
                yield table


def _own(report: Report, part: GridBlock, cells: CellLookup, titles: Mapping[str, str], beside: bool) -> Table | None:
    figures = [figure for row in part.rows for cell in row.cells if (figure := cells.figure(cell)) is not None]
    if not figures:
        return None
    first = min(figures, key=lambda figure: figure.start)
    shared = _shared(part.columns) if len(part.columns) > 1 or beside else ()
    columns = [path[len(shared) :] or path[-1:] for path in part.columns]
    title = _title(report, part, titles, first, shared if beside else ())
    ident = f"grid-{first.start}"
    if len(part.rows) == 1 and not part.rows[0].path and len(columns) > 1:
        return Table(ident, title, first.section, ("数量",), tuple(_upright(part, columns, cells)))
    rows = tuple(
        Row(label, tuple(map(cells.figure, row.cells)), tuple(map(cells.text_of, row.cells)), level=level)
        for row, label, level in zip(part.rows, _labels(part.rows), part.levels, strict=True)
    )
    return Table(ident, title, first.section, tuple(" ".join(path) or "数量" for path in columns), rows)


def _upright(part: GridBlock, columns: Sequence[Sequence[str]], cells: CellLookup) -> Iterator[Row]:
    """The columns of a single row without a label, as rows."""
    for path, cell in zip(columns, part.rows[0].cells, strict=True):
        yield Row(" ".join(path), (cells.figure(cell),), (cells.text_of(cell),))


def _shared(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Headings that stand over all columns."""
    shared: list[str] = []
    for labels in zip(*paths, strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return tuple(shared[:-1]) if len(paths) == 1 else tuple(shared)


def _labels(rows: Sequence[GridRow]) -> list[str]:
    """The rows' own labels; equal ones are preceded by the label above them."""
    own = [row.path[-1] if row.path else "" for row in rows]
    known = Counter(own)
    labels = []
    for row, label in zip(rows, own, strict=True):
        if known[label] > 1 and len(row.path) > 1:
            label = f"{strip_label(row.path[-2])} {label}"
        labels.append(label)
    return labels


def _title(report: Report, part: GridBlock, titles: Mapping[str, str], first: Figure, beside: Sequence[str]) -> str:
    caption = caption_of(report, part.grid)
    caption = split_number(fold_width(caption))[2] if caption and not caption[0].isdecimal() else caption
    name = caption or titles.get(first.section, "") or report.title or "表"
    more = [text for text in (part.band, *beside[-1:]) if text and text != name]
    return " · ".join((name, *more))
