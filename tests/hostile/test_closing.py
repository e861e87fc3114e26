"""A closing window ends its process within a second, whatever a thread waits for, after everything is written."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys, time
from PySide6.QtCore import QTimer
from zjviewer.gui.startup import application

plain = application.launch

def launch(*arguments, **options):
    session = plain(*arguments, **options)

    def close():
        session.jobs.start("stuck", lambda: time.sleep(1000), print, print)
        session.settings.change(zoom=140)
        session.window.close()

    session.ready.connect(lambda: QTimer.singleShot(200, close))
    return session

application.launch = launch
sys.exit(application.run([]))
"""


def test_a_job_that_never_returns_does_not_keep_the_process(tmp_path: Path):
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    command = [sys.executable, "-c", SCRIPT]
    subprocess.run(
        command,
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert b"zoom=140" in (tmp_path / "XDG_CONFIG_HOME" / "zjviewer" / "zjviewer.ini").read_bytes()
