from pathlib import Path

import pytest

from zjviewer.core.model.report import Report, SourceCell, SourceGrid, Span, grid_at, rectangle
from zjviewer.core.tables.grid_layout import fit_to_width, lay_out_grid
from zjviewer.pipeline.open_report import begin_report

NATIONAL = """<article><h1>某区2023年政府信息公开工作年度报告</h1><p>以下为有关数据。</p><table>
<tr><td rowspan=2 colspan=2>指标</td><td colspan=3>申请人情况</td></tr>
<tr><td>自然人</td><td>商业企业</td><td>总计</td></tr>
<tr><td colspan=2>一、本年新收政府信息公开申请数量</td><td>21</td><td>/</td><td>21</td></tr>
<tr><td rowspan=2>三、本年度办理结果</td><td>（一）予以公开</td><td>17</td><td></td><td>17</td></tr>
<tr><td>（二）部分公开</td><td>4</td><td>0</td><td>4</td></tr>
</table><p>以上为有关数据。</p></article>"""


@pytest.fixture
def report(tmp_path: Path) -> Report:
    path = tmp_path / "年报.html"
    path.write_text(NATIONAL, encoding="utf-8")
    return begin_report(path).report


def test_headings_are_told_from_values_and_each_keeps_to_its_side(report: Report) -> None:
    plan = lay_out_grid(report.grids[0], 0, report.text)
    cells = {each.text: each for each in plan.cells if each.text}
    assert plan.heads == 2
    assert {words for words, each in cells.items() if each.is_header} == {
        "指标",
        "申请人情况",
        "自然人",
        "商业企业",
        "总计",
    }
    assert cells["申请人情况"].edge == "middle"
    assert cells["自然人"].edge == cells["21"].edge == cells["/"].edge == "right"
    assert cells["（一）予以公开"].edge == cells["指标"].edge == "left"


def test_a_form_that_is_still_to_be_filled_has_its_headings_above_the_first_empty_row() -> None:
    text = "维持\t纠正\n\t"
    spans = (Span(0, 2), Span(3, 5), Span(6, 6), Span(7, 7))
    cells = tuple(SourceCell(span, number // 2, number % 2) for number, span in enumerate(spans))
    assert lay_out_grid(SourceGrid(Span(0, 7), 2, 2, cells), 0, text).heads == 1


def test_a_table_keeps_to_the_measure_where_it_can_and_takes_more_room_where_it_must(report: Report) -> None:
    plan = lay_out_grid(report.grids[0], 0, report.text)
    assert fit_to_width(plan, 600, 900, range(14, 10, -1)).width in range(590, 601)
    narrow = fit_to_width(plan, 200, 600, range(14, 10, -1))
    assert 200 < narrow.width <= 600
    assert narrow.size == 14


def test_letters_shrink_before_numbers_break_and_the_rest_is_wider_than_the_room(report: Report) -> None:
    plan = lay_out_grid(report.grids[0], 0, report.text)
    sizes = range(14, 10, -1)
    made = [fit_to_width(plan, room, room, sizes) for room in range(60, 700, 20)]
    assert all(11 <= each.size <= 14 for each in made)
    for each in made:
        lowest = [tight * each.size for tight in plan.tight]
        assert all(width >= low - 1 for width, low in zip(each.widths, lowest, strict=True))
    assert made[0].width > 60


def test_cells_that_overlap_or_are_missing_are_put_right_without_losing_a_word() -> None:
    text = "甲\t乙\n丙\t"
    spans = (Span(0, 1), Span(2, 3), Span(4, 5))
    broken = (SourceCell(spans[0], 0, 0, 5, 5), SourceCell(spans[1], 0, 1, 2, 1), SourceCell(spans[2], 1, 0, 1, 2))
    plan = lay_out_grid(SourceGrid(Span(0, 6), 2, 2, broken), 0, text)
    assert [each.text for each in plan.cells if each.text] == ["甲", "乙", "丙"]
    covered = [
        (row, column)
        for each in plan.cells
        for row in range(each.cell.row, each.cell.row + each.cell.rows)
        for column in range(each.cell.column, each.cell.column + each.cell.columns)
    ]
    assert sorted(covered) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_some_cells_are_lines_parted_by_tabs(report: Report) -> None:
    grid = report.grids[0]
    assert rectangle(grid, report.text, range(2, 5), range(2, 5)) == "21\t/\t21\n17\t\t17\n4\t0\t4"
    whole = rectangle(grid, report.text, range(grid.height), range(grid.width))
    assert whole == report.text[grid.span.start : grid.span.end]


def test_a_place_is_in_a_table_or_in_none(report: Report) -> None:
    grid = report.grids[0]
    assert grid_at(report.grids, grid.span.start) is grid_at(report.grids, grid.span.end - 1) is grid
    assert grid_at(report.grids, grid.span.start - 1) is grid_at(report.grids, grid.span.end) is None


def test_a_table_with_too_little_room_has_its_labels_broken_and_its_numbers_whole(report: Report) -> None:
    plan = lay_out_grid(report.grids[0], 0, report.text)
    sizes = range(14, 9, -1)
    needed = round(sum(plan.tight) * sizes[-1]) + 1
    for room in range(needed, round(plan.wish * 14), 7):
        fitted = fit_to_width(plan, room, room, sizes)
        assert fitted.width <= room
        assert all(width >= int(tight * fitted.size) for width, tight in zip(fitted.widths, plan.tight, strict=True))
    assert all(tight <= least for tight, least in zip(plan.tight, plan.least, strict=True))
