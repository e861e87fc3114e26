"""Compound files (XLS, ET, DOC, WPS) with circular chains of sectors, and with properties that claim to be long."""

import struct
from contextlib import suppress

import pytest

from tests.effort import processor_seconds
from tests.hostile.format_samples import SAMPLES
from zjviewer.errors import UnreadableFile
from zjviewer.readers.doc.document import _title
from zjviewer.readers.registry import read_report

ENTRIES = 128
"""Sector numbers in a sector of 512 bytes."""


def circular(content: bytes, sector: int) -> bytes:
    """The file with a sector that, read as a table of chains, has each sector followed by itself."""
    start = (sector + 1) * 4 * ENTRIES
    return content[:start] + struct.pack(f"<{ENTRIES}I", *range(ENTRIES)) + content[start + 4 * ENTRIES :]


@pytest.mark.parametrize("name", ["report.xls", "report.doc"])
def test_a_circular_chain_of_sectors_ends(tmp_path, name):
    """Every sector is a table of chains in one of the files: that of sectors, that of short sectors, or none."""
    content = SAMPLES[name]()
    path = tmp_path / name

    def read() -> None:
        with suppress(UnreadableFile):
            read_report(path)

    for sector in range(len(content) // (4 * ENTRIES) - 1):
        path.write_bytes(circular(content, sector))
        assert processor_seconds(read) < 5


def properties(kind: int, value: bytes, count: int = 1, length: int | None = None) -> bytes:
    """Summary properties with a title of a type."""
    units = len(value) // 2 if kind == 31 else len(value)
    head = struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48)
    title = struct.pack("<II", kind, units if length is None else length) + value
    return head + struct.pack("<IIII", 16 + len(title), count, 2, 16) + title


@pytest.mark.parametrize(
    ("kind", "value"), [(30, "年报\0".encode("gb18030")), (31, "年报\0".encode("utf-16-le"))], ids=["bytes", "UTF-16"]
)
def test_the_title_of_the_properties_is_read(kind, value):
    whole = properties(kind, value)
    assert _title(whole) == "年报"
    assert _title(properties(kind, value, count=2**32 - 1, length=2**31 - 1)) == "年报"
    for end in range(len(whole)):
        assert _title(whole[:end]).rstrip("�") in ("", "年", "年报")


@pytest.mark.parametrize("kind", [0, 3, 0x1000 | 2, 0x1000 | 12, 2**32 - 1])
def test_a_title_of_another_type_is_none(kind):
    assert processor_seconds(lambda: _title(properties(kind, b"x" * 50, 2**32 - 1, 2**32 - 1))) < 1
    assert _title(properties(kind, b"x" * 50)) == ""
