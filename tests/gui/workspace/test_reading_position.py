"""Each report opens where it was left, and only what the reader does is stored."""

from zjviewer.paths import bundled_report


def position(session) -> tuple[int, str, tuple[str, ...], tuple[str, ...]]:
    entry = session.library.entry(bundled_report())
    return entry.top_offset, entry.table, entry.collapsed, entry.expanded


def test_scrolling_tables_and_folding_are_stored_in_the_library(session):
    session.state.select_section(session.state.analysis.section_by_id["6.2"])
    session.state.set_table("litigation")
    session.window.workspace.outline.collapse_all()
    offset, table, collapsed, _ = position(session)
    assert offset == session.state.top_offset > 0
    assert table == "litigation"
    assert collapsed


def test_a_report_opens_where_it_was_left(open_session, tmp_path):
    path = tmp_path / "zjviewer.ini"
    first = open_session(path)
    first.state.select_section(first.state.analysis.section_by_id["6.2"])
    first.state.set_table("litigation")
    first.window.workspace.outline.collapse_all()
    left = position(first)
    first.library.save()
    second = open_session(path)
    assert (second.state.top_offset, second.state.table) == left[:2]
    assert position(second) == left


def test_a_rebuilt_window_stays_at_its_position(qtbot, session):
    session.state.select_section(session.state.analysis.section_by_id["6.2"])
    session.window.workspace.outline.collapse_all()
    before = position(session)
    session.appearance.choose_language("zh")
    qtbot.waitUntil(lambda: session.state.top_offset == before[0])
    assert position(session) == before


def test_nothing_is_stored_of_a_report_that_is_no_longer_in_front(session):
    before = position(session)
    session.state.set_analysis(None)
    session.state.set_top_offset(99)
    assert position(session) == before
