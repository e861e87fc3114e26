import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.gui.speech.voices import (
    SPEEDS,
    Voice,
    chinese_voice,
    find_voice,
    sentences_to_speak,
    silence,
    spoken,
    utterance,
)

KINDS = ("say", "powershell", "spd-say", "espeak-ng", "espeak")


def having(*programs: str):
    return lambda name: f"/bin/{name}" if name in programs else None


@pytest.mark.parametrize(
    ("platform", "programs", "kind"),
    [
        ("darwin", ("say", "espeak"), "say"),
        ("win32", ("powershell",), "powershell"),
        ("linux", ("espeak", "spd-say"), "spd-say"),
        ("linux", ("espeak",), "espeak"),
        ("freebsd", ("espeak-ng", "espeak"), "espeak-ng"),
    ],
)
def test_each_system_speaks_by_its_own_command(platform, programs, kind):
    assert find_voice(having(*programs), platform).kind == kind


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_where_there_is_no_command_there_is_no_voice(platform):
    assert find_voice(having("cat"), platform) is None


@given(st.sampled_from(KINDS), st.text(max_size=40), st.sampled_from(SPEEDS))
def test_words_are_told_as_they_are_and_never_as_options(kind, words, speed):
    made = utterance(Voice(kind, kind), words, speed)
    if made.typed or not words:
        assert made.typed == words.encode("utf-8", "replace") or kind == "spd-say"
    else:
        assert made.arguments[-2:] == ("--", words)


@pytest.mark.parametrize("kind", KINDS)
def test_every_voice_speaks_faster_and_slower(kind):
    made = [utterance(Voice(kind, kind), "公开", speed).arguments for speed in SPEEDS]
    assert len(set(made)) == len(SPEEDS)


def test_what_speaks_on_behind_its_command_can_be_silenced():
    assert silence(Voice("spd-say", "spd-say"))
    assert not silence(Voice("say", "say"))


def test_sentences_are_spoken_with_cells_parted_and_marks_alone_left_out():
    text = "第一句。 \n———\n甲\t乙\t\t3\n第二句!"
    assert [words for _, words in sentences_to_speak(text, 0)] == ["第一句。", "甲，乙，3", "第二句!"]
    assert all(text[span.start : span.end].strip() for span, _ in sentences_to_speak(text, 0))


@given(st.text("公开。\n\t 3！"))
def test_what_is_spoken_is_one_line(words):
    assert "\n" not in spoken(words)
    assert "\t" not in spoken(words)


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("Alex                en_US    # Most people\nTingting            zh_CN    # 您好\n", "Tingting"),
        ("Sinji               zh_HK    # 您好\nMeijia              zh_TW    # 您好\n", "Sinji"),
        ("Eddy (中文（中国大陆）)   zh_CN    # 你好\n", "Eddy (中文（中国大陆）)"),
        ("Alex                en_US    # zh_CN\n", ""),
        ("", ""),
    ],
)
def test_a_chinese_voice_of_macos_is_chosen(tmp_path, listed, name):
    program = tmp_path / "say"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{listed}END\n", encoding="utf-8")
    program.chmod(0o755)
    assert chinese_voice(str(program)) == name
    made = utterance(Voice("say", str(program)), "公开")
    assert made.arguments[:2] == (("-v", name) if name else ("-r", "175"))


def test_windows_is_asked_for_a_chinese_voice():
    script = utterance(Voice("powershell", "powershell"), "公开").arguments[-1]
    assert "'zh*'" in script
    assert script.count("{") == script.count("}") == 2
