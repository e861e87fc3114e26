"""Compressed form of a report in the library: its text, and all else that its reader found, to analyse it again."""

import json
import re
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from zjviewer.core.model.report import Report
from zjviewer.readers.sandbox.report_json import report_from_json, report_to_json

_ENCODING = "gb18030"
"""Compresses Chinese by a seventh better than UTF-8; holds every character except surrogates."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_LEVEL = 6


def compressed_text(text: str) -> bytes:
    """The text, compressed; a lone surrogate becomes U+FFFD, so that offsets stay the same."""
    if _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
    return _compressed(text.encode(_ENCODING))


def text_of(compressed: bytes) -> str:
    """Text from its compressed form."""
    return zlib.decompress(compressed, -zlib.MAX_WBITS).decode(_ENCODING)


def compressed_layout(report: Report) -> bytes:
    """Everything of a report except its text, compressed."""
    plain = report_to_json(report)
    plain.pop("text")
    return _compressed(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def packed_numbers(numbers: Sequence[int]) -> bytes:
    """Offsets as four bytes each, little-endian."""
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpacked_numbers(packed: bytes) -> tuple[int, ...]:
    """Offsets from four bytes each."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def report_of(text: bytes, layout: bytes, path: Path) -> Report:
    """Report from the two compressed parts. Raises InvalidWorkerReply."""
    plain = json.loads(zlib.decompress(layout, -zlib.MAX_WBITS).decode("utf-8", "surrogatepass"))
    return report_from_json({**plain, "text": text_of(text)}, path)


def _compressed(raw: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return packer.compress(raw) + packer.flush()
