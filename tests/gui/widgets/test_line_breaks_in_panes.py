"""No line that a pane lays out breaks the rules of Chinese line breaking, at several widths and sizes."""

import pytest
from PySide6.QtTest import QTest

from zjviewer.core.text.line_breaks import NEVER_FIRST, NEVER_LAST
from zjviewer.gui.checks.checks_delegate import meaning_lines
from zjviewer.gui.checks.checks_model import MEANING
from zjviewer.gui.search.hits_delegate import context_lines
from zjviewer.gui.search.hits_model import CONTEXT
from zjviewer.gui.widgets.wrapped_label import WrappedLabel


def bad(lines: list[str]) -> list[str]:
    begun = [line for line in lines[1:] if line and line[0] in NEVER_FIRST]
    return begun + [line for line in lines[:-1] if line and line[-1] in NEVER_LAST]


@pytest.mark.parametrize("size", [100, 160])
@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_hits_checks_captions_and_hints_keep_the_rules(open_session, width, size):
    window = open_session(language="zh").window
    window.resize(width, 800)
    window.appearance.choose_size(size)
    desk, state = window.workspace, window.state
    desk.open_search("公开")
    for row in range(desk.hits.model.rowCount()):
        text = "".join(desk.hits.model.index(row).data(CONTEXT) or ())
        ends = context_lines(text, desk.hits.view.viewport().width() - 32)
        assert bad([text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False)]) == []
    desk.show_checks()
    for row in range(desk.checks.model.rowCount()):
        meaning = desk.checks.model.index(row).data(MEANING)
        assert bad(list(meaning_lines(meaning or "", desk.checks.view.viewport().width() - 56))) == []
    for table in state.analysis.tables:
        state.set_table(table.id)
        QTest.qWait(0)
        for label in desk.findChildren(WrappedLabel):
            lines = label.text().splitlines()
            assert bad(lines) == []
            assert len(lines) < 2 or len(lines[-1]) > 2
    window.appearance.choose_size(100)


@pytest.mark.parametrize("width", range(80, 400, 40))
def test_a_label_breaks_its_text_again_for_another_width_and_keeps_its_own_line_ends(qtbot, width):
    label = WrappedLabel("其中，（一）予以公开21件；\n（二）“部分公开”4件，占全部办理结果（21件）的19%。")
    qtbot.addWidget(label)
    label.resize(width, 200)
    label.show()
    lines = label.text().splitlines()
    assert bad(lines) == []
    assert "".join(lines) == label.full_text.replace("\n", "")
    assert all(label.fontMetrics().horizontalAdvance(line) <= width for line in lines)
    label.show_text("短")
    assert label.text() == "短"
