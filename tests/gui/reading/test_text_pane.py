from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from tests.sample import sample_analysis, sample_outline
from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Report, Span
from zjviewer.core.search.engine import Query, find
from zjviewer.core.text.line_breaks import JOINER
from zjviewer.gui.reading.report_view import ReportTextView
from zjviewer.gui.reading.text_pane import TextPane
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_fonts, load_theme


@pytest.fixture
def state(qapp):
    load_fonts()
    return ViewState()


@pytest.fixture
def pane(qtbot, state):
    made = TextPane(state, load_theme(dark=False))
    qtbot.addWidget(made)
    made.resize(700, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def astral_analysis() -> Analysis:
    text = "𠮷一、概述\n😀公开𠮷信息。第二句😀\n\n二、情况。甲𠮷乙公开。"
    second = text.index("二、情况")
    sections = (
        Section("1", "概述", 1, 0, second, "text", Span(0, 5), "一"),
        Section("1.1", "𠮷编者加的", 2, 6, second, "editorial"),
        Section("2", "情况", 1, second, len(text), "text", Span(second, second + 5), "二"),
    )
    spans = (Span(0, 5), Span(6, second - 2), Span(second, second + 5), Span(second + 5, len(text)))
    return Analysis(Report(text, "标题𠮷", "", "", None, None), sections, paragraphs=spans)


def long_analysis(paragraphs: int = 60) -> Analysis:
    """Chapters of six paragraphs, every second one under an editor's heading."""
    lines = [f"第{number}段。" + "政府信息公开工作情况,共办理123件。" * 6 for number in range(paragraphs)]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(paragraphs)]
    edges = [*starts[::6], len(text)]
    sections = tuple(
        Section(str(n + 1), f"章{n + 1}", 1, edges[n], edges[n + 1], "editorial", None, "")
        for n in range(len(edges) - 1)
    )
    spans = tuple(Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True))
    return Analysis(Report(text, "长报告", "某市", "", 2017, None), sections, paragraphs=spans)


def units(words: str) -> list[int]:
    return [*memoryview(words.encode("utf-16")[2:]).cast("H")]


def test_a_page_without_a_text_can_be_shown(qtbot):
    view = ReportTextView(load_theme(dark=False))
    qtbot.addWidget(view)
    view.resize(700, 300)
    with qtbot.waitExposed(view):
        view.show()
    assert view.toPlainText() == ""


def test_the_caret_is_seen_where_keys_have_moved_it_and_nowhere_else(qtbot, pane, state):
    state.set_analysis(sample_analysis())
    assert pane.view.cursorWidth() == 0
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    assert pane.view.cursorWidth() == 1
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton)
    assert pane.view.cursorWidth() == 0


@pytest.mark.parametrize("make", [sample_analysis, astral_analysis, long_analysis])
def test_every_character_of_the_text_is_found_in_the_document_and_back(pane, state, make):
    analysis = make()
    state.set_analysis(analysis)
    places = pane.view.offsets
    shown = units(pane.view.toPlainText())
    for span in analysis.paragraphs:
        for offset in range(*span):
            char = units(analysis.report.text[offset])
            position = places.position(offset)
            assert shown[position : position + len(char)] == char
            assert places.offset(position) == offset
            assert places.is_report(position)


@pytest.mark.parametrize("make", [sample_analysis, astral_analysis, long_analysis])
def test_copying_everything_gives_the_canonical_text(pane, state, make):
    analysis = make()
    state.set_analysis(analysis)
    pane.select_all()
    pane.copy()
    assert QGuiApplication.clipboard().text() == analysis.report.text
    assert pane.view.createMimeDataFromSelection().text() == analysis.report.text


def test_an_editorial_heading_is_shown_and_told_apart_but_never_copied(pane, state):
    analysis = sample_analysis()
    state.set_analysis(analysis)
    shown = pane.view.toPlainText().replace(JOINER, "")
    assert "二、主动公开政府信息情况\u2003editorial\n" in shown
    start = analysis.section_by_id["2"].start
    pane.view.select(Span(start - 5, start + 6))
    assert pane.selected_text() == analysis.report.text[start - 5 : start + 6]
    assert "主动公开政府信息情况" not in pane.selected_text()


def test_a_heading_of_the_text_stands_once_and_on_its_own_line(pane, state):
    state.set_analysis(sample_analysis())
    lines = pane.view.toPlainText().replace(JOINER, "").split("\n")
    assert lines.count("以公开助力最多跑一次改革。") == 1


