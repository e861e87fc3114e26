"""Writer of the editorial file, entry by entry: comments, order, unknown keys and changes by other processes are
preserved.

A file is locked and read again before it is written. A file that is not valid is not changed.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zjviewer.core.editorial.sidecar import (
    FOLDER,
    NOT_VALID,
    SUFFIX,
    parse_sidecar,
    read_bytes,
    sidecar_path,
)
from zjviewer.core.model.analysis import Analysis, Sidecar
from zjviewer.errors import BadSidecar, NotWritten
from zjviewer.storage.atomic_files import make_folder, write_atomically
from zjviewer.storage.companion_files import companion_path, inherited_path, user_data_path
from zjviewer.storage.file_locks import locked
from zjviewer.storage.toml_files import parse_toml

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT, Item, Table

Values = Mapping[str, Any]
_HEAD = "# What a reader corrects in a report, written by zjviewer; no number of the report stands here.\n"
_BOM = b"\xef\xbb\xbf"


class EntryEdit(NamedTuple):
    """Replacement of one entry by another; an insertion without `before`, a deletion without `after`."""

    array: str
    """`heading`, `removed`, `metric` or `table`; empty for the metadata of the report."""
    before: Values | None
    after: Values | None

    @property
    def back(self) -> "EntryEdit":
        """The inverse edit."""
        return EntryEdit(self.array, self.after, self.before)


SidecarEdit = Callable[[Values], Sequence[EntryEdit]]
"""Function that returns the edits to apply to a file with the given values."""


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """Edits that were written to a file."""

    path: Path
    report: Path
    before: bytes | None
    """Content of the file before the edits; None where it did not exist."""
    after: bytes | None
    edits: tuple[EntryEdit, ...]


def base_values(analysis: Analysis) -> Sidecar:
    """Values that apply where the file to which a correction is written has none."""
    path, sidecar = analysis.report.path, analysis.sidecar
    if sidecar.base is not None or path is None:
        return sidecar.base or Sidecar()
    target = companion_path(path, FOLDER, SUFFIX)
    return Sidecar() if target == sidecar_path(path) or os.path.exists(target) else sidecar


def save_edit(report: Path, change: SidecarEdit) -> SavedEdit:
    """Write a correction to the editorial file of a report, next to it or in the user's folder. A shared file that
    the report inherits is copied first. Raises BadSidecar and NotWritten; the file is unchanged then."""
    with locked(report):
        path, own = companion_path(report, FOLDER, SUFFIX), user_data_path(report, FOLDER, SUFFIX)
        inherited = inherited_path(report, SUFFIX) if path != own else None
        try:
            return _save(report, path, change, inherited)
        except NotWritten:
            if path == own:
                raise
            return _save(report, own, change)  # some network drives wrongly report that they are writable


def revert_edit(saved: SavedEdit) -> SavedEdit:
    """Write the inverse of a correction, byte for byte where the file has not changed in between; the result can be
    reverted again. Raises BadSidecar and NotWritten; the file is unchanged then."""
    with locked(saved.report):
        now = read_bytes(saved.path)
        edits = tuple(edit.back for edit in reversed(saved.edits))
        wanted = saved.before if now == saved.after else _with(now, edits, saved.path)
        _write(saved.path, wanted)
        return SavedEdit(saved.path, saved.report, now, wanted, edits)


def _save(report: Path, path: Path, change: SidecarEdit, inherited: Path | None = None) -> SavedEdit:
    before = read_bytes(path)
    raw = read_bytes(inherited) if before is None and inherited is not None else before
    if raw is not None:
        parse_sidecar(raw, path.name)
    edits = tuple(change(parse_toml(raw) if raw is not None else {}))
    if not edits:
        return SavedEdit(path, report, before, before, ())
    wanted = _with(raw, edits, path)
    make_folder(path.parent)
    _write(path, wanted)
    return SavedEdit(path, report, before, wanted, edits)


def _write(path: Path, wanted: bytes | None) -> None:
    if wanted is not None:
        write_atomically(path, wanted, overwrite=True)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten("{path} could not be removed: {reason}.", path=path, reason=error.strerror) from error


def _with(raw: bytes | None, edits: Sequence[EntryEdit], path: Path) -> bytes | None:
    """Content of the file after the edits; None where a file that this program created has no entries left."""
    import tomlkit  # imported late: only needed for a correction
    from tomlkit.exceptions import TOMLKitError

    text = raw.decode("utf-8-sig") if raw is not None else _HEAD
    try:
        document = tomlkit.parse(text.replace("\r\n", "\n"))
    except TOMLKitError as error:
        raise BadSidecar(NOT_VALID, name=path.name, why=error) from error
    for edit in edits:
        _apply(document, edit, path)
    written = tomlkit.dumps(document)
    if not document and written.strip() == _HEAD.strip():
        return None
    written = written.replace("\n", "\r\n") if "\r\n" in text else written
    encoded = (_BOM if raw is not None and raw.startswith(_BOM) else b"") + written.encode()
    parse_sidecar(encoded, path.name)
    return encoded


def _apply(document: "TOMLDocument", edit: EntryEdit, path: Path) -> None:
    if not edit.array:
        _apply_values(document, edit, path)
        return
    entries: AoT | None = document.get(edit.array)
    found = list(entries.unwrap()) if entries is not None else []
    if edit.before is not None and edit.before in found:
        assert entries is not None
        at = found.index(dict(edit.before))
        if edit.after is not None:
            _change(entries[at], edit.before, edit.after)
        elif len(found) > 1:
            del entries[at]
        else:
            del document[edit.array]
        return
    if edit.after is None or edit.after in found:
        return  # another process has already applied this edit
    if edit.before is not None:
        raise _changed(path)
    _append(document, edit.array, edit.after)


def _apply_values(document: "TOMLDocument", edit: EntryEdit, path: Path) -> None:
    before, after = edit.before or {}, edit.after or {}
    now = {key: document[key].unwrap() for key in {**before, **after} if key in document}
    if now == after:
        return
    if now != before:
        raise _changed(path)
    _change(document, before, after)


def _changed(path: Path) -> NotWritten:
    return NotWritten(
        "{name} was changed elsewhere meanwhile, at this very entry. Reload the report to see it.", name=path.name
    )


def _change(table: "TOMLDocument | Table", before: Values, after: Values) -> None:
    for key in before.keys() - after.keys():
        del table[key]
    for key, value in after.items():
        if before.get(key) != value:
            table[key] = _item(value)


def _append(document: "TOMLDocument", array: str, values: Values) -> None:
    import tomlkit

    entries = document.get(array)
    if isinstance(entries, tomlkit.items.Array):
        entries.append(_in_line(values))
        return
    entry = tomlkit.table()
    for key, value in values.items():
        entry.add(key, _item(value))
    entry.add(tomlkit.nl())
    if entries is None:
        entries = tomlkit.aot()
        entries.append(entry)
        document.append(array, entries)
    else:
        entries.append(entry)


def _item(value: Any) -> "Item":
    """TOML item of a value; a list of rows has one line for each row."""
    import tomlkit

    if not isinstance(value, list) or not any(isinstance(each, dict) for each in value):
        item: Item = tomlkit.item(value)
        return item
    rows = tomlkit.array()
    for each in value:
        rows.append(_in_line(each))
    return rows.multiline(True)


def _in_line(values: Values) -> "Item":
    import tomlkit

    line = tomlkit.inline_table()
    line.update(values)
    return line
