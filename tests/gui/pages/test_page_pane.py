"""The original pages in the window: shown on request, boxed numbers, clicks that lead to the text, and scrolling."""

import struct
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from tests.papers import as_pdf, national
from zjviewer.core.model.report import RecognisedLetters
from zjviewer.gui.pages.placement import PageLink


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "报告.pdf"
    made.write_bytes(as_pdf(national()))
    return made


@pytest.fixture
def window(qtbot, session, path):
    """The window with the report in front and its pages beside the text."""
    with qtbot.waitSignal(session.loader.ended):
        session.loader.open(path)
    session.window.command_actions.action("pages.beside").trigger()
    settle(qtbot, session.window)
    return session.window


def pane_of(window):
    return window.workspace.pages.pane


def settle(qtbot, window):
    """Wait until what is on the screen is drawn and read."""
    pane = pane_of(window)
    qtbot.waitUntil(lambda: pane._count > 0 and not pane._client.busy and not pane.view.wanted())


def click(qtbot, view, page, rect):
    point = view.point_of(page, (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2)
    assert view.viewport().rect().contains(point)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def figures_of(session):
    analysis = session.state.analysis
    return [figure for figure in analysis.figures if figure.id in analysis.tables_by_figure]


def test_every_number_of_a_table_is_boxed_where_it_stands_and_a_click_there_selects_it(qtbot, session, window):
    pane = pane_of(window)
    for figure in figures_of(session)[::9]:
        session.state.clear_selection()
        session.state.select_figures(figure)
        settle(qtbot, window)
        [(page, [(rect, colour)])] = pane.view._marks.items()
        assert colour == window.appearance.theme.accent
        found = pane._pages[page]
        inside = [
            char
            for char, (left, top, right, bottom) in zip(found.text.characters, found.text.rects, strict=True)
            if right > left and rect[0] <= left and right <= rect[2] and rect[1] <= top and bottom <= rect[3]
        ]
        assert "".join(inside) == session.state.analysis.report.text[figure.start : figure.end].strip()
        session.state.clear_selection()
        click(qtbot, pane.view, page, rect)
        assert session.state.selection.figures == (figure.id,)


def test_the_box_is_painted(qtbot, session, window):
    session.state.select_figures(figures_of(session)[0])
    settle(qtbot, window)
    view = pane_of(window).view
    [(page, [(rect, colour)])] = view._marks.items()
    picture = view.viewport().grab().toImage()
    point = view.point_of(page, rect[0] - 2, (rect[1] + rect[3]) / 2)
    around = {picture.pixelColor(point.x() + dx, point.y()).name() for dx in range(-3, 4)}
    assert QColor(colour).name() in around


def test_text_and_pages_scroll_together(qtbot, session, window):
    pane, text = pane_of(window), window.workspace.text
    last = session.state.analysis.report.pages[-1]
    session.state.scroll_requested.emit(last)
    qtbot.waitUntil(lambda: pane.view.top[0] + 1 == session.state.analysis.report.page_at(text.view.top_offset))
    settle(qtbot, window)
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: text.view.top_offset < last)
    assert pane.view.top[0] == 0


def test_the_pages_replace_the_text_and_give_it_back(qtbot, session, window):
    actions, text = window.command_actions, window.workspace.text
    assert text.isVisible()
    actions.action("pages.only").trigger()
    assert not text.isVisible()
    assert pane_of(window).isVisible()
    assert (actions.action("pages.only").isChecked(), actions.action("pages.beside").isChecked()) == (True, False)
    assert window.workspace.pages.focus_target() is pane_of(window)
    actions.action("pages.only").trigger()
    assert text.isVisible()
    assert not pane_of(window).isVisible()
    assert pane_of(window)._client is None


def test_a_report_without_pages_shows_its_text_whatever_was_chosen(qtbot, session, window):
    window.command_actions.action("pages.only").trigger()
    session.open_reports.show(session.open_reports.open[0].number)
    assert window.workspace.text.isVisible()
    assert not pane_of(window).isVisible()
    assert not window.command_actions.action("pages.only").isEnabled()
    session.open_reports.show(session.open_reports.open[1].number)
    assert not window.workspace.text.isVisible()
    settle(qtbot, window)


def test_the_zoom_commands_change_the_pages_while_these_have_the_focus(qtbot, session, window):
    view, actions, zoom = pane_of(window).view, window.command_actions, window.workspace.text.zoom
    view.setFocus()
    before = view.zoom
    assert view.fits_width
    actions.action("text.zoom_in").trigger()
    assert view.zoom > before
    settle(qtbot, window)
    actions.action("pages.fit").trigger()
    assert (view.zoom, view.fits_width) == (before, True)
    assert window.workspace.text.zoom == zoom
    window.workspace.text.setFocus()
    actions.action("text.zoom_in").trigger()
    assert window.workspace.text.zoom > zoom
    assert view.fits_width


