"""Names that are too long for a file system, or hold a NUL, count as absent, and are never an error."""

import ast
from pathlib import Path

import pytest

import zjviewer
from zjviewer.cli.main import main

RAISING = ("exists", "is_file", "is_dir")
"""Methods of `Path` that raise OSError for a name of 300 characters; the functions of `os.path` do not."""
OTHERS = {"readers/container/members.py", "system/licences.py", "library/folder_scan.py", "corpus/file_table.py"}
"""Modules that call methods of these names on entries of archives and folders, and on files of the installation."""


def test_whether_a_path_exists_is_asked_of_os_path():
    root = Path(zjviewer.__file__).parent
    found = []
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_method = isinstance(node, ast.Call) and not node.args and isinstance(node.func, ast.Attribute)
            if is_method and node.func.attr in RAISING:
                module = isinstance(node.func.value, ast.Attribute) and node.func.value.attr == "path"
                if not module and path.relative_to(root).as_posix() not in OTHERS:
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize("name", ["长" * 300, "a" * 5000, "长" * 90 + "/年报.txt"])
@pytest.mark.parametrize("command", ["text", "check", "figures"])
def test_a_report_with_such_a_name_is_missing(tmp_path, capsys, command, name):
    assert main([command, str(tmp_path / name)]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["长" * 300, "a" * 5000])
def test_an_export_to_such_a_name_is_a_sentence(tmp_path, capsys, name):
    report = tmp_path / "a.txt"
    report.write_text("某县2023年年报\n一、概述\n受理12件，办结12件。\n", encoding="utf-8")
    for words in (
        ["check", str(report), "--memo", f"{tmp_path / name}.md"],
        ["charts", str(report), "--out", str(tmp_path / name)],
    ):
        assert main(words) in (1, 2)
    assert "Traceback" not in capsys.readouterr().err
