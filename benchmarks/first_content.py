"""Time from the start of a program to the first readable content of a file, in a real window, beside other programs.

    python benchmarks/first_content.py [--rounds N] [--only WORD] [--json]

Every program opens the same file on a screen of its own (Xvfb with openbox), zjviewer and the others in turn; the first
start of each is not counted. A file counts as shown when the middle of the screen holds half as many dark pixels as at
the end. The first chart counts as shown when the right third of the screen holds half as many coloured pixels as at the
end. Memory is the proportional set size of all processes of a program, once nothing changes any more.

Needs Xvfb and openbox; programs that are not installed are left out.
"""

import argparse
import json
import mmap
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

HERE = Path(__file__).resolve().parent.parent
SAMPLES = HERE / "tests" / "readers" / "samples"
BUNDLED = HERE / "data" / "zhejiang-2017" / "report.txt"
WIDTH, HEIGHT = 1280, 800
ROUNDS = 5
INTERVAL = 0.004
"""Seconds between two looks at the screen."""
LONGEST = 25.0
"""Seconds after which a start has failed."""
CALM = 2.5
"""Seconds without a change of the content, after which it is complete."""
LEAST = 1_500
"""Dark or coloured pixels of the least content."""


class Look(NamedTuple):
    """What the screen holds."""

    dark: int
    coloured: int


class Measured(NamedTuple):
    """One start."""

    text: float
    """Seconds to the first readable content."""
    chart: float
    """Seconds to the first chart; 0 where there is none."""
    memory: float
    """Megabytes of all processes."""


class Trial(NamedTuple):
    """A file and the program that a user would open it with instead."""

    name: str
    file: Path
    peer: str
    command: Sequence[str]
    goal: float
    """Greatest ratio of our time to theirs; 0 where there is no goal."""


def looks(screen: Path) -> Callable[[], Look]:
    """Function that counts the pixels of a screen, which the X server keeps in a file."""
    with open(screen, "rb") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    header = int.from_bytes(memory[:4], "big")
    colours = int.from_bytes(memory[76:80], "big")
    picture = np.frombuffer(memory, np.uint8, WIDTH * HEIGHT * 4, header + 12 * colours).reshape(HEIGHT, WIDTH, 4)
    middle = picture[HEIGHT // 4 : HEIGHT * 9 // 10, WIDTH // 3 : WIDTH * 3 // 5, :3]
    right = picture[HEIGHT // 8 : HEIGHT // 2, WIDTH * 2 // 3 :, :3]

    def look() -> Look:
        text, chart = middle.copy(), right.astype(np.int16)
        spread = chart.max(axis=2) - chart.min(axis=2)
        return Look(int((text.max(axis=2) < 128).sum()), int((spread > 60).sum()))

    return look


@contextmanager
def screen(folder: str) -> Iterator[tuple[dict[str, str], Callable[[], Look]]]:
    """Screen with a window manager: the environment of its programs, and a function that looks at it."""
    read, write = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-fbdir", folder, "-nolisten", "tcp", "-wr"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        display = f":{answer.readline().strip()}"
    environment = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    environment |= {"DISPLAY": display, "HOME": folder, "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": folder}
    environment |= {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        yield environment, looks(Path(folder) / "Xvfb_screen0")
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


def start(command: Sequence[str], environment: dict[str, str], look: Callable[[], Look], chart: bool) -> Measured:
    """Start a program and watch the screen until nothing changes any more; then end all its processes."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    seen: list[tuple[float, Look]] = []
    changed = began
    try:
        while (now := time.monotonic()) - began < LONGEST:
            new = look()
            wanted = new.coloured if chart else new.dark
            if not seen or new != seen[-1][1]:
                changed = now
            seen.append((now - began, new))
            if wanted > LEAST and now - changed > CALM:
                break
            time.sleep(INTERVAL)
        end = seen[-1][1]
        memory = sum(map(proportional_size, processes(process.pid)))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        while look().dark > LEAST and time.monotonic() - began < 2 * LONGEST:
            time.sleep(0.05)  # until the window is gone
    text = next((at for at, each in seen if each.dark > max(LEAST, end.dark / 2)), float("nan"))
    drawn = next((at for at, each in seen if each.coloured > max(LEAST, end.coloured / 2)), 0.0) if chart else 0.0
    return Measured(text, drawn, memory / 1e3)


def processes(session: int) -> list[int]:
    """Processes of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found.append(int(folder.name))
    return found


def proportional_size(process: int) -> int:
    """Kilobytes of a process, with its share of what several processes use; 0 for one that has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def trials(reports: Path | None) -> list[Trial]:
    """Trials of the files in a folder of real reports, or of the samples of the tests."""

    def first(pattern: str) -> Path | None:
        folders = ([reports] if reports else []) + [SAMPLES]
        return next((file for folder in folders for file in sorted(folder.rglob(pattern))), None)

    peers = (
        ("PDF", "*private*.pdf", "*.pdf", "okular", ("okular",), 1.0),
        ("HTML", "gwy-05.html", "*.html", "chromium", ("chromium", "--no-sandbox", "--no-first-run"), 0.8),
        ("DOCX", "law-*.docx", "*.docx", "soffice", ("soffice", "--writer", "--nologo", "--norestore"), 0.5),
    )
    found = [Trial("bundled report", BUNDLED, "", (), 0)]
    for name, pattern, other, peer, command, goal in peers:
        file = first(pattern) or first(other)
        if file is not None:
            found.append(Trial(name, file.resolve(), peer if shutil.which(peer) else "", command, goal))
    return found


def main() -> int:
    """0 where all goals are met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="part of the name of a trial")
    parser.add_argument("--reports", type=Path, default=None, help="folder of real reports")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results: dict[str, dict[str, float]] = {}
    met = True
    for trial in trials(options.reports):
        if options.only.lower() not in trial.name.lower():
            continue
        ours = [sys.executable, "-I", "-m", "zjviewer", str(trial.file)]
        runs: dict[str, list[Measured]] = {"zjviewer": []} | ({trial.peer: []} if trial.peer else {})
        with TemporaryDirectory() as folder, screen(folder) as (environment, look):
            for _ in range(options.rounds + 1):
                for name, measured in runs.items():
                    command = ours if name == "zjviewer" else [*trial.command, str(trial.file)]
                    measured.append(start(command, environment, look, chart=not trial.peer and name == "zjviewer"))
        result = {}
        for name, measured in runs.items():
            result |= {f"{name} s": statistics.median(each.text for each in measured[1:])}
            result |= {f"{name} MB": statistics.median(each.memory for each in measured[1:])}
            if not trial.peer:
                result |= {"chart s": statistics.median(each.chart for each in measured[1:])}
        if trial.peer:
            result |= {"ratio": result["zjviewer s"] / result[f"{trial.peer} s"], "goal": trial.goal}
            met &= result["ratio"] <= trial.goal
        results[trial.name] = result
        if not options.json:
            print(f"{trial.name:15}", "  ".join(f"{key} {value:.2f}" for key, value in result.items()), flush=True)
    if options.json:
        print(json.dumps(results, indent=1))
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
