"""Sheets as sections with tables: titles, notes, blocks, merged and hidden cells."""

import io
import zipfile

import openpyxl
import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.readers.registry import read_report


@pytest.fixture
def read(tmp_path):
    def read_rows(*sheets, change=lambda book: None, name="表格.xlsx"):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets:
            sheet = book.create_sheet(title)
            for r, row in enumerate(rows, 1):
                for c, value in enumerate(row, 1):
                    sheet.cell(r, c, value)
        change(book)
        path = tmp_path / name
        book.save(path)
        return read_report(path)

    return read_rows


TABLE = [["项目", "数量"], ["受理", 231], ["答复", 118]]


def test_titles_stand_above_and_notes_below(read):
    report = read(("Sheet1", [["某县2021年情况表"], ["单位：件"], *TABLE, ["注：含结转。"]]))
    assert report.title == "某县2021年情况表"
    assert report.text == "单位：件\n项目\t数量\n受理\t231\n答复\t118\n注：含结转。"
    assert len(report.grids) == 1


def test_an_empty_row_ends_a_table(read):
    report = read(("Sheet1", [*TABLE, [], ["年份", "件数"], [2020, 5], [2021, 6]]))
    assert len(report.grids) == 2


@pytest.mark.parametrize(
    ("names", "headings"),
    [(["Sheet1"], []), (["Sheet1", "Sheet2"], ["Sheet1", "Sheet2"]), (["申请", "经费"], ["申请", "经费"])],
)
def test_each_sheet_is_a_section_but_for_a_single_unnamed_one(read, names, headings):
    report = read(*((name, [["某县2021年政府信息公开工作年度报告"], *TABLE]) for name in names))
    assert [report.text[mark.span.start : mark.span.end] for mark in report.marks] == headings


def test_merged_cells_are_read_once(read):
    rows = [["类别", "甲", None], [None, "一", "二"], ["受理", 1, 2]]

    def merge(book):
        book.active.merge_cells("A1:A2")
        book.active.merge_cells("B1:C1")

    (grid,) = read(("Sheet1", rows), change=merge).grids
    sizes = {(cell.row, cell.column): (cell.rows, cell.columns) for cell in grid.cells}
    assert sizes[0, 0] == (2, 1)
    assert sizes[0, 1] == (1, 2)


def test_hidden_sheets_rows_and_columns_are_left_out_with_a_remark(read):
    def hide(book):
        book["秘密"].sheet_state = "hidden"
        book["总表"].row_dimensions[3].hidden = True
        book["总表"].column_dimensions["C"].hidden = True

    report = read(("总表", [[*row, 9] for row in TABLE]), ("秘密", [["密", 1], ["码", 2]]), change=hide)
    assert report.text == "项目\t数量\n受理\t231"
    remarks = set(map(str, report.remarks))
    assert "The sheet 秘密 is hidden and was left out." in remarks
    assert "Hidden rows and columns of the sheet 总表 were left out: 2." in remarks


def test_an_empty_workbook_is_refused(read):
    with pytest.raises(UnreadableFile, match="There is no text"):
        read(("Sheet1", []))


@pytest.mark.parametrize("name", ["表.xlsx", "表.xls", "表.ods"])
def test_what_is_no_workbook_is_refused_with_a_sentence(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04 nothing of the kind" * 20)
    with pytest.raises(UnreadableFile, match="damaged"):
        read_report(path)


def test_a_part_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("zjviewer.readers.spreadsheet.workbook.LARGEST_PART", 10_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>" + b" " * 20_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        read_report(path)


@pytest.mark.parametrize("row", [1_048_576, 10**30])
def test_the_ground_between_two_far_cells_costs_nothing(read, tmp_path, row):
    def move(book):
        book.active["D9"] = "远"

    read(("表", [[*each, 9] for each in TABLE]), change=move)
    path = tmp_path / "表格.xlsx"
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(far, "w") as target:
        for info in source.infolist():
            raw = source.read(info).replace(b'"D9"', b'"D%d"' % row).replace(b'r="9"', b'r="%d"' % row)
            target.writestr(info, raw)
    report = read_report(far)
    assert "受理\t231\t9" in report.text
    assert report.text.endswith("远")


def test_hidden_columns_without_an_end_cost_nothing(read, tmp_path):
    def hide(book):
        book.active.column_dimensions["C"].hidden = True

    read(("表", [[*each, 9] for each in TABLE]), change=hide)
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(tmp_path / "表格.xlsx") as source, zipfile.ZipFile(far, "w") as target:
        for info in source.infolist():
            target.writestr(info, source.read(info).replace(b'max="3"', b'max="3000000000"'))
    assert read_report(far).text == "项目\t数量\n受理\t231\n答复\t118"


@pytest.mark.parametrize(
    ("merged", "is_read"), [("A5:XFD1048576", False), ("A5:D60000", True), ("A5:A999999999", False), ("A1:XFD1", True)]
)
def test_more_merged_cells_than_can_be_created_are_refused(read, tmp_path, merged, is_read):
    read(("表", TABLE), change=lambda book: book.active.merge_cells("A5:B6"))
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(tmp_path / "表格.xlsx") as source, zipfile.ZipFile(far, "w") as target:
        for info in source.infolist():
            target.writestr(info, source.read(info).replace(b"A5:B6", merged.encode()))
    if is_read:
        assert "项目" in read_report(far).text
    else:
        with pytest.raises(UnreadableFile, match="merges more than"):
            read_report(far)
