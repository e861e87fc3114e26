"""Filters and orders for the list of all figures of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.text.segmentation import clause_start, fold_width

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Analysis, Figure, Kind

Standing = Literal["stated", "planned", "vague", "loose", "failed"]
"""What a list can be limited to: numbers that are stated, planned, or given with 约 and the like; those of no table;
those of a failed check."""
Order = Literal["text", "name", "value", "year"]

NO_YEAR = 0
"""Stands for figures without a year in `FigureFilter.year`."""
_LONGEST_NAME = 24
"""Characters of the text before a number that stand for a missing indicator."""


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Conditions that all have to hold; the empty value accepts every figure."""

    words: str = ""
    """Terms separated by white space, each of which a figure must contain in its name, its number or its unit."""
    section: str = ""
    """Id of a section, which includes the sections below it."""
    unit: str | None = None
    """A unit; empty for figures without one, None for any."""
    kind: Kind | None = None
    year: int | None = None
    """A year; `NO_YEAR` for figures without one, None for any."""
    standing: Standing | None = None


class FigureChoices(NamedTuple):
    """Values that the figures of a report have, for the fields of a filter."""

    units: tuple[str, ...]
    """The most frequent first."""
    kinds: tuple[Kind, ...]
    years: tuple[int, ...]
    """The latest first; `NO_YEAR` last where some figures have none."""
    standings: tuple[Standing, ...]


def figure_name(figure: Figure, text: str) -> str:
    """Subject and indicator; for a figure without either the clause before its number."""
    named = " ".join(filter(None, (figure.subject, figure.indicator)))
    if named:
        return named
    start = clause_start(text, figure.start, max(0, figure.start - _LONGEST_NAME))
    return text[start : figure.start].strip() or figure.literal


def search_texts(analysis: Analysis) -> Mapping[str, str]:
    """What the words of a filter are looked for in, by the id of the figure; folded in width and case."""
    text = analysis.report.text
    return {
        figure.id: fold_width(
            f"{figure_name(figure, text)} {figure.literal} {format_figure(figure)} {figure.year or ''}"
        ).casefold()
        for figure in analysis.figures
    }


def filter_figures(
    analysis: Analysis, wanted: FigureFilter, texts: Mapping[str, str] | None = None
) -> tuple[Figure, ...]:
    """Figures that meet a filter, in reading order. `texts` is the result of `search_texts`, computed once by a caller
    that filters repeatedly."""
    found = list(analysis.figures)
    if wanted.section:
        below = f"{wanted.section}."
        found = [each for each in found if each.section == wanted.section or each.section.startswith(below)]
    if wanted.unit is not None:
        found = [each for each in found if each.unit == wanted.unit]
    if wanted.kind is not None:
        found = [each for each in found if each.kind == wanted.kind]
    if wanted.year is not None:
        found = [each for each in found if (each.year or NO_YEAR) == wanted.year]
    if wanted.standing is not None:
        found = [each for each in found if _stands(each, wanted.standing, analysis)]
    if terms := fold_width(wanted.words).casefold().split():
        by_id = search_texts(analysis) if texts is None else texts
        found = [each for each in found if all(term in by_id[each.id] for term in terms)]
    return tuple(found)


def choices_of(analysis: Analysis) -> FigureChoices:
    """Values of the figures of a report; empty for a report without figures."""
    figures = analysis.figures
    units = Counter(each.unit for each in figures)
    kinds = Counter(each.kind for each in figures)
    years = {each.year or NO_YEAR for each in figures}
    standings: tuple[Standing, ...] = ("stated", "planned", "vague", "loose", "failed")
    return FigureChoices(
        tuple(unit for unit, _ in units.most_common()),
        tuple(kind for kind, _ in kinds.most_common()),
        tuple(sorted(years, reverse=True)),
        tuple(each for each in standings if any(_stands(figure, each, analysis) for figure in figures)),
    )


def ordered(figures: tuple[Figure, ...], by: Order, text: str, descending: bool = False) -> tuple[Figure, ...]:
    """Figures in another order; equal ones stay in reading order, and those without a year are last."""
    keys: Mapping[Order, Callable[[Figure], Any]] = {
        "text": lambda each: each.start,
        "name": lambda each: figure_name(each, text),
        "value": lambda each: each.value,
        "year": lambda each: each.year,
    }
    known = [each for each in figures if by != "year" or each.year is not None]
    unknown = [each for each in figures if by == "year" and each.year is None]
    return (*sorted(known, key=keys[by], reverse=descending), *unknown)


def _stands(figure: Figure, standing: Standing, analysis: Analysis) -> bool:
    if standing == "loose":
        return figure.id not in analysis.tables_by_figure
    if standing == "failed":
        return figure.id in analysis.failures_by_figure
    if standing == "vague":
        return bool(figure.qualifier)
    return figure.status == standing
