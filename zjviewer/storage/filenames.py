"""File names that are valid on Windows, macOS and Linux, and on network and encrypted folders."""

import os
import unicodedata

LONGEST = 140
"""Limit in bytes of UTF-8, including suffix and number: eCryptfs accepts 143, other file systems 255."""
LONGEST_COMPANION = 255
"""Limit in bytes for the name of a companion file; the name of the document shows that the file system accepts long
ones."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
    )
)
_ROOM_FOR_NUMBER = len("-9999")


def file_name(*parts: str, suffix: str = "") -> str:
    """Parts joined by `_`, such as `浙江省人民政府_2017_主动公开总体.png`; empty parts are omitted.

    `suffix` includes its dot. The name is never empty, hidden, or reserved for a device, and leaves room for a
    number that makes it unique.
    """
    stem = "_".join(filter(None, (_plain(part) for part in parts)))
    stem = _cut(stem, LONGEST - len(suffix.encode()) - _ROOM_FOR_NUMBER).rstrip(" ._-") or "report"
    if stem.partition(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return stem + suffix


def make_unique(name: str, taken: set[str]) -> str:
    """The name, or the first of `name-2.ext`, `name-3.ext` … that is not in `taken`, a set of names in lower case."""
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    number = 1
    candidate = name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}{dot}{suffix}"
    return candidate


def shorten(stem: str, ending: str, limit: int = LONGEST) -> str:
    """File name of stem and ending, whose stem is cut to the limit in bytes; bytes that are not UTF-8 are preserved."""
    room = limit - len(os.fsencode(ending))
    if len(os.fsencode(stem)) <= room:
        return stem + ending
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem.rstrip(" .") + ending


def _plain(part: str) -> str:
    composed = unicodedata.normalize("NFC", part)
    allowed = "".join("-" if c in _FORBIDDEN else " " if c.isspace() else c for c in composed if _printable(c))
    return " ".join(allowed.split()).strip(" ._-")


def _printable(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _cut(name: str, limit: int) -> str:
    return name.encode()[: max(limit, 0)].decode(errors="ignore")
