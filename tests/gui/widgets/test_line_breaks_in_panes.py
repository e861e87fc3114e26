"""No line that a pane lays out breaks the rules of Chinese line breaking, at several widths and sizes."""

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor, QTextLayout, QTextOption
from PySide6.QtTest import QTest

from tests.papers import as_html, national
from zjviewer.core.text.line_breaks import JOINER, NEVER_FIRST, NEVER_LAST, joined_text
from zjviewer.gui.annotations.annotation_delegate import lines as note_lines
from zjviewer.gui.checks.checks_delegate import formula_lines, meaning_lines
from zjviewer.gui.checks.checks_model import CHECK, MEANING
from zjviewer.gui.search.hits_delegate import context_lines
from zjviewer.gui.search.hits_model import CONTEXT
from zjviewer.gui.tables.table_view import padded
from zjviewer.gui.theme.theme import ui_font
from zjviewer.gui.widgets.wrapped_label import WrappedLabel
from zjviewer.pipeline.open_report import begin_report

SPLIT_NUMBER = re.compile(r"(?:\d|第)$")
UNIT = re.compile(r"[\d%‰件条个项次人年月日万亿]")


def bad(lines, short_end=True) -> list[str]:
    """Lines that break a rule; with `short_end` also a last line of one or two characters."""
    lines = [line.replace(JOINER, "").strip() for line in lines]
    lines = [line for line in lines if line]
    found = [line for line in lines[1:] if line[0] in NEVER_FIRST]
    found += [line for line in lines[:-1] if line[-1] in NEVER_LAST]
    found += [f"{one}|{two}" for one, two in pairwise(lines) if SPLIT_NUMBER.search(one) and UNIT.match(two)]
    return found + ([lines[-1]] if short_end and len(lines) > 1 and len(lines[-1]) <= 2 else [])


def laid_out(text: str, width: float, font, wrap) -> list[str]:
    """Lines that Qt makes of a text."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(wrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return lines


def bad_in_text(view) -> list[str]:
    """Lines of the text view that break a rule."""
    document, found = view.document(), []
    document.pageCount()  # lays out everything
    block = document.begin()
    while block.isValid():
        layout, text = block.layout(), block.text()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        # A number that is wider than its cell has to be broken.
        if all(line.naturalTextWidth() > 5 * view.column.em() for line in lines[:1]):
            shown = [text[line.textStart() : line.textStart() + line.textLength()] for line in lines]
            found += bad(shown, short_end=QTextCursor(block).currentTable() is None)  # cells may be two characters wide
        block = block.next()
    return found


def check_panes(window) -> None:
    desk, state = window.workspace, window.state
    QTest.qWait(0)
    desk.open_search("公开")
    QTest.qWait(0)
    for row in range(desk.hits.model.rowCount()):
        text = "".join(desk.hits.model.index(row).data(CONTEXT) or ())
        ends = context_lines(text, desk.hits.view.viewport().width() - 32)
        assert bad([text[start:end] for start, end in zip((0, *ends), ends, strict=False)], short_end=False) == []
    desk.show_checks()
    width = desk.checks.view.viewport().width() - 56
    for row in range(desk.checks.model.rowCount()):
        index = desk.checks.model.index(row)
        assert bad(meaning_lines(index.data(MEANING) or "", width)) == []
        if index.data(CHECK):
            assert bad(formula_lines(index.data(), width, 0), short_end=False) == []
    for paragraph in state.analysis.paragraphs[:20]:
        assert bad(note_lines(state.analysis.report.text[slice(*paragraph)], width, 99), short_end=False) == []
    assert bad_in_text(desk.text.view) == []
    for table in state.analysis.tables:
        state.set_table(table.id)
        QTest.qWait(0)
        for label in window.findChildren(WrappedLabel):
            assert bad(label.text().splitlines()) == []
        model, view = desk.table.view.model(), desk.table.view
        room = padded(QRect(0, 0, view.columnWidth(0), 100), 0, model.columnCount()).width()
        for row in range(model.rowCount()):
            label = joined_text(model.index(row, 0).data())
            assert bad(laid_out(label, room, ui_font(), QTextOption.WrapMode.WordWrap), len(label) > 20) == []
        for item in desk.chart.canvas.chart_scene.texts if desk.chart.canvas.chart_scene else ():
            assert item.text[:1] not in NEVER_FIRST
            assert item.text[-1:] not in NEVER_LAST


@pytest.mark.parametrize("size", [100, 160])
@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_no_line_in_any_pane_breaks_a_rule(open_session, width, size):
    window = open_session(language="zh").window
    window.resize(width, 800)
    window.appearance.choose_size(size)
    check_panes(window)
    window.appearance.choose_size(100)


def test_lines_of_tables_and_long_titles_keep_the_rules_while_the_width_changes(open_session, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(
        as_html(national()).replace("<h1>", "<h1>关于进一步做好2024年度政府信息公开第3批重点工作若干"), encoding="utf-8"
    )
    window = open_session(report=begin_report(path), language="zh").window
    view = window.workspace.text.view
    for width in (1024, 1100, 1180, 1280, 1500):
        window.resize(width, 768)
        QTest.qWait(0)
        assert bad_in_text(view) == []
        title = view.document().begin().layout()
        lengths = [title.lineAt(number).naturalTextWidth() for number in range(title.lineCount())]
        assert min(lengths) > 0.5 * max(lengths)


def test_the_title_is_broken_between_its_words(open_session):
    window = open_session().window
    view = window.workspace.text.view
    seen = set()
    for width in range(1024, 700, -36):
        window.resize(width, 700)
        QTest.qWait(0)
        block = view.document().begin()
        lines = [block.layout().lineAt(number) for number in range(block.layout().lineCount())]
        seen.update(block.text()[line.textStart() :].replace(JOINER, "")[:2] for line in lines[1:])
    assert seen
    assert seen <= {"信息", "政府", "公开", "工作", "年度", "报告"}


@pytest.mark.parametrize("width", range(80, 400, 40))
def test_a_label_breaks_its_text_again_for_another_width_and_keeps_its_own_line_ends(qtbot, width):
    label = WrappedLabel("其中，（一）予以公开21件；\n（二）“部分公开”4件，占全部办理结果（21件）的19%。")
    qtbot.addWidget(label)
    label.resize(width, 200)
    label.show()
    lines = label.text().splitlines()
    assert bad(lines, short_end=False) == []
    assert "".join(lines) == label.full_text.replace("\n", "")
    assert all(label.fontMetrics().horizontalAdvance(line) <= width for line in lines)
    label.show_text("短")
    assert label.text() == "短"
