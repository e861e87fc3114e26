"""Random clicks and keys on the real window: `python -m tests.hostile.trial_random_input [MINUTES] [SEED]` (20 and 1).

First, one report after another is opened and closed again, and the growth of memory for each is measured (goal: 0.2 MB
at most). Then random clicks, drags, wheel turns, keys and Chinese words follow. A fault is what the window would report
as an unexpected error, a traceback, a death of the process, or a window that does not answer for 10 seconds. Needs
Xvfb, openbox and xdotool. Exit code 1 for a fault or too much growth.
"""

import random
import shutil
import subprocess
import sys
import time

from tests.hostile.format_samples import SAMPLES
from tests.hostile.real_window import Program, desktop, start
from zjviewer.gui.commands.command_table import COMMANDS
from zjviewer.paths import bundled_report

WARM, MEASURED = 25, 100
"""Openings before and while memory is measured."""
MOST_GROWTH = 0.2
"""MB for each opened and closed document."""
PATIENCE = 10.0
"""Seconds without a sign of life."""
LEFT_OUT = {"file.quit", "file.print", "file.print_section", "tab.show_in_folder"}
"""Commands that end the program or start others."""

SCRIPT = """
import gc
import traceback
from zjviewer.gui.startup import crash_handler

reports, warm, measured = sys.argv[1:-2], int(sys.argv[-2]), int(sys.argv[-1])
sys.path.insert(0, os.getcwd())
os.chdir(Path(reports[0]).parent)  # files that are saved without a folder stay out of the checkout

class Handler(crash_handler.CrashHandler):
    def _show(self, text, *rest):
        tell("fault", text)

    def _handle_qt_message(self, kind, context, message):
        tell("fault", message + "\\n" + "".join(traceback.format_stack(limit=6)))

crash_handler.CrashHandler = Handler

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

def measure(session):
    count, first = 0, 0.0
    beat = QTimer(session, interval=500)
    beat.timeout.connect(lambda: tell("beat", resident()))
    beat.start()

    def opened():
        tab = session.open_reports.find(Path(reports[count % len(reports)]))
        if tab is None or session.open_reports.front != tab.number:
            return
        session.open_reports.close(tab.number)
        QTimer.singleShot(20, following)

    def following():
        nonlocal count, first
        count += 1
        if count == warm:
            gc.collect()
            first = resident()
        if count < warm + measured:
            session.loader.open(Path(reports[count % len(reports)]))
            return
        session.loader.ended.disconnect(opened)
        gc.collect()
        tell("growth", [first, resident(), measured])
        session.loader.open_all([Path(each) for each in reports])

    for tab in session.open_reports.open:
        session.open_reports.close(tab.number)
    session.loader.ended.connect(opened)
    session.loader.open(Path(reports[0]))

session = start(reports[-1:], measure)
sys.exit(session.app.exec())
"""


