"""Bookmarks, highlights and notes of the reader as values, and their entries in the annotation file.

An annotation is anchored by quotation, never by offset alone: a text with its context, the title of a section with
its beginning, or the id and the title of a table or a chart.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar, get_args

from zjviewer.core.annotations.kinds import KINDS, Kind

Colour = Literal["amber", "green", "teal", "violet", "rose"]
Target = Literal["words", "section", "table", "chart"]

_T = TypeVar("_T", bound=str)

COLOURS: tuple[Colour, ...] = get_args(Colour)
TARGETS: tuple[Target, ...] = get_args(Target)

LONGEST = 10_000
"""Maximum length of an annotated text in code points; the file contains it completely."""

_ANCHOR = ("quote", "before", "after", "section", "item")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Reference to the target of an annotation, as it was when the annotation was created."""

    target: Target
    quote: str
    """The annotated text; the beginning of a section; the title of a table or a chart."""
    before: str = ""
    after: str = ""
    """Text before and after it; shorter at the ends of the report, empty for other targets than text."""
    section: str = ""
    """Title of the section; empty outside all sections."""
    item: str = ""
    """Id of the section, table or chart; empty for text."""
    approximate_offset: int = 0
    """Offset at the time of creation; distinguishes repetitions of a text with the same context."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One bookmark, highlight or note."""

    id: str
    kind: Kind
    colour: Colour
    note: str
    anchor: Anchor
    created: datetime


def with_annotation(
    annotations: tuple[Annotation, ...], annotation: Annotation, before: str = ""
) -> tuple[Annotation, ...]:
    """The annotations with this one: it replaces the one with its id; a new one is inserted before the one with the
    id `before`, or appended."""
    ids = [each.id for each in annotations]
    if annotation.id in ids:
        return tuple(annotation if each.id == annotation.id else each for each in annotations)
    at = ids.index(before) if before in ids else len(ids)
    return (*annotations[:at], annotation, *annotations[at:])


def without_annotation(annotations: Iterable[Annotation], id_: str) -> tuple[Annotation, ...]:
    """The annotations except the one with the given id."""
    return tuple(each for each in annotations if each.id != id_)


def next_id(annotations: tuple[Annotation, ...], id_: str) -> str:
    """Id of the annotation after the one with the given id; empty after the last."""
    ids = [each.id for each in annotations]
    at = ids.index(id_) + 1 if id_ in ids else len(ids)
    return ids[at] if at < len(ids) else ""


def annotation_in(entry: Mapping[str, Any]) -> Annotation:
    """Annotation from a TOML entry. Raises ValueError, KeyError and TypeError."""
    texts = {name: entry.get(name, "") for name in ("id", "note", *_ANCHOR)}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is not a text")
    if not isinstance(entry["created"], datetime):
        raise TypeError("created is not a date with a time")
    if not texts["id"]:
        raise ValueError("an annotation without an id")
    anchor = Anchor(
        target=_one_of(TARGETS, entry["target"]),
        approximate_offset=int(entry.get("near", 0)),
        **{name: texts[name] for name in _ANCHOR},
    )
    kind, colour = _one_of(KINDS, entry["kind"]), _one_of(COLOURS, entry["colour"])
    return Annotation(texts["id"], kind, colour, texts["note"], anchor, entry["created"])


def entry_of(annotation: Annotation) -> str:
    """TOML entry of an annotation; empty values are omitted."""
    anchor = annotation.anchor
    texts = {name: getattr(annotation, name) for name in ("id", "kind", "colour", "note")}
    texts |= {name: getattr(anchor, name) for name in ("target", *_ANCHOR)}
    lines = [f"{name} = {quoted(value)}" for name, value in texts.items() if value]
    near = [f"near = {anchor.approximate_offset}"] if anchor.approximate_offset else []
    return "\n".join(("", "[[annotation]]", *lines, *near, f"created = {annotation.created.isoformat()}", ""))


def _one_of(known: tuple[_T, ...], value: object) -> _T:
    for each in known:
        if each == value:
            return each
    raise ValueError(f"unknown {value}")


def quoted(text: str) -> str:
    """TOML string literal. It is the JSON string, except for one control character; lone surrogates become `?`."""
    valid = text.encode("utf-8", "replace").decode()
    return json.dumps(valid, ensure_ascii=False).replace("\x7f", "\\u007f")
