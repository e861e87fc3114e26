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
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind
from zjviewer.core.model.report import ImportRemark
from zjviewer.errors import BadMarks, DamagedMarks, NotWritten
from zjviewer.storage.atomic_files import make_folder, write_atomically
from zjviewer.storage.cleanup import remove_stale_temp_files
from zjviewer.storage.companion_files import companion_path, user_data_path

if TYPE_CHECKING:
    from zjviewer.core.annotations.annotation import Annotation

SUFFIX = ".marks.toml"
_FOLDER = "marks"
_KINDS = get_args(CheckMarkKind)
_HEAD = "# What a reader says of this report, written by zjviewer: marks of checks, and annotations.\n"


class AnnotationFile(NamedTuple):
    """All that the file holds."""

    marks: tuple[CheckMark, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    """In the order in which they were made."""


def load_check_marks(report: Path | None) -> tuple[tuple[CheckMark, ...], tuple[ImportRemark, ...]]:
    """The marks on a report; where their file cannot be read none, and a remark on why. What a process that died has
    left where they lie is swept away."""
    if report is None:
        return (), ()
    remove_stale_temp_files(report.parent)
    remove_stale_temp_files(user_data_path(report, _FOLDER, SUFFIX).parent)
    try:
        return read_marks(marks_path(report)), ()
    except BadMarks as problem:
        values = tuple((name, str(value)) for name, value in problem.values.items())
        return (), (ImportRemark("doubted", problem.message, values),)


def marks_path(report: Path) -> Path:
    """`report.marks.toml` beside `report.txt`; in the user's folder where one is there already, where nothing may be
    written beside the report, and for the reports that come with the program."""
    return companion_path(report, _FOLDER, SUFFIX)


def read_marks(path: Path) -> tuple[CheckMark, ...]:
    """None where there is no such file. Raises BadMarks."""
    return read_annotation_file(path).marks


def read_annotation_file(path: Path) -> AnnotationFile:
    """Nothing where there is no such file. Raises BadMarks."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return AnnotationFile(tuple(_mark(entry) for entry in values.get("mark", ())), _annotations(values))
    except FileNotFoundError:
        return AnnotationFile()
    except OSError as error:
        raise BadMarks("The file of marks {name} cannot be read: {why}.", name=path.name, why=error.strerror) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedMarks(
            "The file of marks {name} is not valid: {why}.", name=path.name, why=error, path=path
        ) from error


def save_mark(report: Path, check: Check, mark: CheckMark | None, before: CheckMark | None) -> tuple[CheckMark, ...]:
    """Put a mark on a check instead of the one before, or with None take that away, and give all that there are then.
    Raises as `update_annotation_file` does."""
    return update_annotation_file(
        report, lambda kept: kept._replace(marks=with_mark(kept.marks, check, mark, before))
    ).marks


def update_annotation_file(report: Path, change: Callable[[AnnotationFile], AnnotationFile]) -> AnnotationFile:
    """Change what is kept for a report, and give all that there is then.

    The file is read anew, so that what another window has changed stays. Raises BadMarks and NotWritten, and leaves
    the file as it was.
    """
    path = marks_path(report)
    kept = change(read_annotation_file(path))
    try:
        _write(path, kept)
    except NotWritten:
        own = user_data_path(report, _FOLDER, SUFFIX)
        if path == own:
            raise
        _write(own, kept)  # some network drives say that they may be written to, and may not
    return kept


def with_mark(
    marks: Iterable[CheckMark], check: Check, mark: CheckMark | None, before: CheckMark | None = None
) -> tuple[CheckMark, ...]:
    """The same marks with this one on the check, and no other on it; `before`: which one was on it, under any id."""
    gone = {check.id, before.check} if before else {check.id}
    others = tuple(each for each in marks if each.check not in gone)
    return (*others, mark) if mark is not None else others


def mark_on(check: Check, kind: CheckMarkKind, note: str = "") -> CheckMark:
    """A mark that names its check."""
    return CheckMark(check.id, kind, note.strip(), check.rule, check.formula)


def _write(path: Path, kept: AnnotationFile) -> None:
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


def _mark(entry: Mapping[str, Any]) -> CheckMark:
    if entry["kind"] not in _KINDS:
        raise ValueError(f"unknown kind {entry['kind']}")
    words = {name: entry.get(name, "") for name in ("note", "rule", "formula")}
    for name, value in {"check": entry["check"], **words}.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is not a text")
    return CheckMark(check=entry["check"], kind=entry["kind"], **words)


def _entry(mark: CheckMark) -> str:
    lines = (f"{name} = {quoted(getattr(mark, name))}" for name in ("check", "kind", "note", "rule", "formula"))
    return "\n".join(("", "[[mark]]", *lines, ""))
