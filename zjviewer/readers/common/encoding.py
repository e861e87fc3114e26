"""Decoding of bytes to text: by byte order mark, as UTF-8, or in the encoding whose text is the most plausible Chinese.

An invalid byte becomes U+FFFD; in GBK and Big5 the characters after it are realigned. Only a file that is not text is
refused.
"""

import codecs
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from zjviewer.core.model.report import ImportRemark
from zjviewer.core.text.character_forms import fold_forms, unusual_forms
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be")
"""Encodings that the user can choose; GB18030 includes GBK and GB2312."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
"""Encodings that are tried, in order of preference where plausibility is equal."""
_DOUBLE_BYTE = ("gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950")
_SAMPLE = 60_000
"""Number of bytes that are rated, from the first non-ASCII byte."""
_BONUS = 0.15
"""Plausibility added to the encoding that the file itself declares."""
_LEAST_WIDE = 0.5
"""Smallest plausibility of a text in UTF-16 without a byte order mark or another indication of UTF-16."""
_LEAST_OTHER, _FEWEST_OTHER = 0.8, 3
"""Smallest plausibility, and number of characters, of a line in another encoding than its file."""
_BINARY = 0.08
"""Share of control characters and broken characters above which a file is not text."""
_LEAST_BINARY = 8
"""Number of such characters that are allowed in a text of any length."""
_LONGEST_ALIGNED = 200_000
"""Number of bytes in damaged lines that are realigned; lines after that are decoded without realignment."""
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_NUL_RUN = re.compile("\0+")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([\w-]{3,20})""", re.I)
_TWO_BYTE_LATIN = re.compile("[A-Za-z][\u00c0-\u024f]|[\u00c0-\u024f][A-Za-z]|[\u00a0-\u00bf\u00d7\u00f7]")
_MOST_LISTED = 12


class DecodedText(NamedTuple):
    """Text of a file with ordinary forms of characters, the name of its encoding, and remarks on repairs."""

    text: str
    encoding: str
    remarks: tuple[ImportRemark, ...] = ()


def decoded(source: Source) -> DecodedText:
    """Decoded text of a file. Raises UnreadableFile where the file is not text or the chosen encoding does not
    exist."""
    text, encoding = _decoded(source)
    broken = sum(1 for _ in _CONTROL.finditer(text)) + sum(1 for _ in _NUL_RUN.finditer(text.rstrip("\0")))
    if broken > max(_LEAST_BINARY, len(text) * _BINARY):
        raise UnreadableFile("{name} is not a text file.", name=source.name)
    remarks = []
    if "\0" in text:
        lines = [str(number) for number, line in enumerate(text.split("\n"), 1) if "\0" in line]
        remarks.append(
            ImportRemark(
                "repaired",
                "NUL characters, which are no text, were left out of these lines: {lines}.",
                (("lines", listed(lines)),),
            )
        )
        text = text.replace("\0", "")
    forms = list(unusual_forms(text))
    if forms:
        remarks.append(forms_remark(forms))
        text = fold_forms(text)
    return DecodedText(text, encoding, tuple(remarks))


def forms_remark(forms: list[tuple[str, str]]) -> ImportRemark:
    """Remark that lists the replaced characters, given as (unusual, ordinary) pairs."""
    pairs = listed([f"{form} → {folded}" for form, folded in forms])
    return ImportRemark(
        "repaired", "Characters in unusual forms were read as ordinary ones: {pairs}.", (("pairs", pairs),)
    )


def listed(names: list[str]) -> str:
    """First names separated by commas, with an ellipsis for the rest."""
    return ", ".join((*names[:_MOST_LISTED], *(["…"] if len(names) > _MOST_LISTED else [])))


def _decoded(source: Source) -> tuple[str, str]:
    raw = source.raw
    if source.encoding:
        return _chosen(source), source.encoding
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding
    spaced = _with_ascii_in_wide_units(raw[:_SAMPLE])
    if spaced:
        return raw.decode(spaced, "replace"), spaced
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if len(raw) > _SAMPLE or max(text) >= "\u0800" or _TWO_BYTE_LATIN.search(text):
            return text, "utf-8"
        if text.isascii():
            wide = _most_plausible(raw) if "\0" in text or _CONTROL.search(text) else "utf-8"
            return (raw.decode(wide), wide) if wide.startswith("utf-16") and len(raw) % 2 == 0 else (text, "utf-8")
    encoding = _most_plausible(raw)
    return _decoded_by_lines(raw, encoding), encoding


def _decoded_by_lines(raw: bytes, encoding: str) -> str:
    """Decoded text, where lines are in another encoding than the whole, as in texts that were put together."""
    others = {"utf-8": "gb18030", "gb18030": "utf-8"}
    if encoding not in others:
        return decode_aligned(raw, encoding)
    lines: list[bytes] = []
    for line in raw.split(b"\n"):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            lines.append(_in_other_encoding(line, encoding, others[encoding]))
        else:
            lines.append(line)
    return decode_aligned(b"\n".join(lines), encoding)


