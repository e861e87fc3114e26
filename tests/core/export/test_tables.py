import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest

from tests.sample import sample_analysis
from zjviewer.core.export.figure_sources import TITLES, figure_rows
from zjviewer.core.export.table_formats import FORMAT_NAMES
from zjviewer.core.export.table_workbook import number_format
from zjviewer.core.export.tables import (
    json_number,
    suggested_name,
    tables_json,
    tables_text,
    to_csv,
    write_file,
    write_tables,
)
from zjviewer.core.model.analysis import Row
from zjviewer.core.text.width import label_width
from zjviewer.errors import NotWritten
from zjviewer.paths import bundled_report
from zjviewer.pipeline.open_report import open_report

ANALYSIS = sample_analysis()
OPENED = ANALYSIS.table_by_id["opened"]


@pytest.mark.parametrize("analysis", [ANALYSIS, open_report(bundled_report())], ids=["sample", "bundled"])
def test_every_figure_of_every_table_has_a_line_that_the_text_confirms(analysis):
    text = analysis.report.text
    sources = figure_rows(analysis.tables, analysis)
    assert [s.figure for s in sources] == [f for table in analysis.tables for f in table.figures]
    for source in sources:
        line = dict(zip(TITLES, source.values, strict=True))
        assert text[line["起点"] : line["终点"]] == line["原文"]
        assert line["原文"] in line["所在句子"]
        assert line["所在句子"] in text
        assert (line["数值"], line["单位"]) == (source.figure.value, source.figure.unit)
        assert line["章节"].endswith(analysis.section_by_id[source.figure.section].title)


def test_a_csv_file_opens_in_excel_and_states_unit_year_section_and_sentence(tmp_path):
    path = tmp_path / "表.csv"
    write_file([OPENED], ANALYSIS, path)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 7
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    last = lines[-1]
    assert (last["行"], last["列"], last["原文"], last["数值"], last["单位"]) == (
        "省级政府部门",
        "同比",
        "7%",
        "-7",
        "%",
    )
    assert (last["类别"], last["年份"]) == ("增减", "2017")
    assert last["章节"] == "二 主动公开政府信息情况 › 公开数量和渠道"
    assert last["所在句子"].endswith("同比降低7%。")


def test_a_csv_file_holds_no_formula():
    table = replace(OPENED, title="=1+1", rows=(Row("@x", OPENED.rows[2].cells),))
    line = next(csv.DictReader(io.StringIO(to_csv([table], ANALYSIS))))
    assert (line["表"], line["行"]) == ("'=1+1", "'@x")


