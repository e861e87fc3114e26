"""PySide6's own Python is compiled once, and a damaged file of it costs nothing but time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zjviewer.gui import kept_code
from zjviewer.gui.kept_code import code_kept

SOURCE = b"answer = 6 * 7"
IMPORTED = """
import builtins, sys
from pathlib import Path
from zjviewer.gui.kept_code import code_kept
compiled = 0
plain = builtins.compile
def counted(*arguments, **options):
    global compiled
    compiled += 1
    return plain(*arguments, **options)
builtins.compile = counted
with code_kept(Path(sys.argv[1])):
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
    file = tmp_path / "new" / "kept.qt"
    assert compiled_by_pyside(file) > 5
    assert [found.name for found in file.parent.iterdir()] == ["kept.qt"]
    assert compiled_by_pyside(file) == 0


@pytest.mark.parametrize("damaged", [b"", b"\0", b"no code at all", b"\xe9\x00\x00\x00\x00"])
def test_a_damaged_file_is_made_anew(tmp_path, damaged):
    file = tmp_path / "kept.qt"
    file.write_bytes(damaged)
    with code_kept(file):
        assert answer() == 42
    assert file.read_bytes() != damaged
    with code_kept(file):
        assert answer() == 42


def test_other_sources_are_compiled_for_themselves(tmp_path):
    file = tmp_path / "kept.qt"
    with code_kept(file):
        assert answer() == 42
        assert eval(compile("1 + 1", "sum.py", "eval")) == 2
    before = file.read_bytes()
    with code_kept(file):
        exec(compile(b"other = 1", "other.py", "exec"), {})
    assert file.read_bytes() != before


def test_where_python_keeps_nothing_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_code, "dont_write_bytecode", True)
    with code_kept(tmp_path / "kept.qt"):
        assert answer() == 42
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    with code_kept(tmp_path / "file" / "kept.qt"):
        assert answer() == 42
