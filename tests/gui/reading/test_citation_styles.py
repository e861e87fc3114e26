"""The style of citations is chosen in a menu, stored, and used by the copy commands."""

import json

import pytest
from PySide6.QtGui import QGuiApplication

from zjviewer.core.export.citations import STYLE_NAMES
from zjviewer.core.model.report import Span


@pytest.fixture
def window(open_session):
    return open_session().window


def clipboard():
    return QGuiApplication.clipboard().mimeData()


def test_each_style_of_the_menu_is_that_of_the_next_copy_and_is_stored(window):
    window.workspace.text.view.select(Span(30, 60))
    copied = set()
    for style in STYLE_NAMES:
        window.command_actions.action(f"cite.{style}").trigger()
        window.command_actions.action("text.copy_cited").trigger()
        copied.add(clipboard().text())
        assert clipboard().hasHtml() == (style in ("passage", "gbt", "apa"))
        assert window.settings.preferences.citation_style == style
    assert len(copied) == len(STYLE_NAMES)
    assert json.loads(clipboard().text())[0]["type"] == "report"


def test_the_citation_alone_is_copied_without_a_selection(window):
    window.command_actions.action("text.copy_citation").trigger()
    assert "[R/OL]" in clipboard().text()
    assert "“" not in clipboard().text()
    window.command_actions.action("cite.ris").trigger()
    window.command_actions.action("text.copy_citation").trigger()
    assert clipboard().text().startswith("TY  - RPRT")


def test_the_stored_style_is_checked_at_the_next_start(open_session):
    window = open_session().window
    window.settings.change(citation_style="apa")
    window._rebuild()
    assert window.command_actions.action("cite.apa").isChecked()
    assert window.workspace.text.citation_style == "apa"
