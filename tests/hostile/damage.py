"""Random and structured damages of files, the same for the same seed."""

import json
import random
from typing import Any

VALUES: tuple[Any, ...] = (
    *(None, 0, -1, 10**400, 1e308, True, "x", "", "\ud800", "a\0b", "\x1b]0;x\x07", "长" * 3000),
    *([], {}, [[]], {"a": [1]}, [[[[[[]]]]]], "../../../etc/passwd", "/dev/zero", float("inf")),
)
"""Values that no writer of this program writes in most places."""


def damaged_bytes(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, removed, inserted and repeated."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        kind, at = chance.randrange(5), chance.randrange(max(len(data), 1))
        if kind == 0 and data:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randint(1, 40)]
        elif kind == 2:
            data[at:at] = chance.randbytes(chance.randint(1, 9))
        elif kind == 3:
            data[at:at] = data[at : at + chance.randint(1, 50)] * chance.randint(1, 30)
        else:
            del data[at:]
    return bytes(data)


def damaged_value(value: Any, chance: random.Random, share: float = 0.1) -> Any:
    """JSON values with some of them replaced by others, of other types."""
    if chance.random() < share:
        return chance.choice(VALUES)
    if isinstance(value, dict):
        return {name: damaged_value(each, chance, share) for name, each in value.items() if chance.random() > share / 4}
    if isinstance(value, list):
        return [damaged_value(each, chance, share) for each in value]
    return value


def damaged_json(raw: bytes, chance: random.Random) -> bytes:
    """JSON with other values, still JSON."""
    return json.dumps(damaged_value(json.loads(raw), chance)).encode()


def damaged_settings(raw: bytes, chance: random.Random) -> bytes:
    """Settings, JSON in INI, with other values."""
    lines = [b"[General]"]
    for line in raw.splitlines()[1:]:
        key, _, _ = line.partition(b"=")
        if chance.random() < 0.3:
            line = key + b"=" + json.dumps(json.dumps(chance.choice(VALUES))).encode()
        lines.append(line)
    return b"\n".join(lines)


def damaged_toml(raw: bytes, chance: random.Random) -> bytes:
    """TOML with other values, and with repeated, missing and unknown lines."""
    values = (
        "inf",
        "nan",
        "-1",
        "[]",
        "{}",
        '"\\u001b[2J"',
        '"=1+1"',
        "2017-01-01",
        "true",
        "9" * 400,
        '"' + "长" * 500 + '"',
    )
    lines = []
    for line in raw.decode().splitlines():
        if chance.random() < 0.15 and "=" in line:
            line = f"{line.partition('=')[0]}= {chance.choice(values)}"
        lines += [line] * chance.choice((1, 1, 1, 1, 1, 1, 0, 2))
        if chance.random() < 0.05:
            lines.append(
                chance.choice(("unknown = 1", "[[newer]]", "a.b.c = 1", "[heading]", "[[mark]]", "x = [[[1]]]"))
            )
    return "\n".join(lines).encode()
