"""Programs with a real window on a screen of their own (Xvfb with openbox), for trials; not used by the tests."""

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from resources.packaging.drive_window import screen

ROOT = Path(__file__).parents[2]
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
PATIENCE = 180.0
"""Seconds for a line of the program, on a machine that does other work as well."""

PROLOGUE = """
import json, os, sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from zjviewer.gui.startup import application
from zjviewer.gui.startup.deferred_maintenance import run_deferred_maintenance

def tell(kind, value=""):
    os.write(1, (json.dumps([kind, value], ensure_ascii=False) + "\\n").encode())

def start(files, ready, early=False):
    session = application.launch([Path(each) for each in files])
    session.painted.connect(partial(run_deferred_maintenance, session))
    session.state.message_posted.connect(lambda text: tell("message", text))
    session.window.closing.connect(application._end_soon)
    if early:
        begin_early(session, ready)
    else:
        session.ready.connect(lambda: QTimer.singleShot(0, partial(begin, session, ready)))
    return session

def begin_early(session, ready):
    analysis = session.state.analysis
    if hasattr(session, "loader") and analysis is not None and analysis.complete:
        begin(session, ready)
    else:
        QTimer.singleShot(20, partial(begin_early, session, ready))

def begin(session, ready):
    session.loader.failed.connect(lambda text: tell("message", text))
    tell("ready")
    try:
        ready(session)
    except BaseException as error:
        import traceback
        tell("fault", traceback.format_exc())
        os._exit(70)
"""
"""Beginning of the script of a program: `start(files, ready)` opens the window and calls a function when all is shown,
or `early` when the analysis is complete; `tell` prints a line of JSON."""


class Program:
    """A process with a window, which prints lines of JSON: `[kind, value]`."""

    def __init__(self, command: list[str], environment: dict[str, str], cwd: Path = ROOT) -> None:
        self.process = subprocess.Popen(
            command, env=environment, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.messages: list[str] = []
        """Sentences that the window showed."""
        self.said: dict[str, Any] = {}
        """Last value of each kind."""
        self._rest = b""

    def hear(self, seconds: float) -> list[str]:
        """Kinds of the lines that arrive within some time; empty at the end of the process, too."""
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], max(seconds, 0))[0]:
            return []
        *lines, self._rest = (self._rest + os.read(self.process.stdout.fileno(), 65536)).split(b"\n")
        kinds = []
        for line in lines:
            kind, value = json.loads(line)
            kinds.append(kind)
            self.said[kind] = value
            if kind == "message":
                self.messages.append(value)
        return kinds

    def wait_for(self, kind: str, seconds: float = PATIENCE) -> Any:
        """Value of the next line of a kind. Raises TimeoutError, also where the process ends or reports a fault."""
        self.said.pop(kind, None)
        deadline = time.monotonic() + seconds
        while kind not in self.said:
            self.hear(0.2)
            if "fault" in self.said:
                raise TimeoutError(self.said["fault"])
            if time.monotonic() > deadline or (self.process.poll() is not None and not self.hear(0)):
                if kind in self.said:
                    break
                raise TimeoutError(f"no {kind}; {self.process.poll()}; {self.messages}; {self._errors()}")
        return self.said[kind]

    def ask(self, line: str) -> None:
        """Write a line to the program."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def kill(self) -> str:
        """Kill the process, read what it printed before, and return its error stream."""
        self.process.kill()
        self.process.wait()
        while self.hear(0):
            pass
        return self._errors()

    def end(self, seconds: float = 30) -> tuple[int, str]:
        """Exit code and error stream of a process that ends by itself."""
        code = self.process.wait(seconds)
        while self.hear(0):
            pass
        return code, self._errors()

    def _errors(self) -> str:
        if self.process.poll() is None:
            return ""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode("utf-8", "replace")


@contextmanager
def desktop() -> Iterator[tuple[Path, dict[str, str]]]:
    """A new home and the environment of a program on a screen of its own."""
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, **quiet)
        try:
            yield Path(folder), environment_in(Path(folder), display)
        finally:
            manager.terminate()
            manager.wait()


def environment_in(home: Path, display: str) -> dict[str, str]:
    """Environment of a program with its folders in `home`, which are created where possible."""
    folders = {name: str(home / name.lower()) for name in FOLDERS}
    for each in folders.values():
        try:
            Path(each).mkdir(mode=0o700, exist_ok=True)
        except OSError:
            continue
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "WAYLAND", "QT_"))}
    return {
        **plain,
        **folders,
        "HOME": str(home),
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LOGGING_RULES": "qt.xkb.compose=false",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


def start(script: str, environment: dict[str, str], *words: str) -> Program:
    """A program that runs a script after `PROLOGUE`."""
    return Program([sys.executable, "-c", PROLOGUE + script, *words], environment)
