"""A screen of its own with a window manager on it, and hands for its keyboard and its mouse."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.packaging.drive_window import Hands, screen, until

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "openbox", "xdotool")
LIBRARIES = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxkbcommon-x11.so.0")
"""What Qt needs for a window of X11."""


def _is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


MISSING = [tool for tool in TOOLS if not shutil.which(tool)]
MISSING += [library for library in LIBRARIES if not MISSING and not _is_loadable(library)]
SIZE = (1280, 800)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here if MISSING else ():
        item.add_marker(pytest.mark.skip(reason=f"no {' and no '.join(MISSING)} on this machine"))


class Reader(Hands):
    """Someone at the screen, who starts the program, sees its windows and uses them."""

    def __init__(self, display: str, home: Path) -> None:
        super().__init__(display)
        self.home = home
        self.places: dict[str, list[int]] = {}
        own = {name: str(home / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
        for folder in own.values():
            Path(folder).mkdir(mode=0o700)
        for name in ("QT_QPA_PLATFORMTHEME", "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY"):
            self._environment.pop(name, None)
        quiet = "qt.xkb.compose=false"  # it misses X's tables of composed keys, which every desktop has
        self._environment |= own | {"HOME": str(home), "PYTHONPATH": str(ROOT), "QT_LOGGING_RULES": quiet}

    def start(self, *files: Path) -> subprocess.Popen:
        """The program, in English and light, with a window of a known size."""
        size, looks = "x".join(map(str, SIZE)), ("--theme", "light", "--language", "en")
        command = [sys.executable, "-m", "zjviewer", "--size", size, *looks, *map(str, files)]
        return subprocess.Popen(command, env=self._environment, cwd=self.home, stderr=subprocess.PIPE, text=True)

    def learn(self, report: Path) -> None:
        """Find out where the mouse will find things."""
        command = [sys.executable, "-m", "tests.e2e.places", str(report), "x".join(map(str, SIZE))]
        unseen = {**self._environment, "QT_QPA_PLATFORM": "offscreen"}
        said = subprocess.run(command, env=unseen, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        self.places = json.loads(said.splitlines()[-1])

    def press_until(self, keys: str, title: str) -> str:
        """Keys that bring up a window; what is pressed before the program listens is lost, so again and again."""

        def there() -> str:
            found = self.find(title)
            if not found:
                self.keys(keys)
                self.wait_for_window(title)
            return found or self.find(title)

        until(there, f"a window {title}")
        return self.window(title)

    def wait_for_window(self, title: str) -> None:
        """A moment, or until it is there."""
        for _ in range(10):
            if self.find(title):
                return
            self.do("sleep", "0.1")

    def click(self, window: str, where: str, *, corner: bool = False) -> None:
        """On what has been learned, in a window, or from its lower right corner."""
        x, y = self.places[where]
        if corner:
            shape = dict(line.split("=") for line in self.do("getwindowgeometry", "--shell", window).splitlines())
            x, y = x + int(shape["WIDTH"]), y + int(shape["HEIGHT"])
        self.do("mousemove", "--sync", "--window", window, str(x), str(y), "sleep", "0.1", "click", "1")

    def click_in_menu(self, window: str, menu: int, command: str) -> None:
        """An entry of a menu of the bar; the menu opens below its title."""
        opened = until(lambda: self.menu(window) or self.open_menu(window, menu), "the menu")
        self.do("sleep", "0.2")
        self.click(opened, f"in menu {command}")

    def open_menu(self, window: str, menu: int) -> str:
        """What is clicked before the program listens is lost."""
        self.click(window, f"menu {menu}")
        for _ in range(10):
            if found := self.menu(window):
                return found
            self.do("sleep", "0.1")
        return ""

    def menu(self, window: str) -> str:
        """The id of what the program shows beside its window: its menu."""
        shown = self.do("search", "--onlyvisible", "--class", "zjviewer").splitlines()
        return next((each for each in shown if each != window), "")


@pytest.fixture
def reader(tmp_path) -> Iterator[Reader]:
    home = tmp_path / "home"
    home.mkdir()
    with screen() as display:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, **quiet)
        reader = Reader(display, home)
        started: list[subprocess.Popen] = []
        begin = reader.start

        def start(*files: Path) -> subprocess.Popen:
            started.append(begin(*files))
            return started[-1]

        reader.start = start
        yield reader
        for process in started:
            process.kill()
            process.communicate()
        manager.terminate()
        manager.wait()
