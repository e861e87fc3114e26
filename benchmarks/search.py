"""How fast a search is: find-all in 10 MB beside a loop over QTextDocument.find, and from a key to the painted hits.

    python benchmarks/search.py [--json]

Both ways of finding run in turn in this process, on the same text. A key is timed from the input event to the end of
the paint that shows the hits, in the window's own panes: text, list of hits, outline, marks beside the scroll bar.
"""

import argparse
import gc
import json
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("win32", "darwin")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from zjviewer import paths
from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Report, Span
from zjviewer.core.search.engine import Query, find, warm_up
from zjviewer.gui.reading.highlight_painter import HighlightPainter, HighlightState
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.style_sheet import style_sheet
from zjviewer.gui.theme.theme import load_fonts, load_theme
from zjviewer.gui.workspace.workspace import Workspace
from zjviewer.pipeline.open_report import open_report

WORD = "公开"
KEYS = "公政省信年工"
"""Each is typed into an empty field, where one character finds the most."""
PINYIN = "zhudgk"
SIZE = 10_000_000
"""Bytes in UTF-8."""


def long_report(text: str) -> Analysis:
    """Sentences of a report in another order, four to a paragraph, a hundred paragraphs to a section."""
    sentences = re.findall("[^。]*。", text)
    chance = random.Random(1)
    paragraphs, size = [], 0
    while size < SIZE:
        paragraphs.append("".join(chance.choice(sentences) for _ in range(4)))
        size += len(paragraphs[-1].encode()) + 1
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at = spans[-1].end + 1
    edges = [span.start for span in spans[::100]] + [at - 1]
    sections = tuple(
        Section(str(n + 1), f"第{n + 1}章", 1, edges[n], edges[n + 1], "editorial") for n in range(len(edges) - 1)
    )
    report = Report("\n".join(paragraphs), "10 MB", "", "", None, None)
    return Analysis(report, sections, paragraphs=tuple(spans))


def find_by_document(document: QTextDocument) -> int:
    """How many times the word is found the way a Qt program usually finds it."""
    cursor, count = document.find(WORD), 0
    while not cursor.isNull():
        count += 1
        cursor = document.find(WORD, QTextCursor(cursor))
    return count


def median_ms(work: Callable[[], object], times: int = 7) -> float:
    """Median wall-clock time in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def count_paints() -> Callable[[], int]:
    """How often the marks under the words have been painted so far."""
    paint, count = HighlightPainter.paint, [0]

    def counted(painter: HighlightPainter, marks: HighlightState, seen: Span) -> None:
        paint(painter, marks, seen)
        count[0] += 1

    HighlightPainter.paint = counted
    return lambda: count[0]


def key_ms(desk: Workspace, state: ViewState, paints: Callable[[], int], rounds: int = 3) -> list[tuple[float, float]]:
    """From a committed character to the painted hits, for each key and round: by the clock, and of this thread alone,
    which is what counts on a machine that does other things beside it.
    """
    field, taken = desk.search.field, []
    for char in KEYS * rounds:
        field.clear()
        wait_for(lambda: not len(state.hits))
        event = QInputMethodEvent()
        event.setCommitString(char)
        start, begun = time.perf_counter(), time.thread_time()
        QApplication.sendEvent(field, event)
        while not len(state.hits):
            QApplication.processEvents()
        before = paints()
        while paints() == before:
            QApplication.processEvents()
        taken.append(((time.perf_counter() - start) * 1000, (time.thread_time() - begun) * 1000))
    return taken


def summary(name: str, taken: list[tuple[float, float]]) -> dict[str, float]:
    """Medians and worsts of both times."""
    return {
        f"key to hits, {name}, {what}{of}": pick(times)
        for of, times in zip(("", ", this thread"), zip(*taken, strict=True), strict=True)
        for what, pick in (("median", statistics.median), ("worst", max))
    }


def wait_for(condition: Callable[[], bool]) -> None:
    """Run the event loop until the condition holds and nothing more is waiting."""
    while not condition():
        QApplication.processEvents()
    QApplication.processEvents()


def settle() -> None:
    """Wait until the text is laid out to its end: until the event loop has had nothing to do for a while."""
    quiet = time.perf_counter()
    while time.perf_counter() - quiet < 0.5:
        start = time.perf_counter()
        QApplication.processEvents()
        if time.perf_counter() - start > 0.005:
            quiet = time.perf_counter()


def measure() -> dict[str, float]:
    """All figures; in milliseconds unless they say otherwise."""
    app = QApplication.instance() or QApplication([])
    load_fonts()
    theme = load_theme(dark=False)
    app.setStyleSheet(style_sheet(theme))
    bundled = open_report(paths.bundled_report())
    long = long_report(bundled.report.text)
    text = long.report.text

    warm_up()  # as the window does once its first frame is painted
    document = QTextDocument(text)
    hits = len(find(text, Query(WORD)))
    if hits != find_by_document(document):
        raise AssertionError("the two ways of finding disagree")
    ours, theirs = [], []
    for _ in range(5):
        ours.append(median_ms(lambda: find(text, Query(WORD)), 1))
        theirs.append(median_ms(lambda: find_by_document(document), 1))

    jobs, state, paints = Jobs(), ViewState(), count_paints()
    desk = Workspace(state, theme, jobs)
    for _ in desk.build_deferred_widgets(UndoHistory(state)):
        QApplication.processEvents()
    desk.resize(1280, 800)
    state.set_analysis(bundled)
    desk.show()
    wait_for(desk.text.view.isVisible)
    desk.open_search()
    settle()
    gc.freeze()  # as the window does once it is ready
    small = key_ms(desk, state, paints)
    start = time.perf_counter()
    state.set_analysis(long)
    QApplication.processEvents()
    opened = (time.perf_counter() - start) * 1000
    settle()
    large = key_ms(desk, state, paints)
    desk.close()
    desk.deleteLater()
    jobs.close()
    QApplication.processEvents()
    return {
        "hits of a two-character word in 10 MB": hits,
        "find-all": statistics.median(ours),
        "QTextDocument.find loop": statistics.median(theirs),
        "times faster": statistics.median(theirs) / statistics.median(ours),
        "pinyin in the bundled report": median_ms(lambda: find(bundled.report.text, Query(PINYIN, pinyin=True))),
        **summary("bundled report", small),
        "10 MB set and painted": opened,
        **summary("10 MB", large),
    }


def main() -> None:
    """Print a table, or JSON with `--json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = measure()
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
        return
    for name, value in results.items():
        unit = "" if "times" in name or "hits of" in name else " ms"
        print(f"{name:50} {value:10,.1f}{unit}")


if __name__ == "__main__":
    main()
