"""TOML files of unknown origin: read up to a maximum size, and parsed with limits of nesting, key length and
numbers."""

import re
import tomllib
from pathlib import Path
from typing import Any

from zjviewer.storage.regular_files import read_regular

LONGEST = 1 << 20
"""Maximum size of a file, in bytes."""
DEEPEST = 20
"""Maximum nesting depth of arrays and inline tables."""
MOST_PARTS = 20
"""Maximum number of parts of a dotted key."""
_LARGEST = 1 << 53
"""Largest valid number; no count, year or offset is larger."""
_STRINGS = re.compile(
    r'"""(?>(?:[^"\\]|\\.|"(?!""))*)(?:"""|\Z)'
    r"|'''(?>(?:[^']|'(?!''))*)(?:'''|\Z)"
    r'|"(?>(?:[^"\\\n]|\\.)*)"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
_KEY_END = re.compile(r"[=,\[\]{}\n]")


def read_toml(path: Path) -> dict[str, Any]:
    """Values of a file. Raises ValueError where it is not valid or exceeds a limit, and the OSErrors of
    `read_regular`."""
    return parse_toml(read_regular(path, LONGEST))


def parse_toml(raw: bytes) -> dict[str, Any]:
    """Values of the bytes of a file, with or without a byte order mark. Raises ValueError."""
    if len(raw) > LONGEST:
        raise ValueError(f"it is larger than {LONGEST >> 20} MB")
    text = raw.decode("utf-8-sig")
    _check_structure(_STRINGS.sub("s", text))
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError(f"values are nested more than {DEEPEST} deep") from error
    _check_numbers(values)
    return values


def _check_structure(bare: str) -> None:
    """Check the limits in a text without strings and comments. Raises ValueError."""
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", bare):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > DEEPEST:
            raise ValueError(f"values are nested more than {DEEPEST} deep")
    if any(part.count(".") >= MOST_PARTS for part in _KEY_END.split(bare)):
        raise ValueError(f"a key has more than {MOST_PARTS} parts")


def _check_numbers(value: object) -> None:
    if isinstance(value, dict):
        for each in value.values():
            _check_numbers(each)
    elif isinstance(value, list):
        for each in value:
            _check_numbers(each)
    elif isinstance(value, int | float) and not -_LARGEST <= value <= _LARGEST:  # also refuses nan
        raise ValueError("a number is infinite or too large")


def split_tables(text: str) -> list[str]:
    """Parts of a valid document, which joined give the document: the text before the first table, then each table
    with its header. Blank lines and comments directly before a header belong to it."""
    bare = _STRINGS.sub(lambda found: "s" * len(found[0]), text)
    starts, depth, at, above = [0], 0, 0, -1
    blank = False
    for line in bare.split("\n"):
        if depth == 0 and not line.strip():
            above = above if blank else at
        elif depth == 0 and text.startswith("#", at):
            above = at if above < 0 else above
        elif depth == 0 and line.lstrip(" \t").startswith("["):
            starts.append(above if above >= 0 else at)
            above = -1
        else:
            above = -1
        blank = not line.strip()
        depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")
        at += len(line) + 1
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
