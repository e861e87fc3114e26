"""The dictionary of the field's measures: which figure of a report states which metric.

The dictionary lies in `resources/metrics`, one file per era; a rule of one era is never applied to a report of another.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from zjviewer import paths
from zjviewer.core.dictionary.equivalences import CrossEraMapping, parse_mapping
from zjviewer.core.dictionary.forms import NationalForm, parse_form
from zjviewer.core.dictionary.identities import (
    Identity,
    ProsePattern,
    YearTransition,
    parse_identity,
    parse_pattern,
    parse_transition,
)
from zjviewer.core.model.analysis import ChartKind, Figure
from zjviewer.core.text.lazy_patterns import lazy_pattern

Facet = Literal["value", "previous", "difference", "growth", "share"]
Subject = Literal["", "whole", "lower", "own"]

# Text that may stand between a metric's name and its number.
_LINK = r"(?:总数|数量|次数|数|的|共计|合计|总计|共有|共|为|有|达到|达|是|计|约|近|超过|:|\s)*$"
_CONTEXT = 80
"""Code points before a number in which the name of a metric is searched."""
_REACH = 400
"""Code points behind a metric's figure in which those that belong to it are looked for."""

_HEAD = re.compile(
    r'^era = "(?P<name>\w+)"\ntitle = "(?P<title>[^"]+)"\n'
    r"first_year = (?P<first>\d{4})(?:\nlast_year = (?P<last>\d{4}))?$",
    re.MULTILINE,
)

_PLANNED = re.compile(r"计划|力争|打算|拟(?=[举召开增])|将(?=[举召开增])")
"""What is still to come is no figure of the year."""
_LOWER = re.compile(r"^各|^(?:市县|县\(市)")
_WHOLE = re.compile(r"^(?:全|我)(?:省|市|县|区|州)|^(?:省|市|县|区)政府及各")
_OWN = re.compile(r"^(?:省|市|县|区|州)(?:级|直|政府)|本级")


@dataclass(frozen=True, slots=True)
class Metric:
    """A named measure of the field."""

    id: str
    name: str
    units: tuple[str, ...]
    phrases: re.Pattern[str]
    """What the text that ends where the number begins ends in."""
    after: str
    """Id of the metric behind whose figure this one is looked for; empty for none."""
    also: tuple[str, ...] = ()
    """Other labels that tables give it."""

    def ends(self, before: str) -> bool:
        """Whether the text before a number ends with the name of the metric."""
        return self.phrases.search(before) is not None


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A row of a metric table; holes `{area}` and `{lower}` in the label are replaced by the terms of the region."""

    label: str
    metric: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class MetricTable:
    """A table of the field: metrics by facets."""

    id: str
    title: str
    columns: tuple[Facet, ...]
    rows: tuple[MetricRow, ...]
    chart: ChartKind | None
    note: str


@dataclass(frozen=True, slots=True)
class MetricDictionary:
    """The metrics of one era."""

    era: str
    title: str
    first_year: int
    last_year: int | None
    """None for the era that has not ended."""
    source: str
    metrics: Mapping[str, Metric]
    tables: tuple[MetricTable, ...]
    forms: tuple[NationalForm, ...] = ()
    """The era's own tables, known by their labels."""
    identities: tuple[Identity, ...] = ()
    """What must hold in its tables."""
    successions: tuple[YearTransition, ...] = ()
    """What must hold between the tables of two years."""
    wordings: tuple[ProsePattern, ...] = ()
    """How prose states what stands in its tables."""
    equivalents: tuple[CrossEraMapping, ...] = ()
    """How its cells correspond to those of the era before."""


class Era(NamedTuple):
    """A period in which reports follow one national format, as the head of its file in `resources/metrics` names it."""

    first_year: int
    last_year: int | None
    """None for the era that has not ended."""
    name: str
    """`E1`, `E2` …"""
    title: str
    """Name of the national format, in Chinese."""

    def covers(self, year: int | None) -> bool:
        """Whether the report of a year follows its format."""
        return year is not None and self.first_year <= year and (self.last_year is None or year <= self.last_year)


def list_eras() -> tuple[Era, ...]:
    """Every era, oldest first; none of the files is parsed."""
    return tuple(era for era, _ in _files())


def load_dictionaries() -> tuple[MetricDictionary, ...]:
    """Every era's dictionary, oldest first."""
    return tuple(_parsed(text) for _, text in _files())


def dictionary_for_era(name: str) -> MetricDictionary | None:
    """The dictionary of an era; None for a name that none has."""
    return next((_parsed(text) for era, text in _files() if era.name == name), None)


