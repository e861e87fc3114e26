"""RTF: code pages, tables, struck and raised text."""

from contextlib import suppress

import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.readers.registry import read_report


@pytest.fixture
def read(tmp_path):
    def read_body(body: str, page: int = 936):
        path = tmp_path / "年报.rtf"
        path.write_bytes(b"{\\rtf1\\ansi\\ansicpg%d " % page + body.encode("latin-1") + b"}")
        return read_report(path)

    return read_body


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(each)}?" if ord(each) > 127 else each for each in text)


def test_bytes_of_the_code_page_and_unicode_are_read(read):
    gbk = "".join(f"\\'{byte:02x}" for byte in "受理".encode("gbk"))
    assert read(f"{gbk} 231{escaped('件。')}\\par").text.replace(" ", "") == "受理231件。"


@pytest.mark.parametrize("mark", ["1", "[2]", "*"])
@pytest.mark.parametrize("form", ["{{\\super {}}}", "{{\\loch\\super\\loch\n{}}}", "\\super {}\\nosupersub "])
def test_a_note_mark_never_fuses_with_a_number(read, mark, form):
    assert read(f"{escaped('受理')}231{form.format(mark)}{escaped('件。')}").text == "受理231件。"


def test_an_exponent_stays(read):
    assert read(f"{escaped('占地')}78m{{\\super 2}}{escaped('。')}").text == "占地78m²。"


@pytest.mark.parametrize(
    ("control", "shown"), [("\\strike", False), ("\\v", False), ("\\strike0", True), ("\\v0", True)]
)
def test_struck_and_hidden_text_is_left_out(read, control, shown):
    report = read(f"{escaped('有效')}8{{{control} 999}}{escaped('件。')}")
    assert ("999" in report.text) is shown
    assert bool(report.dropped) is not shown


def test_rows_of_cells_are_a_table(read):
    rows = "".join(f"\\trowd {a}\\cell {b}\\cell\\row\n" for a, b in (("A", "B"), ("C", "231")))
    report = read(f"{rows}\\pard {escaped('完。')}")
    assert report.text == "A\tB\nC\t231\n完。"
    assert len(report.grids) == 1


def test_what_has_no_text_is_refused(read):
    with pytest.raises(UnreadableFile):
        read("\\par")


@pytest.mark.parametrize(
    ("body", "text", "reason"),
    [
        ("{before}\\v {lost}\\v0 {after}", True, "hidden"),
        ("{before}\\strike {lost}\\strike0 {after}", True, "struck"),
        ("{before}\\striked1 {lost}\\striked0 {after}", True, "struck"),
        ("{before}\\v {lost}\\plain {after}", True, "hidden"),
        ("{before}{{\\v {{\\b {lost}}}}}{after}", True, "hidden"),
        ("{before}{{\\b\\v\\i {{\\f1 {lost}}}}}{after}", True, "hidden"),
        ("{before}{{\\deleted {lost}}}{{\\revised {after}}}", True, "struck"),
        ("{before}{{\\v0 {lost}}}{after}", False, ""),
        ("{before}{{\\v\\plain {lost}}}{after}", False, ""),
        ("{before}{{\\b {{\\v x}}{lost}}}{after}", False, ""),
    ],
)
def test_the_state_of_every_group_decides_what_is_seen(read, body, text, reason):
    parts = {"before": escaped("受理8件"), "lost": escaped("另有999件"), "after": escaped("完")}
    report = read(body.format(**parts))
    assert ("另有999件" not in report.text) is text
    assert report.text.startswith("受理8件")
    assert report.text.endswith("完")
    assert not reason or [(each.text, each.reason) for each in report.dropped] == [("另有999件", reason)]


def test_bars_of_the_text_are_no_cells(read):
    assert read(f"{escaped('甲')}|{escaped('乙')}|\\par 5|").text == "甲|乙|\n5|"
    rows = "\\trowd A|B\\cell 1\\cell\\row\\trowd C\\cell 2\\cell\\row"
    assert read(rows).text == "A|B\t1\nC\t2"


@pytest.mark.parametrize("field", ['{{\\field{{\\*\\fldinst{{HYPERLINK "http://x.cn"}}}}{{\\fldrslt {}}}}}', "{}"])
def test_the_address_of_a_link_is_no_text(read, field):
    assert read(f"{field.format(escaped('见附件'))}\\par").text == "见附件"


def test_names_of_styles_are_not_listed_as_hidden_text(read):
    report = read(f"{{\\stylesheet{{\\s1\\v Hidden;}}}}{escaped('受理8件')}\\par")
    assert (report.text, report.dropped) == ("受理8件", ())


@pytest.mark.parametrize("code", ["99999999999", "-99999999999", "1114112", "-70000"])
def test_a_code_that_is_no_character_is_a_sentence_or_left_out(read, code):
    with suppress(UnreadableFile):
        assert "受理" in read(f"{escaped('受理3件。')}\\u{code}?\\par").text


NOTE = r"{\super \chftn}{\footnote \pard {\super \chftn} \u20165?\u20844?\u24320?3\u26465?\{a\}}"
BOX = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard \u21463?\u29702?21\u20214?\par}}}"


@pytest.mark.parametrize(
    ("inside", "added"),
    [(NOTE, ["注：仅公开3条{a}"]), (BOX, ["注：受理21件"]), (NOTE + BOX, ["注：仅公开3条{a}", "注：受理21件"])],
)
def test_footnotes_and_text_boxes_follow_the_text(tmp_path, inside, added):
    path = tmp_path / "report.rtf"
    path.write_bytes((r"{\rtf1\ansi\ansicpg936 \u21150?\u32467?305\u20214?" + inside + r"\par}").encode("ascii"))
    lines = read_report(path).text.split("\n")
    assert lines[0].startswith("办结305件")
    assert lines[1:] == added


@pytest.mark.parametrize("raw", [r"{\rtf1 {\footnote \u20165?", r"{\rtf1 a{\footnote {{{{ b}\par}"])
def test_a_cut_footnote_ends(tmp_path, raw):
    path = tmp_path / "report.rtf"
    path.write_bytes(raw.encode("ascii"))
    with suppress(UnreadableFile):
        read_report(path)
