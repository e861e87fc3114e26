"""Each part of the text view with a plain QTextEdit in place of the view."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from tests.gui.reading.test_text_pane import long_analysis
from tests.sample import sample_analysis
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import Query, find
from zjviewer.gui.reading import report_document
from zjviewer.gui.reading.column_layout import NUMBERED_SIDE, SIDE, ZOOMS, ColumnLayout
from zjviewer.gui.reading.highlights import Highlights
from zjviewer.gui.reading.mouse_input import MouseInput
from zjviewer.gui.reading.report_document import ReportDocument
from zjviewer.gui.reading.report_view import ReportTextView
from zjviewer.gui.reading.scroll_position import ScrollPosition
from zjviewer.gui.reading.text_positions import TextPositions
from zjviewer.gui.reading.text_selection import TextSelection
from zjviewer.gui.theme.theme import load_fonts, load_theme
from zjviewer.gui.typesetting import document_map


class Edit(QTextEdit):
    """setViewportMargins is protected in C++: only a class written in Python may be asked for it."""


@pytest.fixture
def edit(qtbot):
    load_fonts()
    made = Edit()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    qtbot.addWidget(made)
    made.resize(700, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def column(edit):
    return ColumnLayout(edit)


@pytest.fixture
def report(edit, column):
    return ReportDocument(edit, column, load_theme(dark=False))


@pytest.fixture
def positions(edit, report):
    return TextPositions(edit, report)


@pytest.fixture
def scroll(edit, report, column, positions):
    return ScrollPosition(edit, report, column, positions)


def show(report, analysis):
    report.begin(analysis)
    report.rebuild()
    return analysis


def test_the_view_is_one_class_below_qt_s():
    assert ReportTextView.__bases__ == (QTextEdit,)


def test_the_column_is_centred_and_its_margins_have_room_for_page_numbers(edit, column):
    column.set_text(1000, (), False)
    edit.resize(400, 300)
    column.fit()
    assert edit.viewport().x() == SIDE
    column.set_text(1000, (), True)
    assert edit.viewport().x() == NUMBERED_SIDE
    edit.resize(1600, 300)
    column.fit()
    left, right = edit.viewport().x(), edit.width() - edit.viewport().geometry().right()
    assert left > 300
    assert abs(left - right) <= edit.verticalScrollBar().sizeHint().width() + 2


@pytest.mark.parametrize("length", [1000, 3_000_000, 20_000_000])
def test_the_zoom_stays_where_the_whole_text_can_be_shown(column, length):
    changes = []
    column.zoom_changed.connect(changes.append)
    column.set_text(length, (), False)
    column.set_zoom(9999)
    assert column.zoom in ZOOMS
    assert (column.zoom == ZOOMS[-1]) == (length == 1000)
    assert changes in ([column.zoom], [])
    column.set_zoom(1)
    assert column.zoom == ZOOMS[0]


def test_the_document_announces_its_replacement_before_and_after(report, edit):
    order = []
    report.replacing.connect(lambda: order.append(("replacing", report.offsets.end, edit.toPlainText()[:3])))
    report.replaced.connect(lambda: order.append(("replaced", report.offsets.end, edit.toPlainText()[:1])))
    report.page_changed.connect(lambda: order.append(("page_changed",)))
    analysis = show(report, long_analysis(6))
    end = len(analysis.report.text)
    assert order[:3] == [("replacing", end, ""), ("replaced", end, "长"), ("page_changed",)]


def test_a_long_text_is_built_in_steps_and_at_once_when_it_must(report, edit, monkeypatch):
    monkeypatch.setattr(report_document, "_AT_ONCE", 0)
    monkeypatch.setattr(document_map, "_STEP", 300)
    analysis = show(report, long_analysis(120))
    assert report.building
    assert report.offsets.end < len(analysis.report.text)
    report.finish()
    assert not report.building
    assert report.offsets.end == len(analysis.report.text)


def test_a_point_of_the_viewport_and_its_offset_find_each_other(report, positions, edit):
    analysis = show(report, sample_analysis())
    for figure in analysis.figures[:5]:
        assert positions.offset_under(positions.char_center(figure.start)) == figure.start
    assert positions.offset_under(QPoint(-500, 0)) is None
    assert positions.visible().start == 0
    edit.verticalScrollBar().setValue(200)
    assert positions.scrolled() == QPointF(0, 200)


def test_the_scroll_position_is_an_offset_and_restoring_it_is_silent(report, scroll, edit):
    analysis = show(report, long_analysis())
    changes = []
    scroll.changed.connect(changes.append)
    offset = analysis.paragraphs[20].start
    scroll.scroll_to(offset)
    assert scroll.top_offset == offset
    assert changes == [offset]
    value = edit.verticalScrollBar().value()
    with scroll.suspended():
        edit.verticalScrollBar().setValue(0)
        with scroll.suspended():
            pass
        edit.verticalScrollBar().setValue(5)
    scroll.restore()
    assert edit.verticalScrollBar().value() == value
    assert changes == [offset]
    edit.verticalScrollBar().setValue(0)
    assert changes == [offset, 0]


def test_what_is_visible_is_not_scrolled_to_and_what_is_not_comes_to_the_middle(report, scroll, positions, edit):
    analysis = show(report, long_analysis())
    scroll.ensure_visible(Span(3, 6))
    assert edit.verticalScrollBar().value() == 0
    span = Span(analysis.paragraphs[40].start, analysis.paragraphs[40].start + 3)
    scroll.ensure_visible(span)
    middle = edit.viewport().height() / 2
    assert abs(positions.char_center(span.start).y() - middle) < 60


def test_the_selection_is_text_of_the_report_alone(report, positions, scroll, edit):
    analysis = show(report, long_analysis(18))
    selection = TextSelection(edit, report, positions, scroll)
    assert selection.span() == Span(0, 0)
    edit.selectAll()
    assert "编者" in edit.toPlainText() or "editorial" in edit.toPlainText()
    assert selection.text() == analysis.report.text
    span = Span(5, 25)
    selection.select(span)
    assert (selection.span(), selection.text()) == (span, analysis.report.text[5:25])
    selection.set_caret(100)
    assert selection.span() == span
    edit.verticalScrollBar().setValue(150)
    selection.clear()
    assert not edit.textCursor().hasSelection()
    assert selection.caret == 5
    assert edit.verticalScrollBar().value() == 150


def test_highlights_give_the_span_of_the_current_hit_and_colour_its_text(report, positions, edit):
    analysis = show(report, sample_analysis())
    highlights = Highlights(edit, report, positions)
    hits = find(analysis.report.text, Query("公开"))
    highlights.show_hits(hits)
    assert edit.extraSelections() == []
    assert highlights.show_current_hit(1) == hits.span(1)
    (selection,) = edit.extraSelections()
    assert selection.cursor.selectedText() == "公开"
    assert highlights.show_current_hit(-1) is None
    assert highlights.show_current_hit(len(hits)) is None
    assert edit.extraSelections() == []
    highlights.show_terms(True)
    highlights.clear()
    assert highlights.state.terms
    assert not len(highlights.state.hits)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_the_wheel_zooms_only_with_ctrl(report, column, positions, edit, modifier):
    mouse = MouseInput(edit, report, column, positions)
    at = QPointF(50, 50)
    handled = []
    for _ in range(2):  # half a notch each
        event = QWheelEvent(
            at,
            edit.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, 60),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        handled.append(mouse.zoom_by_wheel(event))
    with_ctrl = modifier == Qt.KeyboardModifier.ControlModifier
    assert handled == [with_ctrl] * 2
    assert column.zoom == (110 if with_ctrl else 100)


@pytest.mark.parametrize(
    ("moved", "modifier", "signal"), [(0, "No", "pressed"), (0, "Control", "added"), (40, "No", "")]
)
def test_a_click_on_a_figure_is_announced_and_a_drag_is_not(report, column, positions, edit, moved, modifier, signal):
    analysis = show(report, sample_analysis())
    mouse = MouseInput(edit, report, column, positions)
    announced = []
    mouse.figure_pressed.connect(lambda figure: announced.append(("pressed", figure)))
    mouse.figure_added.connect(lambda figure: announced.append(("added", figure)))
    figure = next(each for each in analysis.figures if each.id in analysis.tables_by_figure)
    end = QPointF(positions.char_center(figure.start))

    def event(kind: QEvent.Type, at: QPointF) -> QMouseEvent:
        button, held = Qt.MouseButton.LeftButton, getattr(Qt.KeyboardModifier, f"{modifier}Modifier")
        return QMouseEvent(kind, at, edit.viewport().mapToGlobal(at), button, button, held)

    mouse.press(event(QEvent.Type.MouseButtonPress, end + QPointF(moved, 0)))
    mouse.release(event(QEvent.Type.MouseButtonRelease, end))
    assert announced == ([(signal, figure)] if signal else [])
