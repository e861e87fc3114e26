"""Compound files (XLS, ET, DOC, WPS) whose chains of sectors are circular are refused at once."""

import struct
from contextlib import suppress

import pytest

from tests.effort import processor_seconds
from tests.hostile.format_samples import SAMPLES
from zjviewer.errors import UnreadableFile
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
