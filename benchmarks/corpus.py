"""What a corpus costs beside reading its files in one process, and what its driver needs for a million files.

    python -m benchmarks.corpus [--files N] [--pdfs N] [--million] [--kills N] [--json]

The files are invented reports (`benchmarks.comparison_library`), and PDF files of 5 pages with `--pdfs`. They are read
and analysed in this process, then by `zjviewer corpus build` with one worker; both in processor time, that of child
processes included, and by the clock. `--million` simulates a corpus of a million files, half of which it holds already:
folders, times of files and reading are invented; entries, temporary database and scheduling are real. Memory is what
the process has used at most (`VmHWM`). `--kills` ends builders at random moments.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.comparison_library import write_library
from benchmarks.library import _of_children
from tests.corpus.documents import write_reports
from zjviewer.corpus import building
from zjviewer.corpus.building import Count, Options, Work, build
from zjviewer.corpus.reading import open_corpus
from zjviewer.corpus.store import CorpusFolder, Written
from zjviewer.corpus.tables import COLUMNS, HAS_REPORT, SourceFile
from zjviewer.library.store import ANALYSIS
from zjviewer.pipeline.open_report import begin_report, compute
from zjviewer.readers.registry import read_report

MILLION = 1_000_000
_IN_FOLDER = 1_000
ROOT = Path(__file__).resolve().parent.parent
KILLED = """
import sys
from pathlib import Path
from zjviewer.corpus import building
building.FILES = 2
building.build([Path(sys.argv[1])], Path(sys.argv[2]), building.Options(workers=1))
"""


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--pdfs", type=int, default=0)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--simulate", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.simulate:
        print(json.dumps(simulate(options.simulate)))
        return
    measured: dict[str, object] = {"load": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if options.files:
            write_library(folder / "html", options.files)
            measured |= overhead("HTML", folder / "html", folder / "html corpus")
        if options.pdfs:
            write_pdfs(folder / "pdf", options.pdfs)
            measured |= overhead("PDF", folder / "pdf", folder / "pdf corpus")
        if options.kills:
            write_reports(folder / "killed", 16)
            measured["kills, and whether the content is that of a first build"] = kills(
                folder / "killed", folder, options.kills
            )
        if options.million:
            command = [sys.executable, "-m", "benchmarks.corpus", "--simulate", str(folder / "million")]
            measured |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if options.json:
        print(json.dumps(measured, indent=1))
        return
    for name, value in measured.items():
        print(f"{name}: {value:.2f}" if isinstance(value, float) else f"{name}: {value}")


def write_pdfs(folder: Path, count: int) -> None:
    """PDF files with a national form, each with a head of its own."""
    from tests.papers import as_pdf, national

    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.pdf").write_bytes(as_pdf(national(), head=f"第{number}号"))


def overhead(name: str, folder: Path, out: Path) -> dict[str, object]:
    """Milliseconds for a file in this process and as a corpus, processor and clock."""
    files = [path for path in sorted(folder.rglob("*.*")) if path.suffix in (".html", ".pdf")]
    _read_here(files[0])  # what is imported once is no part of it
    inside = _timed(lambda: [_read_here(path) for path in files])
    outside = _timed(lambda: build([folder], out, Options(workers=1)))
    held = open_corpus(out).status()["files"]
    assert held >= len(files)
    times = [1000 * seconds / len(files) for seconds in (*inside, *outside)]
    return {
        f"{name}: files": len(files),
        f"{name}: in process, ms of a processor": times[0],
        f"{name}: in process, ms by the clock": times[1],
        f"{name}: corpus, ms of a processor": times[2],
        f"{name}: corpus, ms by the clock": times[3],
        f"{name}: overhead, ms of a processor": times[2] - times[0],
    }


def _read_here(path: Path) -> None:
    """Read and analyse a file in this process."""
    compute(begin_report(path, "", read_report))


def kills(documents: Path, folder: Path, count: int) -> tuple[int, bool]:
    """End so many builders at random moments. Whenever one has finished before, some files are changed, removed and
    added. Returns the number of kills, and whether the corpus is whole and has the content of a first build."""
    numbers = random.Random(count)
    command = [sys.executable, "-c", KILLED, str(documents), str(folder / "often")]
    killed = 0
    while killed < count:
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            process.wait(numbers.uniform(0.3, 2.5))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        else:
            _change_some(documents, numbers)
    for name in ("often", "once"):
        build([documents], folder / name, Options(workers=1))
    often, once = open_corpus(folder / "often"), open_corpus(folder / "once")
    return killed, often.verify() == () and often.content_hash() == once.content_hash()


def _change_some(folder: Path, numbers: random.Random) -> None:
    files = sorted(folder.rglob("*.txt"))
    for path in numbers.sample(files, 5):
        path.write_text(path.read_text("utf-8") + f"另有{numbers.randrange(99)}件。\n", encoding="utf-8")
    numbers.choice(files).unlink()
    source = numbers.choice(sorted(folder.rglob("*.txt")))
    (folder / f"{numbers.randrange(10**6)}.txt").write_bytes(source.read_bytes())


def simulate(folder: Path) -> dict[str, object]:
    """Memory and seconds of a driver for a million files."""
    root, out = folder / "reports", folder / "corpus"
    root.mkdir(parents=True)
    corpus = CorpusFolder(out)
    corpus.prepare([root], {})
    for start in range(0, MILLION // 2, building.FILES):
        corpus.add(_written(corpus, [_source(number) for number in range(start, start + building.FILES)]))
    base = _most_memory()

    def engine(corpus: CorpusFolder, chunks: Iterator[list[Work]], options: Options, count: Count) -> Iterator[Written]:
        for chunk in chunks:
            count(len(chunk), 0)
            yield _written(corpus, [each.source._replace(sha256="0" * 64, state=HAS_REPORT) for each in chunk])

    scandir, lstat = os.scandir, os.lstat
    status = SimpleNamespace(st_size=1000, st_mtime_ns=1, st_mode=0o100644)
    building.companions_of = lambda path: ""
    os.scandir = lambda path: _Folder(str(path), str(root)) if str(path).startswith(str(root)) else scandir(path)  # type: ignore[assignment,misc]
    os.lstat = lambda path, **named: status if str(path).startswith(f"{root}/") else lstat(path, **named)  # type: ignore[assignment,misc,return-value]
    began = time.perf_counter()
    result = build([root], out, Options(), engine=engine)
    seconds = time.perf_counter() - began
    os.scandir, os.lstat = scandir, lstat
    assert (result.read, result.unchanged) == (MILLION // 2, MILLION // 2)
    began = time.perf_counter()
    held = open_corpus(out).status()
    assert held["files"] == MILLION
    return {
        "a million files: memory before, MB": base,
        "a million files: most memory of the driver, MB": _most_memory(),
        "a million files: s by the clock for everything but reading": seconds,
        "a million files: s by the clock for status": time.perf_counter() - began,
    }


class _Folder:
    """A folder of invented files; the outermost has a thousand folders."""

    def __init__(self, path: str, root: str) -> None:
        self._path = path
        self._first = None if path.rstrip("/") == root else int(os.path.basename(path)) * _IN_FOLDER

    def __enter__(self) -> "_Folder":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        for number in range(_IN_FOLDER):
            name = str(number) if self._first is None else _name(self._first + number)
            yield SimpleNamespace(
                name=name,
                path=os.path.join(self._path, name),
                is_symlink=lambda: False,
                is_dir=lambda follow_symlinks: self._first is None,
                is_file=lambda follow_symlinks: self._first is not None,
            )


def _name(number: int) -> str:
    return f"某某省某某市某某县人民政府办公室{number}年政府信息公开工作年度报告.html"


def _source(number: int) -> SourceFile:
    file = f"{number // _IN_FOLDER}/{_name(number)}"
    return SourceFile(file, "0" * 64, 1000, 1, state=HAS_REPORT)


def _written(corpus: CorpusFolder, files: list[SourceFile]) -> Written:
    name = corpus.next_part()
    for table in COLUMNS:
        corpus.parquet(table, name).touch()
    rows = {table: len(files) if table == "reports" else 0 for table in COLUMNS}
    return Written(name, tuple(files), rows, dict.fromkeys(COLUMNS, "0" * 64), ANALYSIS)


def _most_memory() -> float:
    with open("/proc/self/status", encoding="ascii") as status:
        return int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) / 1024


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor, child processes included, and by the clock."""
    clock, used = time.perf_counter(), time.process_time() + _of_children()
    work()
    return time.process_time() + _of_children() - used, time.perf_counter() - clock


if __name__ == "__main__":
    main()
