"""Time of commands on inputs that were slow: `python benchmarks/hostile_inputs.py [CHECKOUT]`.

Each input is written into a temporary folder, and read and checked by `zjviewer check` in a process of its own, which
is ended after `LIMIT` seconds. What is printed is time of the processor, workers included, so that other work on the
machine changes it little. CHECKOUT: folder of another version of the project, which is measured instead of this one.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 60
"""Seconds."""
BODY = "一、总体情况\n2024年,全县主动公开政府信息120条。\n"

INPUTS: dict[str, tuple[str, str]] = {
    "header lines with CRLF, 24": ("a.txt", "Key-1: value\r\n" * 24 + "全县受理申请12件。"),
    "header lines with CRLF, 10,000": ("b.txt", "Key-1: value\r\n" * 10_000 + "全县受理申请12件。"),
    "rows of comments, 24": ("a.html", "<!-- a -->\n" * 24 + f"<p>{BODY}</p>"),
    "rows of comments, 10,000": ("b.html", "<!-- a -->\n" * 10_000 + f"<p>{BODY}</p>"),
    "per cents in one sentence, 2,000": ("c.txt", BODY + "占10%," * 2_000),
    "per cents in one sentence, 50,000": ("d.txt", BODY + "占10%," * 50_000),
    "chain of 其中, 1,000": ("e.txt", BODY + "全年办理100件,其中" * 1_000 + "1件。"),
    "chain of 其中, 20,000": ("f.txt", BODY + "全年办理100件,其中" * 20_000 + "1件。"),
    "one sentence of 200,000 characters": ("g.txt", BODY + "公开信息3条," * 28_000),
    "tables of one row, 20,000": ("h.html", "<table><tr><td>甲</td><td>3</td></tr></table>" * 20_000),
    "plain text of 20 MB": ("i.txt", BODY + "各级行政机关认真贯彻落实条例，主动公开政府信息。\n" * 280_000),
    "quotation marks of Markdown, 50,000": ("a.md", "> " * 50_000 + "甲\n"),
    "bars of Markdown, 200,000": ("b.md", "|" * 200_000 + "\n"),
    "line separators, 200,000": ("j.txt", "公开信息3条。\u2028" * 200_000),
    "repetitions of 与, 40": ("k.txt", BODY + "公开" + "与" * 40 + "甲12件。\n"),
    "code of 26 digits in a cell": ("a.csv", f"项目,合同\n甲,{'4' * 26}\n"),
}


def main(checkout: Path = ROOT) -> None:
    """Print a row of a table in Markdown for each input."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (file, content) in INPUTS.items():
            path = Path(folder, file)
            path.write_bytes(content.encode())
            print(f"| {name} | {measured(checkout, path, Path(folder))} |", flush=True)


def measured(checkout: Path, path: Path, home: Path) -> str:
    """Seconds of the processor and what became of it."""
    folders = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **folders, "PYTHONPATH": str(checkout)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [sys.executable, "-m", "zjviewer", "check", str(path), "--format", "json"],
        env=environment,
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, errors = process.communicate(timeout=2 * LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        errors = b""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode == -9:
        return f"not finished after {2 * LIMIT} s"
    if b"Traceback" in errors or process.returncode not in (0, 1, 2):
        return f"{seconds:.1f} s, an error"
    if process.returncode == 2:
        return f"{seconds:.1f} s, refused"
    return f"{seconds:.1f} s" + (", data missing with a sentence" if b"are missing" in errors else "")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
