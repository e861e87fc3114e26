"""What PySide6 compiles anew at every start is kept between starts: a third of a bare window's time goes there.

PySide6 carries three thousand lines of Python inside its library, and compiles them whenever it is imported (seen in
6.8 to 6.11; this may go when it keeps them compiled). Like Python's own `__pycache__`, the file may be deleted at any
time, and does not exist where nothing may be written.
"""

import builtins
import marshal
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from sys import dont_write_bytecode
from types import CodeType
from typing import Any


def kept_code_file() -> Path:
    """Beside the compiled modules of this package; its name tells the version of Python."""
    return Path(cache_from_source(__file__)).with_suffix(".qt")


@contextmanager
def code_kept(file: Path) -> Iterator[None]:
    """Whatever is compiled from bytes meanwhile is taken from the file where it stands there, and else added to it."""
    known = _read(file)
    used: dict[bytes, CodeType] = {}
    plain = builtins.compile

    def compile_once(source: Any, filename: Any, mode: str, *rest: Any, **options: Any) -> Any:
        if not isinstance(source, bytes) or mode != "exec" or rest or options:
            return plain(source, filename, mode, *rest, **options)
        key = source_hash(source)
        used[key] = known.get(key) or plain(source, filename, mode)
        return used[key]

    builtins.compile = compile_once  # type: ignore[assignment]
    try:
        yield
    finally:
        builtins.compile = plain
    if used.keys() - known.keys() and not dont_write_bytecode:
        _write(file, used)


def _read(file: Path) -> dict[bytes, CodeType]:
    try:
        found = marshal.loads(file.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: Path, code: dict[bytes, CodeType]) -> None:
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        own = file.with_name(f"{file.name}.{os.getpid()}")
        own.write_bytes(marshal.dumps(code))
        os.replace(own, file)
