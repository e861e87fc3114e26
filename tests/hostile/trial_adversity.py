"""What the real window shows where the world fails: `python -m tests.hostile.trial_adversity [WORD]`.

Full disk, read-only home, a clock that is set back while the window is open, and a document that is changed, deleted or
replaced while it is open. Each line of the output is one case with every sentence that the window showed. A case fails
where the sentence that is expected is missing, where something is lost, or where the window reports a fault. Needs
Xvfb and openbox; the disks need the right to mount, and the clock a C compiler. Exit code 1 for a failure.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.hostile.real_window import PROLOGUE, Program, desktop, environment_in
from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.paths import bundled_report
from zjviewer.storage.library_file import read_library, report_key

SCRIPT = """
import threading
from zjviewer.core.annotations.anchors import anchor_words
from zjviewer.core.editorial.corrections import set_report_properties
from zjviewer.core.export.tables import write_tables
from zjviewer.core.model.report import Span
from zjviewer.gui.annotations.annotation_service import AnnotationService
from zjviewer.gui.checks.check_mark_service import CheckMarkService
from zjviewer.gui.corrections.correction_service import CorrectionService
from PySide6.QtCore import QObject, Signal

class Ear(QObject):
    heard = Signal(str)

def work(session):
    state, window = session.state, session.window
    noting = AnnotationService(state, window.undo, session.jobs, window)
    marking = CheckMarkService(state, window.undo, window)
    correcting = CorrectionService(state, session.open_reports, session.jobs, window.undo, window)

    def act(line):
        kind, _, value = line.partition(" ")
        if kind == "note":
            place = state.analysis.report.text.index("申请")
            noting.add("note", anchor_words(state.analysis, Span(place, place + 2)), value)
        elif kind == "mark":
            marking.mark(state.analysis.checks[0], "confirmed", value)
        elif kind == "correct":
            correcting.correct("title", lambda _: set_report_properties({"title": value}))
        elif kind == "zoom":
            session.settings.change(zoom=int(value))
            session.settings.save()
        elif kind == "open":
            session.loader.open(Path(value))
        elif kind == "show":
            path = Path(os.fsdecode(bytes.fromhex(value)))
            session.open_reports.show(session.open_reports.find(path).number)
        elif kind == "tables":
            write_tables(state.analysis, Path(os.fsdecode(bytes.fromhex(value))), "csv")
        elif kind == "trigger":
            window.command_actions.action(value).trigger()
        elif kind == "library":
            session.library.save()
        elif kind == "close":
            window.close()
        QTimer.singleShot(1500, lambda: tell("did", [line, bool(state.analysis) and state.analysis.report.title,
            len(state.annotations), sum(each.span is not None for each in state.annotations)]))

    ear = Ear(window)
    ear.heard.connect(act)
    threading.Thread(target=lambda: [ear.heard.emit(line.strip()) for line in sys.stdin], daemon=True).start()

session = start(sys.argv[1:], work)
sys.exit(session.app.exec())
"""
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *now) {
    static int (*plain)(clockid_t, struct timespec *);
    if (!plain) plain = dlsym(RTLD_NEXT, "clock_gettime");
    int result = plain(id, now);
    const char *path = getenv("CLOCK_OFFSET");
    if (result == 0 && id == CLOCK_REALTIME && path) {
        FILE *file = fopen(path, "r");
        long offset = 0;
        if (file) { if (fscanf(file, "%ld", &offset) == 1) now->tv_sec += offset; fclose(file); }
    }
    return result;
}
"""
"""Library that shifts the clock by the seconds in a file."""


class Case:
    """One window, what is done in it, and what it showed."""

    def __init__(self, name: str, home: Path, environment: dict[str, str], *before: str) -> None:
        self.name, self.home, self.environment, self.before = name, home, environment, before
        self.failures: list[str] = []
        self.program: Program | None = None
        self.messages: list[str] = []
        self.done: list = []

    def open(self, *files: Path) -> None:
        command = [*self.before, sys.executable, "-c", PROLOGUE + SCRIPT, *map(str, files)]
        self.program = Program(command, self.environment)
        self.program.wait_for("ready")

    def act(self, line: str) -> None:
        assert self.program is not None
        self.program.ask(line)
        self.done = self.program.wait_for("did")

    def close(self) -> None:
        assert self.program is not None
        self.program.ask("close")
        code, errors = self.program.end()
        self.messages += self.program.messages
        self.expect(code == 0 and not errors, f"ended with {code}: {errors[-500:]}")

    def expect(self, condition: object, failure: str) -> None:
        if not condition:
            self.failures.append(failure)

    def expect_sentence(self, pattern: str) -> None:
        self.expect(any(re.search(pattern, each) for each in self.messages), f"no sentence {pattern}")

    def report(self) -> int:
        print(f"{'FAILED' if self.failures else 'passed'}: {self.name}")
        for each in dict.fromkeys(self.messages):
            print(f"    shown: {each.replace(str(self.home), '~')}")
        for each in self.failures:
            print(f"    {each}")
        sys.stdout.flush()
        return len(self.failures)


