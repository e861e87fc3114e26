"""National forms: the rows and columns that an era's printed tables have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zjviewer.core.model.analysis import ChartKind


@dataclass(frozen=True, slots=True)
class FormField:
    """A row or a column of a form."""

    id: str
    label: str
    also: tuple[str, ...] = ()
    within: str = ""
    """The label above it, which distinguishes it from others with the same label."""
    unit: str = ""
    optional: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        """The form's own label, then the others in use."""
        return (self.label, *self.also)


@dataclass(frozen=True, slots=True)
class FormChart:
    """A chart of a form; an id that ends in `*` stands for all that begin so."""

    title: str
    kind: ChartKind
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NationalForm:
    """A table of a national format."""

    id: str
    title: str
    unit: str
    rows: tuple[FormField, ...]
    columns: tuple[FormField, ...]
    charts: tuple[FormChart, ...]


def parse_form(entry: Mapping[str, Any]) -> NationalForm:
    """A form as a dictionary's file writes it."""
    return NationalForm(
        entry["id"],
        entry["title"],
        entry.get("unit", ""),
        tuple(_entry(row) for row in entry["rows"]),
        tuple(_entry(column) for column in entry["columns"]),
        tuple(
            FormChart(chart["title"], chart["kind"], tuple(chart["rows"]), tuple(chart["columns"]))
            for chart in entry.get("charts", ())
        ),
    )


def _entry(entry: Mapping[str, Any]) -> FormField:
    return FormField(
        entry["id"],
        entry["label"],
        tuple(entry.get("also", ())),
        entry.get("within", ""),
        entry.get("unit", ""),
        entry.get("optional", False),
    )
