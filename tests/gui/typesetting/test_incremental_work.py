"""A long text is set in steps: its first pages at once, and in the end the same document as at one go."""

import pytest

from tests.papers import as_html, national
from zjviewer.core.model.report import Span
from zjviewer.core.text.line_breaks import JOINER
from zjviewer.gui.reading import report_document
from zjviewer.gui.reading.text_pane import TextPane
from zjviewer.gui.state.selection import Selection
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_theme
from zjviewer.gui.typesetting import document_map as text_pieces
from zjviewer.gui.typesetting.column_metrics import ColumnGeometry
from zjviewer.gui.typesetting.document_builder import build_document
from zjviewer.gui.typesetting.document_map import batches, build_fragments, find_joints, positions
from zjviewer.gui.typesetting.glyph_boxes import tables_in
from zjviewer.pipeline.open_report import open_report


@pytest.fixture
def analysis(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(as_html(national()), encoding="utf-8")
    return open_report(path)


@pytest.fixture
def pane(qtbot, monkeypatch):
    monkeypatch.setattr(report_document, "_AT_ONCE", 0)
    monkeypatch.setattr(text_pieces, "_STEP", 300)
    made = TextPane(ViewState(), load_theme(dark=False))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def blocks(document):
    found, block = [], document.begin()
    while block.isValid():
        form = block.blockFormat()
        margins = (form.topMargin(), form.leftMargin(), form.textIndent(), form.headingLevel())
        found.append((block.text(), margins, list(fragments(block))))
        block = block.next()
    return found


def fragments(block):
    each = block.begin()
    while not each.atEnd():
        form = each.fragment().charFormat()
        yield each.fragment().text(), form.font().pixelSize(), form.foreground()
        each += 1


def formats(document):
    return [(table.rows(), table.columns(), table.format().leftMargin()) for table in tables_in(document)]


@pytest.mark.parametrize("step", [1, 300, 2000, 10**9])
def test_steps_of_any_length_set_the_same_document(qapp, analysis, monkeypatch, step):
    pieces, theme, page = build_fragments(analysis), load_theme(dark=False), ColumnGeometry(900, 700, 1.0)
    monkeypatch.setattr(text_pieces, "_STEP", 10**9)
    whole = build_document(pieces, theme, page, 40)
    monkeypatch.setattr(text_pieces, "_STEP", step)
    stepped = build_document(pieces, theme, page, 40)
    assert blocks(stepped) == blocks(whole)
    assert formats(stepped) == formats(whole)


def test_batches_are_all_pieces_in_order(analysis, monkeypatch):
    monkeypatch.setattr(text_pieces, "_STEP", 50)
    pieces = build_fragments(analysis)
    found = [piece for batch in batches(pieces) for piece, _ in batch]
    assert found == list(pieces)
    assert len(list(batches(pieces))) > 5


def test_the_first_pages_stand_there_at_once_and_the_rest_follows(qtbot, pane, analysis):
    pane._state.set_analysis(analysis)
    assert pane.view.building
    assert analysis.report.title in pane.view.document().toPlainText().replace(JOINER, "")
    assert pane.view.offsets.end < len(analysis.report.text)
    qtbot.waitUntil(lambda: not pane.view.building)
    view = pane.view
    assert view.offsets.end == len(analysis.report.text)
    last = list(positions(build_fragments(analysis, find_joints(analysis))))[-1]
    assert view.document().characterCount() - 1 == last[1] + last[0].units


def test_a_place_that_is_still_to_be_set_comes_to_the_top_when_it_is(qtbot, pane, analysis):
    pane._state.set_analysis(analysis)
    place = analysis.sections[-3].start
    pane._state.scroll_requested.emit(place)
    assert pane._state.top_offset == place
    qtbot.waitUntil(lambda: not pane.view.building)
    assert pane.view.top_offset == place
    assert 0 <= pane.view.char_center(place).y() < 60


def test_words_that_are_still_to_be_set_are_shown_when_they_are_selected(pane, analysis):
    pane._state.set_analysis(analysis)
    figure = analysis.figures[-1]
    pane._state.select(Selection(figure.section, Span(figure.start, figure.end), (figure.id,)))
    assert not pane.view.building
    assert pane.view.viewport().rect().contains(pane.view.char_center(figure.start))


def test_another_report_ends_the_setting_of_the_one_before(qtbot, pane, analysis, tmp_path):
    path = tmp_path / "other.txt"
    path.write_text("另一份年报\n" + "公开信息3条。\n" * 40, encoding="utf-8")
    pane._state.set_analysis(analysis)
    pane._state.set_analysis(open_report(path))
    qtbot.waitUntil(lambda: not pane.view.building)
    assert "行政复议" not in pane.view.document().toPlainText()


def test_zoom_and_theme_keep_the_page_until_the_new_one_is_set(qtbot, pane, analysis):
    pane._state.set_analysis(analysis)
    qtbot.waitUntil(lambda: not pane.view.building)
    place = analysis.sections[2].start
    pane.view.scroll_to(place)
    before = pane.view.document()
    size = before.defaultFont().pixelSize()
    pane.set_zoom(150)
    assert pane.view.document() is before
    qtbot.waitUntil(lambda: not pane.view.building)
    assert pane.view.document() is not before
    assert pane.view.top_offset == place
    assert pane.view.document().defaultFont().pixelSize() > size


def test_a_long_text_is_laid_out_to_its_end_and_the_scroll_bar_knows(qtbot, pane, tmp_path, monkeypatch):
    monkeypatch.setattr(report_document, "LONG", 100)
    path = tmp_path / "long.txt"
    path.write_text("年报\n" + "全年主动公开政府信息3条，办理依申请公开4件。\n" * 400, encoding="utf-8")
    pane._state.set_analysis(open_report(path))
    qtbot.waitUntil(lambda: not pane.view.building)
    view = pane.view
    whole = view.verticalScrollBar().maximum()
    assert whole + view.viewport().height() >= view.document().documentLayout().documentSize().height() - 1
    pane.resize(400, 400)
    assert view.building
    qtbot.waitUntil(lambda: not view.building)
    assert view.verticalScrollBar().maximum() > whole
