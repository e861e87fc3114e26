"""Two real windows and a command edit one report at once: `python -m tests.hostile.trial_two_windows [EDITS] [ROUNDS]`.

Each window makes so many notes (100), marks five checks again and again, and corrects the title or the issuer, without
a pause, while a third process sets marks from the command line's functions. All edits must be there at the end. Then
one bookmark is set in each window by its keys. Needs Xvfb, openbox and xdotool. Exit code 1 for a lost edit.
"""

import shutil
import subprocess
import sys
import time

from resources.packaging.drive_window import Hands, until
from tests.hostile.real_window import desktop, start
from tests.sidecar_file import read_sidecar
from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.core.editorial.sidecar import sidecar_path
from zjviewer.paths import bundled_report

SCRIPT = """
from zjviewer.core.annotations.anchors import anchor_section
from zjviewer.core.editorial.corrections import set_report_properties
from zjviewer.gui.annotations.annotation_service import AnnotationService
from zjviewer.gui.checks.check_mark_service import CheckMarkService
from zjviewer.gui.corrections.correction_service import CorrectionService

report, name, edits = sys.argv[1], sys.argv[2], int(sys.argv[3])

def edit(session):
    state, window = session.state, session.window
    noting = AnnotationService(state, window.undo, session.jobs, window)
    marking = CheckMarkService(state, window.undo, window)
    correcting = CorrectionService(state, session.open_reports, session.jobs, window.undo, window)
    window.setWindowTitle(name)
    count = 0

    def step():
        nonlocal count
        if count == edits:
            tell("done")
            return
        analysis = state.analysis
        section = analysis.sections[count % len(analysis.sections)]
        noting.add("note", anchor_section(analysis, section), f"{name} {count}")
        first = 0 if name == "A" else 5
        marking.mark(analysis.checks[first + count % 5], "confirmed", f"{name} {count}")
        if count % 10 == 9:
            field = "title" if name == "A" else "issuer"
            if not correcting.correct(field, lambda _: set_report_properties({field: f"{name} {count}"})):
                tell("message", "a correction was refused")
        count += 1
        QTimer.singleShot(0, step)

    sys.stdin.readline()
    step()

session = start([report], edit)
sys.exit(session.app.exec())
"""
COMMAND = """
import sys
from pathlib import Path
from zjviewer.core.annotations.annotation_file import save_mark, mark_on
from zjviewer.pipeline.open_report import open_report

report, edits = Path(sys.argv[1]), int(sys.argv[2])
analysis = open_report(report)
print("ready", flush=True)
sys.stdin.readline()
for count in range(edits):
    check = analysis.checks[10 + count % 5]
    save_mark(report, check, mark_on(check, "review", f"C {count}"), None)
"""


def main(edits: int = 100, rounds: int = 1) -> int:
    """Exit code."""
    failures: list[str] = []
    begun = time.monotonic()
    with desktop() as (home, environment):
        for number in range(rounds):
            folder = home / f"reports{number}"
            folder.mkdir()
            report = folder / "report.txt"
            shutil.copy(bundled_report(), report)
            windows = [start(SCRIPT, environment, str(report), name, str(edits)) for name in "AB"]
            command = subprocess.Popen(
                [sys.executable, "-c", COMMAND, str(report), str(edits)],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for window in windows:
                window.wait_for("ready")
            command.stdout.readline()
            for window in windows:
                window.ask("go")
            command.communicate("go\n")
            for window in windows:
                window.wait_for("done", 300)
            failures += missing(report, edits)
            failures += by_keys(report, environment)
            for window in windows:
                errors = window.kill()
                if errors or window.messages:
                    failures.append(f"{errors} {window.messages}")
    for failure in failures:
        print(failure)
    total = 2 * edits
    print(
        f"{rounds} rounds of {total} notes, {total} marks and {total // 10} corrections by two windows, {edits} marks "
        f"by a command, 2 bookmarks by keys: {len(failures)} failures, {time.monotonic() - begun:.0f} s"
    )
    return 1 if failures else 0


def missing(report, edits: int) -> list[str]:
    """Sentences on lost edits."""
    stored = read_annotation_file(marks_path(report))
    notes = {each.note for each in stored.annotations}
    wanted = {f"{name} {count}" for name in "AB" for count in range(edits)}
    found = [f"{len(wanted - notes)} of {len(wanted)} notes are missing"] if wanted - notes else []
    marks = {mark.note for mark in stored.marks}
    last = {f"{name} {count}" for name in "ABC" for count in range(edits - 5, edits)}
    found += [f"marks are missing: {sorted(last - marks)}"] if last - marks else []
    sidecar = read_sidecar(sidecar_path(report))
    latest = edits // 10 * 10 - 1
    if (sidecar.title, sidecar.issuer) != (f"A {latest}", f"B {latest}"):
        found.append(f"corrections are missing: {sidecar.title}, {sidecar.issuer}")
    return found


def by_keys(report, environment: dict[str, str]) -> list[str]:
    """Set a bookmark in each window by Ctrl+B; sentences on what is missing."""
    hands = Hands(environment["DISPLAY"])
    before = len(read_annotation_file(marks_path(report)).annotations)
    ids = hands.do("search", "--onlyvisible", "--name", ".*[AB].*").split()
    shown = [each for each in hands.do("search", "--onlyvisible", "--class", "zjviewer").split() if each]
    for count, window in enumerate(shown[:2], 1):
        hands.do("windowactivate", "--sync", window, "sleep", "0.5", "mousemove", "--window", window, "640", "400")
        hands.do("click", "1", "sleep", "0.3", "key", "ctrl+b")
        try:
            until(
                lambda count=count: len(read_annotation_file(marks_path(report)).annotations) >= before + count,
                "the bookmark",
            )
        except TimeoutError:
            return [f"no bookmark {count} of {len(shown)} windows, {ids}"]
    return [] if len(shown) == 2 else [f"{len(shown)} windows"]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
