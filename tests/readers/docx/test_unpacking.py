"""How much of a package is unpacked: a small file may hold parts of many gigabytes."""

import io
import zipfile

import pytest

from tests.papers import as_docx, national
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common import xml_parts
from zjviewer.readers.registry import read_report

LIMIT = 600_000


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Bytes that came out of the archive, read by read."""
    sizes: list[int] = []
    read = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int = -1) -> bytes:
        content = read(self, n)
        sizes.append(len(content))
        return content

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    monkeypatch.setattr(xml_parts, "LARGEST_PART", LIMIT)
    return sizes


def with_part(name: str, content: bytes) -> bytes:
    """A document with a part replaced or added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_docx(national()))) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml"])
def test_a_part_that_is_too_large_is_refused_before_all_of_it_is_unpacked(tmp_path, unpacked, name):
    path = tmp_path / "report.docx"
    path.write_bytes(with_part(name, b"<w/>" + b" " * 4 * LIMIT))
    unpacked.clear()
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        read_report(path)
    assert max(unpacked) <= LIMIT + 1
    assert sum(unpacked) < 3 * LIMIT


def test_a_part_of_just_the_limit_is_read(tmp_path, unpacked):
    part = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    path = tmp_path / "report.docx"
    path.write_bytes(with_part("word/numbering.xml", part + b" " * (LIMIT - len(part))))
    unpacked.clear()
    assert read_report(path).title == national().title
    assert max(unpacked) == LIMIT
