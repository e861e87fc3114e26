"""Metric tables: the dictionary, quotations with a hole, enumerations; every cell a figure of the text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sidecar_file import read_sidecar
from zjviewer import paths
from zjviewer.core.dictionary.metrics import dictionary_for_year, list_eras, load_dictionaries, subject_class
from zjviewer.core.export.tables import tables_text
from zjviewer.core.text.quotations import PLACEHOLDER, find_placeholder
from zjviewer.errors import BadSidecar
from zjviewer.pipeline.open_report import open_report

GOLDEN = Path(__file__).parent.parent.parent / "golden" / "zhejiang-2017-tables.txt"

REVIEW = (
    "2015年,全市共收到政府信息公开申请1,204件,其中当面申请300件,信函申请104件,网络申请800件。"
    "全市办理行政复议23件,其中维持具体行政行为20件,被依法纠错1件,其他情形2件。"
    "全市行政诉讼案件9件,其中维持具体行政行为或者驳回原告诉讼请求7件,被依法纠错2件。"
)


@pytest.fixture(scope="module")
def bundled():
    return open_report(paths.bundled_report())


def opened(folder: Path, text: str, sidecar: str = ""):
    (folder / "report.txt").write_text(text, encoding="utf-8")
    if sidecar:
        (folder / "report.toml").write_text(sidecar, encoding="utf-8")
    return open_report(folder / "report.txt")


def cells(table):
    return {row.label: [cell.literal if cell else None for cell in row.cells] for row in table.rows}


def test_the_bundled_report_gives_the_tables_that_a_reader_expects(bundled):
    assert tables_text(bundled) == GOLDEN.read_text(encoding="utf-8")
    assert len(bundled.tables) == 21


def test_every_cell_is_a_figure_of_the_text_and_its_section_holds_it(bundled):
    for table in bundled.tables:
        assert table.figures
        for figure in table.figures:
            assert bundled.figure_by_id[figure.id] is figure
        section = bundled.section_by_id[table.section]
        assert section.start <= min(figure.start for figure in table.figures) < section.end


def test_no_quotation_of_the_bundled_sidecar_holds_a_number_of_the_report(bundled):
    text = bundled.report.text
    for table in bundled.sidecar.tables:
        for quotation in (cell for row in table.rows for cell in row.cells if cell):
            hole = find_placeholder(text, quotation)
            before, after = quotation.split("{}")
            fixed = [*range(hole.start - len(before), hole.start), *range(hole.end, hole.end + len(after))]
            assert all(bundled.figure_at(offset) is None for offset in fixed), quotation


def test_the_dictionary_reads_the_prose_of_another_report_of_its_era(tmp_path):
    analysis = opened(tmp_path, f"杭州市2015年政府信息公开工作年度报告\n{REVIEW}")
    assert (analysis.report.year, analysis.report.region) == (2015, "杭州市")
    assert cells(analysis.table_by_id["applications"]) == {
        "收到申请": ["1,204件"],
        "当面申请": ["300件"],
        "网络申请": ["800件"],
        "信函申请": ["104件"],
    }
    assert cells(analysis.table_by_id["review"])["被依法纠错"] == ["1件"]
    assert cells(analysis.table_by_id["litigation"])["被依法纠错"] == ["2件"]


def test_a_report_of_another_era_is_not_read_by_the_dictionary_of_this_one(tmp_path):
    analysis = opened(tmp_path, f"杭州市2021年政府信息公开工作年度报告\n{REVIEW}")
    assert {"review", "litigation", "applications"}.isdisjoint(analysis.table_by_id)


def test_eras_do_not_overlap_and_an_unknown_year_has_no_dictionary():
    eras = load_dictionaries()
    assert all(a.last_year is not None and a.last_year < b.first_year for a, b in pairwise(eras))
    assert [era.name for era in list_eras()] == [dictionary.era for dictionary in eras]
    assert all(era.title for era in list_eras())
    assert dictionary_for_year(None) is None
    assert dictionary_for_year(2013) is None
    assert dictionary_for_year(2014).era == "E1"


def test_every_row_of_the_dictionary_names_a_metric_and_every_metric_has_a_row():
    for dictionary in load_dictionaries():
        named = {row.metric for table in dictionary.tables for row in table.rows}
        assert named == set(dictionary.metrics)
        assert all(not m.after or m.after in dictionary.metrics for m in dictionary.metrics.values())


def test_an_enumeration_becomes_a_table_with_its_total(tmp_path):
    analysis = opened(tmp_path, "共梳理出公开事项30项,其中拱墅区10项、江北区8项、瓯海区12项。")
    (table,) = analysis.tables
    assert table.title == "公开事项"
    assert cells(table) == {"合计": ["30项"], "拱墅区": ["10项"], "江北区": ["8项"], "瓯海区": ["12项"]}


def test_items_of_different_units_are_no_enumeration(tmp_path):
    assert opened(tmp_path, "公开信息3条、公报5期、会议8场、网站2个。").tables == ()


def test_a_quotation_that_the_text_does_not_hold_once_is_told_and_leaves_its_cell_empty(tmp_path):
    sidecar = """
        [[table]]
        id = "t"
        title = "信息"
        columns = ["数量"]
        rows = [
            { label = "公开", cells = ["公开信息{}条"] },
            { label = "没有", cells = ["收到意见{}件"] },
            { label = "两处", cells = ["{}场"] },
        ]
        [[heading]]
        title = "无此章"
        begins = "文中没有的话"
        level = 1
    """
    analysis = opened(tmp_path, "全年公开信息3条,召开会议8场,论坛9场。", sidecar)
    assert cells(analysis.table_by_id["t"]) == {"公开": ["3条"], "没有": [None], "两处": [None]}
    assert analysis.unresolved_quotations == ("无此章", "收到意见{}件", "{}场")


@pytest.mark.parametrize(
    "wrong",
    [
        "title = ",
        "title = 3",
        '[[heading]]\ntitle = "a"\nbegins = "b"\nlevel = 9',
        '[[table]]\nid = "t"\ntitle = "t"\ncolumns = ["a"]\nrows = [{ label = "l", cells = ["没有洞"] }]',
        '[[table]]\nid = "t"\ntitle = "t"\ncolumns = ["a"]\nrows = [{ label = "l", cells = [] }]',
        '[[table]]\nid = "t"\ntitle = "t"\ncolumns = ["a"]\nchart = "pie"\nrows = []',
    ],
)
def test_a_wrong_sidecar_is_a_sentence_that_names_the_file(tmp_path, wrong):
    path = tmp_path / "report.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(BadSidecar, match=r"report\.toml"):
        read_sidecar(path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("全省", "whole"),
        ("浙江省", "whole"),
        ("省政府及各市政府", "whole"),
        ("省级部门", "own"),
        ("市级部门", "own"),
        ("各市及其部门", "lower"),
        ("第三方机构", ""),
    ],
)
def test_bodies_are_told_by_their_level(words, expected):
    assert subject_class(words, "浙江省") == expected


PIECES = st.lists(st.sampled_from(["件", "一二三四五六七八九", "7", ",", ",", ",123", "，"]), max_size=14).map("".join)


@given(PIECES, PIECES.filter(bool), PIECES.filter(bool))
def test_a_hole_is_where_an_expression_would_find_it(text, before, after):
    filling = r"(?:[^、,，。;；:：\n]|,(?=\d{3})){1,24}?"
    found = [match.span("hole") for match in re.finditer(f"{before}(?P<hole>{filling}){after}", text)]
    hole = find_placeholder(text, f"{before}{PLACEHOLDER}{after}")
    assert (hole and (hole.start, hole.end)) == (found[0] if len(found) == 1 else None)


OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")
TWO_LISTS = {
    "semicolon and 其中": "{0}{a}件，其中{x}；{1}{b}件，其中{y}。",
    "two sentences": "{0}{a}件，其中{x}。{1}{b}件，其中{y}。",
    "brackets": "{0}{a}件（{x}），{1}{b}件（{y}）。",
    "brackets with 其中": "{0}{a}件（其中{x}）、{1}{b}件（其中{y}）。",
    "comma and 其中": "{0}{a}件，其中：{x}，{1}{b}件，其中：{y}。",
    "colons": "{0}{a}件：{x}；{1}{b}件：{y}。",
}


@pytest.mark.parametrize("wording", TWO_LISTS.values(), ids=list(TWO_LISTS))
@pytest.mark.parametrize("names", [("行政复议", "行政诉讼"), ("政府信息公开行政复议", "政府信息公开行政诉讼")])
@pytest.mark.parametrize("values", [(72, 64, 178, 37, 25, 5, 9, 7), (1, 2, 3, 4, 5, 6, 7, 8)])
@pytest.mark.parametrize("comma", ["，", "、"])
def test_a_list_with_two_totals_gives_two_tables(tmp_path, wording, names, values, comma):
    parts = [
        comma.join(f"{name}{n}件" for name, n in zip(OUTCOMES, half, strict=True)) for half in (values[:4], values[4:])
    ]
    totals = sum(values[:4]), sum(values[4:])
    text = wording.format(*names, a=totals[0], b=totals[1], x=parts[0], y=parts[1])
    path = tmp_path / "report.txt"
    path.write_text(f"澄原市人民政府2024年政府信息公开工作年度报告\n一、总体情况\n{text}\n", encoding="utf-8")
    tables = open_report(path).tables
    assert [table.title for table in tables] == list(names)
    for table, total, half in zip(tables, totals, (values[:4], values[4:]), strict=True):
        assert [row.label for row in table.rows] == ["合计", *OUTCOMES]
        assert [cell.value for cell in table.figures] == [total, *half]


def test_two_breakdowns_without_a_word_between_are_two_lists(tmp_path):
    text = "复议案件10件，结果维持5件，结果纠正3件，尚未审结2件，诉讼案件7件，结果维持4件，结果纠正2件，尚未审结1件。"
    assert [(table.title, list(cells(table))) for table in opened(tmp_path, text).tables] == [
        ("复议案件", ["结果维持", "结果纠正", "尚未审结"]),
        ("诉讼案件", ["结果维持", "结果纠正", "尚未审结"]),
    ]


@pytest.mark.parametrize(("count", "listed"), [(2, False), (3, True)])
def test_a_list_has_three_items_or_more(tmp_path, count, listed):
    items = "、".join(f"{name}区{n}项" for n, name in enumerate("甲乙丙"[:count], 3))
    assert bool(opened(tmp_path, f"梳理出事项20项，其中{items}。").tables) == listed


@pytest.mark.parametrize(("total", "stated"), [(12, True), (13, True), (11, False)])
def test_a_total_is_no_smaller_than_its_largest_part(tmp_path, total, stated):
    (table,) = opened(tmp_path, f"共梳理出公开事项{total}项,其中拱墅区10项、江北区8项、瓯海区12项。").tables
    assert ("合计" in cells(table)) == stated


def test_a_list_without_a_word_for_its_total_has_none(tmp_path):
    (table,) = opened(tmp_path, "公开事项30项,拱墅区10项、江北区8项、瓯海区12项。").tables
    assert "合计" not in cells(table)


def test_a_metric_that_a_table_states_is_taken_from_the_table_and_not_from_the_prose(tmp_path):
    form = "统计指标 单位 统计数\n（一）收到申请数 件 256\n1.当面申请数 件 40\n2.传真申请数 件 2\n3.网络申请数 件 154\n"
    text = (
        f"澄原市人民政府2016年政府信息公开工作年度报告\n一、概述\n全年收到申请870件。\n附表\n{form}4.信函申请数 件 60\n"
    )
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    (table,) = [table for table in open_report(path).tables if table.id == "applications"]
    assert cells(table)["收到申请"] == ["256"]
