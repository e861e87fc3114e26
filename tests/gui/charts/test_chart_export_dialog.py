"""The dialog that takes charts out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QMessageBox, QProgressBar, QPushButton

from tests.chart_sample import DISCLOSURE, PILOTS
from zjviewer.core.model.chart_options import ChartOptions
from zjviewer.gui.charts.chart_export import ExportOptions, as_reported
from zjviewer.gui.charts.chart_export_dialog import ChartExportDialog
from zjviewer.gui.theme.theme import load_theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot, tmp_path):
    """Makes a dialog on a folder and shows it."""

    def make(analysis=PILOTS, **kept) -> ChartExportDialog:
        kept = {"folder": str(tmp_path), "dpi": 96, **kept}
        dialog = ChartExportDialog(analysis, analysis.charts, as_reported, kept, load_theme(False))
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return make


def exporter(qtbot, dialog, name: str):
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == name)
    qtbot.mouseClick(button, LEFT)


def choose(dialog, value):
    combo = next(each for each in dialog.findChildren(QComboBox) if each.findData(value) >= 0)
    combo.setCurrentIndex(combo.findData(value))


def answer(name: str):
    """Press a button of the question that will be asked."""

    def press_it():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == name).click()

    QTimer.singleShot(0, press_it)


def test_the_preview_follows_the_choices(opened, qtbot):
    dialog = opened()
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull())
    light = dialog.preview.image.pixelColor(3, 3)
    choose(dialog, "dark")
    qtbot.waitUntil(lambda: dialog.preview.image.pixelColor(3, 3) != light)


def test_the_name_is_suggested_and_the_file_is_written(opened, qtbot, tmp_path):
    dialog = opened()
    assert dialog.name.text() == "浙江省人民政府_2017_试点公开事项"
    with qtbot.waitSignals([dialog.saved, dialog.accepted]):
        exporter(qtbot, dialog, "Save")
    assert QImage(str(tmp_path / "浙江省人民政府_2017_试点公开事项.png")).width() == 605


def test_enter_saves_and_escape_does_not(opened, qtbot, tmp_path):
    dialog = opened()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert list(tmp_path.iterdir()) == []
    dialog = opened(format="svg")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert [path.suffix for path in tmp_path.iterdir()] == [".svg"]


def test_an_unsafe_name_is_made_safe(opened, qtbot, tmp_path):
    dialog = opened(format="svg")
    dialog.name.setText("a/b:c.")
    exporter(qtbot, dialog, "Save")
    assert [path.name for path in tmp_path.iterdir()] == ["a-b-c.svg"]


def test_an_existing_file_is_replaced_only_after_a_question(opened, qtbot, tmp_path):
    path = tmp_path / "浙江省人民政府_2017_试点公开事项.png"
    path.write_text("kept")
    dialog = opened()
    answer("Cancel")
    exporter(qtbot, dialog, "Save")
    assert path.read_text() == "kept"
    assert dialog.isVisible()
    answer("Replace")
    exporter(qtbot, dialog, "Save")
    assert QImage(str(path)).width() == 605


def test_a_folder_that_cannot_be_written_is_told_in_the_dialog(opened, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    dialog = opened(folder=str(tmp_path / "file"))
    exporter(qtbot, dialog, "Save")
    assert dialog.isVisible()
    assert any("not a folder" in label.text() for label in dialog.findChildren(type(dialog._problem)))


def test_all_charts_are_saved_with_progress(opened, qtbot, tmp_path):
    dialog = opened(DISCLOSURE)
    assert not dialog.name.isVisible()
    with qtbot.waitSignal(dialog.saved) as said:
        exporter(qtbot, dialog, "Save 2 charts")
        assert dialog.findChild(QProgressBar).isVisible()
        assert list(tmp_path.iterdir()) == []
    assert said.args[0].startswith("Saved 2 charts")
    assert len(list(tmp_path.iterdir())) == 2


def test_saving_all_can_be_stopped(opened, qtbot, tmp_path):
    dialog = opened(replace(DISCLOSURE, charts=DISCLOSURE.charts * 20))
    exporter(qtbot, dialog, "Save 40 charts")
    qtbot.waitUntil(lambda: dialog.findChild(QProgressBar).value() > 0)
    with qtbot.waitSignal(dialog.saved) as said:
        exporter(qtbot, dialog, "Stop")
    count = len(list(tmp_path.iterdir()))
    assert 0 < count < 40
    assert said.args[0].startswith(f"Stopped: {count} of 40")


def test_all_charts_can_be_saved_beside_those_that_are_there(opened, qtbot, tmp_path):
    for choice, count in (("", 2), ("Keep both", 4), ("Replace", 4)):
        dialog = opened(DISCLOSURE)
        if choice:
            answer(choice)
        with qtbot.waitSignal(dialog.saved):
            exporter(qtbot, dialog, "Save 2 charts")
        assert len(list(tmp_path.iterdir())) == count


def test_another_unit_keeps_the_width(opened):
    dialog = opened(dpi=300)
    choose(dialog, "px")
    width = dialog.findChild(QDoubleSpinBox)
    assert width.value() == 1890
    choose(dialog, "mm")
    assert width.value() == 160


def test_the_choices_are_remembered(opened, tmp_path):
    dialog = opened()
    choose(dialog, "pdf")
    choose(dialog, "transparent")
    kept = dialog.settings()
    assert kept["folder"] == str(tmp_path)
    assert ExportOptions.from_dict(kept) == ExportOptions("pdf", 160.0, "mm", 96, "transparent", True)


def test_the_dialog_says_what_becomes_of_the_letters(opened):
    dialog = opened(format="svg")
    assert "outlined" in dialog.form._hint.text()
    choose(dialog, "pdf")
    assert "embedded" in dialog.form._hint.text()


@pytest.mark.parametrize(("format", "ending"), [("book.pdf", ".pdf"), ("pptx", ".pptx")])
def test_all_charts_are_saved_in_one_file(opened, qtbot, tmp_path, format, ending):
    if format == "pptx":
        pytest.importorskip("pptx")
    dialog = opened(DISCLOSURE)
    choose(dialog, format)
    with qtbot.waitSignal(dialog.saved) as said:
        exporter(qtbot, dialog, "Save 2 charts")
    (path,) = tmp_path.iterdir()
    assert path.name == f"浙江省人民政府_2017_图表{ending}"
    assert said.args[0] == f"Saved 2 charts in {path}"


def test_one_chart_is_no_book(opened):
    dialog = opened(PILOTS, format="pptx")
    assert dialog.form.chosen().format == "png"


def test_a_chart_with_a_width_of_its_own_starts_with_it(qtbot, tmp_path):
    options = ChartOptions(width=80.0)
    dialog = ChartExportDialog(
        PILOTS, PILOTS.charts, lambda _: options, {"folder": str(tmp_path), "dpi": 96}, load_theme(False)
    )
    qtbot.addWidget(dialog)
    dialog.show()
    width = dialog.findChild(QDoubleSpinBox)
    assert width.value() == 80
    width.setValue(120)
    with qtbot.waitSignal(dialog.saved):
        exporter(qtbot, dialog, "Save")
    (path,) = tmp_path.iterdir()
    assert QImage(str(path)).width() == round(120 / 25.4 * 96)


def test_live_text_is_a_choice_of_svg(opened):
    dialog = opened(format="svg")
    box = next(each for each in dialog.findChildren(QCheckBox) if each.text() == "Text as text")
    assert box.isEnabled()
    box.click()
    assert dialog.form.chosen().live_text
    choose(dialog, "png")
    assert not box.isEnabled()
