"""Speech programs of operating systems, and their command lines."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from zjviewer.core.model.report import Span
from zjviewer.core.text.segmentation import sentences

SPEEDS = (50, 75, 100, 125, 150, 175, 200)
"""Per cent."""

_PROGRAMS = {"darwin": ("say",), "win32": ("powershell",)}
_OTHERS = ("spd-say", "espeak-ng", "espeak")
_WORDS_PER_MINUTE = 175
"""Default speed of `say` and `espeak` according to their manuals."""
_POWERSHELL = (
    "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Rate = {rate}; "
    "$chinese = $voice.GetInstalledVoices() | "
    "Where-Object {{ $_.Enabled -and $_.VoiceInfo.Culture.Name -like 'zh*' }}; "
    "if ($chinese) {{ $voice.SelectVoice(@($chinese)[0].VoiceInfo.Name) }}; "
    "$voice.Speak([Console]::In.ReadToEnd())"
)
_BLANKS = re.compile(r"\s+")
_CELLS = re.compile(r"[\t]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speech program."""

    kind: str
    """`say`, `powershell`, `spd-say`, `espeak-ng` or `espeak`."""
    program: str
    """Path of the executable file."""


class Utterance(NamedTuple):
    """Arguments and input of a process that speaks a text."""

    arguments: tuple[str, ...]
    typed: bytes
    """Standard input; empty where the text is among the arguments."""


def find_voice(which: Callable[[str], str | None] = shutil.which, platform: str = sys.platform) -> Voice | None:
    """The speech program of this system; None where there is none."""
    for kind in _PROGRAMS.get(platform, _OTHERS):
        if program := which(kind):
            return Voice(kind, program)
    return None


@cache
def chinese_voice(program: str) -> str:
    """Name of a voice of `say` for mainland China, otherwise of any Chinese one; empty where there is none, for the
    default voice. Runs the program once."""
    try:
        done = subprocess.run([program, "-v", "?"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    listed = done.stdout.decode("utf-8", "replace")
    for language in ("zh_CN", "zh_"):
        for line in listed.splitlines():
            if match := re.match(rf"(\S.*?)\s{{2,}}{language}", line):
                return match[1]
    return ""


def utterance(voice: Voice, text: str, speed: int = 100) -> Utterance:
    """Command that speaks a Chinese text; `speed` in per cent."""
    typed = text.encode("utf-8", "replace")
    per_minute = str(round(_WORDS_PER_MINUTE * speed / 100))
    match voice.kind:
        case "say":
            name = chinese_voice(voice.program)
            chosen = ("-v", name) if name else ()
            return Utterance((*chosen, "-r", per_minute, "-f", "-"), typed)
        case "powershell":
            rate = max(-10, min(10, round((speed - 100) / 10)))
            return Utterance(("-NoProfile", "-NonInteractive", "-Command", _POWERSHELL.format(rate=rate)), typed)
        case "spd-say":
            return Utterance(("--wait", "--language", "zh", "--rate", str(max(-100, speed - 100)), "--", text), b"")
        case _:
            return Utterance(("-v", "cmn", "-s", per_minute, "--stdin"), typed)


def silence(voice: Voice) -> tuple[str, ...]:
    """Arguments that stop speech which continues after its process has ended; empty where none does."""
    return ("--cancel",) if voice.kind == "spd-say" else ()


def sentences_to_speak(text: str, start: int) -> Iterator[tuple[Span, str]]:
    """Sentences from an offset on, with the text to speak; those without a letter or a digit are left out."""
    for span in sentences(text, start):
        speech = spoken(text[slice(*span)])
        if any(char.isalnum() for char in speech):
            yield span, speech


def spoken(text: str) -> str:
    """Text to speak, on one line; table cells are separated by commas."""
    return _BLANKS.sub(" ", _CELLS.sub("，", text.strip()))