def full_disk(case: Case, folder: Path) -> None:
    report = folder / "full" / "report.txt"
    fill = f'mount -t tmpfs -o size=300k full "{report.parent}" && cp "{bundled_report()}" "{report}" && '
    fill += f'(head -c 1m /dev/zero > "{report.parent}/fill"; true) 2>/dev/null; "$@"'
    report.parent.mkdir()
    case.before = ("unshare", "--mount", "sh", "-c", fill, "sh")
    folders = {name: str(report.parent / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    case.environment = {**case.environment, **folders}
    case.open(report)
    for line in ("note 甲", "mark 乙", "correct 丙", "zoom 130", "library"):
        case.act(line)
    case.expect(case.done[2] == 0, "a note that was not saved is shown")
    case.close()
    case.expect(sum("disk is full" in each for each in case.messages) >= 3, "not every lost edit is reported")


def read_only_home(case: Case, folder: Path) -> None:
    shutil.copy(bundled_report(), folder / "report.txt")
    lock = f'mount --bind "{case.home}" "{case.home}" && mount -o remount,ro,bind "{case.home}" && "$@"'
    case.before = ("unshare", "--mount", "sh", "-c", lock, "sh")
    case.open(folder / "report.txt")
    for line in ("note 甲", "mark 乙", "correct 丙", "zoom 130", "library"):
        case.act(line)
    case.expect(case.done[2] == 0, "a note that was not saved is shown")
    case.close()
    case.expect_sentence("read-only")


def clock_set_back(case: Case, folder: Path) -> None:
    source, library, offset = folder / "clock.c", folder / "clock.so", folder / "offset"
    source.write_text(CLOCK)
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    offset.write_text("86400000")
    case.environment = {**case.environment, "LD_PRELOAD": str(library), "CLOCK_OFFSET": str(offset)}
    first, second = folder / "first.txt", folder / "second.txt"
    for path in (first, second):
        shutil.copy(bundled_report(), path)
    case.open(first)
    case.act("note 甲")
    case.act("library")
    offset.write_text("0")
    case.act(f"open {second}")
    case.act("note 乙")
    case.act("library")
    case.expect(case.done[2] == 1, "the note is not shown")
    case.close()
    listed = read_library(Path(case.environment["XDG_CONFIG_HOME"]) / "zjviewer" / "library.json").entries
    case.expect(
        [each.path for each in listed][:2] == [report_key(second), report_key(first)], "the list is not in order"
    )
    case.open()
    case.act("note 丙")
    case.expect(case.done[2] == 2, "a note is lost")
    case.close()
    listed = read_library(Path(case.environment["XDG_CONFIG_HOME"]) / "zjviewer" / "library.json").entries
    case.expect(max(each.opened for each in listed) < "2028", "a time of the wrong clock stays")
    case.expect(not case.messages, "a sentence was shown")


def document_changed(case: Case, folder: Path) -> None:
    report = folder / "report.txt"
    shutil.copy(bundled_report(), report)
    case.open(report)
    case.act("note 甲")
    report.write_text("一、新增的一段\n新的开头。\n" + report.read_text("utf-8"), encoding="utf-8")
    case.act("mark 乙")
    case.act("correct 新题")
    case.act("trigger file.reload")
    case.act("zoom 100")
    case.expect(case.done[1] == "新题", "the correction is not shown")
    case.expect(case.done[2:] == [1, 1], f"the note is not found again: {case.done}")
    case.close()
    stored = read_annotation_file(marks_path(report))
    case.expect((len(stored.annotations), len(stored.marks)) == (1, 1), "an edit is lost")


def document_emptied(case: Case, folder: Path) -> None:
    report = folder / "report.txt"
    shutil.copy(bundled_report(), report)
    case.open(report)
    case.act("note 甲")
    report.write_bytes(b"")
    case.act("trigger file.reload")
    case.act("note 乙")
    case.expect(case.done[2] == 2, "the text that was open is gone")
    case.close()
    case.expect_sentence("empty")
    case.expect(len(read_annotation_file(marks_path(report)).annotations) == 2, "a note is lost")


def document_deleted(case: Case, folder: Path) -> None:
    report = folder / "report.txt"
    shutil.copy(bundled_report(), report)
    case.open(report)
    case.act("note 甲")
    report.unlink()
    case.act("trigger file.reload")
    case.act("note 乙")
    case.act("correct 新题")
    case.expect(case.done[2] == 2, "the text that was open is gone")
    case.close()
    case.expect_sentence("report.txt.*(no such|not found|There is no|does not exist)|There is no.*report.txt")
    case.expect(len(read_annotation_file(marks_path(report)).annotations) == 2, "a note is lost")
    case.open()
    case.act("zoom 110")
    case.close()


def folder_deleted(case: Case, folder: Path) -> None:
    report = folder / "inner" / "report.txt"
    report.parent.mkdir()
    shutil.copy(bundled_report(), report)
    case.open(report)
    shutil.rmtree(report.parent)
    case.act("note 甲")
    case.act("mark 乙")
    case.act("correct 丙")
    case.close()
    case.expect(case.messages, "nothing is shown, although the folder of the report is gone")


def document_becomes_a_pipe(case: Case, folder: Path) -> None:
    report = folder / "report.txt"
    shutil.copy(bundled_report(), report)
    case.open(report)
    report.unlink()
    os.mkfifo(report)
    case.act("trigger file.reload")
    case.act("zoom 110")
    case.close()
    case.expect_sentence("is not a file")


def name_in_gbk(case: Case, folder: Path) -> None:
    report = folder / os.fsdecode("县年报".encode("gbk") + b".txt")
    other = folder / ("长" * 80 + ".txt")
    for path in (report, other):
        shutil.copy(bundled_report(), path)
    case.open(report, other)
    case.act("note 甲")
    case.act("correct 新题")
    out = folder / os.fsdecode("表".encode("gbk"))
    case.act(f"tables {os.fsencode(out).hex()}")
    case.expect(len(list(out.glob("*.csv"))) > 10, "no tables were written into a folder with such a name")
    case.act(f"show {os.fsencode(other).hex()}")
    case.act("note 乙")
    case.act("library")
    case.close()
    case.open()
    case.act(f"show {os.fsencode(other).hex()}")
    case.act("zoom 100")
    case.expect(case.done[2] == 1, f"the note of the long name is lost: {case.done}")
    case.act(f"show {os.fsencode(report).hex()}")
    case.act("zoom 110")
    case.expect(case.done[1:3] == ["新题", 1], f"the tab of the name in GBK is lost: {case.done}")
    case.close()
    case.expect(not case.messages, "a sentence was shown")


CASES: dict[str, Callable[[Case, Path], None]] = {
    "the disk is full": full_disk,
    "the home cannot be written": read_only_home,
    "the clock is set back by 1,000 days": clock_set_back,
    "the document is changed while it is open": document_changed,
    "the document is emptied while it is open": document_emptied,
    "the document is deleted while it is open": document_deleted,
    "the folder is deleted while the document is open": folder_deleted,
    "the document is replaced by a pipe": document_becomes_a_pipe,
    "the name is in GBK bytes, or has 84 characters": name_in_gbk,
}


def main(chosen: str = "") -> int:
    """Exit code. `chosen`: part of the names of the cases to run."""
    failures = number = 0
    with desktop() as (outer, environment):
        for number, (name, run) in enumerate(((n, r) for n, r in CASES.items() if chosen in n), 1):
            home = outer / f"home{number}"
            folder = home / "reports"
            folder.mkdir(parents=True)
            case = Case(name, home, environment_in(home, environment["DISPLAY"]))
            try:
                run(case, folder)
            except (TimeoutError, subprocess.SubprocessError) as error:
                case.failures.append(f"{type(error).__name__}: {error}")
            finally:
                if case.program and case.program.process.poll() is None:
                    case.program.kill()
                    case.messages += case.program.messages
            failures += case.report()
    print(f"{number} cases, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