def test_a_link_leads_to_its_page_and_the_text_follows(qtbot, session, window):
    pane = pane_of(window)
    last = pane._count - 1
    pane.view.show_links(0, [PageLink((0, 0, 600, 60), last, 100.0)])
    pane.view.scroll_to(0, 0.0)
    click(qtbot, pane.view, 0, (10, 10, 20, 20))
    assert last in pane.view.visible_pages()
    qtbot.waitUntil(lambda: session.state.analysis.report.page_at(window.workspace.text.view.top_offset) > 1)


def test_links_and_entries_of_contents_are_reached_and_followed_by_keys(qtbot, session, window):
    pane, said = pane_of(window), []
    session.state.message_posted.connect(said.append)
    view, last = pane.view, pane._count - 1
    view.scroll_to(0, 0.0)
    text = pane._pages[0].text
    at = min((rect[1], n) for n, rect in enumerate(text.rects) if rect[2] > rect[0])[1]
    first, second = text.rects[at], (20.0, 300.0, 60.0, 320.0)
    view.show_links(0, [PageLink(second, last, 100.0)], [first])
    view.setFocus()
    assert view.focusNextPrevChild(True)
    assert view._focused == (0, first)
    assert text.characters[at] in said[-1]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert session.state.selection.span is not None
    view.scroll_to(0, 0.0)
    assert view.focusNextPrevChild(True)
    assert view._focused == (0, second)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert last in view.visible_pages()
    view.scroll_to(0, 0.0)
    assert view.focusNextPrevChild(False)
    assert view._focused == (0, first)
    view.focusNextPrevChild(False)
    assert view._focused is None


def test_recognised_characters_are_boxed_and_more_pages_may_follow(qtbot, session, window):
    """As for a scan of which the first page has been recognised."""
    pane, whole = pane_of(window), session.state.analysis
    report, client = whole.report, pane_of(window)._client
    figure = next(each for each in whole.figures if len(report.text[each.start : each.end]) > 3)
    words = report.text[figure.start : figure.end]
    page = report.page_at(figure.start)
    places = b"".join(struct.pack("<4H", 6553 * (n + 1), 32767, 6553 * (n + 2), 33000) for n in range(len(words)))
    letters = (RecognisedLetters(page, words, places),)
    part = replace(whole, report=replace(report, text=report.text[:-1], letters=letters, pending=1))
    session.state.set_analysis(part)
    settle(qtbot, window)
    client = pane._client
    session.state.set_analysis(replace(whole, report=replace(report, letters=letters)))
    assert pane._client is client
    session.state.select_figures(figure)
    settle(qtbot, window)
    width, height = pane.view.page_size(page - 1)
    [(rect, _)] = pane.view._marks[page - 1]
    assert rect == pytest.approx(
        (0.1 * width, 0.5 * height, 0.1 * (len(words) + 1) * width, 33000 / 65535 * height), 0.01
    )


def test_a_click_beside_the_words_selects_nothing_and_one_on_a_sentence_selects_it(qtbot, session, window):
    pane, analysis = pane_of(window), session.state.analysis
    session.state.select_figures(figures_of(session)[0])
    settle(qtbot, window)
    pane.view.scroll_to(0, 0.0)
    settle(qtbot, window)
    click(qtbot, pane.view, 0, (2, 2, 3, 3))
    assert session.state.selection.span is None
    found = pane._pages[0]
    heading = next(section for section in analysis.sections if section.heading and section.heading.start < 200)
    [rect, *_] = pane._rects(heading.heading)
    click(qtbot, pane.view, 0, rect)
    assert session.state.selection.span.start <= heading.heading.start < session.state.selection.span.end
    assert found is pane._pages[0]


def test_pictures_that_are_not_on_the_screen_are_given_back_above_the_limit(qtbot, window, monkeypatch):
    view = pane_of(window).view
    monkeypatch.setattr("zjviewer.gui.pages.page_view.MOST_BYTES", 1)
    view.scroll_to(pane_of(window)._count - 1, 0.0)
    view.zoom_in()
    settle(qtbot, window)
    assert set(view._pictures) <= set(view.visible_pages())


def test_a_file_that_is_damaged_meanwhile_is_said_and_the_text_stays(qtbot, session, window, path):
    pages = window.workspace.pages
    pages.choose("")
    path.write_bytes(b"%PDF-1.4 and no more")
    pages.choose("beside")
    qtbot.waitUntil(lambda: pane_of(window)._message.isVisible())
    assert "cannot be shown" in pane_of(window)._message.text()
    assert window.workspace.text.isVisible()


def test_the_choice_is_stored_and_names_are_spoken(qtbot, session, window):
    assert session.settings.preferences.pages == "beside"
    pane = pane_of(window)
    assert pane.view.accessibleName()
    assert pane.view.accessibleDescription() == f"Page 1 of {pane._count}"
    assert all(button.accessibleName() for button in pane._buttons.values())
    window.command_actions.action("language.zh").trigger()
    assert window.workspace.pages.choice == "beside"
    settle(qtbot, window)
    window.command_actions.action("language.en").trigger()
    settle(qtbot, window)
