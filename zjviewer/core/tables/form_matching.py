"""Match between a report's tables and the forms of the national formats."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from zjviewer.core.dictionary.forms import FormField, NationalForm
from zjviewer.core.model.report import ImportRemark, Report, SourceCell
from zjviewer.core.tables.grid_structure import GridBlock, GridRow
from zjviewer.core.text.label_matching import similarity, strip_label

_MOST_ROWS = 20
"""Times the rows of a form that a table with rows of its own may have and still be the form."""
_MOST_COLUMNS = 100
_FEWEST = 0.3
"""Share of a form's rows that a report must have for it to be the form."""

_MANY_COLUMNS = 5
"""Columns that name a form by themselves."""
_ABOVE = 300
"""Code points above a row of values in which the labels stand that a copy has taken apart."""


@dataclass(frozen=True, slots=True)
class MatchedCell:
    """A cell of the source and the row and column of a form that it fills."""

    cell: SourceCell
    row: str
    """Id of the form's row; the label as written for a row that the form does not have."""
    column: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with the cells that fill it."""

    form: NationalForm
    cells: tuple[MatchedCell, ...]
    parts: frozenset[int]
    """Indices of the parts that they stand in."""
    extra: tuple[tuple[str, str], ...]
    """Labels of rows that the form does not have, each with the id of the row before it."""
    remarks: tuple[ImportRemark, ...]


def match_forms(forms: Sequence[NationalForm], parts: Sequence[GridBlock], report: Report) -> list[FilledForm]:
    """The forms that blocks of a report's tables fill; a block fills one form."""
    found: list[FilledForm] = []
    taken: set[int] = set()
    for form in forms:
        filled = _filled(form, parts, taken, report)
        if filled is not None:
            found.append(filled)
            taken |= filled.parts
    return found


