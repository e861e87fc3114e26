"""The metrics that reports are compared by, and how each goes on from one national format to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from zjviewer.core.dictionary.equivalences import EACH, CellName, CrossEraMapping, Grade
from zjviewer.core.dictionary.metrics import MetricDictionary, list_eras, load_dictionaries, row_key
from zjviewer.core.tables.grid_tables import column_title
from zjviewer.errors import Problem

UNKNOWN_METRIC = "There is no metric {metric}. zjviewer compare --list-metrics names all of them."
_SCALES = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
"""Powers of ten of the units of money."""
_SUBJECTS = {"whole": "全域", "own": "本级", "lower": "下级"}


class MetricCell(NamedTuple):
    """A cell of an era's tables and what it is called."""

    cell: CellName
    metric: str
    """Id of its metric: the name of the cell, or that of the comparable cell of the next era."""
    name: str
    table_title: str
    unit: str
    """Empty where the form leaves it to the report."""
    required: bool = True
    """False for a row that reports may leave out."""

    @property
    def column(self) -> str:
        """Id of the column in a table of a report."""
        return self.cell.column or ("share" if self.unit == "%" else "value")


@dataclass(frozen=True, slots=True)
class Segment:
    """What a metric consists of in one era."""

    era: str
    title: str
    first_year: int
    last_year: int | None
    metrics: tuple[str, ...]
    """Ids whose values add up to it; several where the format divided it."""
    grade: Grade | None
    """How it corresponds to the segment before; None where nothing is declared, and for the first."""
    mapping: CrossEraMapping | None = None
    """The declaration behind `grade`."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric with its segments, oldest first; eras that do not have it are left out."""

    id: str
    name: str
    unit: str
    segments: tuple[Segment, ...]

    @property
    def is_count(self) -> bool:
        """Whether values of several bodies may be added; rates and averages may not."""
        return self.unit != "%"

    def segment_of(self, era: str) -> Segment | None:
        """Its segment in an era; None where that format does not have it."""
        return next((segment for segment in self.segments if segment.era == era), None)


@cache
def catalogue() -> Mapping[str, Mapping[str, MetricCell]]:
    """Every metric cell by era and then by metric, in the order of the forms."""
    dictionaries = load_dictionaries()
    later = {}
    for dictionary in dictionaries:
        for mapping in dictionary.equivalents:
            if mapping.only_cell and mapping.only_before and mapping.only_cell != mapping.only_before:
                later[mapping.only_before] = "/".join(mapping.only_cell)
    return {
        each.era: {cell.metric: cell for cell in (*_measures(each, later), *_form_cells(each))} for each in dictionaries
    }


def _measures(dictionary: MetricDictionary, later: Mapping[CellName, str]) -> Iterator[MetricCell]:
    for table in dictionary.tables:
        for row in table.rows:
            metric = dictionary.metrics[row.metric]
            cell = CellName(table.id, row_key(row), "")
            name = f"{metric.name}（{_SUBJECTS[row.subject]}）" if row.subject else metric.name
            yield MetricCell(cell, later.get(cell, row_key(row)), name, table.title, metric.units[0], required=False)


def _form_cells(dictionary: MetricDictionary) -> Iterator[MetricCell]:
    for form in dictionary.forms:
        for row in form.rows:
            for column in form.columns:
                label = f"{row.within}：{row.label}" if row.within else row.label
                whole = column.id == "all" and form.id in ("applications", "litigation")
                name = label if whole or len(form.columns) == 1 else f"{label}（{column_title(column)}）"
                cell = CellName(form.id, row.id, column.id)
                unit = column.unit or row.unit or form.unit
                yield MetricCell(cell, "/".join(cell), name, form.title, unit, not row.optional)


@cache
def era_of_year(year: int | None) -> str:
    """Era whose format the report of a year follows; empty outside all eras."""
    return next((era.name for era in list_eras() if era.covers(year)), "")


