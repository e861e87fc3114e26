"""Source tables in the text pane, in small reports that are read as a reader's own are."""

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.core.tables.test_grid_layout import NATIONAL
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Query, find
from zjviewer.core.text.line_breaks import JOINER
from zjviewer.gui.reading.column_layout import NUMBERED_SIDE
from zjviewer.gui.reading.text_pane import TextPane
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme
from zjviewer.gui.typesetting import document_map as text_pieces
from zjviewer.gui.typesetting.glyph_boxes import tables_in
from zjviewer.gui.typesetting.report_printing import save_text_pdf
from zjviewer.pipeline.open_report import open_report

TWO_IN_A_ROW = """# 𠮷市2023年政府信息公开工作年度报告

| 指标 | 数量 |
| --- | ---: |
| 𠮷字头 | 1,234 |
| 公开 | |

| 部门 | 上年 | 本年 |
| --- | --- | --- |
| 教育局😀 | 3 | 4 |
"""


def long_table(rows: int) -> str:
    lines = "".join(f"<tr><td>第{n}项指标</td><td>{n}</td><td>{n * 7}</td></tr>" for n in range(rows))
    paragraph = "<p>政府信息公开工作情况良好。</p>" * 12
    head = "<tr><th>指标</th><th>上年</th><th>本年</th></tr>"
    return f"<article><h1>年度报告</h1>{paragraph}<table>{head}{lines}</table>{paragraph}</article>"


@pytest.fixture
def read(tmp_path):
    def reading(content: str, name: str = "年报.html"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return open_report(path)

    return reading


@pytest.fixture
def pane(qtbot):
    made = TextPane(ViewState(), load_theme(dark=False))
    qtbot.addWidget(made)
    made.resize(700, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown_words(view, span: Span) -> str:
    """What the document holds where the view says that a stretch of the text stands."""
    cursor = QTextCursor(view.document())
    places = view.offsets
    cursor.setPosition(places.position(span.start))
    cursor.setPosition(places.position(span.end), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace(JOINER, "")


@pytest.mark.parametrize(
    ("content", "name"),
    [(NATIONAL, "a.html"), (TWO_IN_A_ROW, "a.md"), (long_table(40), "a.html")],
)
def test_every_figure_and_every_cell_stands_where_the_document_says(pane, read, content, name):
    analysis = read(content, name)
    pane.show_analysis(analysis)
    assert len(tables_in(pane.view.document())) == len(analysis.report.grids) > 0
    assert analysis.figures
    for figure in analysis.figures:
        assert shown_words(pane.view, figure.span) == figure.literal
    places = pane.view.offsets
    for grid in analysis.report.grids:
        for cell in grid.cells:
            assert shown_words(pane.view, cell.span) == analysis.report.text[slice(*cell.span)]
            for offset in range(*cell.span):
                assert places.offset(places.position(offset)) == offset
                assert places.is_report(places.position(offset))


@pytest.mark.parametrize(("content", "name"), [(NATIONAL, "a.html"), (TWO_IN_A_ROW, "a.md")])
def test_copying_everything_gives_the_canonical_text_with_its_tabs(pane, read, content, name):
    analysis = read(content, name)
    pane.show_analysis(analysis)
    pane.select_all()
    pane.copy()
    assert QGuiApplication.clipboard().text() == analysis.report.text
    assert "\t" in analysis.report.text


def test_merged_cells_are_merged_in_the_document(pane, read):
    analysis = read(NATIONAL)
    pane.show_analysis(analysis)
    (table,) = tables_in(pane.view.document())
    spans = {(c.row(), c.column()): (c.rowSpan(), c.columnSpan()) for c in (table.cellAt(0, 0), table.cellAt(3, 0))}
    assert spans == {(0, 0): (2, 2), (3, 0): (2, 1)}
    assert table.cellAt(0, 3).column() == 2


def test_what_follows_a_table_is_set_like_any_paragraph(pane, read):
    analysis = read(NATIONAL)
    pane.show_analysis(analysis)
    document = pane.view.document()
    places = pane.view.offsets
    before, after = (document.findBlock(places.position(analysis.report.text.index(w))) for w in ("以下为", "以上为"))
    assert after.text().replace(JOINER, "") == "以上为有关数据。"
    assert before.blockFormat() == after.blockFormat()
    assert before.charFormat().font() == after.charFormat().font()


@pytest.mark.parametrize(("content", "name"), [(NATIONAL, "a.html"), (TWO_IN_A_ROW, "a.md")])
def test_blocks_follow_one_another_downwards(pane, read, content, name):
    pane.show_analysis(read(content, name))
    document = pane.view.document()
    tops = []
    block = document.begin()
    while block.isValid():
        tops.append(document.documentLayout().blockBoundingRect(block).top())
        block = block.next()
    assert all(above <= below for above, below in pairwise(tops))


def test_a_click_on_a_number_in_a_cell_selects_its_figure(qtbot, pane, read):
    state = pane._state
    state.set_analysis(read(NATIONAL))
    figure = next(f for f in state.analysis.figures if f.literal == "17")
    assert figure.id in state.analysis.tables_by_figure
    spot = pane.view.char_center(figure.start)
    assert pane.view.mouse.figure_under(spot) == figure
    with qtbot.waitSignal(state.selection_changed) as told:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args[0].figures == (figure.id,)


def test_hovering_over_a_number_in_a_cell_tells_what_it_counts(qtbot, pane, read):
    state = pane._state
    state.set_analysis(read(NATIONAL))
    figure = next(f for f in state.analysis.figures if f.literal == "17")
    spot, viewport = pane.view.char_center(figure.start), pane.view.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot)))
    assert figure.indicator in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_figure_and_a_hit_far_down_a_table_come_into_sight_and_are_painted(pane, read):
    theme, state = load_theme(dark=False), pane._state
    state.set_analysis(read(long_table(80)))
    figure = next(f for f in state.analysis.figures if f.literal == "483")
    assert pane.view.char_center(figure.start).y() > pane.view.viewport().height()
    state.select_figures(figure)
    assert 0 < pane.view.char_center(figure.start).y() < pane.view.viewport().height()
    state.set_hits(find(state.analysis.report.text, Query("第75项")))
    state.set_current_hit(0)
    spot = pane.view.char_center(state.hits.starts[0])
    assert 0 < spot.y() < pane.view.viewport().height()
    QApplication.processEvents()
    picture = pane.view.viewport().grab().toImage()
    colours = {picture.pixelColor(spot.x() + x, spot.y() + y).name() for x in range(-9, 9) for y in range(-9, 9)}
    assert theme.hit_current in colours


