"""What to install is said for what Qt and the loader really write."""

import sys

import pytest

from zjviewer.system import qt_system_libraries as qt_libraries
from zjviewer.system.qt_system_libraries import missing_library_sentence

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt's wheels are whole elsewhere")

NO_LIBGL = "libGL.so.1: cannot open shared object file: No such file or directory"
NO_PLUGIN = (
    'Could not load the Qt platform plugin "xcb" in "" even though it was found.\n'
    "This application failed to start because no Qt platform plugin could be initialized."
)


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "C")


def has(monkeypatch: pytest.MonkeyPatch, *managers: str) -> None:
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda name: name if name in managers else None)


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("manager", "package", "foreign"), [("apt", "libegl1", "sudo dnf"), ("dnf", "libglvnd-egl", "sudo apt")]
)
def test_a_missing_library_is_named_with_the_line_of_the_systems_package_manager(
    monkeypatch: pytest.MonkeyPatch, manager: str, package: str, foreign: str
):
    has(monkeypatch, manager)
    sentence = missing_library_sentence(NO_LIBGL)
    assert "libGL.so.1 is missing" in sentence
    assert f"\nsudo {manager} install " in sentence
    assert package in sentence
    assert foreign not in sentence


@pytest.mark.usefixtures("in_english")
def test_an_unknown_system_gets_every_line(monkeypatch: pytest.MonkeyPatch):
    has(monkeypatch)
    sentence = missing_library_sentence(NO_PLUGIN)
    assert "sudo apt install" in sentence
    assert "sudo dnf install" in sentence


@pytest.mark.usefixtures("in_english")
def test_no_screen_is_not_a_missing_library():
    sentence = missing_library_sentence("could not connect to display :0\n" + NO_PLUGIN)
    assert sentence.startswith("There is no screen to open a window on")


def test_another_error_has_no_such_sentence():
    assert missing_library_sentence("No module named 'PySide6'") is None
