"""A reader's bookmarks, highlights and notes as values, and their entries in the file of marks.

Each is bound to what it is about by quotation, and never by number alone: the words with those around them, the title
of a section with the words that it begins with, the id and the title of a table or a chart.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar, get_args

Kind = Literal["bookmark", "highlight", "note"]
Colour = Literal["amber", "green", "teal", "violet", "rose"]
Target = Literal["words", "section", "table", "chart"]

_T = TypeVar("_T", bound=str)

KINDS: tuple[Kind, ...] = get_args(Kind)
COLOURS: tuple[Colour, ...] = get_args(Colour)
TARGETS: tuple[Target, ...] = get_args(Target)

LONGEST = 10_000
"""Code points that may be annotated at once: the file holds all of them."""

_ANCHOR = ("quote", "before", "after", "section", "item")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an annotation belongs, as it stood when it was made."""

    target: Target
    quote: str
    """The words themselves; of a section those that it begins with, of a table or a chart its title."""
    before: str = ""
    after: str = ""
    """Some words around them; shorter than elsewhere at the ends of the text, empty for other targets."""
    section: str = ""
    """Title of the section; empty outside every section."""
    item: str = ""
    """Id of the section, the table or the chart; empty for words."""
    approximate_offset: int = 0
    """Offset at that time, to tell words apart that recur with the same words around them."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One thing that the reader has said of a place."""

    id: str
    kind: Kind
    colour: Colour
    note: str
    anchor: Anchor
    created: datetime


def with_annotation(
    annotations: tuple[Annotation, ...], annotation: Annotation, before: str = ""
) -> tuple[Annotation, ...]:
    """The same with this one: instead of the one that has its id, else before the one with the other id, else last."""
    ids = [each.id for each in annotations]
    if annotation.id in ids:
        return tuple(annotation if each.id == annotation.id else each for each in annotations)
    at = ids.index(before) if before in ids else len(ids)
    return (*annotations[:at], annotation, *annotations[at:])


def without_annotation(annotations: Iterable[Annotation], id_: str) -> tuple[Annotation, ...]:
    """All but one."""
    return tuple(each for each in annotations if each.id != id_)


def next_id(annotations: tuple[Annotation, ...], id_: str) -> str:
    """Id of the one after another; empty after the last."""
    ids = [each.id for each in annotations]
    at = ids.index(id_) + 1 if id_ in ids else len(ids)
    return ids[at] if at < len(ids) else ""


def annotation_in(entry: Mapping[str, Any]) -> Annotation:
    """The value of a TOML entry. Raises ValueError, KeyError and TypeError."""
    words = {name: entry.get(name, "") for name in ("id", "note", *_ANCHOR)}
    for name, value in words.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is not a text")
    if not isinstance(entry["created"], datetime):
        raise TypeError("created is not a date with a time")
    if not words["id"]:
        raise ValueError("an annotation without an id")
    anchor = Anchor(
        target=_one_of(TARGETS, entry["target"]),
        approximate_offset=int(entry.get("near", 0)),
        **{name: words[name] for name in _ANCHOR},
    )
    kind, colour = _one_of(KINDS, entry["kind"]), _one_of(COLOURS, entry["colour"])
    return Annotation(words["id"], kind, colour, words["note"], anchor, entry["created"])


def entry_of(annotation: Annotation) -> str:
    """The TOML entry of a value; what is empty is left out."""
    anchor = annotation.anchor
    words = {name: getattr(annotation, name) for name in ("id", "kind", "colour", "note")}
    words |= {name: getattr(anchor, name) for name in ("target", *_ANCHOR)}
    lines = [f"{name} = {quoted(value)}" for name, value in words.items() if value]
    near = [f"near = {anchor.approximate_offset}"] if anchor.approximate_offset else []
    return "\n".join(("", "[[annotation]]", *lines, *near, f"created = {annotation.created.isoformat()}", ""))


def _one_of(known: tuple[_T, ...], value: object) -> _T:
    for each in known:
        if each == value:
            return each
    raise ValueError(f"unknown {value}")


def quoted(words: str) -> str:
    """JSON's strings are TOML's but for one control character; what is no letter at all cannot be kept."""
    kept = words.encode("utf-8", "replace").decode()
    return json.dumps(kept, ensure_ascii=False).replace("\x7f", "\\u007f")
