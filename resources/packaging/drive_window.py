"""Drive the bundle's real window by the keyboard, on a screen of its own: Xvfb, with xdotool for hands."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOOLS = ("Xvfb", "xdotool")
PATIENCE = 30
"""Seconds for anything to appear; a slow machine needs some."""

LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""
HIT = json.loads((Path(__file__).parents[1] / "theme" / "light.json").read_text(encoding="utf-8"))["hit_current"]


class Hands:
    """Keys and words for whatever has the focus on one screen."""

    def __init__(self, display: str) -> None:
        self.display = display
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}

    def do(self, *words: str) -> str:
        """What xdotool says; empty where it finds nothing."""
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The id of the window that is called so, once it is there and has the focus."""
        found = until(lambda: self.find(title), f"a window {title}")
        until(lambda: self.do("windowfocus", found, "getwindowfocus") == found, f"the focus on {title}")
        return found

    def find(self, title: str) -> str:
        """The id of the window that is called so, or nothing; xdotool itself searches no Chinese."""
        shown = self.do("search", "--onlyvisible", "--name", ".").splitlines()
        return next((each for each in shown if re.search(title, self.do("getwindowname", each))), "")

    def keys(self, *names: str) -> None:
        """Press them, one after the other."""
        self.do("key", "--delay", "80", *names)

    def words(self, text: str) -> None:
        """Type them."""
        self.do("type", "--delay", "20", text)

    def look(self, picture: Path, colour: str = "") -> int:
        """Take a picture of the screen; gives how many of its points have the colour."""
        from PySide6.QtGui import QColor, QImage

        subprocess.run([sys.executable, "-I", "-c", LOOK, str(picture)], env=self._environment, check=True)
        seen, wanted = QImage(str(picture)), QColor(colour).rgb()
        return sum(seen.pixel(x, y) == wanted for x in range(seen.width()) for y in range(0, seen.height(), 4))


def drive_window(place: Any) -> Iterator[str]:
    """Every step, by name, after it has gone well; none where the tools are missing. Raises TimeoutError."""
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        yield f"(the window was not driven: no {' and no '.join(missing)})"
        return
    with screen() as display:
        hands = Hands(display)
        quiet = "qt.xkb.compose=false"  # it misses X's tables of composed keys, which every desktop has
        environment = place.environment(DISPLAY=display, QT_QPA_PLATFORM="xcb", QT_LOGGING_RULES=quiet)
        process = subprocess.Popen(place.command(), env=environment, stderr=subprocess.PIPE, encoding="utf-8")
        try:
            yield from work(place, hands)
            hands.keys("ctrl+q")
            _, said = process.communicate(timeout=PATIENCE)
            if process.returncode or said:
                raise TimeoutError(f"it ended with code {process.returncode} and said {said[-3000:]}")
        finally:
            process.kill()
    yield "the window, by the keyboard alone"


def work(place: Any, hands: Hands) -> Iterator[str]:
    """Export a table, open another report, find a number in it."""
    hands.window("2017.* — zjviewer")
    book = place.work / "window.xlsx"
    until(lambda: asked(hands, "ctrl+s", "Save table"), "the question where to save the table")
    hands.keys("ctrl+a")
    hands.words(place.path(book.name))
    hands.keys("Return")
    until(lambda: book.is_file() and zipfile.is_zipfile(book), "the saved table")
    hands.window("2017.* — zjviewer")
    hands.look(place.work / "window-1.png")
    yield "the window: saving a table"
    until(lambda: asked(hands, "ctrl+o", "Open reports"), "the question what to open")
    hands.words(place.path("report.docx"))
    hands.keys("Return")
    hands.window("某省2017.* — zjviewer")
    yield "the window: opening a report"
    hands.keys("ctrl+f")
    hands.words("1586")
    hands.keys("Return")
    until(lambda: hands.look(place.work / "window-2.png", HIT) > 50, "the mark on the hit")
    yield "the window: searching"


def asked(hands: Hands, keys: str, title: str) -> str:
    """The dialog that a key brings up; a key pressed before the window is ready is lost."""
    if not hands.find(title):
        hands.keys(keys)
        time.sleep(1)
    return hands.find(title) and hands.window(title)


@contextmanager
def screen() -> Iterator[str]:
    """An empty screen, by its name."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def until(look: Callable[[], Any], what: str) -> Any:
    """What `look` gives, as soon as it gives anything. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not appear")
        time.sleep(0.2)
    return found
