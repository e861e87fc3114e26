"""The longest gap between two beats of the window while large reports open: `python -m benchmarks.stalls [FILE…]`.

A timer of 5 ms beats in a real window (offscreen where there is no display) from before a file is opened until all of
it is shown and a moment beyond; the exit code is 1 where a gap is longer than the limit. Beside a gap stands for how
long of it the window's own thread had a processor: where others keep the machine busy, that is less. Without FILE,
reports of the tests' own making; needs the `test` extra.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.papers import Paper, Words, applications, as_docx, as_html, as_pdf, as_text, disclosures, litigation

LIMIT = 100
"""Milliseconds."""
BEAT = 5
AFTERWARDS = 400
"""Milliseconds that are listened to after a report is complete."""
WHO = (
    "教育",
    "卫生健康",
    "交通运输",
    "生态环境",
    "市场监管",
    "自然资源",
    "文化旅游",
    "应急管理",
    "民政",
    "财政",
    "水利",
)
WHAT = (
    "公开政府信息",
    "发布政策解读",
    "办理依申请公开",
    "回应群众关切",
    "举办新闻发布会",
    "开展业务培训",
    "公布办事指南",
)


class Opened(NamedTuple):
    """One file, how long it took until all was shown, the longest gap, and its own work in it; in milliseconds."""

    path: Path
    took: float
    gap: float
    worked: float


def main(files: list[Path]) -> int:
    """Print the gaps; 1 where one is longer than the limit."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        opened = _in_window(files or _papers(Path(folder)))
        for each in opened:
            size = each.path.stat().st_size / 1e6
            missed = "" if each.gap <= LIMIT else "   MISSED"
            print(
                f"{each.path.name:24} {size:5.1f} MB {each.took:8.0f} ms  longest gap {each.gap:4.0f} ms"
                f" ({each.worked:.0f} of its own){missed}"
            )
    return int(any(each.gap > LIMIT for each in opened))


def _papers(folder: Path) -> list[Path]:
    """A PDF of a hundred pages, half of them tables, one of prose alone, and texts, a page and a DOCX of megabytes."""
    title = "江阳市2023年政府信息公开工作年度报告"
    chance = random.Random(7)
    prose = Paper(title, tuple(_paragraph(chance) for _ in range(220)))
    tables = (disclosures(), applications(), litigation())
    mixed = Paper(title, tuple(b for _ in range(20) for b in (*(_paragraph(chance) for _ in range(6)), *tables)))
    long = Paper(title, tuple(_paragraph(chance) for _ in range(2500)))
    made: dict[str, bytes] = {
        "prose-100-pages.pdf": as_pdf(prose, head="江阳市人民政府"),
        "tables-100-pages.pdf": as_pdf(mixed, head="江阳市人民政府"),
        "prose.txt": as_text(long).encode("utf-8"),
        "prose.html": as_html(long).encode("utf-8"),
        "tables.docx": as_docx(Paper(title, mixed.blocks * 2)),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def _paragraph(chance: random.Random) -> Words:
    """Sentences that differ, as those of a real report do; some without a number."""
    said = []
    for _ in range(9):
        who, what = chance.choice(WHO), chance.choice(WHAT)
        said.append(f"{who}系统坚持以公开为常态、不公开为例外，健全{what}的工作机制，接受社会各方面的监督。")
        said.append(f"{who}部门全年{what}{chance.randrange(2, 4000)}次，比上年增长{chance.randrange(1, 90)}%。")
    return Words("".join(said))


def _in_window(files: list[Path]) -> list[Opened]:
    from zjviewer.gui.startup.application import launch  # before Qt: it keeps the interpreter's own imports

    from PySide6.QtCore import Qt, QTimer  # isort: skip

    session = launch(remember=False)
    beats: list[tuple[float, float]] = []
    timer = QTimer(session, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time())))
    opened: list[Opened] = []

    def steps() -> Iterator[None]:
        for path in files:
            beats.clear()
            timer.start()
            begun = time.perf_counter()
            session.loader.open(path)
            yield
            took = time.perf_counter() - begun
            QTimer.singleShot(AFTERWARDS, go_on)
            yield
            timer.stop()
            gap, worked = max((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(beats))
            opened.append(Opened(path, took * 1e3, gap * 1e3, worked * 1e3))
        session.close()
        session.app.quit()

    running = steps()

    def go_on() -> None:
        next(running, None)

    def begin() -> None:
        session.loader.ended.connect(go_on)
        session.loader.failed.connect(lambda sentence: print(sentence, file=sys.stderr))
        QTimer.singleShot(AFTERWARDS, go_on)

    session.ready.connect(begin)
    session.app.exec()
    return opened


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
