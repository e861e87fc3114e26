"""The dialog that edits a chart: with mouse and keys, and a preview that follows."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, RATES, YEARS
from zjviewer.core.model.chart_options import AS_REPORTED, PALETTES, PRESETS, ChartOptions
from zjviewer.gui.charts.chart_edit_dialog import ChartEditDialog
from zjviewer.gui.theme.theme import load_theme

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.Key


@pytest.fixture
def opened(qtbot):
    """Makes a dialog and shows it."""

    def make(analysis=CHANNELS, options=AS_REPORTED, chart=0) -> ChartEditDialog:
        dialog = ChartEditDialog(analysis, analysis.charts[chart], options, load_theme(False))
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return make


def combo(dialog, name: str) -> QComboBox:
    return next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)


def choose(dialog, name: str, value: str):
    box = combo(dialog, name)
    assert box.findData(value) >= 0
    box.setCurrentIndex(box.findData(value))


def test_nothing_is_changed_by_looking(opened):
    for analysis in (CHANNELS, DISCLOSURE, PILOTS, RATES, YEARS):
        assert opened(analysis).options == AS_REPORTED


def test_what_was_chosen_before_is_shown(opened):
    options = ChartOptions(
        sort="ascending",
        log=True,
        title="网站领先",
        subtitle="2017年",
        own_note="原文如此",
        highlights=("政务微博",),
        kind="dots",
        labels="values",
        palette="teal",
        width=80.0,
        height=90.0,
        text_size=85,
    )
    assert opened(options=options).options == options
    named = {each.name for each in fields(ChartOptions) if getattr(options, each.name) != each.default}
    assert named == {each.name for each in fields(ChartOptions)} - {"note", "finding", "measure"}


def test_a_finding_is_proposed_and_can_be_changed(opened, qtbot):
    dialog = opened()
    assert dialog.form.title.text() == "浙江省2017年公开渠道"
    choose(dialog, "Title from", "finding")
    assert dialog.form.title.text() == "公开渠道：政府网站最多，为2,797,179条"
    assert dialog.options == ChartOptions(finding=True)
    qtbot.keyClick(dialog.form.title, KEYS.Key_End)
    qtbot.keyClick(dialog.form.title, KEYS.Key_Backspace)
    assert dialog.options == ChartOptions(title="公开渠道：政府网站最多，为2,797,179")
    choose(dialog, "Title from", "table")
    assert dialog.options == AS_REPORTED


def test_without_a_finding_none_is_offered(opened):
    assert combo(opened(RATES), "Title from").findData("finding") < 0


def test_the_preview_follows(opened, qtbot):
    dialog = opened()
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull())
    before = dialog.preview.image.copy()
    choose(dialog, "Kind", "lollipop")
    qtbot.waitUntil(lambda: dialog.preview.image != before)
    dialog.form.title.setText("x")
    dialog.form.title.textEdited.emit("x")
    qtbot.waitUntil(lambda: dialog.preview.accessibleDescription().startswith("x。棒棒糖图"))


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_all_of_a_size(opened, name, qtbot):
    dialog = opened()
    choose(dialog, "Size", name)
    options, preset = dialog.options, PRESETS[name]
    assert (options.width, options.height, options.text_size) == preset
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull())
    if preset.height:
        shape = dialog.preview.image.width() / dialog.preview.image.height()
        assert shape == pytest.approx(preset.width / preset.height, rel=0.01)
    dialog.form.width_mm.setValue(97.0)
    assert combo(dialog, "Size").currentData() == "own"
    choose(dialog, "Size", "")
    assert dialog.options == AS_REPORTED


def test_bars_are_highlighted_with_keys_alone(opened, qtbot):
    dialog = opened()
    dialog.form.highlights.setFocus()
    qtbot.keyClick(dialog.form.highlights, KEYS.Key_Home)
    qtbot.keyClick(dialog.form.highlights, KEYS.Key_Space)
    qtbot.keyClick(dialog.form.highlights, KEYS.Key_Down)
    qtbot.keyClick(dialog.form.highlights, KEYS.Key_Return)
    assert dialog.options.highlights == ("政府网站", "政务微博")
    assert dialog.isVisible()


def test_every_field_is_reached_by_tab_and_has_a_name(opened, qtbot):
    dialog = opened(PILOTS)
    dialog.form.title.setFocus()
    seen: list[QWidget] = []
    for _ in range(60):
        now = dialog.focusWidget()
        if now in seen:
            break
        seen.append(now)
        qtbot.keyClick(now, KEYS.Key_Tab)
    form = dialog.form
    wanted = {form.title, form.subtitle, form.note, form.kind, form.sort, form.labels, form.highlights}
    wanted |= {form.palette_choice, form.size_choice, form.width_mm, form.height_mm, form.text_size, form.log}
    assert wanted <= set(seen)
    unnamed = [each for each in seen if not (each.accessibleName() or getattr(each, "text", str)())]
    assert unnamed == []


def test_palettes_and_kinds_have_names(opened):
    dialog = opened()
    assert [combo(dialog, "Colours").itemData(n) for n in range(len(PALETTES))] == list(PALETTES)
    kinds = combo(dialog, "Kind")
    assert [kinds.itemData(n) for n in range(kinds.count())] == ["bars", "dots", "lollipop"]
    assert all(kinds.itemText(n) for n in range(kinds.count()))


def test_all_goes_back_to_the_report(opened, qtbot):
    dialog = opened(options=ChartOptions(title="网站领先", kind="dots", palette="print", highlights=("政务微博",)))
    reset = next(each for each in dialog.findChildren(QPushButton) if each.text() == "As the report has it")
    qtbot.mouseClick(reset, LEFT)
    assert dialog.options == AS_REPORTED


def test_enter_in_a_field_accepts_and_escape_does_not(opened, qtbot):
    dialog = opened()
    field = dialog.form.findChild(QLineEdit)
    qtbot.keyClick(field, KEYS.Key_Return)
    assert dialog.result() == ChartEditDialog.DialogCode.Accepted
    other = opened()
    qtbot.keyClick(other, KEYS.Key_Escape)
    assert other.result() == ChartEditDialog.DialogCode.Rejected
    assert other.findChild(QDialogButtonBox) is not None


def test_it_is_whole_at_1024_by_768(opened):
    dialog = opened(PILOTS)
    hint = dialog.minimumSizeHint()
    assert hint.width() <= 1024
    assert hint.height() <= 700
