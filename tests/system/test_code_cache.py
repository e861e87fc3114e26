"""PySide6's own Python and all expressions are compiled once; a damaged file of them costs nothing but time."""

import os
import re
import subprocess
import sys
from pathlib import Path
from re import _compiler
from threading import Thread

import pytest

from zjviewer.system import code_cache as kept_code
from zjviewer.system.code_cache import cached_compilation

SOURCE = b"answer = 6 * 7"
IMPORTED = """
import builtins, sys
from pathlib import Path
from zjviewer.system.code_cache import cached_compilation
from re import _compiler
compiled = 0
def counting(plain):
    def counted(*arguments, **options):
        global compiled
        compiled += 1
        return plain(*arguments, **options)
    return counted
builtins.compile = counted = counting(builtins.compile)
_compiler._code = counting(_compiler._code)
with cached_compilation(Path(sys.argv[1])):
    from PySide6.QtCore import QObject
assert builtins.compile is counted
try:
    QObject().setObjectName(1, 2)
except TypeError as error:
    assert "setObjectName" in str(error)
print(compiled)
"""


@pytest.fixture(autouse=True)
def writing(monkeypatch):
    monkeypatch.setattr(kept_code, "dont_write_bytecode", False)


def answer() -> int:
    found: dict[str, int] = {}
    exec(compile(SOURCE, "answer.py", "exec"), found)
    return found["answer"]


def compiled_by_pyside(file: Path) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(
        [sys.executable, "-c", IMPORTED, str(file)], env=environment, capture_output=True, text=True, check=True
    )
    return int(ran.stdout)


def test_the_second_import_of_pyside_compiles_nothing(tmp_path):
    file = tmp_path / "new" / "code.kept"
    assert compiled_by_pyside(file) > 15
    assert [found.name for found in file.parent.iterdir()] == ["code.kept"]
    assert compiled_by_pyside(file) == 0


@pytest.mark.parametrize("damaged", [b"", b"\0", b"no code at all", b"\xe9\x00\x00\x00\x00"])
def test_a_damaged_file_is_made_anew(tmp_path, damaged):
    file = tmp_path / "code.kept"
    file.write_bytes(damaged)
    with cached_compilation(file):
        assert answer() == 42
    assert file.read_bytes() != damaged
    with cached_compilation(file):
        assert answer() == 42


def test_other_sources_are_compiled_for_themselves(tmp_path):
    file = tmp_path / "code.kept"
    with cached_compilation(file):
        assert answer() == 42
        assert eval(compile("1 + 1", "sum.py", "eval")) == 2
    before = file.read_bytes()
    with cached_compilation(file):
        exec(compile(b"other = 1", "other.py", "exec"), {})
    assert file.read_bytes() != before


def test_where_python_keeps_nothing_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_code, "dont_write_bytecode", True)
    with cached_compilation(tmp_path / "code.kept"):
        assert answer() == 42
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with cached_compilation(tmp_path / "file" / "code.kept"):
        assert answer() == 42


EXPRESSIONS = {
    r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月": "全年至2017年12月止",
    r"[一二三四五六七八九十]{1,3}、(?!无)": "一、总体情况",
    r"(?<=\bfor )(a|b)\1": "for aa",
    r"(?i)ＡB+c?": "ａbbC",
    rb"[\x80-\xff]+": "年报".encode(),
}


@pytest.mark.parametrize("pattern", EXPRESSIONS)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.VERBOSE | re.DOTALL])
def test_a_kept_expression_finds_what_a_new_one_finds(tmp_path, pattern, flags):
    file, text = tmp_path / "code.kept", EXPRESSIONS[pattern]
    new = _compiler.compile(pattern, flags)
    for _ in range(3):
        with cached_compilation(file):
            kept = _compiler.compile(pattern, flags)
        assert kept == new
        assert kept.groupindex == new.groupindex
        assert [found.span() for found in kept.finditer(text)] == [found.span() for found in new.finditer(text)]
        assert [found.groups() for found in kept.finditer(text)] == [found.groups() for found in new.finditer(text)]


def test_an_expression_that_is_wrong_is_told_every_time(tmp_path):
    for _ in range(2):
        with cached_compilation(tmp_path / "code.kept"), pytest.raises(re.error, match="unterminated"):
            _compiler.compile("(a", 0)


def test_what_another_version_has_kept_is_not_used(tmp_path, monkeypatch):
    file = tmp_path / "code.kept"
    monkeypatch.setattr(kept_code, "_MADE_BY", "zjviewer 0, Python 2")
    with cached_compilation(file):
        answer()
    before = file.read_bytes()
    monkeypatch.undo()
    monkeypatch.setattr(kept_code, "dont_write_bytecode", False)
    with cached_compilation(file):
        assert answer() == 42
    assert file.read_bytes() != before


def test_afterwards_python_compiles_as_before(tmp_path):
    before = compile, _compiler.compile, _compiler._sre
    with cached_compilation(tmp_path / "code.kept"):
        assert _compiler.compile is not before[1]
    assert (compile, _compiler.compile, _compiler._sre) == before


def test_what_another_thread_does_meanwhile_is_left_alone(tmp_path):
    before, inside = (compile, _compiler.compile, _compiler._sre), []

    def other() -> None:
        with cached_compilation(tmp_path / "other.kept"):
            inside.append(_compiler.compile(r"\d{3}年", 0).search("2017年").group())

    with cached_compilation(tmp_path / "code.kept"):
        meanwhile = Thread(target=other)
        meanwhile.start()
        meanwhile.join()
    assert inside == ["017年"]
    assert (compile, _compiler.compile, _compiler._sre) == before
    assert [found.name for found in tmp_path.iterdir()] == ["code.kept"]
