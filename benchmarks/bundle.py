"""Size of the bundle, and its time to the first frame beside the source's and to a command's end.

    python benchmarks/bundle.py [rounds]

`python3 main.py bundle` makes the bundle. Each start is a process of its own, the two kinds in turn; times run from
just before the process is made to Qt's own word that the window's picture went to the screen. Without a display, the
offscreen platform is used.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist" / "zjviewer"
PROGRAM = str(BUNDLE / ("zjviewer.exe" if sys.platform == "win32" else "zjviewer"))
ROUNDS = 15
LIMIT = 1.5
"""Times the source's."""
MEGABYTES = 300
SOURCE = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import zjviewer.__main__"]


def first_frame(command: list[str], home: str) -> float:
    """Seconds."""
    environment = {**os.environ, "QT_LOGGING_RULES": "qt.widgets.painting.info=true", "QT_FORCE_STDERR_LOGGING": "1"}
    environment |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    start = time.monotonic()
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if "Flushing" in line:
                taken = time.monotonic() - start
                process.kill()
                return taken
    raise SystemExit(f"no frame: {said[-2000:]}")


def command_time(command: list[str]) -> float:
    """Seconds for the text of the bundled report."""
    start = time.monotonic()
    subprocess.run([*command, "text"], stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


def summary(name: str, times: list[float]) -> str:
    """One line."""
    low, middle, high = min(times), statistics.median(times), max(times)
    return f"{name:<24} {middle * 1e3:5.0f} ms  (lowest {low * 1e3:.0f}, highest {high * 1e3:.0f})"


def main() -> int:
    """0 where both limits are kept, else 1."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    size = sum(path.stat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6
    frames: dict[str, list[float]] = {"source": [], "bundle": []}
    texts: dict[str, list[float]] = {"source": [], "bundle": []}
    with TemporaryDirectory() as home:
        for number in range(rounds + 1):
            for name, command in (("source", SOURCE), ("bundle", [PROGRAM])):
                frame, text = first_frame(command, home), command_time(command)
                if number:  # the first start compiles and reads the disk
                    frames[name].append(frame)
                    texts[name].append(text)
    for name in frames:
        print(summary(f"{name}: first frame", frames[name]))
        print(summary(f"{name}: text command", texts[name]))
    ratio = statistics.median(frames["bundle"]) / statistics.median(frames["source"])
    print(f"first frame: {ratio:.2f} times the source's (limit {LIMIT})")
    print(f"size: {size:.0f} MB (limit {MEGABYTES})")
    return int(ratio > LIMIT or size >= MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
