from dataclasses import replace

from PySide6.QtCore import QPersistentModelIndex, Qt

from tests.sample import sample_analysis
from zjviewer.core.model.report import Certainty
from zjviewer.gui.tables.table_model import DOUBTFUL, FIGURE, TableModel

ANALYSIS = sample_analysis()
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


def model_of(table: str) -> TableModel:
    model = TableModel()
    model.set_table(ANALYSIS.table_by_id[table], ANALYSIS)
    return model


def column(model: TableModel, number: int) -> list[str]:
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules_full_empty_and_sorted(qtmodeltester):
    for model in (model_of("review"), TableModel()):
        qtmodeltester.check(model)
        model.sort(2, DOWN)
        qtmodeltester.check(model)


def test_cells_show_numbers_under_headings_with_their_unit():
    model = model_of("opened")
    assert [model.headerData(i, Qt.Orientation.Horizontal) for i in range(3)] == ["", "数量（条）", "同比"]
    assert column(model, 1) == ["9,341,853", "8,517,780", "997,784"]
    assert column(model, 2) == ["+11%", "+16%", "−7%"]
    assert model.index(2, 2).data(FIGURE).literal == "7%"


def test_sorting_goes_by_value_and_puts_empty_cells_last_either_way():
    model = model_of("review")
    model.sort(2, DOWN)
    assert column(model, 2) == ["53%", "32%", "15%", ""]
    model.sort(2, UP)
    assert column(model, 2) == ["15%", "32%", "53%", ""]
    model.sort(-1)
    assert column(model, 0)[0] == "办理总数"


def test_an_index_that_is_held_follows_its_cell_through_a_sort():
    model = model_of("opened")
    held = QPersistentModelIndex(model.index(2, 2))
    model.sort(1, UP)
    assert (held.row(), held.data()) == (0, "−7%")


def test_a_tip_quotes_the_sentence_with_the_number_in_bold_and_tells_section_and_year():
    model = model_of("opened")  # an index does not keep its model alive
    tip = model.index(2, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "同比降低<b>7%</b>。" in tip
    assert "二 主动公开政府信息情况 › 公开数量和渠道" in tip
    assert "2017" in tip


def test_a_cell_tells_a_screen_reader_what_it_is():
    model = model_of("review")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 1).data(role) == "维持具体行政行为, 件数: 845件"
    assert model.index(0, 2).data(role) == "办理总数, 占比: not stated"


def test_a_figure_is_found_in_its_cell_and_a_row_gives_all_of_its_figures():
    model = model_of("review")
    (place,) = model.indexes_of(("f19",))
    assert (place.row(), place.column()) == (1, 2)
    assert [f.literal for f in model.figures_of(model.index(1, 0))] == ["845件", "53%"]
    assert model.figures_of(model.index(0, 2)) == ()


def test_a_cell_recognised_with_doubt_is_marked_and_its_tip_tells_the_certainty():
    table = ANALYSIS.table_by_id["opened"]
    certain, doubtful = (table.rows[row].cells[0] for row in (0, 1))
    certainties = tuple(sorted((Certainty(certain.span, 0.98), Certainty(doubtful.span, 0.62))))
    analysis = replace(ANALYSIS, report=replace(ANALYSIS.report, certainties=certainties))
    model = TableModel()
    model.set_table(table, analysis)
    assert [model.index(row, 1).data(DOUBTFUL) for row in range(3)] == [False, True, False]
    tips = [model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert ["98 %" in tips[0], "62 %" in tips[1], "certainty" in tips[2]] == [True, True, False]
    assert model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("recognised with doubt")