def test_a_heading_that_its_sentence_goes_on_from_stays_in_its_line(pane, state):
    text = "防范债务风险专项行动,通过新媒体发布。"
    section = Section("1", "防范债务风险", 1, 0, len(text), "text", Span(0, 6))
    state.set_analysis(Analysis(Report(text, "", "", "", None, None), (section,), paragraphs=(Span(0, 6), Span(6, 19))))
    assert pane.view.toPlainText().replace(JOINER, "") == text


def test_more_knowledge_of_the_same_report_leaves_document_and_place_alone(pane, state):
    outline = sample_outline()
    state.set_analysis(outline)
    document = pane.view.document()
    pane.view.scroll_to(400)
    place = state.top_offset
    state.set_analysis(replace(sample_analysis(), report=outline.report))
    assert pane.view.document() is document
    assert state.top_offset == place > 0


def test_a_click_on_a_figure_of_a_table_selects_it(qtbot, pane, state):
    analysis = sample_analysis()
    state.set_analysis(analysis)
    figure = next(f for f in analysis.figures if f.literal == "87.9%")
    pane.view.ensure_visible(figure.span)
    spot = pane.view.char_center(figure.start + 1)
    with qtbot.waitSignal(state.selection_changed) as told:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args[0].figures == (figure.id,)


def test_a_click_on_a_figure_of_no_table_selects_nothing(pane, state):
    analysis = sample_analysis()
    state.set_analysis(analysis)
    figure = next(f for f in analysis.figures if f.id not in analysis.tables_by_figure)
    pane.view.ensure_visible(figure.span)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=pane.view.char_center(figure.start + 1))
    assert state.selection == Selection()


def test_hovering_over_a_figure_shows_a_hand_and_what_it_is(qtbot, pane, state):
    analysis = sample_analysis()
    state.set_analysis(analysis)
    figure = next(f for f in analysis.figures if f.literal == "1586件")
    pane.view.ensure_visible(figure.span)
    spot, viewport = pane.view.char_center(figure.start + 1), pane.view.viewport()
    send_move(viewport, spot)
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot)))
    for words in ("1,586件", figure.indicator, "2017", "行政复议"):
        assert words in QToolTip.text()
    QToolTip.hideText()
    send_move(viewport, QPoint(2, 2))
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def send_move(viewport, spot: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    at = QPointF(spot)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(viewport.mapToGlobal(spot)), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


def test_an_editorial_heading_tells_what_it_is(qtbot, pane, state):
    state.set_analysis(sample_analysis())
    viewport = pane.view.viewport()
    column = [QPoint(30, y) for y in range(0, viewport.height(), 4)]
    spot = next(point for point in column if pane.view.positions.over_editorial_heading(point))
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot)))
    assert "editor" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    words = pane.view.char_center(state.analysis.report.text.index("第一时间"))
    assert not pane.view.positions.over_editorial_heading(words)


def test_keys_step_through_the_figures_of_tables(pane, state):
    analysis = sample_analysis()
    state.set_analysis(analysis)
    marked = [f.id for f in analysis.figures if f.id in analysis.tables_by_figure]
    pane.next_figure()
    pane.next_figure()
    assert state.selection.figures == (marked[1],)
    pane.previous_figure()
    assert state.selection.figures == (marked[0],)
    notices = []
    state.message_posted.connect(notices.append)
    pane.previous_figure()
    assert state.selection.figures == (marked[0],)
    assert len(notices) == 1


def test_a_selected_section_comes_to_the_top_even_the_last(pane, state):
    analysis = long_analysis()
    state.set_analysis(analysis)
    for section in (analysis.sections[4], analysis.sections[-1], analysis.sections[0]):
        state.select_section(section)
        assert state.top_offset == section.start
        assert state.current_section_id == section.id


def test_a_selected_figure_out_of_sight_comes_into_sight_and_one_in_sight_moves_nothing(pane, state):
    analysis = sample_analysis()
    state.set_analysis(analysis)
    last = analysis.figures[-1]
    state.select_figures(last)
    seen = pane.view.visible()
    assert seen.start <= last.start < last.end <= seen.end
    value = pane.view.verticalScrollBar().value()
    in_sight = [figure for figure in analysis.figures if seen.start < figure.start < figure.end < last.start]
    state.select_figures(in_sight[-1])
    assert pane.view.verticalScrollBar().value() == value


