"""Time to the first painted frame beside a bare PySide6 window, and the stalls of the event loop after it.

    python benchmarks/startup.py [rounds]

Each start is a process of its own, the two kinds in turn; times run from just before the process is made to the end of
the first paint event. Without a display, the offscreen platform is used.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 15
LIMIT = 1.5
"""Times a bare window."""
LONGEST_GAP = 50
"""Milliseconds without an answer from the event loop, while figures, charts and their libraries arrive."""

BARE = """
import sys, time
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTableView, QTextEdit, QTreeView

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, done)
        return False

def done():
    print(time.monotonic() - float(sys.argv[1]))
    app.quit()

app = QApplication([])
window, panes, watch = QMainWindow(), QSplitter(Qt.Orientation.Horizontal), Watch()
for pane in (QTreeView(), QTextEdit(), QTableView()):
    panes.addWidget(pane)
window.setCentralWidget(panes)
window.resize(1280, 800)
window.installEventFilter(watch)
window.show()
app.exec()
"""

OURS = """
import sys, time
import zjviewer.cli.main
from zjviewer.gui.startup.application import launch

def done():
    print(time.monotonic() - float(sys.argv[1]))
    text = session.window.workspace.text
    seen = text.grab().toImage()
    inks = {seen.pixel(x, seen.height() // 2) for x in range(seen.width())}
    assert len(inks) > 8, "the text is not on the screen"
    session.close()
    session.app.quit()

session = launch()
session.painted.disconnect()
session.painted.connect(done)
session.app.exec()
"""

GAPS = """
import time
from zjviewer.gui.startup.application import launch  # before PySide6, which would watch each later import
from PySide6.QtCore import Qt, QTimer

ticks = []

def tick():
    ticks.append(time.perf_counter())

def done():
    QTimer.singleShot(500, end)

def end():
    print(max(after - before for before, after in zip(ticks, ticks[1:])))
    session.close()
    session.app.quit()

session = launch()
timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
timer.timeout.connect(tick)
session.painted.connect(timer.start)
session.ready.connect(done)
session.app.exec()
"""


def seconds(program: str, own: str) -> float:
    """What one process measured; compiled modules, and what the program remembers, are kept in the benchmark's own
    folder."""
    here = Path(__file__).resolve().parent.parent
    environment = dict(os.environ, PYTHONPATH=str(here), PYTHONPYCACHEPREFIX=own, HOME=own, APPDATA=own)
    environment |= {f"XDG_{name}_HOME": f"{own}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", program, str(time.monotonic())]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return float(ran.stdout)


def main() -> int:
    """0 where both limits are kept, else 1."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    bare, ours = [], []
    with TemporaryDirectory() as own:
        seconds(BARE, own), seconds(OURS, own), seconds(GAPS, own)  # the first starts compile and read the disk
        for _ in range(rounds):
            bare.append(seconds(BARE, own))
            ours.append(seconds(OURS, own))
        gaps = [seconds(GAPS, own) for _ in range(max(3, rounds // 3))]
    for name, times in (("bare window", bare), ("zjviewer", ours)):
        low, middle, high = min(times), statistics.median(times), max(times)
        print(f"{name:<12} first frame {middle * 1e3:5.0f} ms  (lowest {low * 1e3:.0f}, highest {high * 1e3:.0f})")
    ratio = statistics.median(ours) / statistics.median(bare)
    gap = max(gaps) * 1e3
    print(f"ratio        {ratio:.2f}  (limit {LIMIT})")
    print(f"largest gap  {gap:.0f} ms in {len(gaps)} starts  (limit {LONGEST_GAP})")
    return int(ratio > LIMIT or gap > LONGEST_GAP)


if __name__ == "__main__":
    sys.exit(main())
