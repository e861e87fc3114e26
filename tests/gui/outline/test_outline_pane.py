"""The outline follows the reading, keeps what the reader folded, counts hits, and leads to every section."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QToolTip

from zjviewer.core.search.engine import Hits, Query, find
from zjviewer.gui.outline.outline_model import HITS, SECTION, OutlineModel
from zjviewer.gui.outline.outline_pane import OutlinePane
from zjviewer.gui.outline.outline_tree import OutlineTree
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme


@pytest.fixture
def state(qapp, analysis):
    made = ViewState()
    made.set_analysis(analysis)
    return made


@pytest.fixture
def pane(qtbot, state):
    made = OutlinePane(state, load_theme(False))
    qtbot.addWidget(made)
    made.resize(248, 600)
    made.show()
    return made


@pytest.fixture
def tree(pane):
    return pane.findChild(OutlineTree)


def shown(tree) -> list[str]:
    """Ids of the lines from the first to the last."""
    ids, index = [], tree.model().index(0, 0)
    while index.isValid():
        ids.append(index.data(SECTION).id)
        index = tree.indexBelow(index)
    return ids


def line(tree, section: str):
    index = tree.model().index(0, 0)
    while index.data(SECTION).id != section:
        index = tree.indexBelow(index)
    return index


def fold_or_open(qtbot, tree, section: str) -> None:
    at = tree.visualRect(line(tree, section))
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.left() - 8, at.center().y()))


def section_of(state, title: str):
    return next(section for section in state.analysis.sections if section.title == title)


def test_the_model_is_sound_before_and_after_another_report(qapp, analysis):
    model = OutlineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_sections(analysis.sections)
    model.set_hits({analysis.sections[0].id: 3})
    model.set_sections(analysis.sections[:1])
    model.set_sections(())


def test_only_chapters_are_open_to_the_eye_at_first(tree, state):
    assert shown(tree) == [section.id for section in state.analysis.sections if section.level == 1]


def test_the_branch_of_what_is_read_opens_and_closes_by_itself(tree, state):
    inner = section_of(state, "以公开助推安全生产")
    state.set_top_offset(inner.start)
    assert inner.id in shown(tree)
    assert tree.section_delegate.reading == inner.id
    state.set_top_offset(state.analysis.sections[-1].start)
    assert inner.id not in shown(tree)


def test_what_the_reader_folded_stays_folded_and_stands_for_what_is_read(qtbot, pane, tree, state):
    inner = section_of(state, "以公开助推安全生产")
    chapter = inner.parent
    state.set_top_offset(inner.start)
    with qtbot.waitSignal(pane.folding_changed) as folding:
        fold_or_open(qtbot, tree, chapter)
    assert folding.args == [(chapter,), ()]
    assert inner.id not in shown(tree)
    state.set_top_offset(state.analysis.sections[0].start)
    state.set_top_offset(inner.start)
    assert inner.id not in shown(tree)
    assert tree.section_delegate.reading == chapter


def test_what_the_reader_opened_stays_open(qtbot, tree, state):
    fold_or_open(qtbot, tree, "6")
    state.set_top_offset(state.analysis.sections[-1].start)
    assert "6.1" in shown(tree)


def test_all_branches_open_and_fold(pane, tree, state):
    pane.expand_all()
    assert shown(tree) == [section.id for section in state.analysis.sections]
    state.set_top_offset(section_of(state, "以公开助推安全生产").start)
    pane.collapse_all()
    assert "." not in "".join(shown(tree))


def test_a_click_goes_to_the_section(qtbot, tree, state):
    at = tree.visualRect(line(tree, "7")).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    section = state.analysis.section_by_id["7"]
    assert state.selection == Selection("7", (section.start, section.end))
    assert tree.section_delegate.selected == "7"


def test_enter_goes_to_the_line_of_the_keys(qtbot, tree, state):
    tree.setFocus()
    tree.setCurrentIndex(line(tree, "3"))
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert state.selection.section == "4"


def test_the_focus_ring_shows_where_the_keys_are(qtbot, pane, tree):
    tree.window().activateWindow()
    tree.setFocus()
    qtbot.waitUntil(tree.hasFocus)
    tree.setCurrentIndex(line(tree, "3"))
    assert tree.section_delegate.focused == "3"
    tree.clearFocus()
    assert tree.section_delegate.focused == ""


def test_a_selected_figure_marks_its_section_in_an_open_branch(tree, state):
    figure = next(f for f in state.analysis.figures if "." in f.section)
    state.select_figures(figure)
    assert tree.section_delegate.selected == figure.section
    assert figure.section in shown(tree)


def test_hits_are_counted_by_section_and_in_the_chapter_too(tree, state):
    hits = find(state.analysis.report.text, Query("安全生产"))
    state.set_hits(hits)
    counted = {index.data(SECTION).id: index.data(HITS) for index in (line(tree, id_) for id_ in shown(tree))}
    assert sum(counted.values()) == len(hits) > 0
    inner = section_of(state, "以公开助推安全生产")
    state.set_top_offset(inner.start)
    assert 0 < line(tree, inner.id).data(HITS) <= counted[inner.parent]
    state.set_hits(Hits())
    assert line(tree, inner.id).data(HITS) == 0


def test_the_filter_shows_headings_with_the_words_and_what_is_around_them(qtbot, pane, tree, state):
    field = pane.findChild(QLineEdit)
    before = shown(tree)
    field.setText("安全生产")
    inner = section_of(state, "以公开助推安全生产")
    assert shown(tree) == [inner.parent, inner.id]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert tree.currentIndex().data(SECTION) == inner
    field.clear()
    assert shown(tree) == before


def test_a_filter_without_result_says_so(pane, tree):
    pane.findChild(QLineEdit).setText("没有这样的标题")
    assert not tree.isVisible()
    assert "没有这样的标题" in pane._empty.text()


def test_a_report_without_headings_says_so(pane, tree, state):
    state.set_analysis(None)
    assert not tree.isVisible()
    assert pane._empty.isVisible()
    assert not pane.findChild(QLineEdit).isEnabled()


def test_folding_comes_back(pane, tree, state):
    pane.restore_folding(("2",), ("6",))
    state.set_top_offset(section_of(state, "以公开助推安全生产").start)
    assert "2.1" not in shown(tree)
    assert "6.1" in shown(tree)


def test_an_editorial_heading_says_so(tree, state):
    editorial = next(s for s in state.analysis.sections if s.source == "editorial" and s.level == 1)
    assert "editor" in line(tree, editorial.id).data(Qt.ItemDataRole.ToolTipRole)
    in_text = next(s for s in state.analysis.sections if s.source == "text")
    state.set_top_offset(in_text.start)
    assert "editor" not in line(tree, in_text.id).data(Qt.ItemDataRole.ToolTipRole)
    assert not QToolTip.isVisible()


def test_both_themes_draw_every_state(pane, tree, state):
    state.set_hits(find(state.analysis.report.text, Query("公开")))
    state.select_section(state.analysis.section_by_id["2"])
    light = pane.grab().toImage()
    pane.show_theme(load_theme(True))
    assert pane.grab().toImage() != light
