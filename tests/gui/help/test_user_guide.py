"""The user guide says what is true: names, keys and menus are the program's own, and its commands run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QListWidget

import zjviewer
from tests.checks.reports import OUTCOMES, balanced, national
from zjviewer.cli import main as cli
from zjviewer.gui.actions.help_commands import guide_source, guide_text
from zjviewer.gui.commands.command_table import COMMANDS, menu_path
from zjviewer.gui.help.about_dialog import About
from zjviewer.gui.help.glossary_dialog import GlossaryDialog
from zjviewer.gui.help.import_report_dialog import ImportReportDialog
from zjviewer.gui.help.user_guide import GuideWindow, show_guide

LANGUAGES = ("en", "zh")
MARKED = re.compile(r"\{\{(\w+):([^}]*)\}\}")
IDS = {command.id for command in COMMANDS}


def marked(language: str, kind: str) -> list[str]:
    return [what for how, what in MARKED.findall(guide_source(language)) if how == kind]


def command_lines(language: str) -> list[str]:
    return [line for block in re.findall(r"```\n(.*?)```", guide_source(language), re.S) for line in block.splitlines()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_tells_of_every_command_and_of_none_that_is_not(language):
    assert set(marked(language, "cmd")) == IDS
    assert all(menu_path(id_) for id_ in marked(language, "menu"))
    assert {how for how, _ in MARKED.findall(guide_source(language))} == {"cmd", "key", "menu"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_written_by_hand_where_it_could_go_stale(language):
    plain = MARKED.sub("", guide_source(language))
    assert re.findall(r"\b(?:Ctrl|Alt|Shift)\s?\+|\bF\d{1,2}\b", plain) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_that_no_command_has_are_keys(language):
    assert [keys for keys in marked(language, "key") if QKeySequence(keys)[0].key() == Qt.Key.Key_unknown] == []


def test_both_languages_tell_the_same():
    for kind in ("cmd", "key", "menu"):
        assert sorted(marked("en", kind)) == sorted(marked("zh", kind))
    assert command_lines("en") == command_lines("zh")
    levels = [re.findall(r"^#+", guide_source(language), re.M) for language in LANGUAGES]
    assert levels[0] == levels[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_shows_the_names_and_keys_of_now(open_session, language):
    session = open_session(language=language)
    actions = session.window.command_actions
    actions.action("search.open").setShortcut(QKeySequence("Ctrl+J"))
    told = guide_text(guide_source(language), actions)
    assert "{{" not in told
    name = actions.action("search.open").text().rstrip("…")
    assert re.search(rf"\*\*{name}\*\*(?: \(`Ctrl\+J`\)|（`Ctrl\+J`）)", told)
    assert f"*{menu_path('theme.light')}*" in told


def test_the_guide_is_walked_by_its_outline_and_searched(qtbot, session):
    window, look = session.window, session.appearance
    markdown = guide_text(guide_source("en"), window.command_actions)
    guide = show_guide(window, look, markdown)
    assert show_guide(window, look, markdown) is guide
    headings = [line.lstrip("# ") for line in guide_source("en").splitlines() if line.startswith("#")]
    assert [guide.outline.item(row).text().strip() for row in range(guide.outline.count())] == headings
    outline: QListWidget = guide.outline
    outline.setFocus()
    qtbot.waitUntil(outline.hasFocus)
    qtbot.keyClick(outline, Qt.Key.Key_End)
    assert guide.browser.textCursor().block().text() == headings[-1]
    qtbot.keyClicks(guide.field, "report")
    first = guide.browser.textCursor().position()
    assert guide.browser.textCursor().selectedText() == "report"
    qtbot.keyClick(guide.field, Qt.Key.Key_Return)
    assert guide.browser.textCursor().position() > first
    guide.field.setText("no such words")
    assert guide.field.property("bad")
    guide.close()


@pytest.mark.parametrize("change", ["language.zh", "size.125"])
def test_windows_of_help_close_with_the_language_and_size_they_were_shown_in(session, change):
    windows = {
        "help.guide": GuideWindow,
        "help.reading": ImportReportDialog,
        "help.about": About,
        "help.terms": GlossaryDialog,
    }

    def show_all() -> None:
        for command, kind in windows.items():
            session.window.command_actions.action(command).trigger()
            assert session.window.findChild(kind).isVisible()

    show_all()
    session.window.command_actions.action(change).trigger()
    session.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [kind for kind in windows.values() if session.window.findChild(kind)] == []
    show_all()
    for kind in windows.values():
        session.window.findChild(kind).close()
    session.window.command_actions.action("size.100").trigger()


def words_of(line: str) -> list[str]:
    program, *words = shlex.split(line)
    assert program == "zjviewer"
    return words


DRAWING = [line for line in command_lines("en") if "charts" in line or "--screenshot" in line]


@pytest.mark.parametrize("line", [line for line in command_lines("en") if line not in DRAWING])
def test_every_command_of_the_guide_runs(line, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    command = words_of(line)[0]
    for name in re.findall(r"\d{4}\.html", line):
        (tmp_path / name).write_text(national(balanced, OUTCOMES, int(name[:4])), encoding="utf-8")
    empty = command == "annotations"  # nothing is annotated
    assert cli.main(words_of(line)) == int(empty or command == "check")  # one sum does not add up
    assert empty or capsys.readouterr().out or list(tmp_path.iterdir())


@pytest.mark.parametrize("line", DRAWING)
def test_every_command_of_the_guide_that_draws_runs(line, tmp_path):
    command = [sys.executable, "-m", "zjviewer", *words_of(line)]
    found = {**os.environ, "PYTHONPATH": str(Path(zjviewer.__file__).parents[1])}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=found, check=False)
    assert done.returncode == 0, done.stderr
    assert any(path.stat().st_size > 1000 for path in tmp_path.rglob("*.*"))
