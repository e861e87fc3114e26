"""Bytes to text: byte order marks, UTF-8, what a page says of itself, and a library's judgement, in this order."""

import codecs
import re

from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be")
"""Those that a user may choose; GB18030 holds GBK and GB2312."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = ["utf_8", "gb18030", "big5", "utf_16", "utf_16_le", "utf_16_be", "utf_32"]
_SPACED = re.compile(rb"^(?:[\x09\x0a\x0d\x20-\x7e]\0){4}|^(?:\0[\x09\x0a\x0d\x20-\x7e]){4}")
_SAMPLE = 200_000
"""Bytes that are weighed; an encoding shows early."""
_MOST_BROKEN = 0.002
"""Share of broken characters that a UTF-8 text may have, as where it was cut or pasted together."""


def decoded(source: Source) -> tuple[str, str]:
    """The text and the name of its encoding. Raises UnreadableFile where it is no text."""
    text, encoding = _decoded(source)
    if "\0" in text:
        raise UnreadableFile("{name} is not a text file.", name=source.name)
    return text, encoding


def _decoded(source: Source) -> tuple[str, str]:
    raw = source.raw
    if source.encoding:
        return _chosen(source), source.encoding
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    broken = raw.decode("utf-8", "replace")
    if broken.count("\ufffd") <= len(broken) * _MOST_BROKEN:
        return broken, "utf-8"
    return _guessed(source)


def _chosen(source: Source) -> str:
    try:
        return source.raw.decode(source.encoding, "replace").removeprefix("\ufeff")
    except LookupError as error:
        raise UnreadableFile(
            "{name} cannot be read: there is no encoding {encoding}.", name=source.name, encoding=source.encoding
        ) from error


def _guessed(source: Source) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # 30 ms to import, and UTF-8 does not need it

    sample = source.raw if len(source.raw) <= _SAMPLE else source.raw[: _SAMPLE & ~3]
    spaced = _SPACED.match(sample)
    best = None if spaced else from_bytes(sample, cp_isolation=_LIKELY).best()
    if best is None and not spaced:
        raise UnreadableFile("{name} is not a text file.", name=source.name)
    encoding = best.encoding if best else ("utf_16_be" if sample[:1] == b"\0" else "utf_16_le")
    text = source.raw.decode(encoding, "replace")
    if text.count("\ufffd") > max(3, len(text) / 50):
        raise UnreadableFile("{name} is not a text file.", name=source.name)
    return text, encoding.replace("_", "-")
