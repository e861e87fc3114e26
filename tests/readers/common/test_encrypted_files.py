"""Files that need a password: each gives a sentence that says what it is and what to do; a PDF that only forbids
changes opens."""

import io
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from zjviewer.errors import UnreadableFile
from zjviewer.readers.registry import read_report

SAMPLES = Path(__file__).parents[1] / "samples"
SAYS = "is encrypted. Open it with its password, and save it without one."


def renamed_stream(raw: bytes, old: str, new: str) -> bytes:
    """Compound file with another name of a stream in its directory."""
    at = raw.index(old.encode("utf-16-le") + b"\0\0")
    name = new.encode("utf-16-le").ljust(64, b"\0")
    return raw[:at] + name + (2 * len(new) + 2).to_bytes(2, "little") + raw[at + 66 :]


def package() -> bytes:
    """What Word and Excel write for a document with a password: a compound file with the encrypted package."""
    return renamed_stream((SAMPLES / "locked.xls").read_bytes(), "Workbook", "EncryptedPackage")


def pdf(user: str, strength: int) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(user, "owner", strength=strength, canPrint=0, canCopy=0))
    canvas.drawString(72, 700, "open 6543")
    canvas.save()
    return buffer.getvalue()


def archive(*names: str, encrypted: bool = False, content: bytes = "一、总体。受理231件。".encode()) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, content)
    raw = bytearray(buffer.getvalue())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)) if encrypted else ():
        at = raw.find(mark)
        while at >= 0:
            raw[at + flags] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


CASES = {
    "年报.doc": (lambda: sample("locked.doc"), SAYS),
    "年报.wps": (lambda: sample("locked.doc"), SAYS),
    "年报.xls": (lambda: sample("locked.xls"), SAYS),
    "年报.et": (lambda: sample("locked.xls"), SAYS),
    "年报.odt": (lambda: sample("locked.odt"), SAYS),
    "年报.ods": (lambda: sample("locked.ods"), SAYS),
    "odt 无名": (lambda: sample("locked.odt"), SAYS),
    "年报.docx": (package, SAYS),
    "年报.xlsx": (package, SAYS),
    "年报二.wps": (package, SAYS),
    "年报.pdf": (lambda: pdf("secret", 128), SAYS),
    "年报40.pdf": (lambda: pdf("secret", 40), SAYS),
    "包.docx": (lambda: archive("word/document.xml", "[Content_Types].xml", encrypted=True), SAYS),
    "包.zip": (lambda: archive("年报.txt", encrypted=True), "Unpack it with its password"),
    "包含加密.zip": (lambda: archive("年报.odt", content=sample("locked.odt")), SAYS),
    "包含加密表.zip": (lambda: archive("年报.xlsx", content=package()), SAYS),
    "包含加密页.zip": (lambda: archive("年报.pdf", content=pdf("secret", 128)), SAYS),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_with_a_password_says_so(tmp_path, name):
    made, says = CASES[name]
    path = tmp_path / name
    path.write_bytes(made())
    with pytest.raises(UnreadableFile) as refused:
        read_report(path)
    assert says in str(refused.value)


def test_a_member_with_a_password_says_so(tmp_path):
    path = tmp_path / "包.zip"
    path.write_bytes(archive("年报.txt", "二.txt", encrypted=True))
    with pytest.raises(UnreadableFile, match="Unpack it with its password"):
        read_report(path / "二.txt")


@pytest.mark.parametrize("strength", [40, 128])
def test_a_pdf_with_only_a_password_of_the_owner_opens(tmp_path, strength):
    path = tmp_path / "年报.pdf"
    path.write_bytes(pdf("", strength))
    assert read_report(path).text == "open 6543"
