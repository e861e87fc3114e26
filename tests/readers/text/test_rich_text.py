"""RTF: code pages, tables, struck and raised text."""

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
