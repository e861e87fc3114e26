"""The real window where nothing can be written, where the disk is full, and where everything was damaged or killed."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zjviewer.paths import bundled_report

SCRIPT = """
import json, os, sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QDeadlineTimer
from zjviewer.gui.startup.deferred_maintenance import run_deferred_maintenance
from zjviewer.gui.startup.application import launch
from zjviewer.gui.checks.check_mark_service import CheckMarkService

if "small" in sys.argv:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))

session = launch([Path(sys.argv[1])])
told = []
session.state.message_posted.connect(told.append)
session.painted.connect(partial(run_deferred_maintenance, session))

def go():
    try:
        act()
    except BaseException:
        import traceback
        traceback.print_exc()
        os._exit(1)

def act():
    state = session.state
    check = state.analysis.checks[0]
    CheckMarkService(state, session.window.undo, session.window).mark(check, "confirmed", "看过了")
    session.settings.change(zoom=130)
    session.window.workspace.open_search("申请")
    marked = check.id in state.analysis.mark_by_check
    patience = QDeadlineTimer(10_000)  # the list of reports is written a moment after the start
    while "told" in sys.argv and not told and not patience.hasExpired():
        session.app.processEvents()
    print(json.dumps({"told": told, "marked": marked, "tables": len(state.analysis.tables)}), flush=True)
    if "wait" in sys.argv:
        return
    session.close()
    session.app.quit()

session.ready.connect(go)
session.app.exec()
"""
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
PATIENCE = 30
"""Seconds."""
BAD = b"\xff\xfe[[ what is this"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    shutil.copytree(bundled_report().parent, folder)
    return folder / "report.txt"


def environment(home: Path) -> dict[str, str]:
    folders = {
        name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    }
    return {**os.environ, **folders, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}


def start(home: Path, report: Path, *words: str, before: tuple[str, ...] = ()) -> dict:
    """What the window said, after it has been opened, marked in, searched and closed."""
    command = [*before, sys.executable, "-c", SCRIPT, str(report), *words]
    done = subprocess.run(
        command, env=environment(home), capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def test_where_home_cannot_be_written_a_sentence_says_so_and_all_works(tmp_path: Path, report: Path):
    (tmp_path / "home").write_text("no folder")
    said = start(tmp_path / "home", report, "told")
    assert said["tables"] == 21
    assert said["marked"], "the marks lie beside the report, which can be written"
    assert any(re.search("not written|not a folder|cannot be read", each) for each in said["told"])


def test_where_no_file_can_grow_the_mark_is_not_shown_as_saved(tmp_path: Path, report: Path):
    said = start(tmp_path / "home", report, "small")
    assert said["tables"] == 21
    assert not said["marked"]
    assert any("too large for this disk" in each for each in said["told"])
    assert sorted(path.name for path in report.parent.iterdir()) == ["report.toml", "report.txt"]


@pytest.mark.skipif(os.name != "posix" or not shutil.which("unshare"), reason="a full disk needs a mount of its own")
def test_a_full_disk_is_a_sentence_and_nothing_is_half_written(tmp_path: Path, report: Path):
    full = tmp_path / "full"
    full.mkdir()
    fill = f'mount -t tmpfs -o size=256k full "{full}" && cp "{report}" "{report.with_suffix(".toml")}" "{full}" && '
    fill += f'(head -c 1m /dev/zero > "{full}/fill"; true) 2> /dev/null && "$@" && ls -A "{full}" >&2'
    own = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--mount")
    if subprocess.run([*own, "mount", "-t", "tmpfs", "full", str(full)], capture_output=True, check=False).returncode:
        pytest.skip("no mount of one's own is allowed here")
    before = (*own, "sh", "-c", fill, "sh")
    command = [*before, sys.executable, "-c", SCRIPT, str(full / "report.txt")]
    done = subprocess.run(
        command, env=environment(full / "home"), capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE
    )
    said = json.loads(done.stdout)
    assert said["tables"] == 21
    assert not said["marked"]
    assert any("The disk is full" in each for each in said["told"])
    assert "marks" not in done.stderr
    assert ".zjviewer-" not in done.stderr


def test_damaged_files_are_put_aside_and_the_next_start_is_clean(tmp_path: Path, report: Path):
    home = tmp_path / "home"
    config = home / "XDG_CONFIG_HOME" / "zjviewer"
    config.mkdir(parents=True)
    for path in (config / "zjviewer.ini", config / "library.json", report.with_suffix(".marks.toml")):
        path.write_bytes(BAD)
    said = start(home, report)
    assert said["marked"]
    assert sum("damaged" in each for each in said["told"]) >= 2
    asides = [path for folder in (config, report.parent) for path in folder.iterdir() if "damaged" in path.name]
    assert len(asides) == 3
    assert {path.read_bytes() for path in asides} == {BAD}
    again = start(home, report)
    assert not any("damaged" in each for each in again["told"])


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_after_a_kill_the_mark_is_there_and_the_next_start_says_nothing(tmp_path: Path, report: Path):
    home = tmp_path / "home"
    command = [sys.executable, "-c", SCRIPT, str(report), "wait"]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["marked"]
        os.kill(process.pid, signal.SIGKILL)
    assert "看过了" in report.with_name("report.txt.marks.toml").read_text("utf-8")
    said = start(home, report)
    assert said["marked"]
    assert said["told"] == []
    left = [path for folder in (home, report.parent) for path in folder.rglob(".zjviewer-*")]
    assert left == []
