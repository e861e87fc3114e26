"""Cells that span rows and columns: numbers that markup gives, and those that it should not give."""

import pytest

from zjviewer.readers.registry import read_report

PROSE = "<p>2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件。</p>"


def cells(folder, rows: str) -> list[tuple[str, int, int, int, int]]:
    """Text, row, column, rows and columns of every cell of a page's only table."""
    path = folder / "report.html"
    path.write_text(f"<html><body>{PROSE}<table>{rows}</table>{PROSE}</body></html>", encoding="utf-8")
    report = read_report(path)
    (grid,) = report.grids
    return [(report.text[slice(*cell.span)], cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells]


@pytest.mark.parametrize(
    ("span", "rows"), [("0", 3), ("3", 3), ("2", 2), ("99", 3), ("99999999", 1), ("x", 1), ("", 1)]
)
def test_a_cell_spans_as_many_rows_as_there_are(tmp_path, span, rows):
    found = cells(
        tmp_path,
        f"<tr><td rowspan='{span}'>申请</td><td>指标</td><td>数量</td></tr>"
        "<tr><td>甲</td><td>3</td></tr><tr><td>乙</td><td>4</td></tr>",
    )
    assert found[0] == ("申请", 0, 0, rows, 1)
    assert [(text, row, column) for text, row, column, *_ in found if text in ("甲", "乙")] == [
        ("甲", 1, 1 if rows > 1 else 0),
        ("乙", 2, 1 if rows > 2 else 0),
    ]


@pytest.mark.parametrize(("span", "columns"), [("2", 2), ("0", 1), ("1", 1), ("-3", 1)])
def test_a_cell_spans_the_columns_that_it_names(tmp_path, span, columns):
    found = cells(
        tmp_path,
        f"<tr><td colspan='{span}'>申请</td><td>总计</td></tr><tr><td>甲</td><td>3</td><td>9</td></tr>"
        "<tr><td>乙</td><td>4</td><td>8</td></tr>",
    )
    assert found[0] == ("申请", 0, 0, 1, columns)
    assert found[1][:3] == ("总计", 0, columns)
