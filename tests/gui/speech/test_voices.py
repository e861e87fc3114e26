import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.gui.speech.voices import SPEEDS, Voice, find_voice, sentences_to_speak, silence, spoken, utterance

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
