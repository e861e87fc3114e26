"""Named measures of a report, from its national tables and its prose, for comparison with another year's report."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal, NamedTuple, cast

from zjviewer.checks.evidence.sentence_context import SentenceContext, bare_name, is_amount, unit_of
from zjviewer.checks.rules.changes import find_change_word
from zjviewer.checks.rules.prose_against_tables import speaks_for_all
from zjviewer.core.dictionary.identities import NUMBER_SIGN
from zjviewer.core.dictionary.metrics import dictionary_for_era
from zjviewer.core.model.analysis import Figure

Facet = Literal["value", "previous", "difference", "growth", "share"]
_FACETS = ("value", "previous", "difference", "growth", "share")


class ComparableMeasure(NamedTuple):
    """Key of a measure: values of two reports with the same key are compared."""

    table: str
    """Empty for a measure that only prose names."""
    row: str
    column: str
    """Empty where the columns of a table are the facets of its rows."""
    facet: Facet

    def of(self, facet: Facet) -> "ComparableMeasure":
        """Another facet of the same measure."""
        return self._replace(facet=facet)


def comparable_measures(prose: SentenceContext, year: int) -> Mapping[ComparableMeasure, Figure]:
    """Cells of the national tables, with the values of the year before and the changes that prose states for them; also
    other amounts of the prose with their changes, where their name stands for one value only."""
    found: dict[ComparableMeasure, Figure] = {}
    for table in prose.analysis.tables:
        faceted = set(table.keys) <= set(_FACETS)
        for row in table.rows:
            for column, cell in zip(table.keys, row.cells, strict=False):
                if cell is not None and row.key:
                    facet = cast("Facet", column) if faceted else "value"
                    found[ComparableMeasure(table.id, row.key, "" if faceted else column, facet)] = cell
    named: dict[ComparableMeasure, list[Figure]] = defaultdict(list)
    taken = {cell.id: measure for measure, cell in found.items()}
    for group in prose.inside:
        now: ComparableMeasure | None = None
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


def _is_clear(
    measure: ComparableMeasure,
    named: Mapping[ComparableMeasure, list[Figure]],
    found: Mapping[ComparableMeasure, Figure],
) -> bool:
    """Whether one value alone has the name, and a change belongs to that value."""
    if len(named[measure]) != 1 or measure.facet in ("value", "previous"):
        return len(named[measure]) == 1
    value = measure.of("value")
    return value in found or len(named.get(value, ())) == 1


def _measure(prose: SentenceContext, figure: Figure, year: int) -> ComparableMeasure:
    """Key of the cell of a national table that prose restates, else of a separate measure."""
    facet: Facet = "value" if figure.year == year else "previous"
    known = dictionary_for_era(prose.analysis.era)
    clause = prose.clause_of(figure).replace(figure.literal, NUMBER_SIGN, 1)
    for wording in known.wordings if known and speaks_for_all(prose, figure, figure.year) else ():
        if len(wording.cells) == 1 and wording.pattern.search(clause):
            return ComparableMeasure(wording.table, *wording.cells[0], facet)
    return ComparableMeasure("", f"{figure.subject} {bare_name(figure)} {unit_of(figure)}", "", facet)


def _is_change(prose: SentenceContext, figure: Figure, year: int) -> bool:
    """Whether a figure is the change of the value right before it against the year before."""
    text = find_change_word(prose, figure)
    named = text is not None and "noun" in text.groupdict()
    return (
        text is not None and not named and text["base"] in (None, str(year - 1)) and figure.unit not in ("百分点", "倍")
    )