def main(minutes: float = 20, seed: int = 1, measured: int = MEASURED) -> int:
    """Exit code."""
    chance = random.Random(seed)
    faults: list[str] = []
    with desktop() as (home, environment):
        folder = home / "reports"
        folder.mkdir()
        shutil.copy(bundled_report(), folder / "bundled.txt")
        for name in ("report.txt", "report.docx", "report.html", "report.pdf", "report.xlsx"):
            (folder / name).write_bytes(SAMPLES[name]())
        paths = [str(path) for path in sorted(folder.iterdir())]
        words = (*paths[1:], paths[0], str(WARM), str(measured))
        program = start(SCRIPT, environment, *words)
        first, last, count = program.wait_for("growth", 1800)
        growth = (last - first) / count
        print(f"{count} documents opened and closed: {first:.1f} MB to {last:.1f} MB, {growth:.3f} MB each", flush=True)
        begun, actions, starts = time.monotonic(), 0, 1
        alive = begun
        while time.monotonic() - begun < 60 * minutes:
            if program.process.poll() is not None:
                code, stderr = program.end()
                if code or stderr:
                    faults.append(f"exit code {code}: {stderr[-2000:]}")
                program = start(SCRIPT, environment, *words[:-2], "1", "1")
                program.wait_for("growth", 300)
                starts, alive = starts + 1, time.monotonic()
            before = len(faults)
            actions += act(chance, environment, paths)
            if program.hear(0.5):
                alive = time.monotonic()
            if "fault" in program.said:
                faults.append(str(program.said.pop("fault")))
            if time.monotonic() - alive > PATIENCE and not answers(program):
                faults.append(f"no sign of life for {PATIENCE:g} s")
                program.kill()
            for fault in faults[before:]:
                print(fault, flush=True)
        memory = program.said.get("beat", 0)
        program.kill()
        log = home / "xdg_state_home" / "zjviewer"
        logs = (path.read_text("utf-8", "replace")[-3000:] for path in log.glob("*") if path.is_file())
        faults += filter(None, logs)
    print(
        f"{minutes:g} minutes, {actions} random clicks and keys, {starts} starts, {memory:.0f} MB at the end, "
        f"{len(faults)} faults"
    )
    for fault in faults:
        print(fault)
    return 1 if faults or growth > MOST_GROWTH else 0


def answers(program: Program) -> bool:
    """Whether the window gives a sign of life within as long again."""
    deadline = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < deadline:
        if program.hear(0.5):
            return True
    return False


def act(chance: random.Random, environment: dict[str, str], paths: list[str]) -> int:
    """Number of actions: one call of xdotool with several."""
    words: list[str] = []
    count = chance.randint(3, 12)
    for _ in range(count):
        x, y = str(chance.randrange(1400)), str(chance.randrange(900))
        kind = chance.random()
        if kind < 0.35:
            words += ["mousemove", x, y, "click", chance.choice(("1", "1", "1", "1", "3", "4", "5"))]
        elif kind < 0.4:
            words += ["mousemove", x, y, "mousedown", "1", "mousemove", *(str(chance.randrange(800)) for _ in "xy")]
            words += ["mouseup", "1"]
        elif kind < 0.45:
            words += ["mousemove", x, y, "click", "--repeat", "2", "--delay", "30", "1"]
        elif kind < 0.7:
            words += ["key", chance.choice(KEYS)]
        elif kind < 0.8:
            words += ["key", chance.choice(PLAIN)]
        elif kind < 0.85:
            words += [
                "type",
                "--delay",
                "5",
                chance.choice(("gongkai", "2017", "(a+", "=1+1", "NEAR/3", "公开", *paths)),
            ]
        else:
            words += ["key", chance.choice(("Escape", "Escape", "Return", "Tab"))]
        words += ["sleep", "0.05"]
    subprocess.run(["xdotool", *words], env=environment, capture_output=True, timeout=60, check=False)
    return count


PLAIN = ("Up", "Down", "Left", "Right", "Home", "End", "Prior", "Next", "space", "BackSpace", "Delete", "Menu", "a")
NAMES = {"PgDown": "Next", "PgUp": "Prior", "Esc": "Escape", "Backspace": "BackSpace", "+": "plus", "-": "minus"}
NAMES |= {"=": "equal", "[": "bracketleft", "]": "bracketright"}


def key_name(keys: str) -> str:
    """Keys as xdotool names them, of keys as Qt names them."""
    parts = [part or "+" for part in (keys[:-1] if keys.endswith("++") else keys).split("+")]
    return "+".join(
        NAMES.get(part, part.lower() if len(part) == 1 or part in ("Ctrl", "Alt", "Shift") else part) for part in parts
    )


KEYS = tuple(
    key_name(keys) for command in COMMANDS if command.id not in LEFT_OUT for keys in command.keys.split() if keys
)

if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*map(float, given[:1]), *map(int, given[1:])))
