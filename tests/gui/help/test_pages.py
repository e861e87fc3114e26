"""The command that opens the documentation as pages."""

from zjviewer import paths
from zjviewer.gui.actions import help_commands


def test_the_first_page_is_opened_from_the_installation(qtbot, session, monkeypatch, tmp_path):
    opened, told = [], []
    monkeypatch.setattr(help_commands.QDesktopServices, "openUrl", opened.append)
    session.state.message_posted.connect(told.append)
    page = tmp_path / "docs" / "index.html"
    monkeypatch.setattr(paths, "_roots", lambda: (tmp_path,))
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "zjviewer" / "paths.py"))
    session.window.command_actions.action("help.pages").trigger()
    assert (opened, len(told)) == ([], 1)
    page.parent.mkdir()
    page.write_text("<p>公开</p>", encoding="utf-8")
    session.window.command_actions.action("help.pages").trigger()
    assert [url.toLocalFile() for url in opened] == [str(page)]
    assert len(told) == 1
