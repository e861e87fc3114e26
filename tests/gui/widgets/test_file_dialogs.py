"""The format of a saved file: by the ending that was typed, else by the list of formats."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from zjviewer.gui.widgets.file_dialogs import ask_save_path

KINDS = {".docx": "Word (*.docx)", ".pdf": "PDF (*.pdf)", ".md": "Markdown (*.md)"}


@pytest.mark.parametrize(
    ("typed", "kind", "saved"),
    [
        ("备忘录.docx", ".docx", ("备忘录.docx", True)),
        ("备忘录.pdf", ".docx", ("备忘录.pdf", True)),
        ("备忘录.MD", ".docx", ("备忘录.MD", True)),
        ("备忘录.docx", ".pdf", ("备忘录.pdf", False)),
        ("备忘录", ".md", ("备忘录.md", False)),
        ("平台2.0版", ".pdf", ("平台2.0版.pdf", False)),
    ],
)
def test_a_typed_ending_is_the_format(qapp, monkeypatch, tmp_path, typed, kind, saved):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), KINDS[kind]))
    path, overwrite = ask_save_path(None, "", Path(tmp_path) / "建议.docx", KINDS)
    assert (path.name, overwrite) == saved
