"""Files of a panel: read again equal, whole or not at all, with their sources, exclusions and method."""

import csv
import io

import openpyxl
import pytest

from zjviewer.comparison.measures import list_measures, measure_of
from zjviewer.comparison.panel import KEYS, ExcludedFile, Panel, PanelCell, PanelReport, tidy_rows
from zjviewer.comparison.panel_files import (
    DATA,
    EXCLUDED,
    METHOD,
    SOURCES,
    continuity,
    measure_rows,
    method_rows,
    panel_csv,
    read_rows,
    write_panel,
)
from zjviewer.errors import NotWritten

NEW = "applications/new/all"


def panel():
    reports = (
        PanelReport("浙江省人民政府", "province", "浙江省", 2018, "E1", "2018.txt", "ab" * 32),
        PanelReport("浙江省人民政府", "province", "浙江省", 2021, "E3", "2021,“a”.pdf", "cd" * 32, "年报"),
    )
    cells = {
        NEW: {
            0: PanelCell(1204, "1,204件", "number", "件", "约", 0, "共收到申请约1,204件。\n", 12, 18, "f1", True),
            1: PanelCell(0, "0", "zero", "件", "", 3, "本年新收\t0", 7, 8, "f9"),
        },
        "charges/charges/collected": {1: PanelCell(7730.28, "7730.28", "number", "万元", "", 2, "收费", 1, 8, "f2")},
        "litigation/review/all": {1: PanelCell(None, "=1+1", "text", "件")},
        "decisions/permits/decided": {1: PanelCell(None, "-5件", "text", "件")},
        "applications/total/all": {1: PanelCell(-5, "-5", "number", "件", "", 2, "'=x", 1, 3)},
    }
    return Panel(reports, cells, (ExcludedFile("x.pdf", "body", "x.pdf is left out: its body is unknown."),))


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "parquet"])
def test_a_file_that_is_read_again_has_the_same_rows(tmp_path, suffix):
    path = tmp_path / f"panel.{suffix}"
    write_panel(panel(), path)
    rows = list(tidy_rows(panel()))
    assert {row["semantics"] for row in rows} >= {"number", "zero", "text", "no_report"}
    again = read_rows(path)
    if suffix == "csv":  # an apostrophe before a formula is ambiguous in this format only
        rows = [{**row, "sentence": row["sentence"].removeprefix("'")} for row in rows]
        again = [{**row, "sentence": row["sentence"].removeprefix("'")} for row in again]
    assert again == rows
    assert all(tuple(row) == KEYS for row in again)
    assert [type(row["value"]) for row in again] == [type(row["value"]) for row in rows]


def test_a_workbook_lists_sources_exclusions_and_method(tmp_path):
    path = tmp_path / "panel.xlsx"
    write_panel(panel(), path, [NEW])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [DATA, SOURCES, EXCLUDED, METHOD]
    assert [row[7].value for row in book[SOURCES].iter_rows(min_row=2)] == ["2018.txt", "2021,“a”.pdf"]
    assert book[EXCLUDED]["A2"].value == "x.pdf"
    written = [tuple(cell.value for cell in row) for row in book[METHOD].iter_rows(min_row=2)]
    assert any(topic == "equivalence" and item == NEW for topic, item, *_ in written)
    assert all(
        source for topic, _, statement, source in written if topic == "equivalence" and "comparable." in statement
    )


def test_a_formula_in_a_report_is_no_formula_in_a_spreadsheet(tmp_path):
    write_panel(panel(), tmp_path / "panel.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "panel.xlsx")[DATA]
    assert {cell.data_type for row in cells.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    fields = [field for row in csv.reader(io.StringIO(panel_csv(tidy_rows(panel())))) for field in row]
    assert not [field for field in fields if field.startswith("=")]


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "parquet"])
def test_a_file_is_whole_or_not_there(tmp_path, suffix, monkeypatch):
    path = tmp_path / f"panel.{suffix}"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(NotWritten):
        write_panel(panel(), path)
    assert path.read_text(encoding="utf-8") == "mine"
    path.unlink()

    def broken(*_):
        yield next(tidy_rows(panel()))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zjviewer.comparison.panel_files.tidy_rows", broken)
    with pytest.raises(NotWritten):
        write_panel(panel(), path)
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_metrics_says_how_each_goes_on():
    rows = {row["metric"]: row for row in measure_rows(list_measures())}
    assert rows[NEW]["eras"] == "E1=E2=E3"
    assert rows["applications/total/all"]["eras"] == "E1≈E2=E3"
    assert rows["documents/normative/valid"]["eras"] == "E3"
    assert continuity(measure_of("documents/normative/made")) == "E2≈E3"
    assert all(row["name"] and row["table"] for row in rows.values())


def test_the_method_says_where_a_format_changed():
    assert any("near" in statement for _, _, statement, _ in method_rows(["applications/total/all"]))
