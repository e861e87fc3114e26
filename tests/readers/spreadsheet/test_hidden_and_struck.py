"""Cells that no reader of a sheet sees: hidden rows and columns, struck text, marks of notes."""

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from zjviewer.readers.registry import read_report

ROWS = (("项目", "2020年", "2021年"), ("个人", 10, 20), ("企业", 30, 40), ("其他", 5, 6), ("合计", 45, 66))


@pytest.fixture
def read(tmp_path):
    def read_sheet(change, rows=ROWS):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        change(book.active)
        book.save(tmp_path / "表.xlsx")
        return read_report(tmp_path / "表.xlsx")

    return read_sheet


@pytest.mark.parametrize("hidden", [(2,), (3,), (4,), (2, 4), (3, 4), (5,)])
def test_a_table_goes_on_over_hidden_rows(read, hidden):
    def hide(sheet):
        for row in hidden:
            sheet.row_dimensions[row].hidden = True

    report = read(hide)
    shown = [row for number, row in enumerate(ROWS, 1) if number not in hidden]
    assert report.text == "\n".join("\t".join(map(str, row)) for row in shown)
    assert len(report.grids) == 1
    assert any(dict(remark.values).get("count") == str(len(hidden)) for remark in report.remarks)


@pytest.mark.parametrize(("column", "left"), [("B", (0, 2)), ("C", (0, 1))])
def test_a_hidden_column_leaves_no_empty_one(read, column, left):
    report = read(lambda sheet: setattr(sheet.column_dimensions[column], "hidden", True))
    assert report.text == "\n".join("\t".join(str(row[at]) for at in left) for row in ROWS)


@pytest.mark.parametrize(("hidden", "head"), [("B", "项目\t申请人\n新收\t2"), ("C", "项目\t申请人\n新收\t1")])
def test_a_merged_cell_is_shown_in_what_is_left_of_it(read, hidden, head):
    def hide(sheet):
        sheet.merge_cells("B1:C1")
        sheet.column_dimensions[hidden].hidden = True

    assert read(hide, (("项目", "申请人", None), ("新收", 1, 2), ("结转", 3, 4))).text.startswith(head)


def test_struck_text_and_marks_of_notes_are_left_out_and_listed(read):
    def change(sheet):
        sheet["B3"].font = Font(strike=True)
        sheet["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "845"), "10")
        sheet["C2"] = CellRichText("20", TextBlock(InlineFont(vertAlign="superscript"), "①"))
        sheet["A3"] = CellRichText("面积m", TextBlock(InlineFont(vertAlign="superscript"), "2"))

    report = read(change)
    assert "个人\t10\t20\n面积m²\t\t40\n" in report.text
    assert [(each.text, each.reason) for each in report.dropped] == [
        ("845", "struck"),
        ("①", "note mark"),
        ("30", "struck"),
    ]


ODS = """<office:document-content xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b" xmlns:fo="f">
<office:automatic-styles>
<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="N"><style:text-properties style:text-position="super 58%"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="表">
<table:table-row><table:table-cell><text:p>项目</text:p></table:table-cell>
<table:table-cell><text:p>数量</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>受理</text:p></table:table-cell>{cell}</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<table:table-cell><text:p>23<text:span text:style-name='N'>1</text:span></text:p></table:table-cell>", "23"),
        ("<table:table-cell><text:p><text:span text:style-name='S'>18</text:span>23</text:p></table:table-cell>", "23"),
        ("<table:table-cell table:style-name='S'><text:p>18</text:p></table:table-cell>", ""),
        ("<table:table-cell office:value='-5'><text:p>5</text:p></table:table-cell>", "-5"),
        ("<table:table-cell office:value='-5'><text:p>-5</text:p></table:table-cell>", "-5"),
        ("<table:table-cell office:value='-5'><text:p>(5)</text:p></table:table-cell>", "(5)"),
        ("<table:table-cell office:value='123456'><text:p>123!.5万</text:p></table:table-cell>", "123456"),
        ("<table:table-cell office:value='5'><text:p>5</text:p></table:table-cell>", "5"),
        ("<table:table-cell><text:p>2<text:s/>3<text:line-break/>件</text:p></table:table-cell>", "2 3 件"),
    ],
)
def test_a_cell_of_ods_shows_no_struck_text_no_note_mark_and_its_sign(tmp_path, cell, shown):
    import zipfile

    path = tmp_path / "表.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS.format(cell=cell))
    text = read_report(path).text
    assert text.splitlines()[-1].partition("\t")[2] == shown
