"""Content of an annotation file: its values, and check marks as TOML entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from zjviewer.core.annotations.annotation import quoted
from zjviewer.core.model.checks import CheckMark, CheckMarkKind

if TYPE_CHECKING:
    from zjviewer.core.annotations.annotation import Annotation
    from zjviewer.core.annotations.chart_edit import ChartEdit

_KINDS = get_args(CheckMarkKind)


class AnnotationFile(NamedTuple):
    """Content of an annotation file."""

    marks: tuple[CheckMark, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    """Annotations in the order of their creation."""
    charts: tuple[ChartEdit, ...] = ()


def content_in(values: Mapping[str, Any]) -> AnnotationFile:
    """Content from parsed TOML. Raises ValueError, KeyError, TypeError and AttributeError."""
    marks = tuple(mark_in(entry) for entry in values.get("mark", ()))
    return AnnotationFile(marks, _annotations(values), _chart_edits(values))


def mark_in(entry: Mapping[str, Any]) -> CheckMark:
    """Mark from a TOML entry. Raises ValueError, KeyError and TypeError."""
    if entry["kind"] not in _KINDS:
        raise ValueError(f"unknown kind {entry['kind']}")
    texts = {name: entry.get(name, "") for name in ("note", "rule", "formula")}
    for name, value in {"check": entry["check"], **texts}.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is not a text")
    return CheckMark(check=entry["check"], kind=entry["kind"], **texts)


def mark_entry(mark: CheckMark) -> str:
    """TOML entry of a mark."""
    lines = (f"{name} = {quoted(getattr(mark, name))}" for name in ("check", "kind", "note", "rule", "formula"))
    return "\n".join(("", "[[mark]]", *lines, ""))


def _annotations(values: Mapping[str, Any]) -> tuple[Annotation, ...]:
    if "annotation" not in values:
        return ()
    from zjviewer.core.annotations.annotation import annotation_in  # imported late: not needed for the first frame

    return tuple(map(annotation_in, values["annotation"]))


def _chart_edits(values: Mapping[str, Any]) -> tuple[ChartEdit, ...]:
    if "chart" not in values:
        return ()
    from zjviewer.core.annotations.chart_edit import chart_edit_in  # imported late, as above

    return tuple(map(chart_edit_in, values["chart"]))
