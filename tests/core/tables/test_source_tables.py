"""Source tables: their parts, the national forms by their labels, what each cell says."""

from pathlib import Path

import pytest

from tests.papers import Grid, Paper, Set, Words, applications, as_html, litigation, national, row
from zjviewer.core.dictionary.metrics import load_dictionaries
from zjviewer.core.figures.number_format import format_figure
from zjviewer.core.model.report import SourceCell, SourceGrid, Span
from zjviewer.core.tables.cell_text import column_heading
from zjviewer.core.tables.grid_structure import split_grid
from zjviewer.core.text.label_matching import best_match, similarity, strip_label
from zjviewer.pipeline.open_report import open_report

TITLE = "江阳市2023年政府信息公开工作年度报告"
PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件。"


def opened(folder: Path, *blocks, title=TITLE):
    (folder / "report.html").write_text(as_html(Paper(title, (Words(PROSE), *blocks, Words(PROSE)))), encoding="utf-8")
    return open_report(folder / "report.html")


def changed(grid: Grid, **words: tuple[str, str]) -> Grid:
    """The grid with some labels as another printer set them."""
    swap = dict(words.values())
    return Grid(tuple(tuple(Set(swap.get(c.text, c.text), c.rows, c.columns) for c in line) for line in grid.rows))


def by_key(table):
    return {line.key or line.label: line for line in table.rows}


