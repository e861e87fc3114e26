"""Draft of a table of chosen figures: proposed rows and columns, and the changes that the editor can make to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zjviewer.core.figures.vocabulary import KIND_LABELS
from zjviewer.core.model.analysis import Figure, Kind

_LONGEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows × columns; every figure stands in one cell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure | None, ...]], ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """In the order of the text."""
        found = (cell for _, cells in self.rows for cell in cells if cell is not None)
        return tuple(sorted(found, key=lambda figure: figure.start))


def propose_draft(figures: Sequence[Figure], title: str) -> Draft:
    """A row for each thing that is counted, a column for each kind of number, unit and year."""
    columns = list(dict.fromkeys(map(_column, figures)))
    rows: dict[tuple[str, str, int], dict[tuple[Kind, str, int | None], Figure]] = {}
    for figure in figures:
        turn = 0
        while _column(figure) in rows.get((figure.subject, figure.indicator, turn), {}):
            turn += 1  # the same is stated twice: a row of its own
        rows.setdefault((figure.subject, figure.indicator, turn), {})[_column(figure)] = figure
    names = _row_names([(subject, indicator) for subject, indicator, _ in rows])
    lines = tuple(
        (name, tuple(cells.get(column) for column in columns)) for name, cells in zip(names, rows.values(), strict=True)
    )
    return Draft(title[:_LONGEST_TITLE], _column_names(columns), lines)


def as_list(draft: Draft) -> Draft:
    """One figure a row, in the order of the text."""
    figures = draft.figures
    label = {cell.id: name for name, cells in draft.rows for cell in cells if cell is not None}
    return replace(draft, columns=(KIND_LABELS["count"],), rows=tuple((label[f.id], (f,)) for f in figures))


def transposed(draft: Draft) -> Draft:
    """Rows as columns."""
    rows = tuple((column, tuple(cells[place] for _, cells in draft.rows)) for place, column in enumerate(draft.columns))
    return replace(draft, columns=tuple(name for name, _ in draft.rows), rows=rows)


def without_figure(draft: Draft, figure: Figure) -> Draft:
    """Without a figure, and without the row and the column that held nothing else."""
    rows = tuple((name, tuple(None if cell == figure else cell for cell in cells)) for name, cells in draft.rows)
    rows = tuple((name, cells) for name, cells in rows if any(cells))
    filled = [place for place in range(len(draft.columns)) if any(cells[place] for _, cells in rows)]
    return Draft(
        draft.title,
        tuple(draft.columns[place] for place in filled),
        tuple((name, tuple(cells[place] for place in filled)) for name, cells in rows),
    )


def _column(figure: Figure) -> tuple[Kind, str, int | None]:
    return figure.kind, figure.unit, figure.year


def _column_names(columns: Sequence[tuple[Kind, str, int | None]]) -> tuple[str, ...]:
    """Names by kind; with unit and year where these distinguish two columns."""
    names = []
    for kind, unit, year in columns:
        alike = [each for each in columns if each[0] == kind]
        name = KIND_LABELS[kind]
        if len({each[2] for each in alike}) > 1 and year is not None:
            name = f"{year}年" if kind == "count" else f"{year}年{name}"
        if len({each[1] for each in alike}) > 1 and unit:
            name = f"{name}（{unit}）"
        names.append(name)
    return tuple(names)


def _row_names(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Names by what distinguishes the rows: indicator, subject, or both."""
    one_subject = len({subject for subject, _ in rows}) == 1
    one_indicator = len({indicator for _, indicator in rows}) == 1
    if one_indicator and not one_subject:
        return [subject or indicator for subject, indicator in rows]
    if one_subject:
        return [indicator or subject for subject, indicator in rows]
    return [" ".join(filter(None, row)) for row in rows]