def test_a_workbook_of_one_table_shows_it_as_read_with_real_numbers(tmp_path):
    write_file([OPENED], ANALYSIS, tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    assert book.sheetnames == ["表", "出处"]
    sheet = book["表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=7)]
    assert rows == [
        [None, "数量（条）", "同比"],
        ["全省", 9341853, 0.11],
        ["各设区市和县级政府及设区市级政府部门", 8517780, 0.16],
        ["省级政府部门", 997784, -0.07],
    ]
    assert (sheet["A1"].value, sheet.freeze_panes) == ("主动公开政府信息总体情况", "B5")
    assert sheet["A2"].value == "二 主动公开政府信息情况 › 公开数量和渠道 · 2017年"
    assert [sheet.cell(row, 1).value[:3] for row in (9, 10)] == ["注：市", "来源："]
    assert (book.properties.title, book.properties.creator) == (OPENED.title, "zjviewer")


def test_every_number_of_a_workbook_leads_to_its_sentence_and_back(tmp_path):
    write_file([OPENED], ANALYSIS, tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    cell = book["表"]["C7"]
    name, _, target = cell.hyperlink.location.rpartition("!")
    assert name == "'出处'"
    line = dict(zip(TITLES, (c.value for c in book["出处"][int(target[1:])]), strict=True))
    assert (line["原文"], line["数值"], line["年份"]) == ("7%", -7, 2017)
    assert cell.hyperlink.tooltip == line["所在句子"]
    assert book["出处"][f"C{target[1:]}"].hyperlink.location == "'表'!C7"


def test_no_text_of_a_workbook_is_a_formula(tmp_path):
    table = replace(OPENED, title="=1+1", rows=(Row("=A1", OPENED.rows[0].cells),))
    write_file([table], ANALYSIS, tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=1+1", "s")
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("=A1", "s")


def test_a_workbook_of_all_tables_has_contents_a_sheet_for_each_and_one_for_the_sources(tmp_path):
    twin = replace(ANALYSIS.tables[0], id="twin", title="最多跑一次事项")
    odd = replace(ANALYSIS.tables[0], id="odd", title="[长]" + "很长的标题" * 10)
    analysis = replace(ANALYSIS, tables=(*ANALYSIS.tables, twin, odd))
    (path,) = write_tables(analysis, tmp_path / "out", "xlsx")
    book = openpyxl.load_workbook(path)
    assert [book.sheetnames[i] for i in (0, 1, 6, -1)] == ["目录", "最多跑一次事项", "最多跑一次事项-2", "出处"]
    assert len(book.sheetnames) == 9
    assert all(len(name) <= 31 for name in book.sheetnames)
    for row in range(3, 10):
        location = book["目录"].cell(row, 1).hyperlink.location
        assert location.partition("!")[0].strip("'") == book.sheetnames[row - 2]
    assert book["出处"].max_row == 1 + sum(len(table.figures) for table in analysis.tables)


def test_a_workbook_tells_nothing_of_the_machine_it_was_made_on(tmp_path):
    write_file([OPENED], ANALYSIS, tmp_path / "表.xlsx")
    with ZipFile(tmp_path / "表.xlsx") as parts:
        assert not any(str(tmp_path).encode() in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize(
    ("literal", "qualifier", "unit", "expected"),
    [
        ("9341853条", "", True, '#,##0"条"'),
        ("9341853条", "", False, "#,##0"),
        ("30000余件", "余", True, '#,##0"余件"'),
        ("87.9%", "", False, "#,##0.0%"),
        ("94.7%", "以上", False, '#,##0.0%"以上"'),
        ("665项", "约", True, '"约"#,##0"项"'),
    ],
)
def test_a_number_format_shows_what_the_report_says(literal, qualifier, unit, expected):
    figure = next(f for f in ANALYSIS.figures if f.literal == literal)
    made = number_format(replace(figure, qualifier=qualifier), unit)
    assert made == expected


def test_a_change_shows_its_sign_in_a_sheet():
    figure = next(f for f in ANALYSIS.figures if f.literal == "7%")
    assert number_format(figure, unit=False) == '+#,##0%;"−"#,##0%;#,##0%'


def test_json_gives_labels_cells_figures_and_null_where_nothing_is_stated():
    review = json.loads(json.dumps(tables_json(ANALYSIS)))[4]
    assert list(review) == ["id", "title", "section", "columns", "rows"]
    assert review["rows"][0]["cells"][1] is None
    assert review["rows"][1]["label"] == "维持具体行政行为"
    cell = review["rows"][1]["cells"][0]
    assert cell == {"figure": "f18", "value": 845, "unit": "件"}
    assert ANALYSIS.figure_by_id[cell["figure"]].literal == "845件"


@pytest.mark.parametrize("written", ["845", "87.9", "-7", "0.1", "123456789012", "3E+4"])
def test_a_json_number_reads_back_as_the_same_value(written):
    assert Decimal(json.dumps(json_number(Decimal(written)))) == Decimal(written)


def test_tables_line_up_in_a_terminal():
    opened = tables_text(ANALYSIS).split("\n\n")[2].split("\n")
    assert opened[0] == "主动公开政府信息总体情况  [opened]"
    assert opened[1].split() == ["数量（条）", "同比"]
    assert opened[4].split() == ["省级政府部门", "997,784", "-7%"]
    assert len({label_width(line) for line in opened[1:5]}) == 1


@pytest.mark.parametrize("format", FORMAT_NAMES)
def test_tables_are_written_into_a_folder_that_is_made(tmp_path, format):
    written = write_tables(ANALYSIS, tmp_path / "新" / "出", format)
    assert sorted((tmp_path / "新" / "出").iterdir()) == sorted(written)
    assert len(written) == (5 if format == "csv" else 1)
    assert written[0].name.startswith("浙江省人民政府_2017_")


def test_nothing_is_written_when_one_of_the_files_would_be_overwritten(tmp_path):
    (tmp_path / suggested_name(ANALYSIS, "行政复议", ".csv")).write_text("mine")
    with pytest.raises(NotWritten, match="行政复议"):
        write_tables(ANALYSIS, tmp_path, "csv")
    assert len(list(tmp_path.iterdir())) == 1
    assert len(write_tables(ANALYSIS, tmp_path, "csv", overwrite=True)) == 5


def test_tables_of_one_title_get_files_of_their_own(tmp_path):
    twin = replace(ANALYSIS.tables[0], id="twin")
    assert len(set(write_tables(replace(ANALYSIS, tables=(*ANALYSIS.tables, twin)), tmp_path, "csv"))) == 6


def test_a_report_without_tables_writes_nothing(tmp_path):
    assert write_tables(replace(ANALYSIS, tables=()), tmp_path, "xlsx") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_filter_of_the_sources_holds_every_row(tmp_path, count):
    table = replace(OPENED, rows=OPENED.rows[:count])
    write_file([table], ANALYSIS, tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["出处"]
    rows = 1 + sum(cell is not None for row in table.rows for cell in row.cells)
    assert sheet.max_row == rows
    assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(TITLES))}{rows}"
    assert sheet.freeze_panes == "A2"
