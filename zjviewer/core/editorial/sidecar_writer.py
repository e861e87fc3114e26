"""Writing the editorial file: entry by entry, so that comments, order and what another window has written stay.

A file is read anew before it is written. One that cannot be understood is left alone.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zjviewer.core.editorial.sidecar import FOLDER, NOT_READ, NOT_VALID, SUFFIX, parse_sidecar, sidecar_path
from zjviewer.core.model.analysis import Analysis, Sidecar
from zjviewer.errors import BadSidecar, NotWritten
from zjviewer.storage.atomic_files import make_folder, write_atomically
from zjviewer.storage.companion_files import companion_path, user_data_path

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT, Item, Table

Values = Mapping[str, Any]
_HEAD = "# What a reader corrects in a report, written by zjviewer; no number of the report stands here.\n"
_BOM = b"\xef\xbb\xbf"


class EntryEdit(NamedTuple):
    """One entry in place of another. Without `before` it is a new one, without `after` the old one goes."""

    array: str
    """`heading`, `removed`, `metric` or `table`; empty for the values of the report as a whole."""
    before: Values | None
    after: Values | None

    @property
    def back(self) -> "EntryEdit":
        """What takes it back."""
        return EntryEdit(self.array, self.after, self.before)


SidecarEdit = Callable[[Values], Sequence[EntryEdit]]
"""What is to be put into a file that holds these values."""


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """A change that has been written."""

    path: Path
    before: bytes | None
    """The whole file; None where there was none."""
    after: bytes | None
    puts: tuple[EntryEdit, ...]


def base_values(analysis: Analysis) -> Sidecar:
    """What stays in force beneath the file that a correction of this report is written to."""
    path, sidecar = analysis.report.path, analysis.sidecar
    if sidecar.base is not None or path is None:
        return sidecar.base or Sidecar()
    kept = companion_path(path, FOLDER, SUFFIX)
    return Sidecar() if kept == sidecar_path(path) or kept.exists() else sidecar


def save_edit(report: Path, change: SidecarEdit) -> SavedEdit:
    """Write a change to a report's editorial file, beside it or in the user's folder. Raises BadSidecar and
    NotWritten, and leaves the file as it was."""
    path, own = companion_path(report, FOLDER, SUFFIX), user_data_path(report, FOLDER, SUFFIX)
    try:
        return _save(path, change)
    except NotWritten:
        if path == own:
            raise
        return _save(own, change)  # some network drives say that they may be written to, and may not


def revert_edit(kept: SavedEdit) -> SavedEdit:
    """Write the opposite of a change, byte for byte where nobody has written meanwhile; it can be turned back, too.
    Raises BadSidecar and NotWritten, and leaves the file as it was."""
    now = _read(kept.path)
    puts = tuple(put.back for put in reversed(kept.puts))
    wanted = kept.before if now == kept.after else _with(now, puts, kept.path)
    _write(kept.path, wanted)
    return SavedEdit(kept.path, now, wanted, puts)


def _save(path: Path, change: SidecarEdit) -> SavedEdit:
    raw = _read(path)
    if raw is not None:
        parse_sidecar(raw, path.name)
    puts = tuple(change(tomllib.loads(raw.decode("utf-8-sig")) if raw is not None else {}))
    if not puts:
        return SavedEdit(path, raw, raw, ())
    wanted = _with(raw, puts, path)
    make_folder(path.parent)
    _write(path, wanted)
    return SavedEdit(path, raw, wanted, puts)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadSidecar(NOT_READ, name=path.name, why=error.strerror) from error


def _write(path: Path, wanted: bytes | None) -> None:
    if wanted is not None:
        write_atomically(path, wanted, overwrite=True)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten("{path} could not be removed: {reason}.", path=path, reason=error.strerror) from error


def _with(raw: bytes | None, puts: Sequence[EntryEdit], path: Path) -> bytes | None:
    """The file with these entries; None where none are left of a file that this program began."""
    import tomlkit  # only those who correct something need it
    from tomlkit.exceptions import TOMLKitError

    words = raw.decode("utf-8-sig") if raw is not None else _HEAD
    try:
        document = tomlkit.parse(words.replace("\r\n", "\n"))
    except TOMLKitError as error:
        raise BadSidecar(NOT_VALID, name=path.name, why=error) from error
    for put in puts:
        _put(document, put, path)
    written = tomlkit.dumps(document)
    if not document and written.strip() == _HEAD.strip():
        return None
    written = written.replace("\n", "\r\n") if "\r\n" in words else written
    done = (_BOM if raw is not None and raw.startswith(_BOM) else b"") + written.encode()
    parse_sidecar(done, path.name)
    return done


def _put(document: "TOMLDocument", put: EntryEdit, path: Path) -> None:
    if not put.array:
        _put_values(document, put, path)
        return
    entries: AoT | None = document.get(put.array)
    found = list(entries.unwrap()) if entries is not None else []
    if put.before is not None and put.before in found:
        assert entries is not None
        at = found.index(dict(put.before))
        if put.after is not None:
            _change(entries[at], put.before, put.after)
        elif len(found) > 1:
            del entries[at]
        else:
            del document[put.array]
        return
    if put.after is None or put.after in found:
        return  # another window has done it
    if put.before is not None:
        raise _changed(path)
    _append(document, put.array, put.after)


def _put_values(document: "TOMLDocument", put: EntryEdit, path: Path) -> None:
    before, after = put.before or {}, put.after or {}
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
    """Lists of rows have a line for each."""
    import tomlkit

    if not isinstance(value, list) or not any(isinstance(each, dict) for each in value):
        made: Item = tomlkit.item(value)
        return made
    rows = tomlkit.array()
    for each in value:
        rows.append(_in_line(each))
    return rows.multiline(True)


def _in_line(values: Values) -> "Item":
    import tomlkit

    line = tomlkit.inline_table()
    line.update(values)
    return line