def dictionary_for_year(year: int | None) -> MetricDictionary | None:
    """The dictionary of the era that a report's year falls in; None outside all eras or for an unknown year."""
    return next((_parsed(text) for era, text in _files() if era.covers(year)), None)


def group_names(table: str, keys: Sequence[str], without: str = "") -> Mapping[str, str]:
    """By the ids of rows of a national form the label that stands above each of them, such as 不予公开; rows without
    one, and rows of the group called `without`, are missing. Empty for a table of no form."""
    if not any(keys):
        return {}
    for _, text in reversed(_files()):  # most reports are of the last era, whose file has been parsed
        for form in _parsed(text).forms:
            if form.id == table and {key for key in keys if key} <= {row.id for row in form.rows}:
                return {row.id: row.within for row in form.rows if row.within and row.within != without}
    return {}


@cache
def _files() -> tuple[tuple[Era, str], ...]:
    """Every era with the text of its file, oldest first: most reports need one file parsed. Raises ValueError for a
    file whose head does not name era, title and years."""
    found = []
    for path in (paths.resources() / "metrics").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        head = _HEAD.search(text)
        if head is None:
            raise ValueError(f"{path.name} does not name its era, title and years")
        last = int(head["last"]) if head["last"] else None
        found.append((Era(int(head["first"]), last, head["name"], head["title"]), text))
    return tuple(sorted(found, key=lambda file: file[0].first_year))


@cache
def _parsed(text: str) -> MetricDictionary:
    return _dictionary(tomllib.loads(text))


def match_metric(
    plain: str, figures: Sequence[Figure], metric: Metric, subject: Subject, region: str, behind: Figure | None
) -> Figure | None:
    """The first figure that states a metric, or None; `plain` is the text with half-width punctuation, `behind` the
    figure of the metric that this one belongs to."""
    for figure in figures:
        if figure.unit not in metric.units or figure.kind == "change":
            continue
        if behind is not None and not behind.end <= figure.start <= behind.end + _REACH:
            continue
        before = plain[max(0, figure.start - _CONTEXT) : figure.start]
        if not metric.ends(before) or _PLANNED.search(before.rpartition("。")[2]):
            continue
        if subject and subject_class(figure.subject, region) != subject:
            continue
        return figure
    return None


def row_key(row: MetricRow) -> str:
    """What the row of a table is called: its metric, or `press@own` where one metric has several rows."""
    return f"{row.metric}@{row.subject}" if row.subject else row.metric


def subject_class(subject: str, region: str) -> Subject:
    """Whether a subject names the region as a whole, the levels below it, or its own level; empty for none of these."""
    if _WHOLE.search(subject) or (region and subject == region):
        return "whole"
    if _LOWER.search(subject):
        return "lower"
    return "own" if _OWN.search(subject) else ""


def region_terms(region: str) -> Mapping[str, str]:
    """What fills `{area}` and `{lower}` in labels: 省 and 市县 for a province."""
    area = region[-1:] if region[-1:] in ("省", "市", "县", "区", "州") else "域"
    return {"area": area, "lower": {"省": "市县", "市": "县(市、区)"}.get(area, "乡镇(街道)")}


def _dictionary(values: Mapping[str, Any]) -> MetricDictionary:
    metrics = {entry["id"]: _metric(entry) for entry in values.get("metric", ())}
    return MetricDictionary(
        era=values["era"],
        title=values["title"],
        first_year=values["first_year"],
        last_year=values.get("last_year"),
        source=values["source"],
        metrics=metrics,
        tables=tuple(_table(entry) for entry in values.get("table", ())),
        forms=tuple(parse_form(entry) for entry in values.get("form", ())),
        identities=tuple(parse_identity(entry) for entry in values.get("identity", ())),
        successions=tuple(parse_transition(entry) for entry in values.get("succession", ())),
        wordings=tuple(parse_pattern(entry) for entry in values.get("wording", ())),
        equivalents=tuple(parse_mapping(entry) for entry in values.get("equivalent", ())),
    )


def _metric(entry: Mapping[str, Any]) -> Metric:
    words = lazy_pattern(f"(?:{entry['words']}){_LINK}")
    return Metric(
        entry["id"], entry["name"], tuple(entry["units"]), words, entry.get("after", ""), tuple(entry.get("also", ()))
    )


def _table(entry: Mapping[str, Any]) -> MetricTable:
    rows = tuple(MetricRow(row["label"], row["metric"], row.get("subject", "")) for row in entry["rows"])
    return MetricTable(
        entry["id"], entry["title"], tuple(entry["columns"]), rows, entry.get("chart"), entry.get("note", "")
    )
