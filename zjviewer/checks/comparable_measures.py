"""What a report states of named measures, in its national tables and in its prose, to be held against another year."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal, NamedTuple, cast

from zjviewer.checks.evidence.sentence_context import Prose, bare_name, is_amount, unit_of
from zjviewer.checks.rules.changes import says_change
from zjviewer.checks.rules.national_tables import speaks_for_all
from zjviewer.core.dictionary.identities import HOLE
from zjviewer.core.dictionary.metrics import dictionary_of
from zjviewer.core.model.analysis import Figure

Facet = Literal["value", "previous", "difference", "growth", "share"]
_FACETS = ("value", "previous", "difference", "growth", "share")


class Measure(NamedTuple):
    """What two reports must both state for their values to be compared."""

    table: str
    """Empty for a measure that only prose names."""
    row: str
    column: str
    """Empty where the columns of a table are the facets of its rows."""
    facet: Facet

    def of(self, facet: Facet) -> "Measure":
        """Another facet of the same measure."""
        return self._replace(facet=facet)


def stated(prose: Prose, year: int) -> Mapping[Measure, Figure]:
    """The cells of the national tables; what prose says of them for the year before, and how they changed; and, where
    a name stands for one value only, the other amounts of the prose with their changes."""
    found: dict[Measure, Figure] = {}
    for table in prose.analysis.tables:
        faceted = set(table.keys) <= set(_FACETS)
        for row in table.rows:
            for column, cell in zip(table.keys, row.cells, strict=False):
                if cell is not None and row.key:
                    facet = cast("Facet", column) if faceted else "value"
                    found[Measure(table.id, row.key, "" if faceted else column, facet)] = cell
    named: dict[Measure, list[Figure]] = defaultdict(list)
    taken = {cell.id: measure for measure, cell in found.items()}
    for group in prose.inside:
        now: Measure | None = None
        for figure in group:
            if is_amount(figure):
                now = taken.get(figure.id)
                if now is None and figure.year in (year, year - 1):
                    now = _measure(prose, figure, year)
                    named[now].append(figure)
            elif now is not None and now.facet == "value" and _is_change(prose, figure, year):
                named[now.of("growth" if figure.unit == "%" else "difference")].append(figure)
                now = None
    alone = {measure: figures[0] for measure, figures in named.items() if _is_clear(measure, named, found)}
    return alone | found


def _is_clear(measure: Measure, named: Mapping[Measure, list[Figure]], found: Mapping[Measure, Figure]) -> bool:
    """One value has the name, and a change is that of this one."""
    if len(named[measure]) != 1 or measure.facet in ("value", "previous"):
        return len(named[measure]) == 1
    value = measure.of("value")
    return value in found or len(named.get(value, ())) == 1


def _measure(prose: Prose, figure: Figure, year: int) -> Measure:
    """The cell of a national table that prose restates, else a measure of its own."""
    facet: Facet = "value" if figure.year == year else "previous"
    known = dictionary_of(prose.analysis.era)
    clause = prose.clause_of(figure).replace(figure.literal, HOLE, 1)
    for wording in known.wordings if known and speaks_for_all(prose, figure, figure.year) else ():
        if len(wording.cells) == 1 and wording.words.search(clause):
            return Measure(wording.table, *wording.cells[0], facet)
    return Measure("", f"{figure.subject} {bare_name(figure)} {unit_of(figure)}", "", facet)


def _is_change(prose: Prose, figure: Figure, year: int) -> bool:
    """Said right behind a value, against the year before."""
    words = says_change(prose, figure)
    return words is not None and words["base"] in (None, str(year - 1)) and figure.unit not in ("百分点", "倍")
