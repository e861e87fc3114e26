"""The text is saved as PDF under a name that ends as one, and never over a file that the dialog has not asked about."""

import pytest
from PySide6.QtWidgets import QFileDialog


@pytest.mark.parametrize("command", ["file.save_pdf", "file.save_section_pdf"])
def test_the_name_gets_the_suffix(session, monkeypatch, tmp_path, command):
    for typed, saved in (("text", "text.pdf"), ("text.pdf", "text.pdf"), ("平台2.0版", "平台2.0版.pdf")):
        chosen = (str(tmp_path / typed), "PDF (*.pdf)")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=chosen: chosen)
        session.window.command_actions.action(command).trigger()
        assert [path.name for path in tmp_path.iterdir()] == [saved]
        assert (tmp_path / saved).read_bytes().startswith(b"%PDF")
        (tmp_path / saved).unlink()


def test_a_file_that_was_not_asked_about_stays(session, monkeypatch, tmp_path):
    (tmp_path / "text.pdf").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "text"), "PDF (*.pdf)"))
    session.window.command_actions.action("file.save_pdf").trigger()
    assert (tmp_path / "text.pdf").read_text() == "mine"
