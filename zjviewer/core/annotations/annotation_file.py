"""What a reader says of a report, marks of checks and annotations: a small file of its own beside the report, or in the
user's folder.

The source of a report and its editorial file are never touched. Each mark names its check by its id, and by rule and
formula, so that it comes back as long as the numbers are the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from zjviewer.core.annotations.annotation import quoted
from zjviewer.core.model.checks import Check, Mark, MarkKind
from zjviewer.core.model.report import Remark
from zjviewer.errors import BadMarks, DamagedMarks, NotWritten
from zjviewer.storage.atomic_files import make_folder, write_atomically
from zjviewer.storage.cleanup import sweep
from zjviewer.storage.companion_files import kept_path, own_path

if TYPE_CHECKING:
    from zjviewer.core.annotations.annotation import Annotation

SUFFIX = ".marks.toml"
_FOLDER = "marks"
_KINDS = get_args(MarkKind)
_HEAD = "# What a reader says of this report, written by zjviewer: marks of checks, and annotations.\n"


class Kept(NamedTuple):
    """All that the file holds."""

    marks: tuple[Mark, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    """In the order in which they were made."""


def marks_of(report: Path | None) -> tuple[tuple[Mark, ...], tuple[Remark, ...]]:
    """The marks on a report; where their file cannot be read none, and a remark on why. What a process that died has
    left where they lie is swept away."""
    if report is None:
        return (), ()
    sweep(report.parent)
    sweep(own_path(report, _FOLDER, SUFFIX).parent)
    try:
        return read_marks(marks_path(report)), ()
    except BadMarks as problem:
        values = tuple((name, str(value)) for name, value in problem.values.items())
        return (), (Remark("doubted", problem.message, values),)


def marks_path(report: Path) -> Path:
    """`report.marks.toml` beside `report.txt`; in the user's folder where one is there already, where nothing may be
    written beside the report, and for the reports that come with the program."""
    return kept_path(report, _FOLDER, SUFFIX)


def read_marks(path: Path) -> tuple[Mark, ...]:
    """None where there is no such file. Raises BadMarks."""
    return read_kept(path).marks


def read_kept(path: Path) -> Kept:
    """Nothing where there is no such file. Raises BadMarks."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return Kept(tuple(_mark(entry) for entry in values.get("mark", ())), _annotations(values))
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        raise BadMarks("The file of marks {name} cannot be read: {why}.", name=path.name, why=error.strerror) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedMarks(
            "The file of marks {name} is not valid: {why}.", name=path.name, why=error, path=path
        ) from error


def save_mark(report: Path, check: Check, mark: Mark | None, before: Mark | None) -> tuple[Mark, ...]:
    """Put a mark on a check instead of the one before, or with None take that away, and give all that there are then.
    Raises as `change_kept` does."""
    return change_kept(report, lambda kept: kept._replace(marks=with_mark(kept.marks, check, mark, before))).marks


def change_kept(report: Path, change: Callable[[Kept], Kept]) -> Kept:
    """Change what is kept for a report, and give all that there is then.

    The file is read anew, so that what another window has changed stays. Raises BadMarks and NotWritten, and leaves
    the file as it was.
    """
    path = marks_path(report)
    kept = change(read_kept(path))
    try:
        _write(path, kept)
    except NotWritten:
        own = own_path(report, _FOLDER, SUFFIX)
        if path == own:
            raise
        _write(own, kept)  # some network drives say that they may be written to, and may not
    return kept


def with_mark(marks: Iterable[Mark], check: Check, mark: Mark | None, before: Mark | None = None) -> tuple[Mark, ...]:
    """The same marks with this one on the check, and no other on it; `before`: which one was on it, under any id."""
    gone = {check.id, before.check} if before else {check.id}
    others = tuple(each for each in marks if each.check not in gone)
    return (*others, mark) if mark is not None else others


def mark_on(check: Check, kind: MarkKind, note: str = "") -> Mark:
    """A mark that names its check."""
    return Mark(check.id, kind, note.strip(), check.rule, check.formula)


def _write(path: Path, kept: Kept) -> None:
    make_folder(path.parent)
    entries = [*map(_entry, kept.marks)]
    if kept.annotations:
        from zjviewer.core.annotations.annotation import entry_of

        entries += map(entry_of, kept.annotations)
    write_atomically(path, (_HEAD + "".join(entries)).encode(), overwrite=True)


def _annotations(values: Mapping[str, Any]) -> tuple[Annotation, ...]:
    if "annotation" not in values:
        return ()
    from zjviewer.core.annotations.annotation import (
        annotation_in,  # most files have none, and the first frame needs none
    )

    return tuple(map(annotation_in, values["annotation"]))


def _mark(entry: Mapping[str, Any]) -> Mark:
    if entry["kind"] not in _KINDS:
        raise ValueError(f"unknown kind {entry['kind']}")
    words = {name: entry.get(name, "") for name in ("note", "rule", "formula")}
    for name, value in {"check": entry["check"], **words}.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is not a text")
    return Mark(check=entry["check"], kind=entry["kind"], **words)


def _entry(mark: Mark) -> str:
    lines = (f"{name} = {quoted(getattr(mark, name))}" for name in ("check", "kind", "note", "rule", "formula"))
    return "\n".join(("", "[[mark]]", *lines, ""))