def test_a_place_in_a_table_comes_to_the_top_and_stays_there_in_another_size(pane, read):
    state = pane._state
    state.set_analysis(read(long_table(80)))
    row = state.analysis.report.text.index("第40项")
    state.scroll_requested.emit(row)
    assert state.top_offset == row
    assert 0 < pane.view.char_center(row).y() < 60
    pane.set_zoom(150)
    assert pane.view.top_offset == row
    pane.resize(480, 360)
    QApplication.processEvents()
    assert pane.view.top_offset == row
    assert 0 < pane.view.char_center(row).y() < 80


def test_a_rectangle_of_cells_is_copied_as_lines_with_tabs(pane, read):
    analysis = read(NATIONAL)
    pane.show_analysis(analysis)
    text = analysis.report.text
    begin, end = pane.view.char_center(text.index("17")), pane.view.char_center(text.rindex("4"))
    drag(pane.view.viewport(), begin - QPoint(4, 0), end + QPoint(4, 0))
    pane.copy()
    assert QGuiApplication.clipboard().text() == "17\t\t17\n4\t0\t4"
    pane.copy_with_citation()
    *copied, cited = QGuiApplication.clipboard().text().split("\n")
    assert copied == ["17\t\t17", "4\t0\t4"]
    assert cited.startswith("——")


