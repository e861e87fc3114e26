"""How much the window's own thread works for a key and for scrolling on the library page over thousands of reports.

    python -m benchmarks.library_page FOLDER [--keys N]

FOLDER holds `library.sqlite` as `benchmarks.library --folder` makes it; it is used through a link. Processor time of
the window's thread in milliseconds, in a real window where there is a display. A key counts until the field and the
list are painted, without the search itself, which runs in a job; "answer" is the work when its result arrives.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

WORDS = ("公开", "政府信息", "依申请公开", "行政复议", "件", "新媒体", "主动公开政府信息", "指南")


def main() -> None:
    """Measure, and print 95th percentiles and the worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keys", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        data = Path(home) / "zjviewer"
        data.mkdir()
        (data / "library.sqlite").symlink_to((options.folder / "library.sqlite").absolute())
        (data / "library-choices.json").write_text('{"imported": true}', encoding="utf-8")
        for name, values in measure(options.keys).items():
            values.sort()
            print(f"{name}: p95 {values[int(len(values) * 0.95)]:.1f} ms, worst {values[-1]:.1f} ms of {len(values)}")
    os._exit(0)


def measure(keys: int) -> dict[str, list[float]]:
    """Milliseconds of each key, each answer and each step of scrolling."""
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from zjviewer.gui.documents.library_index import LibraryIndex
    from zjviewer.gui.library.index_view import IndexView
    from zjviewer.gui.state.background_jobs import Jobs
    from zjviewer.gui.state.view_state import ViewState
    from zjviewer.gui.theme.theme import load_theme

    app = QApplication(sys.argv[:1])
    jobs = Jobs()
    index = LibraryIndex(ViewState(), jobs)
    view = IndexView(index, load_theme("light"), "")
    view.resize(1400, 900)
    view.show()
    index.load()
    _wait(app, lambda: index.loaded)
    print(f"{len(index.rows):,} reports, platform {app.platformName()}, load {os.getloadavg()[0]:.1f}")
    measured: dict[str, list[float]] = {"key until it is painted": [], "answer to a key": [], "scrolling by a step": []}
    chance = random.Random(1)

    def timed(name: str, work: Callable[[], object]) -> None:
        began = time.thread_time()
        work()
        measured[name].append(1000 * (time.thread_time() - began))

    def paint() -> None:
        view.field.repaint()
        view.results.viewport().repaint()

    while len(measured["key until it is painted"]) < keys:
        word = chance.choice(WORDS)
        view.field.clear()
        app.processEvents()
        for char in word:
            timed("key until it is painted", lambda char=char: (view.field.insert(char), paint()))  # type: ignore[misc]
            began = time.thread_time()
            _wait(app, lambda: index.matching is not None and not index.unsearched)
            app.processEvents()
            measured["answer to a key"].append(1000 * (time.thread_time() - began))
        bar = view.results.verticalScrollBar()
        for _ in range(20):
            bar.setValue(chance.randrange(max(1, bar.maximum())))
            timed("scrolling by a step", view.results.viewport().repaint)
            app.processEvents()
    jobs.close()
    return measured


def _wait(app: object, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not done() and time.monotonic() < deadline:
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.002)


if __name__ == "__main__":
    main()
