"""Real starts on damaged settings and libraries: `python -m tests.hostile.trial_damaged_state [STARTS] [SEED]`.

Each start opens the window without a display, shows the bundled report, and closes it. A start that fails, writes a
traceback or takes longer than 60 seconds is printed with its damaged file; the exit code is then 1.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.damage import damaged_bytes, damaged_json, damaged_settings, damaged_value
from zjviewer.paths import bundled_report

SCRIPT = """
import sys
from functools import partial
from PySide6.QtCore import QTimer
from zjviewer.gui.startup.application import launch
from zjviewer.gui.startup.deferred_maintenance import run_deferred_maintenance

session = launch()
session.painted.connect(partial(run_deferred_maintenance, session))
session.state.message_posted.connect(lambda text: print("message:", text))

def close():
    print("ready")
    session.close()
    session.app.quit()

session.ready.connect(lambda: QTimer.singleShot(100, close))
session.app.exec()
"""
OPTIONS = ("search", "chart", "table", "data", "checks", "side")


def main(starts: int = 20, seed: int = 1) -> int:
    """Exit code."""
    chance = random.Random(seed)
    failures = 0
    with tempfile.TemporaryDirectory() as home:
        config = Path(home) / "config" / "zjviewer"
        settings, library = config / "zjviewer.ini", config / "library.json"
        start(home, settings.parent)
        good = settings.read_bytes(), library.read_bytes()
        for number in range(starts):
            for path, raw, structured in (
                (settings, good[0], damaged_settings),
                (library, good[1], damaged_json),
            ):
                settings.write_bytes(good[0])
                library.write_bytes(good[1])
                path.write_bytes((structured if number % 2 else damaged_bytes)(raw, chance))
                if path is settings and number % 4 == 3:
                    path.write_bytes(with_odd_options(raw, chance))
                damaged = path.read_bytes()
                output = start(home, config)
                if output:
                    failures += 1
                    print(f"start {number} on {path.name}:\n{output}\n{damaged!r}\n", flush=True)
    print(f"{2 * starts} starts, {failures} failed")
    return 1 if failures else 0


def with_odd_options(raw: bytes, chance: random.Random) -> bytes:
    """Options of the panes that have the right shape and other values."""
    lines = []
    for line in raw.decode().splitlines():
        key, _, value = line.partition("=")
        if key in OPTIONS:
            try:
                options = json.loads(json.loads(value) if value.startswith('"') else value)
            except ValueError:  # an escape of INI
                continue
            line = f"{key}={json.dumps(json.dumps(damaged_value(options, chance, 0.4)))}"
        lines.append(line)
    return "\n".join(lines).encode()


def start(home: str, config: Path) -> str:
    """What is wrong with one start; empty for nothing."""
    environment = {
        **os.environ,
        "XDG_CONFIG_HOME": str(config.parent),
        "XDG_DATA_HOME": f"{home}/data",
        "XDG_STATE_HOME": f"{home}/state",
        "QT_QPA_PLATFORM": "offscreen",
    }
    assert bundled_report().exists()
    try:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment,
            capture_output=True,
            timeout=60,
            encoding="utf-8",
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        return "takes longer than 60 seconds"
    if done.returncode or "ready" not in done.stdout or "Traceback" in done.stderr:
        return f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
    return ""


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
