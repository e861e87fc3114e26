"""After a file was saved, the status bar leads to its folder."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from zjviewer.gui.charts.chart_export_dialog import ChartExportDialog
from zjviewer.gui.shell import saved_file
from zjviewer.gui.shell.saved_file import SavedFileButton


def test_a_saved_file_offers_its_folder_until_it_is_opened(open_session, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(saved_file, "show_in_folder", opened.append)
    window = open_session().window
    button = window.findChild(SavedFileButton)
    assert not button.isVisible()
    window.state.post_saved(tmp_path / "表.xlsx")
    assert button.isVisible()
    assert window.statusBar().currentMessage() == "Saved as 表.xlsx."
    assert str(tmp_path) in button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened == [tmp_path / "表.xlsx"]
    assert not button.isVisible()


def test_a_saved_chart_offers_its_folder(open_session, tmp_path):
    window = open_session().window

    def save() -> None:
        dialog = window.findChild(ChartExportDialog)
        dialog.folder.setText(str(tmp_path))
        box = dialog.findChild(QDialogButtonBox)
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        QTest.mouseClick(
            next(each for each in box.buttons() if box.buttonRole(each) == accept), Qt.MouseButton.LeftButton
        )

    QTimer.singleShot(0, window, save)
    window.command_actions.action("chart.export").trigger()
    (written,) = tmp_path.iterdir()
    button = window.findChild(SavedFileButton)
    assert button.isVisible()
    assert button.toolTip() == str(written)
