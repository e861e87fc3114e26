"""Encodings: a broken byte never prevents opening, and a text of a few characters is judged by what it says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.registry import read_report

TEXT = (
    "澄原市2021年政府信息公开工作年度报告\n一、总体情况\n"
    + "全年主动公开政府信息6543条，受理依申请公开231件，全部按时办结。\n" * 3
)


def decode(raw: bytes, encoding: str = "") -> str:
    return decoded(Source(Path("report.txt"), raw, encoding)).text


def read(folder, raw: bytes, name: str = "report.txt"):
    (folder / name).write_bytes(raw)
    return read_report(folder / name)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        *("办结率100%", "受理231件", "收费减免0", "本年新收", "项目,数量\n受理,231\n答复,230\n", "依申请公开 12 件"),
        *("杭州市萧山区", "澄原市衢州镇", "同比增长5.3%", "郯城县", "PM2.5浓度下降", "a,b\n甲,乙", "2023年"),
    ],
)
def test_a_text_of_a_few_characters_is_read_as_written(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["統計局", "辦結率100%", "行政機關認真貫徹條例", "臺北市", "公開申請21件"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_traditional_characters_are_read_as_written(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xb0"])
@pytest.mark.parametrize("line", range(2, 5))
def test_one_bad_byte_changes_no_other_character(encoding, bad, line):
    text = TEXT if encoding != "big5" else "主動公開政府資訊6543條，受理申請231件。\n" * 6
    lines = text.split("\n")
    half = len(lines[line]) // 2
    before = "\n".join([*lines[:line], lines[line][:half]])
    raw = before.encode(encoding) + bad + text[len(before) :].encode(encoding)
    got = decode(raw)
    assert got.replace("\ufffd", "") == text
    assert "\ufffd" in got


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "big5", "utf-16-le"])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_cut_file_loses_at_most_its_last_characters(encoding, cut):
    text = TEXT.rstrip("\n") if encoding != "big5" else "主動公開政府資訊6543條，受理申請231件。" * 4
    got = decode(text.encode(encoding)[:-cut])
    assert got.rstrip("\ufffd") == text[: len(got.rstrip("\ufffd"))]
    assert len(text) - len(got.rstrip("\ufffd")) <= 3


@examples(60)
@given(st.integers(0, len(TEXT.encode("gb18030")) - 2), st.sampled_from(["lost", "replaced"]))
def test_a_lost_or_replaced_byte_of_gbk_harms_only_its_own_character(at, how):
    raw = bytearray(TEXT.encode("gb18030"))
    if raw[at : at + 1] == b"\n":
        at += 1
    if how == "lost":
        del raw[at]
    else:
        raw[at] = 0xFF
    got = decode(bytes(raw))
    wrong = sum(1 for line, was in zip(got.split("\n"), TEXT.split("\n"), strict=False) if line != was)
    assert wrong <= 2
    assert len(got) >= len(TEXT) - 2


def test_the_places_of_broken_characters_are_remarked(tmp_path):
    raw = TEXT.encode("gb18030").replace("231件".encode("gb18030"), b"231\xbc", 1)
    report = read(tmp_path, raw)
    (remark,) = [remark for remark in report.remarks if "damaged" in str(remark)]
    assert report.text[remark.span.start : remark.span.end] == "\ufffd"
    assert remark.kind == "doubted"


@pytest.mark.parametrize("nuls", ["\0", "\0\0\0\0", "\0" * 4096])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["report.txt", "report.md", "report.html"])
def test_nul_characters_are_left_out_with_a_remark(tmp_path, nuls, encoding, name):
    report = read(tmp_path, TEXT.replace("6543条", f"6543条{nuls}", 1).encode(encoding), name)
    assert "6543条，受理" in report.text
    assert "\0" not in report.text
    assert any("NUL" in str(remark) and "3" in str(remark) for remark in report.remarks)


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "big5", "utf-8"])
def test_a_page_with_a_bad_byte_opens(tmp_path, encoding):
    body = "主动公开政府信息6543条" if encoding != "big5" else "主動公開政府資訊6543條"
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{body}，全部办结。</p></body></html>'
    raw = page.encode(encoding, "ignore").replace("，".encode(encoding), "，".encode(encoding) + b"\xff")
    report = read(tmp_path, raw, "page.html")
    assert body in report.text
    assert "\ufffd" in report.text
    assert any("damaged" in str(remark) for remark in report.remarks)


@pytest.mark.parametrize("raw", [bytes(range(256)) * 40, b"\x7fELF\x02\x01" + bytes(range(32)) * 100])
def test_what_is_no_text_is_refused(raw):
    with pytest.raises(UnreadableFile, match="not a text file"):
        decode(raw)


def test_unusual_forms_are_read_as_ordinary_characters_with_a_remark(tmp_path):
    for name in ("report.txt", "report.md", "report.html"):
        report = read(tmp_path, "澄原市2021年⼯作报告\n⼀、总体情况\n召开⼯作会议12次。".encode(), name)
        assert "召开工作会议12次" in report.text
        assert any("⼯ → 工" in str(remark) and remark.kind == "repaired" for remark in report.remarks)