def drag(viewport, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def test_a_selection_over_a_table_is_copied_with_all_of_it(pane, read):
    analysis = read(NATIONAL)
    pane.show_analysis(analysis)
    text = analysis.report.text
    span = Span(text.index("有关数据"), text.rindex("有关数据"))
    pane.view.select(span)
    assert pane.selected_text() == text[slice(*span)]


def test_a_table_reaches_out_of_the_column_only_where_the_page_has_room(pane, read):
    cells = "".join(f"<td>第{n}类申请人情况</td>" for n in range(12))
    rows = "".join(f"<tr><td>指标{n}</td>{'<td>12</td>' * 12}</tr>" for n in range(5))
    pane.show_analysis(read(f"<p>{'政府信息公开工作情况' * 20}</p><table><tr><td></td>{cells}</tr>{rows}</table>"))
    column = 42 * 17 + 2
    for width, wider in ((700, False), (1400, True)):
        pane.resize(width, 400)
        QApplication.processEvents()
        view = pane.view
        (table,) = tables_in(view.document())
        last = view.document().documentLayout().blockBoundingRect(table.cellAt(0, 12).lastCursorPosition().block())
        words = view.document().documentLayout().blockBoundingRect(view.document().begin())
        assert words.width() <= column
        assert (table.format().width().rawValue() > column) is wider
        assert last.right() <= view.viewport().width()
        assert view.horizontalScrollBar().maximum() == 0


def test_a_table_that_does_not_fit_can_be_reached_sideways(pane, read):
    cells = "".join("<td>31,214,205.80</td>" for _ in range(8))
    pane.show_analysis(read(f"<p>情况。</p><table><tr>{cells}</tr><tr>{cells}</tr></table>"))
    pane.resize(360, 400)
    QApplication.processEvents()
    bar = pane.view.horizontalScrollBar()
    assert bar.maximum() > 100
    last = pane.view.analysis.report.text.rindex("31,214")
    outside = pane.view.char_center(last)
    bar.setValue(bar.maximum())
    inside = pane.view.char_center(last)
    assert outside.x() > pane.view.viewport().width() > inside.x() > 0
    assert pane.view.positions.offset_under(inside) == last


def test_more_cells_than_a_page_can_lay_out_at_once_are_set_as_lines(pane, read, monkeypatch):
    monkeypatch.setattr(text_pieces, "MOST_CELLS", 20)
    analysis = read(long_table(30))
    pane.show_analysis(analysis)
    assert tables_in(pane.view.document()) == []
    pane.select_all()
    assert pane.selected_text() == analysis.report.text
    for figure in analysis.figures:
        assert shown_words(pane.view, figure.span) == figure.literal


def test_headings_are_bold_and_lines_are_drawn_in_both_themes(pane, read):
    analysis = read(NATIONAL)
    pane.show_analysis(analysis)
    for dark in (False, True):
        theme = load_theme(dark)
        pane.show_theme(theme)
        QApplication.processEvents()
        (table,) = tables_in(pane.view.document())
        heads = [table.cellAt(row, 2).firstCursorPosition().block() for row in (0, 2)]
        assert [head.begin().fragment().charFormat().font().bold() for head in heads] == [True, False]
        picture = pane.view.viewport().grab().toImage()
        colours = {picture.pixelColor(x, y).name() for x in (60, 300) for y in range(picture.height())}
        assert {theme.line, theme.text_color_faint} <= colours


def test_pages_of_the_source_are_numbered_in_the_margin_and_cited(pane, read):
    analysis = read(NATIONAL)
    text = analysis.report.text
    paged = replace(analysis, report=replace(analysis.report, pages=(0, text.index("17"), text.index("以上") - 1)))
    pane.show_analysis(paged)
    assert pane.view.viewport().x() >= NUMBERED_SIDE
    boxes = pane.view.margins.numbers.visible_pages()
    assert list(boxes) == [1, 2, 3]
    assert abs(boxes[3].rect.center().y() - pane.view.char_center(text.index("以上")).y()) < 4
    blank = pane.view.margins.numbers.grab().toImage().pixelColor(2, 2)
    seen = pane.view.margins.numbers.grab().toImage()
    inked = {y for y in range(seen.height()) for x in range(seen.width()) if seen.pixelColor(x, y) != blank}
    for box in boxes.values():
        assert inked & set(range(round(box.baseline) - 10, round(box.baseline) + 1))
    pane.view.select(Span(text.index("17"), text.index("17") + 2))
    pane.copy_with_citation()
    assert QGuiApplication.clipboard().text().endswith("第2页")


def test_what_the_page_says_of_a_document_stands_beneath_its_title(pane, read):
    analysis = read(NATIONAL)
    said = (("索引号", "0001"), ("文号", "某政办〔2024〕1号"), ("发布日期", "2024年1月30日"))
    pane.show_analysis(replace(analysis, report=replace(analysis.report, metadata=said)))
    title, *lines = pane.view.toPlainText().replace(JOINER, "").split("\n")
    assert title == analysis.report.title
    assert "文号 某政办〔2024〕1号 · 发布日期 2024年1月30日" in lines[:2]
    pane.select_all()
    assert pane.selected_text() == analysis.report.text


def test_the_printed_text_holds_every_cell(tmp_path, read):
    analysis = read(long_table(120))
    path = tmp_path / "全文.pdf"
    save_text_pdf(analysis, path)
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    whole = "".join(pages)
    for grid in analysis.report.grids:
        for cell in grid.cells:
            assert analysis.report.text[slice(*cell.span)] in whole
    assert len(pages) > 2
    assert all("上年" in page for page in pages[1:3])
