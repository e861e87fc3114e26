"""What would be compiled anew at every start is kept between starts: a third of a bare window's time goes there.

PySide6 carries three thousand lines of Python inside its library, and compiles them whenever it is imported (seen in
6.8 to 6.11); Python compiles each regular expression of its own, of PySide6 and of ours. Either part may go when they
keep what they compile. Like Python's own `__pycache__`, the file may be deleted at any time, and does not exist where
nothing may be written.
"""

import builtins
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]
from sys import dont_write_bytecode
from threading import Lock
from types import SimpleNamespace
from typing import Any

from zjviewer.version import __version__

_AT_WORK = Lock()
_MADE_BY = f"zjviewer {__version__}, Python {sys.version}"

START, COMPLETION = "start", "completion"
"""What is kept together: up to the first frame, and what finds figures and checks them."""


def cache_path(name: str) -> Path:
    """Beside the compiled modules of this package; the file tells the version of Python, too."""
    return Path(cache_from_source(__file__)).with_suffix(f".{name}")


@contextmanager
def cached_compilation(file: Path) -> Iterator[None]:
    """Expressions, and modules whose source is bytes, are taken from the file meanwhile where they stand there, and
    else added to it. One thread at a time: another one's are compiled."""
    if not _AT_WORK.acquire(blocking=False):
        yield
        return
    known = _read(file)
    new: dict[Any, Any] = {}
    try:
        with _modules_once(known, new), _expressions_once(known, new):
            yield
    finally:
        _AT_WORK.release()
    if new and not dont_write_bytecode:
        _write(file, known | new)


@contextmanager
def _modules_once(known: dict[Any, Any], new: dict[Any, Any]) -> Iterator[None]:
    """Kept by the hash of the source."""
    plain = builtins.compile

    def compile_once(source: Any, filename: Any, mode: str, *rest: Any, **options: Any) -> Any:
        if not isinstance(source, bytes) or mode != "exec" or rest or options:
            return plain(source, filename, mode, *rest, **options)
        key = source_hash(source)
        if key not in known:
            known[key] = new[key] = plain(source, filename, mode)
        return known[key]

    builtins.compile = compile_once
    try:
        yield
    finally:
        builtins.compile = plain


@contextmanager
def _expressions_once(known: dict[Any, Any], new: dict[Any, Any]) -> Iterator[None]:
    """Kept by pattern and flags: what Python's own compiler hands to the engine, which looks it through again."""
    plain, engine = _compiler.compile, _compiler._sre
    handed: dict[int, tuple[Any, ...]] = {}

    def compile_once(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str | bytes):
            return plain(pattern, flags)
        key = pattern, int(flags)
        if key in known:
            return engine.compile(*known[key])
        made = plain(pattern, flags)
        known[key] = new[key] = handed.pop(id(made))
        return made

    def hand_on(pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        made = engine.compile(pattern, flags, code, *groups)
        handed[id(made)] = (pattern, int(flags), [int(each) for each in code], *groups)
        return made

    _compiler.compile, _compiler._sre = compile_once, SimpleNamespace(**vars(engine) | {"compile": hand_on})
    try:
        yield
    finally:
        _compiler.compile, _compiler._sre = plain, engine


def _read(file: Path) -> dict[Any, Any]:
    try:
        made_by, found = marshal.loads(file.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return found if made_by == _MADE_BY and isinstance(found, dict) else {}


def _write(file: Path, found: dict[Any, Any]) -> None:
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        own = file.with_name(f"{file.name}.{os.getpid()}")
        own.write_bytes(marshal.dumps((_MADE_BY, found)))
        os.replace(own, file)
