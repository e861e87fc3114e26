"""Several files, standard input, JSON Lines, output files and remarks, for every command that reads reports."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.test_main import run_here
from tests.readers.test_strangers import MADE
from zjviewer.cli.options import COMMANDS, misspelled_command
from zjviewer.readers.common.input_file import LARGEST

TEXT = """一、概述
2016年,全市收到申请100件,其中当面申请60件、网络申请25件、信函申请15件。
二、公开情况
主动公开政府信息{}条。
"""
JSON_COMMANDS = ("outline", "figures", "tables", "search", "check")


@pytest.fixture
def files(tmp_path) -> list[str]:
    """Two reports, and between them a file that does not exist."""
    paths = [tmp_path / name for name in ("甲.txt", "没有.txt", "乙.txt")]
    paths[0].write_text(TEXT.format(3), encoding="utf-8")
    paths[2].write_text(TEXT.format(5), encoding="utf-8")
    return [str(path) for path in paths]


@pytest.fixture
def piped(monkeypatch):
    """Function that makes bytes the standard input."""
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def arguments_of(command: str, *files: str) -> list[str]:
    return [command, *(["申请"] if command == "search" else []), *files]


@pytest.mark.parametrize("command", JSON_COMMANDS)
def test_the_others_are_printed_where_one_file_fails(capsys, files, command):
    done = run_here(capsys, *arguments_of(command, *files), "--format", "json")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert files[1] in done.stderr
    rows = json.loads(done.stdout)
    assert {row["file"] for row in rows} - {None} == {files[0], files[2]}


@pytest.mark.parametrize("command", JSON_COMMANDS)
def test_json_lines_are_the_objects_of_the_list(capsys, files, command):
    for given in (files[:1], files[::2]):
        rows = json.loads(run_here(capsys, *arguments_of(command, *given), "--format", "json").stdout)
        lines = run_here(capsys, *arguments_of(command, *given), "--format", "jsonl").stdout.splitlines()
        assert rows
        assert [json.loads(line) for line in lines] == rows


@pytest.mark.parametrize("command", ["text", *JSON_COMMANDS])
def test_nothing_that_opens_is_two_and_prints_nothing(capsys, files, command):
    done = run_here(capsys, *arguments_of(command, files[1], files[1] + "2"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 2)


@pytest.mark.parametrize("command", ["text", *JSON_COMMANDS])
def test_standard_input_says_what_the_file_says(capsys, files, piped, command):
    named = run_here(capsys, *arguments_of(command, files[0]))
    piped(Path(files[0]).read_bytes())
    read = run_here(capsys, *arguments_of(command, "-"))
    assert read.returncode == named.returncode
    assert read.stdout == named.stdout.replace(files[0], "-")
    assert read.stderr == ""


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_the_format_of_standard_input_is_recognised(capsys, piped, ending):
    piped(MADE[f"report.{ending}"])
    done = run_here(capsys, "text", "-")
    assert done.returncode == 0, done.stderr
    assert "公开" in done.stdout


def test_standard_input_that_cannot_be_read_is_named_as_it_was_given(capsys, piped, monkeypatch):
    piped(b"")
    done = run_here(capsys, "text", "-")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "/tmp" not in done.stderr
    assert run_here(capsys, "text", "-", "-").returncode == 2
    monkeypatch.setattr("zjviewer.cli.inputs.LARGEST", 3 << 20)
    piped(b"\n" * (3 << 20) + b"x")
    assert "larger than 3 MB" in run_here(capsys, "text", "-").stderr
    assert LARGEST >= 3 << 20


def test_the_window_refuses_standard_input(capsys):
    done = run_here(capsys, "-")
    assert done.returncode == 2
    assert "standard input" in done.stderr


@pytest.mark.parametrize("command", ["text", *JSON_COMMANDS[:2], "search", "check"])
def test_out_writes_what_would_be_printed_and_never_over_a_file(capsys, files, tmp_path, command):
    out = tmp_path / "out.txt"
    printed = run_here(capsys, *arguments_of(command, files[0]))
    done = run_here(capsys, *arguments_of(command, files[0]), "--out", str(out))
    assert (done.returncode, done.stdout) == (printed.returncode, f"{out}\n")
    assert out.read_text(encoding="utf-8") == printed.stdout
    kept = out.read_bytes()
    again = run_here(capsys, *arguments_of(command, files[2]), "--out", str(out))
    assert (again.returncode, again.stdout, again.stderr.count("\n")) == (2, "", 1)
    assert out.read_bytes() == kept


@pytest.mark.parametrize("command", ["figures", "tables"])
def test_csv_names_the_file_of_each_row_and_has_a_mark_on_request(capsys, files, command):
    done = run_here(capsys, command, files[0], files[2], "--format", "csv", "--bom")
    assert done.stdout.startswith("\ufeff")
    titles, *rows = csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    assert titles[-1] in ("file", "文件")
    assert {row[-1] for row in rows} == {files[0], files[2]}
    alone = run_here(capsys, command, files[0], "--format", "csv").stdout
    assert not alone.startswith("\ufeff")
    assert next(csv.reader(io.StringIO(alone))) == titles[:-1]


def test_tables_and_charts_of_several_files_are_written_into_one_folder(capsys, files, tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for command, options in (("tables", ["--format", "xlsx"]), ("charts", ["--format", "svg"])):
        folder = tmp_path / command
        done = run_here(capsys, command, *files, "--out", str(folder), *options)
        assert done.returncode == 1
        assert done.stderr.startswith("zjviewer: ")
        written = [Path(line) for line in done.stdout.splitlines()]
        assert written
        assert sorted(written) == sorted(folder.iterdir())


@pytest.mark.parametrize(("option", "told"), [("-q", 0), ("", 1), ("-v", 1)])
def test_quiet_and_verbose_choose_the_remarks(capsys, tmp_path, option, told):
    (tmp_path / "report.txt").write_text(TEXT.format(3), encoding="utf-8")
    (tmp_path / "report.txt.toml").write_text("title = ", encoding="utf-8")
    done = run_here(capsys, "text", str(tmp_path / "report.txt"), *filter(None, [option]))
    assert done.returncode == 0
    assert ("not valid" in done.stderr) == bool(told)


def test_progress_is_shown_on_a_terminal_only(capsys, files, monkeypatch):
    assert "\r" not in run_here(capsys, "text", files[0], files[2]).stderr
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    shown = run_here(capsys, "text", files[0], files[2]).stderr
    assert f"2/2 {files[2]}"[-20:] in shown
    assert shown.endswith("\r\x1b[K")
    assert run_here(capsys, "text", files[0], files[2], "-q").stderr.strip("\r\x1b[K") == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_a_command(capsys, command):
    assert run_here(capsys, "help", command).stdout == run_here(capsys, command, "--help").stdout
    assert "Commands: " in run_here(capsys, "help").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_with_one_mistake_is_suggested_before_a_window_opens(capsys, command):
    if "-" in command:
        return
    wrong = (command[1:], command[:-1], f"{command}x", f"x{command}", command[1] + command[0] + command[2:])
    for word in {*wrong, command[:2] + "q" + command[3:], command.upper()} - {*COMMANDS}:
        done = run_here(capsys, word)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"written {command}" in done.stderr


def test_files_and_other_words_are_no_misspelled_commands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tex").write_text("公开信息3条。", encoding="utf-8")
    assert [misspelled_command(word) for word in ("tex", "texts.txt", "./texts", "报告", "", "--text", "te")] == [
        ""
    ] * 7
    assert misspelled_command("texts") == "text"
