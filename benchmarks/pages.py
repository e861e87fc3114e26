"""Time until an original page of a PDF is drawn, and the opening of a long document with and without the pages.

    python benchmarks/pages.py [FILE]

Without FILE, a document of 200 pages with tables, made by the tests' own code. Needs the `test` extra. Each page is
asked for at 100 % in the window's own client and worker; the time ends when the picture is in the window. The worker is
started once, which is measured apart.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication

from tests.papers import Grid, Paper, Words, applications, as_pdf
from zjviewer.gui.pages.page_client import PageClient
from zjviewer.gui.pages.page_view import FULL_SIZE

LIMIT = 100
"""Milliseconds for a page."""
PAGES = 200
PATIENCE = 60.0


def sample() -> bytes:
    """Document of about `PAGES` pages."""
    blocks: list[Words | Grid] = []
    for number in range(PAGES // 2):
        blocks.append(Words(f"第{number + 1}部分 公开情况", 1))
        blocks.append(Words("全年主动公开政府信息1234条，同比增长5%，其中规范性文件12件。" * 8))
        blocks.append(applications())
    return as_pdf(Paper("某市政府信息公开工作年度报告", tuple(blocks)))


def wait(condition: Callable[[], bool]) -> float:
    """Handle events until a condition holds; the milliseconds that it took."""
    begun = time.perf_counter()
    while not condition():
        if time.perf_counter() - begun > PATIENCE:
            raise SystemExit("no answer")
        QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    return (time.perf_counter() - begun) * 1e3


def main() -> int:
    """0 where a page is drawn within the limit, in the median and in nine of ten, else 1."""
    app = QGuiApplication([])
    with TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "sample.pdf"
        if len(sys.argv) < 2:
            path.write_bytes(sample())
        sizes: list[tuple[float, float]] = []
        drawn: list[int] = []
        read: list[int] = []
        client = PageClient(path)
        client.opened.connect(sizes.extend)
        client.drawn.connect(lambda page, *_: drawn.append(page))
        client.text_read.connect(lambda page, *_: read.append(page))
        start = wait(lambda: bool(sizes))
        pictures, texts = [], []
        for page, (width, _) in enumerate(sizes[:60]):
            client.ask([("picture", page, round(width * FULL_SIZE))])
            pictures.append(wait(lambda page=page: page in drawn))
            client.ask([("text", page)])
            texts.append(wait(lambda page=page: page in read))
        client.close()
    slowest = sorted(pictures)[int(0.9 * (len(pictures) - 1))]
    print(f"{len(sizes)} pages; worker started and document opened {start:.0f} ms")
    print(f"page at 100 %: median {statistics.median(pictures):.0f} ms, nine of ten {slowest:.0f} ms  (limit {LIMIT})")
    print(f"places of its characters: median {statistics.median(texts):.0f} ms")
    del app
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