def expected_rows(form: NationalForm, stated: Set[str]) -> tuple[FormField, ...]:
    """The rows that a report should have: without optional ones that it does not state, and without the details of
    one that it states as a whole."""
    whole = {entry.label for entry in form.rows if entry.optional and entry.id in stated}
    return tuple(
        entry
        for entry in form.rows
        if entry.id in stated or not (entry.optional or (entry.within in whole and entry.within))
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell and the indices of its row and column in a form."""

    cell: SourceCell
    row: int
    column: int


def _filled(form: NationalForm, parts: Sequence[GridBlock], taken: set[int], report: Report) -> FilledForm | None:
    places: dict[tuple[int, int], SourceCell] = {}
    used: set[int] = set()
    extra: list[tuple[str, str]] = []
    cells: list[MatchedCell] = []
    remarks: list[ImportRemark] = []
    for number, part in enumerate(parts):
        if number in taken:
            continue
        if len(part.rows) > _MOST_ROWS * len(form.rows) or len(part.columns) > _MOST_COLUMNS:
            continue
        columns = _matched(part.columns, form.columns)
        if not _may_fill(part, form, columns):
            continue
        matched = _matched([row.path for row in part.rows], form.rows)
        rows = [_unless_a_group(row, index, form) for row, index in zip(part.rows, matched, strict=True)]
        both = _both(part, form, report) if not any(row.path for row in part.rows) else None
        if _by_order(form, rows, columns, bool(places)) or _headings_above(part, form, rows, columns, report):
            columns = list(range(len(columns)))
        if both is not None:
            found, misprints = list(_by_intersection(part, both)), []
        elif sum(c is not None for c in columns) * 2 >= len(form.columns) and any(r is not None for r in rows):
            if not _is_form(form, part, rows, columns, places):
                continue
            found, misprints = list(_by_position(part, rows, columns)), _misprints(part, rows, form, report)
            extra += _extra(part, rows, form)
            cells += _extra_cells(part, rows, columns, form)
        else:
            continue
        fresh = [place for place in found if (place.row, place.column) not in places]
        if not fresh:
            continue
        used.add(number)
        places |= {(place.row, place.column): place.cell for place in fresh}
        remarks += misprints
    if not places:
        return None
    cells += [MatchedCell(cell, form.rows[row].id, form.columns[column].id) for (row, column), cell in places.items()]
    known = {row for row, _ in places}
    expected = {entry.id for entry in expected_rows(form, {form.rows[row].id for row in known})}
    for index, entry in enumerate(form.rows):
        if index not in known and entry.id in expected:
            remarks.append(
                ImportRemark(
                    "doubted", "The table {table} lacks the row {row}.", (("table", form.title), ("row", entry.label))
                )
            )
    return FilledForm(form, tuple(cells), frozenset(used), tuple(extra), tuple(remarks))


def _may_fill(part: GridBlock, form: NationalForm, columns: Sequence[int | None]) -> bool:
    """Whether the columns allow the part to fill the form: enough of them match, as many have lost their headings, or
    its rows have no labels. Comparing the rows of every table with every form would cost far more."""
    matches = sum(column is not None for column in columns)
    lost = matches == 0 and len(columns) == len(form.columns)
    return matches * 2 >= len(form.columns) or lost or not any(row.path for row in part.rows)


def _is_form(
    form: NationalForm,
    part: GridBlock,
    rows: Sequence[int | None],
    columns: Sequence[int | None],
    places: Mapping[tuple[int, int], SourceCell],
) -> bool:
    """A long form is recognised by several of its rows, or by all of its columns and most of the part's rows; a short
    one by any row. A part may continue a form that another part began."""
    found = {row for row in rows if row is not None}
    if places or len(found) >= _FEWEST * len(form.rows) or (len(form.rows) <= 4 and found):
        return True
    whole = len(form.columns) >= _MANY_COLUMNS and {*range(len(form.columns))} <= {*columns}
    return whole and len(found) > 1 and len(found) * 2 > sum(bool(row.path) and _has_values(row) for row in part.rows)


def _matched(paths: Sequence[tuple[str, ...]], entries: Sequence[FormField]) -> list[int | None]:
    """For each path of labels the index of the entry that it names, one to one, the most similar pairs first."""
    scores: list[tuple[float, int, int]] = []
    for number, path in enumerate(paths):
        for index, entry in enumerate(entries):
            score = _score(path, entry)
            if score > 0:
                scores.append((score, -number, -index))
    found: list[int | None] = [None] * len(paths)
    given: set[int] = set()
    for _, number, index in sorted(scores, reverse=True):
        if found[-number] is None and -index not in given:
            found[-number] = -index
            given.add(-index)
    return found


def _score(path: Sequence[str], entry: FormField) -> float:
    """Similarity of a path of labels to an entry: that of its last label, and a little for the right label above."""
    if not path:
        return 0.0
    own = max(similarity(path[-1], wording) for wording in entry.wordings)
    if own == 0 or not entry.within:
        return own
    above = max((similarity(label, entry.within) for label in path[:-1]), default=0.0)
    inside = any(strip_label(entry.within) in strip_label(label) for label in path[:-1])
    if own == 1.0 and len(strip_label(entry.label)) <= 2 and path[:-1] and not (above or inside):
        return 0.3
    return own + (0.05 if above or inside else 0.0)


def _unless_a_group(row: GridRow, index: int | None, form: NationalForm) -> int | None:
    """The index, or None for an optional row without values, which is the heading of the rows below it."""
    return None if index is not None and form.rows[index].optional and not _has_values(row) else index


def strip_spaces(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def _many(found: Sequence[int | None]) -> int:
    return len({index for index in found if index is not None})


def _both(part: GridBlock, form: NationalForm, report: Report) -> list[tuple[int, int] | None] | None:
    """Row and column of a form that each column stands for where a table sets both above its one row of values."""
    found: list[tuple[int, int] | None] = []
    for path in part.columns:
        column = _nearest(path[-1:], form.columns)
        row = _nearest(path[:-1][::-1], form.rows)
        found.append((row, column) if row is not None and column is not None else None)
    if sum(pair is not None for pair in found) >= len(form.columns):
        return found
    if len(part.columns) == len(form.rows) * len(form.columns) > len(form.columns) and _by_caption(part, form, report):
        return [divmod(number, len(form.columns)) for number in range(len(part.columns))]
    return None


def _by_order(form: NationalForm, rows: Sequence[int | None], columns: Sequence[int | None], begun: bool) -> bool:
    """Whether columns whose headings a copy has lost or torn are those of the form, for they are as many, and the rows
    leave no doubt."""
    lost = len(columns) == len(form.columns) and not _many(columns)
    return lost and (_many(rows) >= max(2, len(form.rows) / 2) or (begun and _many(rows) > 1))


def _headings_above(
    part: GridBlock,
    form: NationalForm,
    rows: Sequence[int | None],
    columns: Sequence[int | None],
    report: Report,
) -> bool:
    """Whether the text right above holds the headings of all columns, which a copy has broken over several lines."""
    if len(columns) != len(form.columns) or len(columns) < _MANY_COLUMNS or _many(columns) or not _many(rows):
        return False
    start = report.grids[part.grid].span.start
    above = strip_spaces(report.text[max(0, start - _ABOVE) : start])
    return all(any(strip_spaces(wording) in above for wording in entry.wordings) for entry in form.columns)


def _by_caption(part: GridBlock, form: NationalForm, report: Report) -> bool:
    """Whether a row of values whose headings a copy has torn stands right below the labels of all of a form's rows."""
    first = min((cell.span.start for row in part.rows for cell in row.cells if cell is not None), default=0)
    above = re.sub(r"\s", "", report.text[max(0, first - _ABOVE) : first])
    return len(part.rows) == 1 and all(strip_label(entry.label) in above for entry in form.rows)


def _nearest(path: Sequence[str], entries: Sequence[FormField]) -> int | None:
    """Index of the entry that the innermost matching label names; None where none matches."""
    for label in path:
        scores = [
            (max(similarity(label, wording) for wording in entry.wordings), -i) for i, entry in enumerate(entries)
        ]
        score, index = max(scores)
        if score > 0:
            return -index
    return None


def _by_intersection(part: GridBlock, both: Sequence[tuple[int, int] | None]) -> Iterator[_Place]:
    for row in part.rows:
        for cell, pair in zip(row.cells, both, strict=True):
            if cell is not None and pair is not None:
                yield _Place(cell, *pair)


def _by_position(part: GridBlock, rows: Sequence[int | None], columns: Sequence[int | None]) -> Iterator[_Place]:
    for row, index in zip(part.rows, rows, strict=True):
        for cell, column in zip(row.cells, columns, strict=True):
            if cell is not None and index is not None and column is not None:
                yield _Place(cell, index, column)


def _misprints(part: GridBlock, rows: Sequence[int | None], form: NationalForm, report: Report) -> list[ImportRemark]:
    """A remark for each label that was matched with a different wording."""
    misprints = []
    for row, index in zip(part.rows, rows, strict=True):
        if index is None or row.leaf is None:
            continue
        entry = form.rows[index]
        written = report.text[row.leaf.span.start : row.leaf.span.end]
        if max(similarity(written, wording) for wording in entry.wordings) < 0.98:
            values = (("written", written), ("meant", entry.label))
            misprints.append(
                ImportRemark("repaired", "The label {written} was read as {meant}.", values, row.leaf.span)
            )
    return misprints


def _extra(part: GridBlock, rows: Sequence[int | None], form: NationalForm) -> Iterator[tuple[str, str]]:
    """Rows with a label that the form does not have; headings of groups, which have no values, are none."""
    before = ""
    for row, index in zip(part.rows, rows, strict=True):
        if index is not None:
            before = form.rows[index].id
        elif row.path and _has_values(row):
            yield row.path[-1], before


def _extra_cells(
    part: GridBlock, rows: Sequence[int | None], columns: Sequence[int | None], form: NationalForm
) -> Iterator[MatchedCell]:
    for row, index in zip(part.rows, rows, strict=True):
        if index is None and row.path:
            for cell, column in zip(row.cells, columns, strict=True):
                if cell is not None and column is not None:
                    yield MatchedCell(cell, row.path[-1], form.columns[column].id)


def _has_values(row: GridRow) -> bool:
    return any(cell is not None and cell.span.end > cell.span.start for cell in row.cells)
