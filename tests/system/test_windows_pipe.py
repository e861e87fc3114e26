"""The second start on Windows, with the calls of the system replaced: time limit, busy pipe, one listener."""

import ctypes
import io
import threading

import pytest

from zjviewer.system import single_instance as running


class Pipe(io.BytesIO):
    """Named pipe whose other end gives one answer, perhaps never."""

    def __init__(self, answer: bytes, ready: threading.Event) -> None:
        super().__init__()
        self.answer, self.ready = answer, ready

    def read(self, size: int = -1) -> bytes:
        self.ready.wait()
        return self.answer[:size]


class Busy(OSError):
    winerror = 231


@pytest.fixture
def pipes(monkeypatch):
    """Function that sets what opening the pipe gives, one after the other."""
    monkeypatch.setattr(running, "_allow_front", lambda: None)
    monkeypatch.setattr(running, "address", lambda: r"\\.\pipe\zjviewer-1")

    def prepare(*results):
        left = list(results)

        def opened(*_, **__):
            result = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(result, OSError):
                raise result
            return result

        monkeypatch.setattr(running, "open", opened, raising=False)

    return prepare


def is_ready() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


def test_the_running_instance_takes_the_files(pipes):
    pipes(Pipe(running.ANSWER, is_ready()))
    assert running._send_by_pipe(b"{}\n")


@pytest.mark.parametrize("answer", [b"", b"no\n", b"taken"])
def test_another_answer_is_none(pipes, answer):
    pipes(Pipe(answer, is_ready()))
    assert not running._send_by_pipe(b"{}\n")


def test_an_instance_that_never_answers_is_not_waited_for(pipes, monkeypatch):
    monkeypatch.setattr(running, "PATIENCE", 0.2)
    never = threading.Event()
    pipes(Pipe(running.ANSWER, never))
    assert not running._send_by_pipe(b"{}\n")
    never.set()


def test_a_busy_pipe_is_tried_again_and_a_missing_one_is_not(pipes):
    pipes(Busy(), Busy(), Pipe(running.ANSWER, is_ready()))
    assert running._send_by_pipe(b"{}\n")
    pipes(FileNotFoundError(), Pipe(running.ANSWER, is_ready()))
    assert not running._send_by_pipe(b"{}\n")


class Kernel:
    """Mutexes of Windows, by name."""

    def __init__(self) -> None:
        self.open: dict[int, str] = {}
        self.error = 0

        def create(_: None, __: bool, name: str) -> int:
            self.error = 183 if name in self.open.values() else 0
            self.open[len(self.open) + 1] = name
            return len(self.open)

        self.CreateMutexW = create

    def CloseHandle(self, handle) -> None:  # noqa: N802
        del self.open[handle.value]


def test_one_process_listens(monkeypatch):
    kernel = Kernel()
    monkeypatch.setattr(ctypes, "WinDLL", lambda name, use_last_error: kernel, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: kernel.error, raising=False)
    first = running.claim_pipe(r"\\.\pipe\zjviewer-1")
    assert first
    assert running.claim_pipe(r"\\.\pipe\zjviewer-1") == 0
    assert running.claim_pipe(r"\\.\pipe\zjviewer-2")
    running.release_pipe(first)
    assert list(kernel.open.values()) == [r"Local\zjviewer-2"]
