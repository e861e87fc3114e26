"""One report in every format: the same outline, tables and figures."""

import pytest

from tests.papers import (
    Paper,
    as_docx,
    as_html,
    as_markdown,
    as_ofd,
    as_pdf,
    as_ragged_text,
    as_spaced_text,
    as_stacked_text,
    as_text,
    national,
)
from zjviewer.pipeline.open_report import open_report

FORMATS = {
    "report.txt": lambda paper: as_text(paper).encode("utf-8"),
    "report.md": lambda paper: as_markdown(paper).encode("utf-8"),
    "report.html": lambda paper: as_html(paper).encode("utf-8"),
    "gbk.html": lambda paper: as_html(paper).encode("gb18030"),
    "report.docx": as_docx,
    "report.ofd": lambda paper: as_ofd(paper, head="江阳市人民政府办公室"),
    "report.pdf": lambda paper: as_pdf(paper, head="江阳市人民政府办公室"),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    paper: Paper = national()
    found = {}
    for name, made in FORMATS.items():
        (folder / name).write_bytes(made(paper))
        found[name] = open_report(folder / name)
    return found


def outline(analysis):
    return [(section.id, section.number, section.title) for section in analysis.sections]


def tables(analysis):
    return [
        (
            table.id,
            table.title,
            table.columns,
            [(row.label, row.key, row.cell_texts, values(row)) for row in table.rows],
        )
        for table in analysis.tables
    ]


def values(row):
    return [cell and (cell.value, cell.unit, cell.kind, cell.year) for cell in row.cells]


def figures(analysis):
    return [(f.literal, f.value, f.unit, f.kind, f.indicator, f.subject, f.year, f.section) for f in analysis.figures]


@pytest.mark.parametrize("name", list(FORMATS))
def test_title_body_year_and_period_are_recognised(read, name):
    report = read[name].report
    assert report.title == national().title
    assert (report.issuer, report.region, report.year) == ("江阳市人民政府", "江阳市", 2023)
    assert report.period is not None
    assert (report.period[0].isoformat(), report.period[1].isoformat()) == ("2023-01-01", "2023-12-31")
    assert read[name].era == "E3"


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_outline_is_the_same(read, name):
    assert outline(read[name]) == [
        ("1", "一", "总体情况"),
        ("1.1", "（一）", "主动公开情况"),
        ("1.2", "（二）", "依申请公开情况"),
        ("2", "二", "主动公开政府信息情况"),
        ("3", "三", "收到和处理政府信息公开申请情况"),
        ("4", "四", "政府信息公开行政复议、行政诉讼情况"),
        ("5", "五", "存在的主要问题及改进情况"),
        ("6", "六", "其他需要报告的事项"),
    ]


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_text_is_the_same(read, name):
    assert read[name].report.text == read["report.txt"].report.text


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_tables_are_the_same(read, name):
    assert [table[0] for table in tables(read[name])] == [
        "documents",
        "decisions",
        "charges",
        "applications",
        "litigation",
    ]
    assert tables(read[name]) == tables(read["report.txt"])


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_figures_are_the_same_and_stand_where_they_say(read, name):
    analysis = read[name]
    assert figures(analysis) == figures(read["report.txt"])
    assert len(analysis.figures) == 6 + 2 + 1 + 25 * 7 + 15 + 7
    for figure in analysis.figures:
        assert analysis.report.text[figure.start : figure.end] == figure.literal
    for grid in analysis.report.grids:
        assert len({line.count("\t") for line in analysis.report.text[slice(*grid.span)].split("\n")}) == 1


def test_a_slash_is_kept_as_it_is_and_is_no_zero(read):
    for analysis in read.values():
        row = next(row for row in analysis.table_by_id["decisions"].rows if row.key == "coercion")
        assert (row.cells, row.cell_texts) == ((None,), ("/",))


LAID_OUT = {"ragged": as_ragged_text, "stacked": as_stacked_text, "spaced": as_spaced_text}


@pytest.mark.parametrize("made", LAID_OUT.values(), ids=list(LAID_OUT))
def test_a_text_that_lost_its_tables_lines_gives_the_same_national_tables(read, tmp_path, made):
    path = tmp_path / "report.txt"
    path.write_text(made(national()), encoding="utf-8")
    found = open_report(path)
    assert keyed(found) == keyed(read["report.txt"])
    assert len(found.figures) == len(read["report.txt"].figures)
    assert outline(found) == outline(read["report.txt"])
    for figure in found.figures:
        assert found.report.text[figure.start : figure.end] == figure.literal


def test_a_pdf_without_ruled_lines_gives_the_same_national_tables(read, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(as_pdf(national(), head="江阳市人民政府办公室", ruled=False))
    analysis = open_report(path)
    touched = ("applications", "partly", "person")  # printed into its long label, without a gap: left out, not guessed
    assert keyed(analysis) == keyed(read["report.txt"]) | {touched: ""}
    assert outline(analysis) == outline(read["report.txt"])


def keyed(analysis):
    return {
        (table.id, row.key, key): cell.value if cell else row.cell_text(column)
        for table in analysis.tables
        for row in table.rows
        for column, (key, cell) in enumerate(zip(table.keys, row.cells, strict=True))
    }
