"""Bindings of an editorial file: figures assigned to cells of the era's tables, from prose or national forms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from zjviewer.core.dictionary.forms import NationalForm
from zjviewer.core.dictionary.metrics import MetricDictionary, region_terms, row_key
from zjviewer.core.model.analysis import Figure, Row, Table
from zjviewer.core.tables.grid_tables import column_title
from zjviewer.core.tables.prose_tables import figure_in_placeholder


class MetricCell(NamedTuple):
    """A cell of the era's tables that a figure may be bound to."""

    cell: str
    """Its name in an editorial file: `applications`, `press@own`, `applications/new/all`."""
    name: str
    within: str
    """The table, and the column in one that has several."""
    also: str = ""
    """What the program's own table calls it; empty for the same."""


class Bindings(NamedTuple):
    """Figures that an editorial file assigns to cells, and its quotations that could not be resolved."""

    figures: Mapping[str, Figure]
    """By the names of the cells."""
    lost: tuple[str, ...]
    """Quotations that the text does not hold once, and those of cells that the era does not have."""


def list_metric_cells(dictionary: MetricDictionary, region: str) -> tuple[MetricCell, ...]:
    """In the order of the era's tables."""
    return tuple(_measures(dictionary, region))


def resolve_bindings(
    text: str, figures: Sequence[Figure], metrics: Sequence[tuple[str, str]], dictionary: MetricDictionary | None
) -> Bindings:
    """The bindings of an editorial file, resolved in the text."""
    known = {measure.cell for measure in _measures(dictionary, "")} if dictionary and metrics else set()
    found: dict[str, Figure] = {}
    lost: list[str] = []
    for cell, quotation in metrics:
        figure = figure_in_placeholder(text, figures, quotation) if cell in known else None
        if figure is None:
            lost.append(quotation)
        else:
            found[cell] = figure
    return Bindings(found, tuple(lost))


def apply_bindings(table: Table, bound: Mapping[str, Figure]) -> Table:
    """A national form with the cells that an editor has bound."""
    return replace(table, rows=tuple(_filled(table, row, bound) for row in table.rows))


def forms_from_bindings(
    dictionary: MetricDictionary | None, have: Sequence[str], bound: Mapping[str, Figure]
) -> Iterator[Table]:
    """The national forms that the report does not have as tables, as far as an editor has bound their cells."""
    for form in dictionary.forms if dictionary else ():
        if form.id not in have and (table := _form(form, bound)) is not None:
            yield table


def _measures(dictionary: MetricDictionary, region: str) -> Iterator[MetricCell]:
    terms = region_terms(region)
    for table in dictionary.tables:
        for row in table.rows:
            name, label = dictionary.metrics[row.metric].name, row.label.format(**terms)
            yield MetricCell(row_key(row), f"{name} · {label}" if row.subject else name, table.title, label)
    for form in dictionary.forms:
        for entry in form.rows:
            name = f"{entry.within} · {entry.label}" if entry.within else entry.label
            for column in form.columns:
                place = column_title(column) if len(form.columns) > 1 else ""
                yield MetricCell(
                    f"{form.id}/{entry.id}/{column.id}", name, " · ".join(filter(None, (form.title, place)))
                )


def _filled(table: Table, row: Row, bound: Mapping[str, Figure]) -> Row:
    chosen = [bound.get(f"{table.id}/{row.key}/{key}") if row.key else None for key in table.keys]
    if not any(chosen):
        return row
    cells = tuple(own or cell for own, cell in zip(chosen, row.cells, strict=True))
    texts = tuple("" if own else text for own, text in zip(chosen, row.cell_texts or ("",) * len(chosen), strict=True))
    return replace(row, cells=cells, cell_texts=texts if any(texts) else ())


def _form(form: NationalForm, bound: Mapping[str, Figure]) -> Table | None:
    """With the rows and columns in which a cell is bound."""
    cells = {
        (row.id, column.id): bound.get(f"{form.id}/{row.id}/{column.id}")
        for row in form.rows
        for column in form.columns
    }
    stated = [figure for figure in cells.values() if figure]
    if not stated:
        return None
    columns = [column for column in form.columns if any(cells[row.id, column.id] for row in form.rows)]
    rows = tuple(
        Row(row.label, tuple(cells[row.id, column.id] for column in columns), key=row.id)
        for row in form.rows
        if any(cells[row.id, column.id] for column in columns)
    )
    section = min(stated, key=lambda figure: figure.start).section
    titles = tuple(map(column_title, columns))
    return Table(form.id, form.title, section, titles, rows, keys=tuple(column.id for column in columns))