def test_obeying_a_selection_does_not_select(pane, state):
    state.set_analysis(sample_analysis())
    told = []
    state.selection_changed.connect(told.append)
    state.select_section(state.analysis.sections[2])
    assert len(told) == 1


def test_scrolling_tells_which_section_is_read(pane, state):
    analysis = long_analysis()
    state.set_analysis(analysis)
    read = []
    state.current_section_changed.connect(read.append)
    bar = pane.view.verticalScrollBar()
    for value in range(0, bar.maximum(), 50):
        bar.setValue(value)
    assert read == [section.id for section in analysis.sections]


def test_the_room_above_a_heading_belongs_to_what_is_in_sight(pane, state):
    analysis = long_analysis()
    state.set_analysis(analysis)
    before, after = analysis.sections[2:4]
    view = pane.view
    last = view.document().findBlock(view.offsets.position(before.end - 2))
    bottom = view.document().documentLayout().blockBoundingRect(last).bottom()
    view.verticalScrollBar().setValue(round(bottom) - 8)
    assert before.start < state.top_offset < before.end
    view.verticalScrollBar().setValue(round(bottom) + 1)
    assert state.top_offset == after.start


def test_a_requested_place_comes_to_the_top_and_back_returns_there(pane, state):
    analysis = long_analysis()
    state.set_analysis(analysis)
    offset = analysis.paragraphs[10].start
    state.scroll_requested.emit(offset)
    assert state.top_offset == offset
    state.select_section(analysis.sections[5])
    state.back()
    assert state.top_offset == offset


@pytest.mark.parametrize("change", ["zoom", "theme", "width"])
def test_the_place_stays_when_the_page_changes(qtbot, pane, state, change):
    state.set_analysis(long_analysis())
    state.scroll_requested.emit(state.analysis.paragraphs[20].start)
    place = state.top_offset
    told = []
    pane.view.top_changed.connect(told.append)
    if change == "zoom":
        pane.set_zoom(175)
    elif change == "theme":
        pane.show_theme(load_theme(dark=True))
    else:
        pane.resize(500, 260)
    QApplication.processEvents()
    assert pane.view.top_offset == state.top_offset == place
    assert told == []
    assert pane.view.visible().start <= place < pane.view.visible().end


def test_zoom_steps_stay_within_their_bounds_and_are_told(qtbot, pane, state):
    state.set_analysis(sample_analysis())
    told = []
    pane.zoom_changed.connect(told.append)
    pane.zoom_in()
    pane.zoom_out()
    pane.set_zoom(9999)
    pane.zoom_in()
    pane.set_zoom(1)
    pane.zoom_out()
    pane.zoom_reset()
    assert told == [110, 100, 300, 60, 100]
    assert pane.zoom == 100


def test_a_text_too_long_for_a_size_is_shown_smaller(pane, state):
    analysis = long_analysis()
    state.set_analysis(replace(analysis, report=replace(analysis.report, text=analysis.report.text * 400)))
    pane.set_zoom(300)
    assert 100 < pane.zoom < 300
    pane.zoom_in()
    assert pane.zoom < 300


def test_the_wheel_zooms_with_control_and_scrolls_in_the_margin_without(pane, state):
    state.set_analysis(long_analysis())
    assert pane.view.viewport().x() > 8
    wheel(pane.view, QPoint(4, 100), -120, Qt.KeyboardModifier.NoModifier)
    assert pane.view.verticalScrollBar().value() > 0
    wheel(pane.view.viewport(), QPoint(100, 100), 120, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom == 110


def test_words_can_be_marked_from_the_margin(pane, state):
    state.set_analysis(long_analysis())
    view = pane.view
    spot = view.char_center(state.analysis.paragraphs[1].start + 3)
    y = spot.y() + view.viewport().y()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(6, y))
    QTest.mouseMove(view, QPoint(view.viewport().x() + spot.x(), y))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(view.viewport().x() + spot.x(), y))
    assert pane.selected_text().startswith("第1段")


def test_a_press_that_means_nothing_goes_no_further(pane, state):
    state.set_analysis(sample_analysis())
    for place in (QPoint(4, 50), QPoint(300, 50)):
        QTest.mouseClick(pane.view, Qt.MouseButton.RightButton, pos=place)
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    assert state.selection == Selection()


