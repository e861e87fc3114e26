"""Kills of the program with its real window: `python -m tests.hostile.trial_kills [KILLS] [SEED]` (200 and 1).

The window edits without a pause: marks of checks, notes, corrections, settings, tabs and the library. It is killed at a
random moment, one time in five while it starts. Afterwards every file can be read, what was reported as saved is in it
or something newer, and the next start shows no message. Needs Xvfb and openbox. Exit code 1 for a failure.
"""

import random
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

from tests.hostile.real_window import desktop, start
from tests.sidecar_file import read_sidecar
from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.core.editorial.sidecar import sidecar_path
from zjviewer.paths import bundled_report
from zjviewer.storage.library_file import read_library, report_key

KINDS = ("marks", "notes", "title", "settings", "session", "library")
LATEST = 1.5
"""Seconds of editing until the latest kill."""

SCRIPT = """
from zjviewer.core.annotations.anchors import anchor_section
from zjviewer.core.editorial.corrections import set_report_properties
from zjviewer.gui.annotations.annotation_service import AnnotationService
from zjviewer.gui.checks.check_mark_service import CheckMarkService
from zjviewer.gui.corrections.correction_service import CorrectionService

report, other, number = sys.argv[1], sys.argv[2], int(sys.argv[3])

def edit(session):
    state, window = session.state, session.window
    marking = CheckMarkService(state, window.undo, window)
    noting = AnnotationService(state, window.undo, session.jobs, window)
    correcting = CorrectionService(state, session.open_reports, session.jobs, window.undo, window)
    count = number

    def step():
        nonlocal count
        analysis = state.analysis
        if analysis is None or not analysis.complete or analysis.report.path != Path(report):
            session.loader.open(Path(report))
            return QTimer.singleShot(20, step)
        count += 1
        said = f"第{count}次"
        check = analysis.checks[count % 10]
        marking.mark(check, "confirmed", said)
        if state.analysis.mark_of(check).note == said:
            tell("marks", count)
        placed = [each.annotation for each in state.annotations]
        if len(placed) < 10:
            noting.add("note", anchor_section(analysis, analysis.sections[len(placed)]), said)
        else:
            noting.change(placed[count % len(placed)], note=said)
        if any(each.annotation.note == said for each in state.annotations):
            tell("notes", count)
        if correcting.correct("title", lambda _: set_report_properties({"title": said})):
            tell("title", count)
        session.settings.change(commands=(f"n{count}",), zoom=100 + count % 50)
        session.settings.save()
        tell("settings", count)
        found = session.open_reports.find(Path(other))
        if found is None:
            session.open_reports.add(Path(other), title="other")
        else:
            session.open_reports.close(found.number)
        session.library.set_position(Path(report), top_offset=count)
        session.library.save()
        tell("session", [count, session.open_reports.find(Path(other)) is not None])
        tell("library", count)
        QTimer.singleShot(0, step)

    step()

session = start([report], edit, early=True)
session.app.exec()
"""
LAST = """
def close(session):
    tell("tabs", [str(tab.path) for tab in session.open_reports.open])
    QTimer.singleShot(500, session.window.close)

session = start([], close)
sys.exit(session.app.exec())
"""


def main(kills: int = 200, seed: int = 1) -> int:
    """Exit code."""
    chance = random.Random(seed)
    failures: list[str] = []
    moments: Counter[str] = Counter()
    begun = time.monotonic()
    with desktop() as (home, environment):
        folder = home / "reports"
        folder.mkdir()
        report, other = folder / "report.txt", folder / "other.txt"
        for path in (report, other):
            shutil.copy(bundled_report(), path)
        number = 0
        for kill in range(kills):
            early = chance.random() < 0.2
            program = start(SCRIPT, environment, str(report), str(other), str(number))
            try:
                if early:
                    until = time.monotonic() + chance.uniform(0, 2.5)
                else:
                    program.wait_for("ready")
                    until = time.monotonic() + chance.uniform(0, LATEST)
                while time.monotonic() < until:
                    program.hear(until - time.monotonic())
                stderr = program.kill()
                moments["start" if "ready" not in program.said else "editing"] += 1
                if stderr or program.messages or "fault" in program.said:
                    failures.append(f"kill {kill}: {stderr} {program.messages} {program.said.get('fault', '')}")
                number = max(number, check(report, other, environment, program.said))
            except (TimeoutError, AssertionError) as error:
                program.kill()
                failures.append(f"kill {kill}: {type(error).__name__} {error}")
            if kill % 20 == 19:
                print(f"{kill + 1} kills, {number} rounds of edits, {len(failures)} failures", flush=True)
            if len(failures) > 5:
                break
        program = start(LAST, environment)
        tabs = program.wait_for("tabs")
        code, stderr = program.end()
        left = list(home.rglob(".zjviewer-*"))
        if code or stderr or program.messages or str(report) not in tabs:
            failures.append(f"last start: {code} {stderr} {program.messages} {tabs}")
        temporary = [path for path in left if path.parent in (folder, home / "xdg_config_home" / "zjviewer")]
        if temporary:
            failures.append(f"temporary files are left: {temporary}")
    for failure in failures:
        print(failure)
    print(
        f"{sum(moments.values())} kills ({moments['start']} while starting, {moments['editing']} while editing), "
        f"{number} rounds of edits, {len(failures)} failures, {time.monotonic() - begun:.0f} s"
    )
    return 1 if failures else 0


def check(report: Path, other: Path, environment: dict[str, str], said: dict) -> int:
    """The last number in any file. Raises AssertionError where something that was reported as saved is missing."""
    config = Path(environment["XDG_CONFIG_HOME"]) / "zjviewer"
    stored = read_annotation_file(marks_path(report))
    library = read_library(config / "library.json")
    sidecar = sidecar_path(report)
    last = {
        "marks": max((number_in(mark.note) for mark in stored.marks), default=0),
        "notes": max((number_in(each.note) for each in stored.annotations), default=0),
        "title": number_in(read_sidecar(sidecar).title) if sidecar.exists() else 0,
        "settings": number_in(setting(config / "zjviewer.ini", "commands")),
        "library": library.entry(report_key(report)).top_offset,
    }
    for kind in last:
        assert last[kind] >= said.get(kind, 0), (kind, last, said)
    count, is_open = said.get("session", (0, None))
    if is_open is not None and last["library"] == count:
        assert (report_key(other) in (library.tabs or ())) == is_open, (library.tabs, said)
    damaged = [path.name for folder in (report.parent, config) for path in folder.glob("*damaged*")]
    assert not damaged, damaged
    return max(last.values())


def setting(file: Path, key: str) -> str:
    """Value of a settings file as text; empty for none."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((line.partition("=")[2] for line in lines if line.startswith(f"{key}=")), "")


def number_in(said: str) -> int:
    return int("".join(sign for sign in said if sign.isdigit()) or 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
