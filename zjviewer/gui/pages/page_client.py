"""Client of the worker process that draws the pages of one document. Its answers are not trusted."""

import json
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtGui import QImage

from zjviewer.gui.pages.placement import PageLink, PageText, Rect
from zjviewer.system.child_processes import PAGES, worker_command, worker_environment

MEGABYTES = 2048
"""Limit of the worker's address space."""
PATIENCE_MS = 20_000
"""Milliseconds for one answer, after which the worker is ended."""
_LONGEST_HEAD = 16 << 20
_LONGEST_PIXELS = 64 << 20
"""Largest parts of an answer, in bytes."""
_LARGEST = 14_400.0
"""Points of the longest side of a page that PDF allows."""

_Request = tuple[Any, ...]


class PageClient(QObject):
    """Asks for one thing at a time.

    Signals (payload):

    - `opened` (tuple): width and height of each page, in points
    - `drawn` (int, int, QImage): index of a page, the width that was asked for, and its picture
    - `text_read` (int, PageText): index of a page, and its characters and links
    - `page_failed` (int): index of a page that cannot be drawn or read
    - `failed` (): the document cannot be shown; nothing more is answered
    """

    opened = Signal(object)
    drawn = Signal(int, int, QImage)
    text_read = Signal(int, object)
    page_failed = Signal(int)
    failed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buffer = bytearray()
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._queue: deque[_Request] = deque()
        self._current: _Request | None = ("open",)
        self._process: QProcess | None = QProcess(self)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self._give_up)
        environment = QProcessEnvironment()
        for name, value in worker_environment().items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.errorOccurred.connect(self._give_up)
        self._process.finished.connect(self._give_up)
        program, *arguments = worker_command(PAGES, "zjviewer.readers.sandbox.page_worker", str(path), str(MEGABYTES))
        self._process.start(program, arguments)
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._current is not None

    def ask(self, requests: Sequence[_Request]) -> None:
        """Replace what is to be asked next: `("picture", page, width)` or `("text", page)`, most urgent first."""
        self._queue = deque(request for request in requests if request != self._current)
        self._ask_next()

    def close(self) -> None:
        """End the worker; no signal is emitted any more."""
        self._timer.stop()
        self._queue.clear()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _give_up(self, *_: object) -> None:
        if self._process is not None:
            self._current = None
            self.close()
            self.failed.emit()

    def _ask_next(self) -> None:
        if self._current is None and self._queue and self._process is not None:
            self._current = self._queue.popleft()
            self._process.write(json.dumps(self._current).encode() + b"\n")
            self._timer.start()

    def _read(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        while self._process is not None and len(self._buffer) >= 8:
            head = int.from_bytes(self._buffer[:4], "big")
            pixels = int.from_bytes(self._buffer[4:8], "big")
            if self._current is None or head > _LONGEST_HEAD or pixels > _LONGEST_PIXELS:
                self._give_up()
                return
            end = 8 + head + pixels
            if len(self._buffer) < end:
                return
            answer, picture = bytes(self._buffer[8 : 8 + head]), bytes(self._buffer[8 + head : end])
            del self._buffer[:end]
            self._take(answer, picture)

    def _take(self, answer: bytes, pixels: bytes) -> None:
        assert self._current is not None
        (kind, *values), self._current = self._current, None
        self._timer.stop()
        try:
            value = json.loads(answer)
            if value is None and kind != "open":
                self.page_failed.emit(values[0])
            elif kind == "open":
                self._sizes = _sizes(value)
                self.opened.emit(self._sizes)
            elif kind == "picture":
                self.drawn.emit(*values, _picture(value, pixels))
            else:
                self.text_read.emit(values[0], _text(value, len(self._sizes)))
        except (ValueError, TypeError, KeyError, RecursionError):
            self._give_up()
        self._ask_next()


def _sizes(value: Any) -> tuple[tuple[float, float], ...]:
    """Validated sizes of pages. Raises ValueError and TypeError."""
    sizes = tuple((float(width), float(height)) for width, height in value)
    if not sizes or not all(0 < side <= _LARGEST for size in sizes for side in size):
        raise ValueError("sizes of pages")
    return sizes


def _picture(value: Any, pixels: bytes) -> QImage:
    """Picture from validated pixels, which are copied. Raises ValueError and TypeError."""
    width, height = value
    if type(width) is not int or type(height) is not int or min(width, height) < 1:
        raise ValueError("size of a picture")
    if len(pixels) != width * height * 4:
        raise ValueError("pixels of a picture")
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _text(value: Any, pages: int) -> PageText:
    """Validated characters and links. Raises ValueError and TypeError."""
    characters, rects, links = value
    if not isinstance(characters, str) or len(characters) != len(rects):
        raise ValueError("characters of a page")
    places = tuple(map(_rect, rects))
    targets = tuple(PageLink(_rect(rect), int(page), float(top)) for rect, page, top in links)
    if any(not 0 <= link.page < pages for link in targets):
        raise ValueError("links of a page")
    return PageText(characters, places, targets)


def _rect(value: Any) -> Rect:
    left, top, right, bottom = map(float, value)
    if not all(abs(side) < 10 * _LARGEST for side in (left, top, right, bottom)):  # NaN included
        raise ValueError("place on a page")
    return left, top, right, bottom
