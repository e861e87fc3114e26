"""The voices that systems have, as commands: which there is, and how it is told what to say."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentences

SPEEDS = (50, 75, 100, 125, 150, 175, 200)
"""Per cent."""

_PROGRAMS = {"darwin": ("say",), "win32": ("powershell",)}
_OTHERS = ("spd-say", "espeak-ng", "espeak")
_WORDS_A_MINUTE = 175
"""What `say` and `espeak` speak by themselves, by their manuals."""
_POWERSHELL = (
    "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Rate = {rate}; "
    "$voice.Speak([Console]::In.ReadToEnd())"
)
_BLANKS = re.compile(r"\s+")
_CELLS = re.compile(r"[\t]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """A command that speaks."""

    kind: str
    """`say`, `powershell`, `spd-say`, `espeak-ng` or `espeak`."""
    program: str
    """Its path."""


class Utterance(NamedTuple):
    """A command that speaks some words and ends with them."""

    arguments: tuple[str, ...]
    typed: bytes
    """What it reads from its standard input; empty where the words are among the arguments."""


def find_voice(which: Callable[[str], str | None] = shutil.which, platform: str = sys.platform) -> Voice | None:
    """The one that this system has; None where there is none."""
    for kind in _PROGRAMS.get(platform, _OTHERS):
        if program := which(kind):
            return Voice(kind, program)
    return None


def utterance(voice: Voice, words: str, speed: int = 100) -> Utterance:
    """How a voice is told some words in Chinese; `speed` in per cent."""
    typed = words.encode("utf-8", "replace")
    a_minute = str(round(_WORDS_A_MINUTE * speed / 100))
    match voice.kind:
        case "say":
            return Utterance(("-r", a_minute, "-f", "-"), typed)
        case "powershell":
            rate = max(-10, min(10, round((speed - 100) / 10)))
            return Utterance(("-NoProfile", "-NonInteractive", "-Command", _POWERSHELL.format(rate=rate)), typed)
        case "spd-say":
            return Utterance(("--wait", "--language", "zh", "--rate", str(max(-100, speed - 100)), "--", words), b"")
        case _:
            return Utterance(("-v", "cmn", "-s", a_minute, "--stdin"), typed)


def silence(voice: Voice) -> tuple[str, ...]:
    """Arguments of a command that silences what goes on speaking after its command has been ended; empty for none."""
    return ("--cancel",) if voice.kind == "spd-say" else ()


def sentences_to_speak(text: str, start: int) -> Iterator[tuple[Span, str]]:
    """The sentences from an offset on with the words to be spoken; those without a letter or a number are left out."""
    for span in sentences(text, start):
        words = spoken(text[slice(*span)])
        if any(letter.isalnum() for letter in words):
            yield span, words


def spoken(words: str) -> str:
    """On one line; the cells of a table are parted by commas."""
    return _BLANKS.sub(" ", _CELLS.sub("，", words.strip()))
