import re
from dataclasses import replace

from tests.sample import sample_analysis
from zjviewer.core.export.table_clipboard import to_html, to_tsv
from zjviewer.core.model.analysis import Row
from zjviewer.core.tables.cell_text import LABELS

ANALYSIS = sample_analysis()
OPENED = ANALYSIS.table_by_id["opened"]


def test_a_table_as_tsv_has_headings_and_numbers_that_programs_read():
    assert to_tsv(OPENED).split("\r\n") == [
        "\t数量（条）\t同比",
        "全省\t9341853\t+11%",
        "各设区市和县级政府及设区市级政府部门\t8517780\t+16%",
        "省级政府部门\t997784\t-7%",
    ]


def test_a_part_of_a_table_is_copied_without_headings():
    assert to_tsv(OPENED, [2, 0], [LABELS, 1]) == "省级政府部门\t-7%\r\n全省\t+11%"


def test_a_label_can_neither_break_the_lines_nor_be_a_formula():
    table = replace(OPENED, rows=(Row("=HYPERLINK(1)\t2\n3", OPENED.rows[0].cells),))
    assert to_tsv(table).split("\r\n")[1] == "'=HYPERLINK(1) 2 3\t9341853\t+11%"


def test_a_table_as_html_has_title_headings_numbers_note_and_source():
    html = to_html(OPENED, ANALYSIS)
    assert re.findall(r"<th style[^>]*>(.*?)</th>", html) == ["", "数量（条）", "同比"]
    assert re.findall(r"<td[^>]*>(.*?)</td>", html)[-3:] == ["省级政府部门", "997,784", "-7%"]
    for words in ("<b>主动公开政府信息总体情况</b>", "注：市县与省级之和", "来源：浙江省2017年"):
        assert words in html


def test_words_of_a_report_are_no_markup():
    table = replace(OPENED, title="<script>", rows=(Row("a & <b>", OPENED.rows[0].cells),))
    html = to_html(table, ANALYSIS)
    assert "&lt;script&gt;" in html
    assert "a &amp; &lt;b&gt;" in html


def test_a_part_as_html_is_the_bare_cells():
    html = to_html(OPENED, ANALYSIS, [0], [0])
    assert re.findall(r"<td[^>]*>(.*?)</td>", html) == ["9,341,853"]
    assert "<thead" not in html
    assert "来源" not in html
