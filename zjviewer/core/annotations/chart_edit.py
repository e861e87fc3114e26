"""Edits of charts by the reader as values, and their entries in the annotation file.

An edit belongs to the chart with the title that it had when it was edited: a chart whose id now names something else
is never drawn with the words of another.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from zjviewer.core.annotations.annotation import quoted
from zjviewer.core.model.chart_options import (
    AS_REPORTED,
    LABELS,
    LARGEST_TEXT,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MEASURES,
    MOST_HIGHLIGHTS,
    NARROWEST,
    PALETTES,
    SMALLEST_TEXT,
    SORTS,
    WIDEST,
    ChartOptions,
)

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "sort": SORTS,
    "measure": MEASURES,
    "labels": LABELS,
    "palette": PALETTES,
}
_TEXTS = {"title": LONGEST_TITLE, "subtitle": LONGEST_TITLE, "own_note": LONGEST_NOTE, "kind": 40}
_SWITCHES = ("log", "note", "finding")
_NUMBERS = {
    "width": (NARROWEST, WIDEST, float),
    "height": (NARROWEST, WIDEST, float),
    "text_size": (SMALLEST_TEXT, LARGEST_TEXT, int),
}
_ANCHOR = ("chart", "was")
_NAMES = tuple(field.name for field in fields(ChartOptions))


@dataclass(frozen=True, slots=True)
class ChartEdit:
    """The options of one chart."""

    chart: str
    """Id of the chart."""
    was: str
    """Title of the chart as the table gives it; identifies the chart together with its id."""
    options: ChartOptions
    has_unknown_keys: bool = False
    """Whether the entry has keys of a newer version, for which it is kept when all options are the default ones."""


def options_for(edits: Iterable[ChartEdit], chart: str, title: str) -> ChartOptions:
    """Options of the chart with this id and title; of several edits the last."""
    found = [each for each in edits if each.was == title]
    best = [each for each in found if each.chart == chart] or (found if len(found) == 1 else [])
    return best[-1].options if best else AS_REPORTED


def with_options(edits: Iterable[ChartEdit], chart: str, title: str, options: ChartOptions) -> tuple[ChartEdit, ...]:
    """The edits with these options for a chart; default options remove its edit."""
    kept = tuple(edits)
    at = next((n for n, each in enumerate(kept) if (each.chart, each.was) == (chart, title)), None)
    if at is None:
        return kept if options == AS_REPORTED else (*kept, ChartEdit(chart, title, options))
    if options == AS_REPORTED and not kept[at].has_unknown_keys:
        return (*kept[:at], *kept[at + 1 :])
    changed = ChartEdit(chart, title, options, kept[at].has_unknown_keys)
    return (*kept[:at], changed, *kept[at + 1 :])


def chart_edit_in(entry: Mapping[str, Any]) -> ChartEdit:
    """Edit from a TOML entry. Texts are cut to their limits; choices that this version does not know and numbers out
    of range are the default ones. Raises KeyError and TypeError where a value has another type."""
    anchor = {name: _text(name, entry[name]) for name in _ANCHOR}
    values: dict[str, Any] = {}
    for name, most in _TEXTS.items():
        if name in entry:
            values[name] = _text(name, entry[name])[:most]
    for name, known in _CHOICES.items():
        if entry.get(name) in known:
            values[name] = entry[name]
    for name in _SWITCHES:
        if isinstance(entry.get(name), bool):
            values[name] = entry[name]
    for name, (low, high, made) in _NUMBERS.items():
        value = entry.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            values[name] = made(value)
    if "highlights" in entry:
        if not isinstance(entry["highlights"], list):
            raise TypeError("highlights is not a list")
        labels = (_text("highlights", each)[:LONGEST_TITLE] for each in entry["highlights"][:MOST_HIGHLIGHTS])
        values["highlights"] = tuple(dict.fromkeys(labels))
    return ChartEdit(options=ChartOptions(**values), has_unknown_keys=not set(entry) <= {*_ANCHOR, *_NAMES}, **anchor)


def chart_entry(edit: ChartEdit) -> str:
    """TOML entry of an edit; values that are the default ones are omitted."""
    lines = [f"{name} = {quoted(getattr(edit, name))}" for name in _ANCHOR]
    for name in _NAMES:
        value = getattr(edit.options, name)
        if value != getattr(AS_REPORTED, name):
            lines.append(f"{name} = {_WRITE[type(value)](value)}")
    return "\n".join(("", "[[chart]]", *lines, ""))


_WRITE: Mapping[type, Callable[[Any], str]] = {
    str: quoted,
    bool: lambda value: str(value).lower(),
    int: str,
    float: lambda value: f"{value:.1f}",
    tuple: lambda value: f"[{', '.join(map(quoted, value))}]",
}


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is not a text")
    return value
