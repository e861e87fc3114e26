"""Reading aloud in the window, by a command of our own in place of the system's voice."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentence_at
from zjviewer.gui.commands.command_table import COMMANDS

CTRL, SHIFT, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the voice is a shell script named spd-say")


class FakeVoice:
    """What it has been told to say; it speaks on without an end while `holding` exists."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "said"
        self.holding = folder / "holding"
        program = folder / "spd-say"
        program.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{self.log}"\n[ -e "{self.holding}" ] && exec sleep 60\nexit 0\n',
            encoding="utf-8",
        )
        program.chmod(0o755)

    @property
    def lines(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    @property
    def said(self) -> list[str]:
        return [line.partition("-- ")[2] for line in self.lines if "-- " in line]


@pytest.fixture
def voice(tmp_path, monkeypatch):
    made = FakeVoice(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return made


@pytest.fixture
def window(voice, open_session, qtbot):
    made = open_session().window
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def put_cursor(window, words: str) -> int:
    at = window.state.analysis.report.text.index(words)
    window.workspace.text.setFocus()
    window.workspace.text.view.select(Span(at, at))
    return at


def test_it_reads_sentence_by_sentence_and_the_text_follows(qtbot, window, voice):
    voice.holding.touch()
    text = window.state.analysis.report.text
    first = sentence_at(text, put_cursor(window, "近年来" if "近年来" in text else "出台《浙江省"))
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(voice.said) == 1)
    assert voice.said[0] == " ".join(text[slice(*first)].split())
    assert window.workspace.text.view.highlights.state.spoken == first
    assert window.workspace.speech.isVisible()
    box = window.workspace.text.view.positions.box_of(first.start)
    picture = window.workspace.text.view.viewport().grab(box.rect.toRect()).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert window.appearance.theme.hover in colours
    QTest.mouseClick(window.workspace.speech.on, LEFT)
    qtbot.waitUntil(lambda: len(voice.said) == 2)
    second = window.workspace.text.view.highlights.state.spoken
    assert second.start >= first.end
    QTest.mouseClick(window.workspace.speech.back, LEFT)
    qtbot.waitUntil(lambda: len(voice.said) == 3)
    assert window.workspace.text.view.highlights.state.spoken == first


def test_it_goes_on_by_itself_to_the_end(qtbot, window, voice):
    text = window.state.analysis.report.text
    put_cursor(window, "加强对行政机关工作人员培训力度")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: not window.workspace.speaker.reading)
    assert voice.said
    assert "".join(voice.said)[-4:] == text.strip()[-4:]
    assert window.workspace.text.view.highlights.state.spoken is None
    assert not window.workspace.speech.isVisible()


def test_a_pause_breaks_off_and_the_sentence_is_said_again(qtbot, window, voice):
    voice.holding.touch()
    put_cursor(window, "出台《浙江省")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(voice.said) == 1)
    QTest.mouseClick(window.workspace.speech.pause, LEFT)
    assert window.workspace.speaker.paused
    qtbot.waitUntil(lambda: "--cancel" in voice.lines)
    assert window.workspace.speaker._process is None
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(voice.said) == 2)
    assert voice.said[0] == voice.said[1]
    QTest.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    assert not window.workspace.speaker.reading
    assert not window.workspace.speech.isVisible()


def test_speed_is_told_to_the_voice_and_kept(qtbot, window, voice):
    voice.holding.touch()
    QTest.keyClick(window, Qt.Key.Key_BracketRight, CTRL)
    put_cursor(window, "出台《浙江省")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(voice.said) == 1)
    assert "--rate 25 " in voice.lines[0]
    assert window.workspace.speech.speed.text() == "125 %"
    QTest.mouseClick(window.workspace.speech.slower, LEFT)
    window._layout_persistence.save_options()
    assert window.settings.preferences.speech_speed == 100


def test_another_report_is_not_read_with_the_words_of_this_one(qtbot, window, voice, tmp_path):
    voice.holding.touch()
    put_cursor(window, "出台《浙江省")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(voice.said) == 1)
    window.state.set_analysis(None)
    assert not window.workspace.speaker.reading


def test_a_window_that_closes_or_changes_its_language_is_silent(qtbot, window, voice):
    voice.holding.touch()
    put_cursor(window, "出台《浙江省")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(voice.said) == 1)
    window.appearance.choose_language("zh")
    assert not window.workspace.speaker.reading
    window.appearance.choose_language("en")
    window.workspace.speaker.read(0)
    window.close()
    assert window.workspace.speaker._process is None


def test_a_voice_that_does_not_answer_is_told(qtbot, window, voice):
    (voice.log.parent / "spd-say").write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    told = []
    window.state.message_posted.connect(told.append)
    put_cursor(window, "出台《浙江省")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: bool(told))
    assert "does not answer" in told[-1]
    assert not window.workspace.speaker.reading


def test_without_a_voice_the_commands_are_hidden(open_session, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    window = open_session().window
    actions = [window.command_actions.action(id_) for id_ in (each.id for each in COMMANDS if each.needs == "voice")]
    assert len(actions) == 4
    assert not any(action.isVisible() or action.isEnabled() for action in actions)
