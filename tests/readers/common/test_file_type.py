"""What a file is shows in its bytes; a wrong name is told, a kind that cannot be read gets the way out."""

import zipfile

import pytest

from tests.papers import as_docx, as_html, as_pdf, national
from zjviewer.errors import UnreadableFile
from zjviewer.readers.registry import READERS, read_report

MADE = {"PDF": as_pdf, "DOCX": as_docx, "HTML": lambda paper: as_html(paper).encode("utf-8")}


@pytest.mark.parametrize("kind", list(MADE))
@pytest.mark.parametrize("name", ["report.docx", "report.pdf", "report.html", "report.txt", "report.doc", "report"])
def test_a_file_of_another_name_is_read_for_what_it_is(tmp_path, kind, name):
    path = tmp_path / name
    path.write_bytes(MADE[kind](national()))
    report = read_report(path)
    assert (report.format, report.title) == (kind, national().title)
    own = next(reader for reader in READERS if reader.kind == kind)
    known = any(path.suffix in reader.endings for reader in READERS)
    told = any(f"is {kind}" in str(remark) for remark in report.remarks)
    assert told == (known and path.suffix not in own.endings)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_of_several_reports_is_no_pdf_however_it_stores_them(tmp_path, method):
    path = tmp_path / "附件.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name in ("甲.pdf", "乙.pdf"):
            archive.writestr(name, as_pdf(national()))
    with pytest.raises(UnreadableFile, match="holds 2 documents"):
        read_report(path)
    assert read_report(path / "乙.pdf").format == "PDF"


def test_a_page_without_any_mark_is_read_as_text(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("一、概述\n公开信息3条。\n二、收费\n无。\n", encoding="gb18030")
    report = read_report(path)
    assert report.format == "text"
    assert report.text.count("\n") == 3
    assert any("is text" in str(remark) for remark in report.remarks)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "damaged or was cut off",
        ),
        ("old.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged or was cut off"),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        ("scan.gif", b"GIF89a" + bytes(60), "picture"),
        ("all.rar", b"Rar!\x1a\x07" + bytes(60), "archive"),
        ("report.pdf", "这不是文件。".encode(), "is no PDF file"),
        ("report.docx", "这不是文件。".encode(), "is no DOCX file"),
        ("report.xyz", "公开信息。".encode(), "of a kind that cannot be read"),
        ("report.txt", bytes(range(256)) * 40, "not a text file"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_of_its_own(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=says) as caught:
        read_report(path)
    assert name in str(caught.value)


def test_a_file_that_is_too_large_is_told_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(500 << 20)
    with pytest.raises(UnreadableFile, match="500 MB, and at most 64 MB"):
        read_report(path)


def test_twenty_megabytes_of_text_open(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(("公开信息1136条，比上年增长5%。" * 20 + "\n") * 24_000, encoding="utf-8")
    assert path.stat().st_size > 20_000_000
    assert len(read_report(path).text) > 8_000_000


@pytest.mark.parametrize("name", ["report.xls", "report.doc", "report.wps", "report.et"])
def test_a_compound_file_that_was_cut_is_called_damaged(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300))
    with pytest.raises(UnreadableFile, match="damaged or was cut off"):
        read_report(path)
