"""Documents inside archives and e-mails: one opens, several are named, names in GBK, limits."""

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from zjviewer.cli.main import main
from zjviewer.errors import UnreadableFile
from zjviewer.readers.container.member_paths import split_member
from zjviewer.readers.registry import read_report
from zjviewer.readers.sandbox.isolated_reading import is_safe_in_process, read_isolated

TEXT = "某县2021年政府信息公开工作年度报告\n一、总体情况\n全县受理申请{}件。\n"


class GbkName(zipfile.ZipInfo):
    """An entry as old Chinese programs write it: its name in GBK, without the mark of UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gbk"), self.flag_bits


def zipped(path: Path, *names: str, gbk: bool = False) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(names, 11):
            archive.writestr(GbkName(name) if gbk else name, TEXT.format(number).encode())
    return path


def mail(path: Path, *attachments: tuple[str, str], html: bool = False) -> Path:
    message = EmailMessage()
    message["Subject"] = "年报"
    message.set_content(TEXT.format(5))
    if html:
        message.add_alternative(f"<p>{TEXT.format(6)}</p>", subtype="html")
    for name, text in attachments:
        message.add_attachment(text.encode(), maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(message))
    return path


@pytest.mark.parametrize("name", ["年报.txt", "附件/2021/年报.txt", "附件 1/年 报.TXT"])
def test_the_only_document_of_an_archive_opens(tmp_path, name):
    path = zipped(
        tmp_path / "a.zip", "图片.png", "~$年报.docx", "__MACOSX/年报.txt", name if "X/" not in name else "年报.txt"
    )
    report = read_report(path)
    assert "受理申请" in report.text
    assert report.path == path
    assert any("was read" in str(remark) for remark in report.remarks)


def test_several_documents_are_named_and_one_is_chosen(tmp_path, capsys):
    path = zipped(tmp_path / "附件.zip", "甲.txt", "乙/丙.txt")
    with pytest.raises(UnreadableFile, match=r"附件\.zip holds 2 documents: 甲\.txt、乙/丙\.txt") as caught:
        read_report(path)
    assert caught.value.values["members"] == "甲.txt\n乙/丙.txt"
    assert "12件" in read_report(path / "乙/丙.txt").text
    assert main(["text", str(path)]) == 2
    assert "甲.txt" in capsys.readouterr().err
    assert main(["text", str(path), "--member", "乙/丙.txt"]) == 0
    assert "12件" in capsys.readouterr().out
    assert main(["text", str(path), "--member", "丁.txt"]) == 2


def test_names_in_gbk_are_read(tmp_path):
    path = zipped(tmp_path / "旧.zip", "年报.txt", "汇总.txt", gbk=True)
    with pytest.raises(UnreadableFile, match=r"年报\.txt、汇总\.txt"):
        read_report(path)
    assert "12件" in read_report(path / "汇总.txt").text


def test_a_member_goes_through_the_worker(tmp_path):
    path = zipped(tmp_path / "a.zip", "甲.txt", "乙.txt")
    assert not is_safe_in_process(path / "甲.txt")
    assert "11件" in read_isolated(path / "甲.txt").text
    assert split_member(path) is None
    assert split_member(tmp_path / "没有" / "x.txt") is None
    assert split_member(path / "b" / "c.txt") == (path, "b/c.txt")


def test_an_archive_without_a_document_says_so(tmp_path):
    with pytest.raises(UnreadableFile, match="There is no document"):
        read_report(zipped(tmp_path / "a.zip", "a.gif", "b.exe"))


def test_an_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("zjviewer.readers.container.members.MOST_MEMBERS", 3)
    with pytest.raises(UnreadableFile, match="at most 3"):
        read_report(zipped(tmp_path / "a.zip", *(f"{n}.txt" for n in range(4))))


def test_a_member_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("zjviewer.readers.container.members.LARGEST", 10)
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        read_report(zipped(tmp_path / "a.zip", "a.txt"))


@pytest.mark.parametrize("html", [False, True])
def test_a_message_without_documents_is_read_itself(tmp_path, html):
    report = read_report(mail(tmp_path / "信.eml", ("照片.png", "x"), html=html))
    assert f"受理申请{6 if html else 5}件" in report.text
    assert report.format == "EML"


def test_the_only_attachment_of_a_message_opens(tmp_path):
    assert "受理申请7件" in read_report(mail(tmp_path / "信.eml", ("年报.txt", TEXT.format(7)))).text


def test_several_attachments_are_named(tmp_path):
    path = mail(tmp_path / "信.eml", ("甲.txt", TEXT.format(7)), ("乙.txt", TEXT.format(8)))
    with pytest.raises(UnreadableFile, match=r"甲\.txt、乙\.txt"):
        read_report(path)
    assert "受理申请8件" in read_report(path / "乙.txt").text


def test_nothing_is_written(tmp_path):
    path = zipped(tmp_path / "a.zip", "../../逃.txt", "/根.txt")
    assert "12件" in read_report(path).text
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip"]


def test_an_archive_with_a_document_only_above_itself_opens(tmp_path):
    assert read_report(zipped(tmp_path / "a.zip", "../../年报.txt")).text


def test_a_picture_in_an_archive_counts_where_there_is_no_other_document(tmp_path):
    with pytest.raises(UnreadableFile, match="holds 2 documents"):
        read_report(zipped(tmp_path / "a.zip", "第1页.png", "第2页.png"))


@pytest.mark.parametrize("kind", ["application/pkcs7-mime", "multipart/encrypted; boundary=x"])
def test_an_encrypted_message_says_so(tmp_path, kind):
    path = tmp_path / "a.eml"
    path.write_bytes(f"From: a@b.c\nSubject: x\nContent-Type: {kind}\n\nMIIB\n".encode())
    with pytest.raises(UnreadableFile, match="encrypted"):
        read_report(path)


@pytest.mark.parametrize("kind", ["message", "empty"])
def test_an_attachment_without_content_of_its_own_is_refused_with_a_sentence(tmp_path, kind):
    path = tmp_path / "a.eml"
    message = EmailMessage()
    message.set_content("见附件。")
    if kind == "message":
        inner = EmailMessage()
        inner.set_content(TEXT.format(7))
        message.add_attachment(inner, filename="转发.txt")
    else:
        message.add_attachment(b"", maintype="application", subtype="octet-stream", filename="转发.txt")
    path.write_bytes(bytes(message))
    with pytest.raises(UnreadableFile):
        read_report(path / "转发.txt")


@pytest.mark.parametrize(
    ("charset", "written", "chosen", "right"),
    [
        *(("utf-8", "utf-8", "", True), ("gb2312", "gb18030", "", True), ("gb2312", "utf-8", "utf-8", True)),
        *(("utf-8", "gb18030", "gb18030", True), ("no-such", "gb18030", "", True)),
    ],
)
def test_the_text_of_a_message_has_the_encoding_that_was_chosen_or_that_it_names(
    tmp_path, charset, written, chosen, right
):
    path = tmp_path / "a.eml"
    head = f"Subject: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
    head += "Content-Transfer-Encoding: 8bit\n\n"
    path.write_bytes(head.encode() + TEXT.format(5).encode(written))
    assert ("全县受理申请5件" in read_report(path, chosen).text) == right