@cache
def measure_of(metric: str) -> Measure:
    """A metric with its segments. Raises Problem for an unknown id."""
    eras = catalogue()
    homes = [era for era, cells in eras.items() if metric in cells]
    if not homes:
        raise Problem(UNKNOWN_METRIC, metric=metric)
    home = next((era for era in reversed(homes) if eras[era][metric].required), homes[-1])
    cell = eras[home][metric]
    return Measure(metric, cell.name, cell.unit, tuple(_segments(home, metric)))


def list_measures() -> tuple[Measure, ...]:
    """Every metric: those of the newest era first, then those that only older eras have."""
    found = dict.fromkeys(metric for cells in reversed(tuple(catalogue().values())) for metric in cells)
    return tuple(map(measure_of, found))


def _segments(home: str, metric: str) -> Iterator[Segment]:
    dictionaries = {each.era: each for each in load_dictionaries()}
    names = list(dictionaries)
    chosen: dict[str, frozenset[CellName]] = {home: frozenset([catalogue()[home][metric].cell])}
    joints: dict[str, CrossEraMapping | None] = {}
    at = names.index(home)
    for era, later in reversed(list(pairwise(names[: at + 1]))):
        found = _step(dictionaries[later], chosen.get(later), back=True, target=era)
        joints[later] = found[1]
        chosen[era] = found[0] or _own(era, metric)
    for era, later in pairwise(names[at:]):
        found = _step(dictionaries[later], chosen.get(era), back=False, target=later)
        joints[later] = found[1]
        chosen[later] = found[0] or _own(later, metric)
    ids = {era: {cell.cell: cell.metric for cell in cells.values()} for era, cells in catalogue().items()}
    before = False
    for era in names:
        if not chosen.get(era):
            before = False
            continue
        known = dictionaries[era]
        joint = joints.get(era) if before else None
        order = [cell for cell in ids[era] if cell in chosen[era]]
        yield Segment(
            era,
            known.title,
            known.first_year,
            known.last_year,
            tuple(ids[era][cell] for cell in order),
            joint.grade if joint else None,
            joint,
        )
        before = True


def _own(era: str, metric: str) -> frozenset[CellName]:
    cell = catalogue()[era].get(metric)
    return frozenset([cell.cell] if cell else ())


def _step(
    later: MetricDictionary, cells: frozenset[CellName] | None, back: bool, target: str
) -> tuple[frozenset[CellName] | None, CrossEraMapping | None]:
    """The cells of the neighbouring era and the declaration that joins them; exact declarations come first. Where none
    speaks of the sum, each of its terms must go on by itself, and the weakest declaration counts."""
    if not cells:
        return None, None
    there = {cell.cell for cell in catalogue()[target].values()}
    usable = [mapping for mapping in later.equivalents if mapping.grade != "different"]
    for mapping in sorted(usable, key=lambda each: each.before[0].count(EACH)):
        found = mapping.before_of(cells) if back else mapping.after_of(cells)
        if found is not None and found <= there:
            return found, mapping
    if len(cells) == 1:
        return None, None
    parts = [_step(later, frozenset([cell]), back, target) for cell in cells]
    if not all(found for found, _ in parts):
        return None, None
    joints = [joint for _, joint in parts if joint]
    weakest = next((joint for joint in joints if joint.grade == "near"), joints[0])
    return frozenset(cell for found, _ in parts if found for cell in found), weakest


@cache
def scale_between(unit: str, wanted: str) -> int | None:
    """Power of ten that turns a value in one unit into another; None where they measure different things. Words for
    counted things (件, 条, 宗) do not matter: the metric says what is counted."""
    if unit == wanted:
        return 0
    if unit in _SCALES and wanted in _SCALES:
        return _SCALES[unit] - _SCALES[wanted]
    if unit in _SCALES or wanted in _SCALES or "%" in (unit, wanted):
        return None if unit and wanted else 0
    return 0
