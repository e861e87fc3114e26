# ruff: noqa: E501 (a case is one line)
"""Texts with bad bytes, NUL characters and cut ends in every encoding, with and without a byte order mark, and texts of
a few characters. Every case says what a person would read in the file."""

import codecs

import pytest

from tests.readers.variations import Case, problems

LONG = (
    "第一章　总则\n全市共办理行政许可3275件，其中网上办理2980件，群众满意率为99.2%。\n龙泉镇、柳林乡各设服务站1个。\n"
)
SHORT = "新增12户，减少3户。"
TRADITIONAL = "本府全年受理申請231件，公開資訊6543條，駁回7件。"


def changed(text: str, encoding: str, mark: bytes = b"", **how: bytes) -> bytes:
    """Bytes of a text with the characters that are named by a letter replaced by other bytes."""
    raw = mark + text.encode(encoding)
    for letter, bytes_ in how.items():
        raw = raw.replace(letter.encode(encoding), bytes_)
    return raw


BROKEN = "龙泉\ufffd、柳林乡各设服务站1个。"
CASES = [
    # a bad byte in place of a character, with and without a byte order mark
    Case("utf-8-mark", changed(LONG, "utf-8", codecs.BOM_UTF8, 镇=b"\xe9\x95"), has=("3275件", BROKEN), remark="damaged here"),
    Case("utf-8-lone-continuation", changed(LONG, "utf-8", 镇=b"\x80"), has=("3275件", BROKEN), remark="damaged here"),
    Case("utf-8-ff", changed(LONG, "utf-8", 镇=b"\xff"), has=("99.2%", BROKEN), figures=("3275件", "2980件", "99.2%", "1个")),
    Case("gbk-lead-alone", changed(LONG, "gbk", 镇=b"\xd5"), has=("3275件", "柳林乡各设服务站1个"), remark="damaged here"),
    Case("gbk-ff", changed(LONG, "gbk", 镇=b"\xff\xff"), has=("3275件", "龙泉\ufffd", "柳林乡各设服务站1个。"), remark="damaged here"),
    Case("gb18030-four-bytes", "龙泉㐂镇设站12个，办件231件。".encode("gb18030"), text="龙泉㐂镇设站12个，办件231件。"),
    Case("gb18030-four-bytes-cut", LONG.encode("gb18030") + "𠮷".encode("gb18030")[:3], has=("龙泉镇、柳林乡各设服务站1个。",), remark="damaged here"),
    Case("big5-bad", changed(TRADITIONAL, "big5", 駁=b"\xff"), has=("231件", "公開資訊6543條", "回7件"), remark="damaged here"),
    Case("big5-short", "全年受理申請231件。".encode("big5"), text="全年受理申請231件。"),
    Case("utf-16-le-odd", codecs.BOM_UTF16_LE + LONG.encode("utf-16-le") + b"\x4e", has=("3275件", "服务站1个。"), remark="damaged here"),
    Case("utf-16-be-odd", codecs.BOM_UTF16_BE + LONG.encode("utf-16-be")[:-1], has=("3275件", "服务站1个。")),
    Case("utf-16-lone-surrogate", codecs.BOM_UTF16_LE + changed(LONG, "utf-16-le", 镇=b"\x00\xd8"), has=(BROKEN,), remark="damaged here"),
    Case("utf-16-le-unmarked-bad", changed(LONG, "utf-16-le", 镇=b"\x00\xdc"), has=("3275件", BROKEN)),
    Case("utf-16-be-unmarked", LONG.encode("utf-16-be"), has=("3275件", "柳林乡各设服务站1个。")),
    Case("utf-16-le-unmarked-cut", LONG.encode("utf-16-le")[:-3], has=("3275件", "龙泉镇、柳林乡各设服务站1个")),
    Case("utf-16-mark-lost-byte", codecs.BOM_UTF16_LE + LONG.encode("utf-16-le")[:60] + LONG.encode("utf-16-le")[61:], has=("第一章", "共办理行政许可"), remark="damaged here"),
    # NUL characters
    Case("nul-utf-8", LONG.replace("其中", "其\0中").encode(), has=("其中网上办理2980件",), remark="NUL"),
    Case("nul-gbk-run", LONG.replace("，", "\0\0\0，").encode("gbk"), has=("3275件，其中",), remark="NUL"),
    Case("nul-padding", LONG.encode("gbk") + b"\0" * 4096, has=("服务站1个。",), remark="NUL"),
    Case("nul-utf-16", codecs.BOM_UTF16_LE + LONG.replace("其中", "其\0中").encode("utf-16-le"), has=("其中网上办理2980件",), remark="NUL"),
    Case("nul-inside-number", "共受理2\x0031件，答复118件。".encode("gbk"), figures=("231件", "118件"), remark="NUL"),
    # cut ends
    Case("utf-8-mark-cut", codecs.BOM_UTF8 + SHORT.encode()[:-1], has=("新增12户，减少3户\ufffd",), remark="damaged here"),
    Case("utf-8-cut-two", LONG.strip().encode()[:-2], has=("服务站1个\ufffd",), remark="damaged here"),
    Case("gbk-cut-after-digit", LONG.strip().encode("gbk")[:-1], has=("服务站1个",), remark="damaged here"),
    Case("big5-cut", TRADITIONAL.encode("big5")[:-1], has=("駁回7件\ufffd",), remark="damaged here"),
    Case("utf-16-be-cut", codecs.BOM_UTF16_BE + SHORT.encode("utf-16-be")[:-1], has=("减少3户",), remark="damaged here"),
    # a few characters
    Case("tiny-gbk-number", "共7件".encode("gbk"), text="共7件"),
    Case("tiny-gbk-two", "龙泉".encode("gbk"), text="龙泉"),
    Case("tiny-gbk-places", "柳林乡 12\n石桥镇 7".encode("gbk"), has=("柳林乡", "12", "石桥镇", "7")),
    Case("tiny-utf-8", "答复3件".encode(), text="答复3件"),
    Case("tiny-big5", "公開資訊３件".encode("big5"), has=("公開資訊",)),
    Case("tiny-utf-16", codecs.BOM_UTF16_LE + "答复3件".encode("utf-16-le"), text="答复3件"),
    Case("tiny-utf-16-unmarked", "答复231件，公开12条。".encode("utf-16-le"), text="答复231件，公开12条。"),
    Case("tiny-rare", "赟喆、镕基、堃三人获奖。".encode("gbk"), text="赟喆、镕基、堃三人获奖。"),
    Case("tiny-gbk-csv", "乡镇,户数\n龙泉,12\n柳林,3\n".encode("gbk"), rows=("龙泉|12", "柳林|3"), name="户数.csv"),
    Case("tiny-gbk-md", "# 概况\n\n新增12户。\n".encode("gbk"), has=("新增12户。",), name="概况.md"),
    Case("tiny-gbk-html", "<p>新增12户。</p>".encode("gbk"), text="新增12户。", name="页.html"),
    Case("mixed-lines", "第一行是新的12件。\n".encode() * 6 + "第二行是旧的7件。\n".encode("gbk"), has=("第一行是新的12件。", "第二行是旧的7件。")),
    Case("mixed-lines-gbk", "第一行是旧的12件。\n".encode("gbk") * 6 + "第二行是新的7件。\n".encode(), has=("第一行是旧的12件。", "第二行是新的7件。")),
    Case("html-bad-utf-8", b"<html><meta charset=utf-8><body><p>" + changed(LONG, "utf-8", 镇=b"\xe9") + b"</p></body></html>", has=("3275件", "龙泉\ufffd"), remark="damaged here", name="页.html"),
    Case("html-cut-gbk", b"<html><meta charset=gb2312><body><p>" + LONG.strip().encode("gbk")[:-1], has=("服务站1个",), remark="damaged here", name="页.html"),
    Case("html-nul", "<html><body><p>新增1\0002户，减少\x003户。</p></body></html>".encode(), has=("新增12户，减少3户。",), remark="NUL", name="页.html"),
    Case("md-bad-byte", b"# \xd7\xdc\xc2\xdb\n\n" + changed(LONG, "gbk", 镇=b"\xff"), has=("3275件", "柳林乡"), headings=("总则",), remark="damaged here", name="年报.md"),
    Case("csv-bad-byte", "乡镇,户数\n龙泉镇,12\n".encode("gbk") + b"\xc1\xff,3\n", rows=("龙泉镇|12",), remark="damaged here", name="表.csv"),
    Case("csv-utf-16", codecs.BOM_UTF16_LE + "乡镇\t户数\r\n龙泉镇\t12\r\n柳林乡\t3\r\n".encode("utf-16-le"), rows=("龙泉镇|12", "柳林乡|3"), name="表.csv"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_damaged_or_tiny_text_is_read_as_written(tmp_path, case):
    assert problems(case, tmp_path, "年报.txt") == []