def test_a_misprinted_or_broken_label_is_mapped_and_told(tmp_path):
    grid = changed(
        applications(),
        a=("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        b=("（四）无法提供", "（四）无 法提供"),
        c=("法人或其他组织", "法人或 其他组织"),
        d=("4.保护第三方合法权益", "4、保护第三方合法权益"),
        e=("科研机构", "科研\n机构"),
    )
    analysis = opened(tmp_path, grid)
    table = analysis.table_by_id["applications"]
    assert [len(line.cells) for line in table.rows] == [7] * len(table.rows)
    assert all(cell is not None for line in table.rows if line.key != "other" for cell in line.cells)
    told = [str(remark) for remark in analysis.remarks if remark.kind == "repaired"]
    assert told == ["The label 2.其他法律行政止公开 was read as 其他法律行政法规禁止公开."]
    span = next(remark.span for remark in analysis.remarks if remark.kind == "repaired")
    assert analysis.report.text[slice(*span)] == "2.其他法律行政止公开"


def test_rows_of_its_own_are_kept_and_missing_ones_are_empty(tmp_path):
    grid = applications()
    lines = [line for line in grid.rows if not any(cell.text == "2.重复申请" for cell in line)]
    shorter = tuple(tuple(Set(c.text, {5: 4, 22: 22}.get(c.rows, c.rows), c.columns) for c in line) for line in lines)
    extra = (Set("五、转交其他机关办理", 1, 3), *(Set(str(n)) for n in range(7)))
    at = next(index for index, line in enumerate(shorter) if line[0].text.startswith("四、"))
    whole = Grid((*shorter[:at], extra, *shorter[at:]))
    whole = Grid(tuple(tuple(Set(c.text, 21 if c.rows == 22 else c.rows, c.columns) for c in x) for x in whole.rows))
    analysis = opened(tmp_path, whole)
    rows = by_key(analysis.table_by_id["applications"])
    assert rows["dismissed.repeated"].cells == (None,) * 7
    assert [cell.literal for cell in rows["五、转交其他机关办理"].cells] == [str(n) for n in range(7)]
    assert any("lacks the row 重复申请" in str(remark) for remark in analysis.remarks)


@pytest.mark.parametrize("said", ["/", "——", "不适用", "无", "", "详见附件"])
def test_a_cell_without_a_number_keeps_what_it_says_and_is_no_zero(tmp_path, said):
    analysis = opened(tmp_path, applications(lambda r, c: said if (r, c) == (0, 0) else "0"))
    first = by_key(analysis.table_by_id["applications"])["new"]
    assert (first.cells[0], first.cell_texts[0]) == (None, said)
    assert [cell.value for cell in first.cells[1:]] == [0] * 6


def test_a_single_row_of_numbers_under_two_headings_fills_the_form_of_litigation(tmp_path):
    rows = by_key(opened(tmp_path, litigation()).table_by_id["litigation"])
    assert [[int(cell.value) for cell in rows[key].cells] for key in ("review", "direct", "after")] == [
        [10, 1, 0, 2, 13],
        [3, 0, 0, 1, 4],
        [5, 0, 0, 0, 5],
    ]


def test_the_format_of_2019_is_told_from_that_of_2021_by_its_labels(tmp_path):
    grid = Grid(
        (
            (Set("第二十条第（一）项", 1, 4),),
            row("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
            row("规章", "0", "0", "3"),
            row("规范性文件", "4", "4", "9"),
            (Set("第二十条第（五）项", 1, 4),),
            row("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
            row("行政许可", "54", "-3", "1200"),
            row("其他对外管理服务事项", "100", "+6", "800"),
            (Set("第二十条第（九）项", 1, 4),),
            (Set("信息内容"), Set("采购项目数量"), Set("采购总金额", 1, 2)),
            (Set("政府集中采购"), Set("31"), Set("1234.5万元", 1, 2)),
        )
    )
    analysis = opened(tmp_path, grid, title="江阳市2020年政府信息公开工作年度报告")
    assert analysis.era == "E2"
    assert analysis.table_by_id["documents"].keys == ("made", "disclosed", "all")
    rows = by_key(analysis.table_by_id["decisions"])
    assert [cell.value for cell in rows["permits"].cells] == [54, -3, 1200]
    assert [cell.unit for cell in rows["permits"].cells] == ["项", "项", "件"]
    assert (rows["permits"].cells[0].year, rows["permits"].cells[1].kind) == (2019, "change")
    amount = analysis.table_by_id["procurement"].rows[0].cells[1]
    assert (str(amount.value), amount.unit) == ("1234.5", "万元")


def test_the_statistics_of_2014_to_2018_are_known_by_their_labels(tmp_path):
    rows = (
        row("统计指标", "单位", "统计数"),
        row("一、主动公开情况", "——", "——"),
        row("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "1,204"),
        row("其中：主动公开规范性文件数", "条", "16"),
        row("三、依申请公开情况", "——", "——"),
        row("（一）收到申请数", "件", "30"),
        row("1.当面申请数", "件", "10"),
        row("2.网络申请数", "件", "20"),
        row("四、行政复议数量", "件", "5"),
        row("（一）维持具体行政行为数", "件", "3"),
        row("（二）被依法纠错数", "件", "2"),
        row("五、行政诉讼数量", "件", "4"),
        row("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "4"),
        row("（二）被依法纠错数", "件", "0"),
        row("（三）本市自设指标", "件", "7"),
    )
    analysis = opened(tmp_path, Grid(rows), title="江阳市2016年政府信息公开工作年度报告")
    assert analysis.era == "E1"
    review = analysis.table_by_id["review"]
    litigated = analysis.table_by_id["litigation"]
    assert [(line.label, line.cells[0].literal) for line in review.rows][-1] == ("被依法纠错", "2")
    assert [line.cells[0].literal for line in litigated.rows] == ["4", "4", "0"]
    whole = next(table for table in analysis.tables if table.id.startswith("grid"))
    assert whole.rows[-1].label == "（三）本市自设指标"
    assert whole.rows[0].cell_texts == ("——",)
    assert {cell.unit for line in whole.rows for cell in line.cells if cell} == {"条", "件"}


def test_a_table_that_no_format_knows_is_rows_by_columns(tmp_path):
    grid = Grid(
        (
            (Set("科目", 2, 2), Set("金额（万元）", 1, 2), Set("占比", 2, 1)),
            row("2022年", "2023年"),
            (Set("201"), Set("教育支出"), Set("1,234.50"), Set("1300"), Set("12.5%")),
            (Set("20101"), Set("其中：小学"), Set("-"), Set("300"), Set("")),
        )
    )
    table = next(t for t in opened(tmp_path, Words("表1 支出情况"), grid).tables if t.id.startswith("grid"))
    assert table.columns == ("金额（万元） 2022年", "金额（万元） 2023年", "占比")
    assert [line.label for line in table.rows] == ["教育支出", "其中：小学"]
    first = table.rows[0].cells
    assert [(str(c.value), c.unit, c.kind, c.year) for c in first] == [
        ("1234.50", "万元", "money", 2022),
        ("1300", "万元", "money", 2023),
        ("12.5", "%", "share", 2023),
    ]
    assert table.rows[1].cell_texts == ("-", "", "")


def test_labels_between_the_values_part_a_table_into_two(tmp_path):
    grid = Grid(
        (
            (Set("本年收入", 1, 2), Set("本年支出", 1, 2)),
            row("项目", "预算数", "项目", "预算数"),
            row("财政拨款", "100", "教育支出", "60"),
            row("事业收入", "", "卫生支出", "40"),
        )
    )
    tables = [t for t in opened(tmp_path, Words("收支总表"), Words("单位：元"), grid).tables if t.id.startswith("grid")]
    assert [table.title for table in tables] == ["收支总表 · 本年收入", "收支总表 · 本年支出"]
    assert [[line.label for line in table.rows] for table in tables] == [
        ["财政拨款", "事业收入"],
        ["教育支出", "卫生支出"],
    ]
    assert {figure.unit for table in tables for figure in table.figures} == {"元"}


def test_sentences_in_a_cell_are_read_like_the_text_around(tmp_path):
    grid = Grid(
        (row("项目", "情况"), row("公开", "全年主动公开政府信息120条，同比增长5%。办理依申请公开3件，均按时答复。"))
    )
    analysis = opened(tmp_path, grid)
    found = [figure.literal for figure in analysis.figures]
    assert found[2:5] == ["120条", "5%", "3件"]


def test_charts_of_the_national_tables_are_those_that_the_format_asks_for(tmp_path):
    (tmp_path / "report.html").write_text(as_html(national()), encoding="utf-8")
    analysis = open_report(tmp_path / "report.html")
    titles = {chart.title for chart in analysis.charts}
    assert {"本年新收申请：按申请人", "不予公开的理由", "行政复议和行政诉讼结果"} <= titles
    for chart in analysis.charts:
        table = analysis.table_by_id[chart.table]
        assert all(any(table.rows[r].cells[c] is not None for c in chart.columns) for r in chart.rows)


def test_every_form_has_labels_that_can_be_told_apart():
    for dictionary in load_dictionaries():
        for form in dictionary.forms:
            for entries in (form.rows, form.columns):
                assert len({entry.id for entry in entries}) == len(entries)
                assert len({(strip_label(entry.label), entry.within) for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("written", "meant", "alike"),
    [
        ("2.其他法律行政止公开", "其他法律行政法规禁止公开", True),
        ("（一） 予以公开", "予以公开", True),
        ("法人或\n其他组织", "法人或其他组织", True),
        ("部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开", True),
        ("予以公开", "不予公开", False),
        ("总计", "其他", False),
        ("行政许可", "行政处罚", False),
    ],
)
def test_labels_are_forgiven_their_misprints_only(written, meant, alike):
    assert (similarity(written, meant) > 0) == alike


def test_a_label_that_might_be_two_is_neither():
    assert best_match("属于事务信息内部", [("属于内部事务信息甲",), ("属于内部事务信息乙",)])[0] == -1


def test_rows_that_name_years_are_of_those_years_and_a_unit_is_told_once(tmp_path):
    path = tmp_path / "report.md"
    rows = "| 年度 | 公开数（条） |\n|---|---|\n| 2016 | 1,000 |\n| 2017年 | 2,000 |\n"
    path.write_text(f"# {TITLE}\n\n## 一、概述\n\n{rows}", encoding="utf-8")
    analysis = open_report(path)
    assert [(figure.value, figure.year) for figure in analysis.figures] == [(1000, 2016), (2000, 2017)]
    assert column_heading(analysis.tables[0], 0) == "公开数（条）"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("电话", ["0571-0000567", "0571-0000321", "0571-0000789"]),
        ("联系电话", ["13800000000", "13900000000", "13700000000"]),
        ("电话", ["0000567", "0000321", "0000789"]),
        ("日期", ["2021-01-05", "2021-02-06", "2021-03-08"]),
        ("受理时间", ["2021年1月5日", "2021年2月6日", "2021年3月8日"]),
        ("日期", ["2021/1/5", "2021/2/6", "2021/3/8"]),
        ("邮箱", ["a@example.org", "b@example.org", "c@example.org"]),
    ],
)
@pytest.mark.parametrize("contact", [True, False])
def test_a_column_of_details_names_no_row_and_has_no_figures(tmp_path, name, values, contact):
    heads = ["乡镇", *(["联系人"] if contact else []), name, "数量", "备注"]
    rows = [
        [place, *(["甲乙丙"[n]] if contact else []), values[n], str(5 + 2 * n), "无"]
        for n, place in enumerate(["长坡镇", "石桥镇", "青云镇"])
    ]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(",".join(row) for row in [heads, *rows]), encoding="utf-8")
    analysis = open_report(path)
    (table,) = analysis.tables
    assert [row.label for row in table.rows] == ["长坡镇", "石桥镇", "青云镇"]
    assert [figure.literal for figure in analysis.figures] == ["5", "7", "9"]


def test_dates_name_the_rows_where_nothing_else_does(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("日期,数量\n2021-01-05,5\n2021-02-06,7\n", encoding="utf-8")
    (table,) = open_report(path).tables
    assert [row.label for row in table.rows] == ["2021-01-05", "2021-02-06"]


BUDGET = "江阳市水利局2026年部门预算"


def values(analysis, column=0):
    """Label, shown value, indicator and status of each row of the first table."""
    found = []
    for line in analysis.tables[0].rows:
        figure = line.cells[column]
        found.append((line.label, format_figure(figure), figure.indicator, figure.status))
    return found


@pytest.mark.parametrize("band", [True, False])
@pytest.mark.parametrize("repeated", [True, False])
def test_the_codes_of_a_budget_are_no_figures_and_give_its_levels(tmp_path, band, repeated):
    above = [row("科目编码", "", "", "科目名称", "合计"), row("类", "款", "项", "", "")]
    heads = above if band else [row("类", "款", "项", "科目名称", "合计")]
    codes = [("213", "", ""), ("213", "03", ""), ("213", "03", "01"), ("213", "03", "05")]
    if not repeated:
        codes = [("213", "", ""), ("", "03", ""), ("", "", "01"), ("", "", "05")]
    names = [("农林水支出", "2000.00"), ("水利", "2000.00"), ("行政运行", "1500.00"), ("水利工程", "500.00")]
    lines = [row(*code, *name) for code, name in zip(codes, names, strict=True)]
    grid = Grid((*heads, row("合计", "", "", "", "2000.00"), *lines))
    analysis = opened(tmp_path, Words("单位：万元"), grid, title=BUDGET)
    assert len(analysis.tables) == 1
    assert [(label, indicator) for label, _, indicator, _ in values(analysis)] == [
        ("合计", "合计"),
        ("农林水支出", "农林水支出"),
        ("水利", "农林水支出 › 水利"),
        ("行政运行", "农林水支出 › 水利 › 行政运行"),
        ("水利工程", "农林水支出 › 水利 › 水利工程"),
    ]
    assert {status for *_, status in values(analysis)} == {"planned"}


def test_codes_without_names_are_labels(tmp_path):
    grid = Grid((row("类", "款", "项", "合计"), row("213", "", "", "2000"), row("213", "03", "", "1500")))
    analysis = opened(tmp_path, Words("单位：万元"), grid, title=BUDGET)
    assert [label for label, *_ in values(analysis)] == ["213", "21303"]


def test_values_before_the_first_label_belong_to_it(tmp_path):
    grid = Grid((row("合计", "科目名称", "基本支出"), row("20", "农林水支出", "15"), row("5", "行政运行", "5")))
    analysis = opened(tmp_path, Words("单位：万元"), grid, title=BUDGET)
    assert len(analysis.tables) == 1
    assert [each[:2] for each in values(analysis)] == [("农林水支出", "20万元"), ("行政运行", "5万元")]


@pytest.mark.parametrize("heading", ["增长（%）", "增减%", "增幅", "占比（%）", "增速", "增长（％）"])
def test_a_column_in_per_cent_holds_no_amounts_in_the_unit_of_its_rows(tmp_path, heading):
    grid = Grid(
        (row("指标", "2023年", heading), row("生产总值（亿元）", "2015.6", "5.2"), row("人口（万人）", "88", "0.2"))
    )
    analysis = opened(tmp_path, grid)
    assert [figure.unit for line in analysis.tables[0].rows for figure in line.cells] == ["亿元", "%", "万人", "%"]


@pytest.mark.parametrize("written", ["数千件", "两三百件", "十余件", "几十件", "百余件"])
def test_a_vague_cell_is_a_bound_shown_as_written(tmp_path, written):
    grid = Grid((row("项目", "数量"), row("受理申请", written), row("信函申请", "45件"), row("当面申请", "7件")))
    analysis = opened(tmp_path, grid)
    figure = analysis.tables[0].rows[0].cells[0]
    assert (figure.literal, format_figure(figure), figure.indicator, figure.unit) == (
        written,
        written,
        "受理申请",
        "件",
    )
    assert figure.low == figure.value < figure.high


@pytest.mark.parametrize(
    ("title", "heading", "status"),
    [
        (BUDGET, "2026年预算数", "planned"),
        (BUDGET, "2025年预算数", "stated"),
        (BUDGET, "2026年执行数", "stated"),
        ("江阳市水利局2026年部门决算", "预算数", "stated"),
        ("江阳市2025年国民经济和社会发展计划", "2025年预期目标", "planned"),
        ("江阳市2025年国民经济和社会发展计划", "2024年完成", "stated"),
        (TITLE, "2024年", "planned"),
        (TITLE, "2023年", "stated"),
    ],
)
def test_cells_of_a_budget_and_aims_are_planned(tmp_path, title, heading, status):
    grid = Grid((row("项目", heading), row("农林水支出（万元）", "20"), row("教育支出（万元）", "15")))
    assert {each[3] for each in values(opened(tmp_path, grid, title=title))} == {status}


def test_the_rate_of_natural_growth_is_a_level(tmp_path):
    grid = Grid(
        (row("指标", "2022年", "2023年"), row("人口自然增长率（‰）", "3.1", "-0.4"), row("死亡率（‰）", "7", "8"))
    )
    assert {figure.kind for line in opened(tmp_path, grid).tables[0].rows for figure in line.cells} == {"rate"}


def blocks(*lines: str) -> list[tuple[str, list[str], list[str]]]:
    """Band, headings and labels of each part of a table that is written as lines of cells; one cell is a band."""
    text, cells, start = "", [], 0
    width = max(line.count("|") + 1 for line in lines)
    for r, line in enumerate(lines):
        words = line.split("|")
        for c, word in enumerate(words):
            span = Span(start, start + len(word))
            cells.append(SourceCell(span, r, c, 1, width if len(words) == 1 else 1))
            text += word + "\t"
            start = len(text)
    grid = SourceGrid(Span(0, len(text)), len(lines), width, tuple(cells))
    found = split_grid(grid, 0, text)
    return [(b.band, [" ".join(path) for path in b.columns], [" ".join(row.path) for row in b.rows]) for b in found]


def test_a_line_across_a_table_begins_a_part_with_headings_of_its_own():
    first = ("收入", ["2022年", "2023年"], ["税收", "非税"])
    second = ("支出", ["预算", "决算"], ["教育", "卫生"])
    rows = ("收入", "项目|2022年|2023年", "税收|10|20", "非税|3|4", "支出", "项目|预算|决算", "教育|5|6", "卫生|7|8")
    assert blocks(*rows) == [first, second]


def test_a_line_below_the_headings_names_the_part_with_the_line_above_them():
    rows = ("全市", "项目|2022年|2023年", "收入", "税收|10|20", "非税|3|4")
    assert blocks(*rows) == [("全市 收入", ["2022年", "2023年"], ["税收", "非税"])]


def test_a_line_without_headings_below_it_ends_those_above():
    rows = ("项目|2022年|2023年", "税收|10|20", "其他", "非税|3|4")
    assert [band for band, _, _ in blocks(*rows)] == ["", "其他"]
    assert [labels for _, _, labels in blocks(*rows)] == [["税收"], ["非税"]]


def test_a_row_that_is_shorter_than_the_table_has_no_cells_there():
    rows = ("项目|2022年|2023年", "税收|10|20", "非税|3")
    ((_, columns, labels),) = blocks(*rows)
    assert (columns, labels) == (["2022年", "2023年"], ["税收", "非税"])


@pytest.mark.parametrize(("rows", "is_form"), [(3, False), (6, False), (7, True), (12, True)])
def test_a_long_form_is_known_by_three_tenths_of_its_rows(tmp_path, rows, is_form):
    (form,) = [f for d in load_dictionaries() if d.era == "E3" for f in d.forms if f.id == "applications"]
    lines = [row("项目", "自然人", "商业企业", "科研机构", "社会公益组织")]
    lines += [row(entry.label, "1", "2", "3", "4") for entry in form.rows[2 : 2 + rows]]
    (table,) = opened(tmp_path, Grid(tuple(lines))).tables[:1]
    assert (table.id == "applications") == is_form


@pytest.mark.parametrize(
    ("codes", "columns"),
    [
        *((("01", "02", "03"), ["金额"]), (("201", "205", "208"), ["金额"]), (("1", "2", "3"), ["金额"])),
        *(
            (("12", "7", "3"), ["数", "金额"]),
            (("010", "02", "208"), ["金额"]),
            (("2010", "2050", "2080"), ["数", "金额"]),
        ),
    ],
)
def test_numbers_in_front_of_labels_are_codes_by_their_form(codes, columns):
    names = ("甲类", "乙类", "丙类")
    head = "数|名称|金额" if "数" in columns else "|名称|金额"
    lines = [f"{code}|{name}|{n}5" for n, (code, name) in enumerate(zip(codes, names, strict=True), 2)]
    ((_, found, labels),) = blocks(head, *lines)
    assert found == columns
    assert [label.split()[-1] for label in labels] == list(names)


@pytest.mark.parametrize(
    ("label", "cell", "kind"),
    [
        *(
            ("满意度", "2.5百分点", "change"),
            ("满意率", "94.7%", "rate"),
            ("占比", "15%", "share"),
            ("同比增长", "3%", "change"),
        ),
        *(
            ("人口自然增长率", "3.1‰", "rate"),
            ("测评得分", "96分", "score"),
            ("财政支出", "120万元", "money"),
            ("申请", "12件", "count"),
        ),
    ],
)
def test_the_kind_of_a_cell_follows_its_unit_and_its_label(tmp_path, label, cell, kind):
    grid = Grid((row("项目", "数值"), row(label, cell), row("其他申请", "7件")))
    (table,) = opened(tmp_path, grid).tables[:1]
    assert table.rows[0].cells[0].kind == kind
