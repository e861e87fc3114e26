"""The reader's marks on the results of checks: a small file of their own beside the report, or in the user's folder.

The source of a report and its editorial file are never touched. Each mark names its check by its id, and by rule and
formula, so that it comes back as long as the numbers are the same.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from zjviewer.core.beside import kept_path, own_path
from zjviewer.core.files import make_folder, write_atomically
from zjviewer.core.results import Check, Mark, MarkKind
from zjviewer.core.source import Remark
from zjviewer.errors import BadMarks, NotWritten

SUFFIX = ".marks.toml"
_FOLDER = "marks"
_KINDS = get_args(MarkKind)
_HEAD = "# What a reader says of the results of checks, written by zjviewer: review, confirmed or dismissed.\n"


def marks_of(report: Path | None) -> tuple[tuple[Mark, ...], tuple[Remark, ...]]:
    """The marks on a report; where their file cannot be read none, and a remark on why."""
    if report is None:
        return (), ()
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
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_mark(entry) for entry in values.get("mark", ()))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadMarks("The file of marks {name} cannot be read: {why}.", name=path.name, why=error.strerror) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadMarks("The file of marks {name} is not valid: {why}.", name=path.name, why=error) from error


def save_mark(report: Path, check: Check, mark: Mark | None, before: Mark | None) -> tuple[Mark, ...]:
    """Put a mark on a check instead of the one before, or with None take that away, and give all that there are then.

    The file is read anew, so that what another window has marked stays. Raises BadMarks and NotWritten, and leaves
    the file as it was.
    """
    path = marks_path(report)
    marks = with_mark(read_marks(path), check, mark, before)
    try:
        _write(path, marks)
    except NotWritten:
        own = own_path(report, _FOLDER, SUFFIX)
        if path == own:
            raise
        _write(own, marks)  # some network drives say that they may be written to, and may not
    return marks


def with_mark(marks: Iterable[Mark], check: Check, mark: Mark | None, before: Mark | None = None) -> tuple[Mark, ...]:
    """The same marks with this one on the check, and no other on it; `before`: which one was on it, under any id."""
    gone = {check.id, before.check} if before else {check.id}
    others = tuple(each for each in marks if each.check not in gone)
    return (*others, mark) if mark is not None else others


def mark_on(check: Check, kind: MarkKind, note: str = "") -> Mark:
    """A mark that names its check."""
    return Mark(check.id, kind, note.strip(), check.rule, check.formula)


def _write(path: Path, marks: tuple[Mark, ...]) -> None:
    make_folder(path.parent)
    write_atomically(path, (_HEAD + "".join(map(_entry, marks))).encode(), overwrite=True)


def _mark(entry: Mapping[str, Any]) -> Mark:
    if entry["kind"] not in _KINDS:
        raise ValueError(f"unknown kind {entry['kind']}")
    words = {name: entry.get(name, "") for name in ("note", "rule", "formula")}
    for name, value in {"check": entry["check"], **words}.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is not a text")
    return Mark(check=entry["check"], kind=entry["kind"], **words)


def _entry(mark: Mark) -> str:
    lines = (f"{name} = {_quoted(getattr(mark, name))}" for name in ("check", "kind", "note", "rule", "formula"))
    return "\n".join(("", "[[mark]]", *lines, ""))


def _quoted(words: str) -> str:
    """JSON's strings are TOML's but for one control character; what is no letter at all cannot be kept."""
    kept = words.encode("utf-8", "replace").decode()
    return json.dumps(kept, ensure_ascii=False).replace("\x7f", "\\u007f")
