"""Bytes of an RTF file before it is parsed: characters that are written as raw bytes of the code page become escapes,
and binary data is left out."""

import re
import struct

_TOKEN = re.compile(rb"\\bin(\d{1,9}) ?|\\'([0-9a-fA-F]{2})|\\[a-zA-Z]{1,32}-?\d{0,10} ?|\\.|[\x80-\xff]", re.DOTALL)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DOUBLE_BYTE = ("cp936", "cp950", "cp932", "cp949", "gb18030")
_EAST_ASIAN_FONT = re.compile(rb"\\fcharset(?:134|136|128|129)(?!\d)")
_FIRST_LEAD, _LAST_LEAD = 0x81, 0xFE
_TRAILS = range(0x40, 0x7F)
"""Second bytes of a character that are ASCII; among them are the backslash and the braces of RTF."""


def _as_utf_8(raw: bytes) -> str | None:
    """Source as text where its raw bytes are UTF-8; None where they are not, or where there are none."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if text.isascii() else text


def _units(char: str) -> tuple[int, ...]:
    """UTF-16 units of a character as the signed numbers of RTF."""
    return struct.unpack(f"<{len(char.encode('utf-16-le')) // 2}h", char.encode("utf-16-le"))


def escaped_source(raw: bytes, encoding: str) -> str:
    """Source of an RTF file in ASCII. `encoding`: code page of the document.

    The second byte of a character becomes an escape as well where it is ASCII, because it is no letter, backslash or
    brace of the source.
    """
    text = _as_utf_8(raw)
    if text is not None:
        return _NOT_ASCII.sub(lambda char: "".join(f"\\u{unit}?" for unit in _units(char[0])), text)
    double = encoding in _DOUBLE_BYTE or _EAST_ASIAN_FONT.search(raw) is not None
    parts: list[bytes] = []
    at = 0
    lead = -1
    while found := _TOKEN.search(raw, at):
        parts.append(raw[at : found.start()])
        if found.start() > at:
            lead = -1
        at = found.end()
        if found[1]:
            at += int(found[1])
            continue
        value = int(found[2], 16) if found[2] else found[0][0]
        if value < 0x80:
            parts.append(found[0])
            lead = -1
            continue
        parts.append(b"\\'%02x" % value)
        lead = value if lead < 0 and double and _FIRST_LEAD <= value <= _LAST_LEAD else -1
        if lead >= 0 and at < len(raw) and raw[at] in _TRAILS and not raw.startswith(b"\\'", at):
            parts.append(b"\\'%02x" % raw[at])
            at += 1
            lead = -1
    parts.append(raw[at:])
    return b"".join(parts).decode("ascii", "replace")
