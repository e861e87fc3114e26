"""Annotation file: check marks, annotations and edits of charts in one TOML file next to the report or in the user's
folder.

The report and its editorial file are never changed. A mark identifies its check by id, rule and formula, so that it
applies as long as the numbers are the same. A write changes only the entries that differ: comments, order, and keys
of a newer version are preserved.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from zjviewer.core.annotations.file_content import AnnotationFile, content_in
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind
from zjviewer.core.model.report import ImportRemark
from zjviewer.core.text.control_characters import remove_controls
from zjviewer.errors import BadMarks, DamagedMarks, NotWritten
from zjviewer.storage.atomic_files import make_folder, write_atomically
from zjviewer.storage.cleanup import remove_stale_temp_files
from zjviewer.storage.companion_files import companion_path, inherited_path, user_data_path
from zjviewer.storage.file_locks import locked
from zjviewer.storage.regular_files import TooLarge, read_regular
from zjviewer.storage.toml_files import LONGEST, parse_toml

SUFFIX = ".marks.toml"
NOT_READ = "The file of marks {name} cannot be read: {why}."
NOT_VALID = "The file of marks {name} is not valid: {why}."
READ_ERRORS = (NOT_READ, NOT_VALID)
_FOLDER = "marks"


def load_check_marks(report: Path | None) -> tuple[tuple[CheckMark, ...], tuple[ImportRemark, ...]]:
    """Marks of a report; none where the file cannot be read, with a remark that gives the reason. Also removes
    temporary files of dead processes from the folders of the file."""
    if report is None:
        return (), ()
    remove_stale_temp_files(report.parent)
    remove_stale_temp_files(user_data_path(report, _FOLDER, SUFFIX).parent)
    try:
        return load_annotation_file(report).marks, ()
    except BadMarks as problem:
        values = tuple((name, str(value)) for name, value in problem.values.items())
        return (), (ImportRemark("doubted", problem.message, values),)


def marks_path(report: Path) -> Path:
    """Path to which the annotation file of a report is written: `report.txt.marks.toml` next to it, an older
    `report.marks.toml` that belongs only to this document, or a file in the user's data folder."""
    return companion_path(report, _FOLDER, SUFFIX)


def load_annotation_file(report: Path) -> AnnotationFile:
    """Content of the annotation file of a report, or of a shared file that it inherits. Raises BadMarks."""
    return read_annotation_file(_source(report))


def read_annotation_file(path: Path) -> AnnotationFile:
    """Content of a file; empty where the file does not exist. Raises BadMarks."""
    return _content(_read(path), path)


def save_mark(report: Path, check: Check, mark: CheckMark | None, before: CheckMark | None) -> tuple[CheckMark, ...]:
    """Replace the mark `before` of a check, or remove it if `mark` is None. Returns all marks. Raises the errors of
    `update_annotation_file`."""
    return update_annotation_file(
        report, lambda content: content._replace(marks=with_mark(content.marks, check, mark, before))
    ).marks


def update_annotation_file(report: Path, change: Callable[[AnnotationFile], AnnotationFile]) -> AnnotationFile:
    """Change the content of the file of a report, and return it.

    The file is locked, read again and written, so that changes by other processes are preserved. Raises BadMarks and
    NotWritten; the file is unchanged then.
    """
    from zjviewer.core.annotations.entry_writer import updated_file  # imported late: not needed for the first frame

    with locked(report):
        path, source = marks_path(report), _source(report)
        raw = _read(source)
        before = _content(raw, source)
        after = change(before)
        data = updated_file(raw, before, after)
        try:
            _write(path, data)
        except NotWritten:
            own = user_data_path(report, _FOLDER, SUFFIX)
            if path == own:
                raise
            _write(own, data)  # some network drives wrongly report that they are writable
    return after


def with_mark(
    marks: Iterable[CheckMark], check: Check, mark: CheckMark | None, before: CheckMark | None = None
) -> tuple[CheckMark, ...]:
    """The marks with this one as the only mark of the check; `before` is the previous mark, under any id."""
    replaced = {check.id, before.check} if before else {check.id}
    others = tuple(each for each in marks if each.check not in replaced)
    return (*others, mark) if mark is not None else others


def mark_on(check: Check, kind: CheckMarkKind, note: str = "") -> CheckMark:
    """A new mark that identifies its check."""
    return CheckMark(check.id, kind, note.strip(), check.rule, check.formula)


def _source(report: Path) -> Path:
    path = marks_path(report)
    inherited = None if os.path.lexists(path) else inherited_path(report, SUFFIX)
    return inherited or path


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, LONGEST)
    except FileNotFoundError:
        return b""
    except TooLarge as error:
        raise DamagedMarks(NOT_VALID, name=path.name, why=error.strerror, path=path) from error
    except OSError as error:
        raise BadMarks(NOT_READ, name=path.name, why=error.strerror) from error


def _content(raw: bytes, path: Path) -> AnnotationFile:
    if not raw:
        return AnnotationFile()
    try:
        return content_in(parse_toml(raw))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        why = remove_controls(str(error))[:200]
        raise DamagedMarks(NOT_VALID, name=path.name, why=why, path=path) from error


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    write_atomically(path, data, overwrite=True)
