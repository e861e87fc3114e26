"""What every test of the window needs: the bundled fonts, so that widths are alike on every machine."""

import pytest

from zjviewer.gui.theme import load_fonts


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp):
    load_fonts()
