"""Files of results are read again with the same values, and no text becomes a formula."""

import csv

import pytest
from openpyxl import load_workbook

from zjviewer.errors import NotWritten
from zjviewer.library.library_rows import ReportRow
from zjviewer.library.library_search import Passage, ReportHits
from zjviewer.library.results.result_files import COLUMNS, citation, result_rows, write_results

ROW = ReportRow(
    *(1, "=SUM(A1)", "浙江省人民政府", "province", "浙江省", "", "330000", 2017, "", "", "", "E1", "", 3, 2, 0, 9, ""),
    file="/年报/浙江省.pdf",
)
PASSAGES = (
    Passage(0, 2, "公开", "主动", "3条", "总体情况", 4, False),
    Passage(0, 2, "公开", "-", "\x01", "", 0, True),
)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_results_are_read_again_as_they_were_written(tmp_path, suffix):
    path = tmp_path / f"results{suffix}"
    rows = list(result_rows([(ROW, ReportHits(1, 7, 0, PASSAGES)), (ROW._replace(id=2, year=None), None)]))
    write_results(rows, path, overwrite=False)
    if suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            read = list(csv.reader(file))
    else:
        read = [["" if cell is None else str(cell) for cell in line] for line in load_workbook(path)["results"].values]
        assert load_workbook(path)["results"]["A2"].data_type == "s"
    assert read[0] == list(COLUMNS)
    assert len(read) == 4
    first = dict(zip(COLUMNS, read[1], strict=True))
    assert first["title"].lstrip("'") == "=SUM(A1)"
    assert (first["body"], first["year"], first["hits"], first["page"]) == ("浙江省人民政府", "2017", "7", "4")
    assert first["passage"] == "主动公开3条"
    assert first["citation"] == "浙江省人民政府：《=SUM(A1)》，“总体情况”，第4页"
    assert [line[4] for line in read[1:]] == ["2017", "2017", ""]
    with pytest.raises(NotWritten):
        write_results(rows, path, overwrite=False)


def test_a_report_without_title_and_body_is_cited_by_its_file():
    assert citation(ROW._replace(title="", body="")) == "《浙江省.pdf》"