def wheel(widget, at: QPoint, turn: int, keys: Qt.KeyboardModifier) -> None:
    where = QPointF(at)
    event = QWheelEvent(
        where,
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_line_holds_at_most_42_characters(pane, state):
    state.set_analysis(long_analysis())
    pane.resize(1600, 400)
    QApplication.processEvents()
    block = pane.view.document().begin()
    longest = 0
    while block.isValid():
        layout = block.layout()
        pane.view.document().documentLayout().blockBoundingRect(block)
        longest = max(longest, *(layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), 0)
        block = block.next()
    assert 40 * 17 < longest <= 42 * 17 + 2


def test_a_marked_passage_is_copied_with_its_citation(pane, state):
    state.set_analysis(sample_analysis())
    start = state.analysis.report.text.index("全省发布各类")
    pane.view.select(Span(start, start + 15))
    pane.copy_with_citation()
    copied, cited = QGuiApplication.clipboard().text().split("\n")
    assert copied == f"“{state.analysis.report.text[start : start + 15]}”"
    assert cited.startswith("——浙江省人民政府:《浙江省2017年政府信息公开工作年度报告》,二、")


def test_hits_are_painted_and_the_current_one_stronger(pane, state):
    theme = load_theme(dark=False)
    analysis = long_analysis()
    state.set_analysis(analysis)
    state.set_hits(find(analysis.report.text, Query("公开 办理", words=True)))
    state.set_current_hit(2)
    QApplication.processEvents()
    picture = pane.view.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {theme.hits[0], theme.hits[1], theme.hit_current} <= colours
    state.set_hits(find(analysis.report.text, Query("没有")))
    picture = pane.view.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert not {theme.hits[0], theme.hit_current} & colours


def test_hits_vanish_without_moving_the_text(pane, state):
    state.set_analysis(long_analysis())
    state.set_hits(find(state.analysis.report.text, Query("第40段")))
    state.set_current_hit(0)
    value = pane.view.verticalScrollBar().value()
    assert value > 0
    state.set_hits(find("", Query("")))
    assert pane.view.verticalScrollBar().value() == value


def test_a_click_on_a_mark_shows_its_hit(qtbot, pane, state):
    state.set_analysis(long_analysis())
    state.set_hits(find(state.analysis.report.text, Query("第50段")))
    (mark,) = pane.marks.marks
    assert abs(mark.row / pane.marks.height() - 50 / 60) < 0.15
    with qtbot.waitSignal(state.current_hit_changed) as told:
        QTest.mouseClick(pane.marks, Qt.MouseButton.LeftButton, pos=QPoint(4, mark.row))
    assert told.args == [0]
    seen = pane.view.visible()
    assert seen.start <= state.hits.starts[0] < seen.end


def test_a_mark_stands_where_the_scroll_bar_comes_to_when_its_hit_is_at_the_top(pane, state):
    state.set_analysis(long_analysis())
    state.set_hits(find(state.analysis.report.text, Query("第30段")))
    (mark,) = pane.marks.marks
    pane.view.scroll_to(state.hits.starts[0])
    QApplication.processEvents()
    bar = pane.view.verticalScrollBar()
    share = bar.value() / (bar.maximum() + bar.pageStep())
    assert abs(mark.row - share * pane.marks.height()) <= 4


def test_there_are_never_more_marks_than_rows_of_pixels(pane, state):
    state.set_analysis(long_analysis(600))
    state.set_hits(find(state.analysis.report.text, Query("公")))
    assert len(pane.marks.marks) <= pane.marks.height() < len(state.hits)


def test_space_turns_pages(pane, state):
    state.set_analysis(long_analysis())
    QTest.keyClick(pane.view, Qt.Key.Key_Space)
    down = pane.view.verticalScrollBar().value()
    QTest.keyClick(pane.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert down > 100
    assert pane.view.verticalScrollBar().value() == 0


def test_arrow_keys_go_on_from_where_the_reader_scrolled_to(pane, state):
    state.set_analysis(long_analysis())
    state.scroll_requested.emit(state.analysis.paragraphs[30].start)
    value = pane.view.verticalScrollBar().value()
    QTest.keyClick(pane.view, Qt.Key.Key_Down)
    assert abs(pane.view.verticalScrollBar().value() - value) < 200


def test_without_a_report_the_pane_says_so_and_problems_are_told(pane, state):
    def labels() -> str:
        return " ".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())

    assert "No report is open" in labels()
    pane.show_loading("年报.docx")
    assert "年报.docx" in labels()
    pane.show_problem("年报.docx is not a Word file.")
    assert "年报.docx is not a Word file." in labels()
    assert not pane.view.isVisible()
    state.set_analysis(sample_analysis())
    assert pane.view.isVisible()
