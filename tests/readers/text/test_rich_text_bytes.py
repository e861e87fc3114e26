# ruff: noqa: E501 (a case is one line)
"""RTF in which characters are raw bytes of the code page, escaped bytes or numbers of Unicode, mixed as old programs
write them."""

import pytest

from tests.readers.variations import Case, problems

LINE = "龙泉镇受理231件，答复230件。"


def rtf(
    body: bytes, head: bytes = rb"\ansi\ansicpg936\deff0", fonts: bytes = rb"{\fonttbl{\f0\fcharset134 SimSun;}}"
) -> bytes:
    return rb"{\rtf1" + head + fonts + rb"\f0 " + body + rb"\par }"


def escaped(text: str, encoding: str = "gbk") -> bytes:
    return b"".join(b"\\'%02x" % byte if byte > 0x7F else bytes((byte,)) for byte in text.encode(encoding))


def numbered(text: str) -> bytes:
    return b"".join(
        b"\\u%d?" % (ord(c) if ord(c) < 32768 else ord(c) - 65536) if ord(c) > 127 else c.encode() for c in text
    )


CASES = [
    Case("raw-gbk", rtf(LINE.encode("gbk")), text=LINE),
    Case("raw-with-backslash-byte", rtf("乗数为7，俓路12条。".encode("gbk")), text="乗数为7，俓路12条。"),
    Case("raw-with-brace-byte", rtf("亄亖12件。".encode("gbk")), text="亄亖12件。"),
    Case("raw-without-code-page", rtf(LINE.encode("gbk"), rb"\ansi\deff0"), text=LINE),
    Case("raw-in-bold-run", rtf(b"{\\b " + "龙泉镇".encode("gbk") + b"}" + "受理231件，答复230件。".encode("gbk")), text=LINE),
    Case("raw-and-escaped", rtf("龙泉镇".encode("gbk") + escaped("受理231件，答复230件。")), text=LINE),
    Case("raw-and-unicode", rtf("龙泉镇".encode("gbk") + numbered("受理231件，答复230件。")), text=LINE),
    Case("raw-utf-8", rtf(LINE.encode(), rb"\ansi\ansicpg65001\deff0"), text=LINE),
    Case("raw-big5", rtf("龍泉鎮受理231件，答覆230件。".encode("big5"), rb"\ansi\ansicpg950\deff0", rb"{\fonttbl{\f0\fcharset136 MingLiU;}}"), text="龍泉鎮受理231件，答覆230件。"),
    Case("escaped-font-charset-only", rtf(escaped(LINE), rb"\ansi\ansicpg1252\deff0"), text=LINE),
    Case("raw-font-charset-only", rtf(LINE.encode("gbk"), rb"\ansi\ansicpg1252\deff0"), text=LINE),
    Case("escaped-mixed-case", rtf(escaped(LINE).replace(b"\\'c", b"\\'C")), text=LINE),
    Case("escaped-second-byte-plain", rtf(b"\\'81@12" + escaped("件，受理7件。")), text="丂12件，受理7件。"),
    Case("unicode-with-two-byte-fallback", rtf(b"\\uc2" + b"".join(b"\\u%d%s" % (ord(c), escaped(c)) for c in "龙泉镇办") + b"\\uc0 12" + numbered("件。").replace(b"?", b"")), text="龙泉镇办12件。"),
    Case("raw-line-ends-inside", rtf(b"".join(bytes(part) for part in ("龙泉镇受理".encode("gbk"), b"\r\n", "231件，答复230件。".encode("gbk")))), text=LINE),
    Case("raw-struck", rtf("受理".encode("gbk") + b"{\\strike " + "99件".encode("gbk") + b"}" + "231件。".encode("gbk")), text="受理231件。", dropped=("struck:99件",)),
    Case("raw-hidden", rtf("受理231件。".encode("gbk") + b"{\\v " + "旧99件".encode("gbk") + b"}"), text="受理231件。", dropped=("hidden:旧99件",)),
    Case("raw-raised", rtf("受理231".encode("gbk") + b"{\\super " + "注1".encode("gbk") + b"}" + "件。".encode("gbk")), text="受理231件。"),
    Case("raw-table", rtf(b"".join(b"\\trowd\\cellx3000\\cellx6000\\intbl " + a.encode("gbk") + b"\\cell " + b.encode("gbk") + b"\\cell\\row\n" for a, b in (("事项", "件数"), ("许可", "12"), ("处罚", "7")))), rows=("许可|12", "处罚|7")),
    Case("raw-bad-byte", rtf("龙泉镇受理".encode("gbk") + b"\xff" + "231件，答复230件。".encode("gbk")), has=("龙泉镇受理", "231件，答复230件。"), remark="damaged here"),
    Case("binary-picture", rtf(LINE.encode("gbk") + b"{\\pict\\wmetafile8\\bin6 \x81{}\\\xff\x00}"), text=LINE),
    Case("curly-quotes-words", rtf(b"\\ldblquote " + "一网".encode("gbk") + b"\\rdblquote " + "办件12。".encode("gbk")), text="“一网”办件12。"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_characters_are_read_in_the_code_page_of_the_document(tmp_path, case):
    assert problems(case, tmp_path, "年报.rtf") == []