def _in_other_encoding(line: bytes, encoding: str, other: str) -> bytes:
    """Bytes of a damaged line in the encoding of its text: converted where the line is valid in another encoding and
    more plausible there."""
    try:
        text = line.decode(other)
    except UnicodeDecodeError:
        return line
    (plausible, count), (usual, _) = _rate(text), _rate(line.decode(encoding, "replace"))
    surely = count >= _FEWEST_OTHER and plausible >= _LEAST_OTHER and usual < 0
    return text.encode(encoding) if surely else line


def _chosen(source: Source) -> str:
    try:
        return decode_aligned(source.raw, source.encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise UnreadableFile(
            "{name} cannot be read: there is no encoding {encoding}.", name=source.name, encoding=source.encoding
        ) from error


def _with_ascii_in_wide_units(sample: bytes) -> str:
    """Encoding with two or four bytes per character, detected by NUL bytes next to ASCII characters; empty for other
    bytes."""
    if sample.count(0) * 20 < len(sample):
        return ""
    for encoding in ("utf-32-le", "utf-32-be"):
        with_whole_units = sample[: len(sample) & ~3]
        try:
            with_whole_units.decode(encoding)
        except UnicodeDecodeError:
            continue
        if with_whole_units:
            return encoding
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 20 * min(even, odd) or max(even, odd) < 4:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _most_plausible(raw: bytes) -> str:
    first = _NON_ASCII.search(raw)
    start = first.start() if first else 0
    sample = raw[start : start + _SAMPLE]
    declared = _DECLARED.search(raw[:4096])
    named = _codec(declared[1].decode("ascii")) if declared else ""
    ratings = {}
    for encoding in _CANDIDATES:
        wide = encoding.startswith("utf-16")
        piece = raw[start & ~1 : (start & ~1) + _SAMPLE] if wide else sample
        rating, rated = _rate(piece.decode(encoding, "replace"))
        if not wide or rating >= _LEAST_WIDE:
            ratings[encoding] = (rating + (_BONUS if encoding == named else 0), rated)
    return max(ratings, key=lambda encoding: ratings[encoding])


def _codec(label: str) -> str:
    """Supported encoding for a declared encoding name; empty for an unknown name."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return "gb18030" if name in ("gbk", "gb2312") else "big5" if name.startswith("big5") else name


def _rate(text: str) -> tuple[float, int]:
    """Plausibility of a text as Chinese: mean rating of its non-ASCII characters, from −3 to 1, and their number."""
    rated = {char: count for char, count in Counter(text).items() if char >= "\x80" or char < "\t"}
    total = sum(rated.values())
    return (sum(_rating(char) * count for char, count in rated.items()) / total if total else 0.0), total


@cache
def _rating(char: str) -> float:
    """Rating of a character: 1 for common characters (GB 2312 level 1) and punctuation of GB 2312, less for rarer ones,
    −1 for characters in neither GB 2312 nor Big5, −3 for a broken character."""
    if char == "\ufffd":
        return -3.0
    lead = char.encode("gb2312", "ignore")[:1]
    if b"\xb0" <= lead <= b"\xd7" or b"\xa1" <= lead <= b"\xa3":
        return 1.0
    traditional = char.encode("big5", "ignore")[:1]
    if b"\xa4" <= traditional <= b"\xc6" and char >= "\u4e00":
        return 0.8
    return 0.2 if (lead or traditional) and char >= "\u4e00" else -1.0


def decode_aligned(raw: bytes, encoding: str) -> str:
    """Decoded text, with U+FFFD for invalid bytes. Raises LookupError for an unknown encoding.

    In an encoding with one or two bytes per character, a lost or added byte shifts all byte pairs after it. Damaged
    lines are therefore divided into characters so that the text is the most plausible Chinese.
    """
    if encoding.lower() not in _DOUBLE_BYTE:
        return raw.decode(encoding, "replace")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        pass
    lines: list[str] = []
    left = _LONGEST_ALIGNED
    for line in raw.split(b"\n"):
        try:
            lines.append(line.decode(encoding))
        except UnicodeDecodeError:
            left -= len(line)
            lines.append(_aligned(line, encoding) if left >= 0 else line.decode(encoding, "replace"))
    return "\n".join(lines)


def _aligned(line: bytes, encoding: str) -> str:
    """Text of a line, divided into characters with the highest sum of ratings; linear time."""
    length = len(line)
    best = [0.0] + [float("-inf")] * length
    steps = [0] * (length + 1)
    texts = [""] * (length + 1)

    def reach(at: int, size: int, text: str, rating: float) -> None:
        if at + size <= length and best[at] + rating > best[at + size]:
            best[at + size], steps[at + size], texts[at + size] = best[at] + rating, size, text

    for at, byte in enumerate(line):
        if byte < 0x80:
            reach(at, 1, chr(byte), 0.0)
            continue
        reach(at, 1, "\ufffd", -2.0)
        reach(at, 2, "\ufffd", -3.0)  # the second byte of the pair is invalid
        for size in (2, 4):
            text = _char(line[at : at + size], encoding)
            if text:
                reach(at, size, text, _rating(text))
    ends = [length]
    while ends[-1] > 0:
        ends.append(ends[-1] - steps[ends[-1]])
    return "".join(texts[end] for _, end in pairwise(reversed(ends)))


def _char(pair: bytes, encoding: str) -> str:
    """Character encoded by the bytes; empty where they do not encode exactly one."""
    try:
        text = pair.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""
