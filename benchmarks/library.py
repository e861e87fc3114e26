"""How fast the library of 10,000 reports is, and whether it always finds what a plain search finds.

    python -m benchmarks.library [--count N] [--words N] [--pdfs N] [--kills N] [--json] [--folder DIR]

The library is built from invented texts (`benchmarks.synthetic_library`), or taken from `DIR/library.sqlite`. Beside
it, in the same run: a plain scan of all texts in memory, and `grep -rl` (or ripgrep, where there is one) over them as
files. Searches are given in processor time, so that other work of the machine does not count. `--words` compares so
many random words of 1 to 8 characters with a scan of every text; `--pdfs` reads so many PDF files with the reader pool;
`--kills` ends so many processes while they add reports, and checks the library after each.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.synthetic_library import build_library, synthetic_reports
from zjviewer.core.search.engine import Query, find
from zjviewer.library.choices import Choices, Folder
from zjviewer.library.database import open_for_reading, open_library, transaction
from zjviewer.library.folder_scan import files_in
from zjviewer.library.indexing import Control, update_library
from zjviewer.library.library_rows import report_rows
from zjviewer.library.library_search import candidates, hits_in, matching, variants_of
from zjviewer.library.results.facets import chosen_rows, facet_counts, ordered_rows
from zjviewer.library.store import folder_row, put_file
from zjviewer.library.stored_text import text_of

ROOT = Path(__file__).resolve().parent.parent
LENGTHS = (1, 2, 4, 8)
SHOWN = 10
"""Rows in sight, whose passages are found with the first hits."""


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--pdfs", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--queries", type=int, default=40, help="of each length")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    measured: dict[str, object] = {"load": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        path = folder / "library.sqlite"
        if not path.exists():
            began = time.perf_counter()
            build_library(path, synthetic_reports(options.count))
            measured["ms to store a report"] = 1000 * (time.perf_counter() - began) / options.count
        connection = open_for_reading(path)
        assert connection is not None
        measured |= sizes(connection, path)
        measured |= searches(connection, options.queries, Path(made))
        measured["rescan of unchanged files, s"] = rescan(Path(made), options.count)
        measured["stop, s"] = stop(Path(made))
        if options.words:
            measured["random words that differ from brute force"] = differing_words(connection, options.words)
        if options.pdfs:
            measured["PDF files, s"] = pdfs(Path(made), options.pdfs)
        if options.kills:
            measured["kills after which something was lost"] = kills(Path(made), options.kills)
        connection.close()
    if options.json:
        print(json.dumps(measured, ensure_ascii=False, indent=1))
        return
    for name, value in measured.items():
        print(f"{name}: {value:.2f}" if isinstance(value, float) else f"{name}: {value}")


def sizes(connection: sqlite3.Connection, path: Path) -> dict[str, object]:
    """Size of the file beside the texts in UTF-8, and memory that the rows of all reports need."""
    before = _resident()
    rows = report_rows(connection)
    facet_counts(rows, {})
    memory = _resident() - before
    sample = connection.execute("SELECT text FROM texts ORDER BY report LIMIT 300").fetchall()
    mean = statistics.mean(len(text_of(row[0]).encode("utf-8")) for row in sample)
    return {
        "reports": len(rows),
        "file / texts": path.stat().st_size / (mean * len(rows)),
        "memory of the rows, MB": memory,
    }


def searches(connection: sqlite3.Connection, queries: int, folder: Path) -> dict[str, object]:
    """95th percentiles in milliseconds: first hits with passages, count with facets, plain scan, files."""
    rows = report_rows(connection)
    texts = [text_of(row[0]) for row in connection.execute("SELECT text FROM texts ORDER BY report")]
    variants = {row.id: row.variants for row in rows if row.variants}
    chance = random.Random(1)
    measured: dict[str, object] = {}
    extracted = folder / "texts"
    extracted.mkdir()
    for number, text in enumerate(texts):
        (extracted / f"{number}.txt").write_text(text, encoding="utf-8")
    for length in LENGTHS:
        times: dict[str, list[float]] = {"first": [], "all": [], "scan": [], "files": []}
        for turn in range(queries):
            word = _word(chance, texts, length)
            query = Query(word, near=True)
            times["first"].append(_timed(lambda query=query: _first(connection, query)))  # type: ignore[misc]
            times["all"].append(_timed(lambda query=query: _all(connection, query, rows, variants)))  # type: ignore[misc]
            times["scan"].append(_timed(lambda word=word: sum(word in text for text in texts)))  # type: ignore[misc]
            if turn < 3:
                times["files"].append(_timed(lambda word=word: _grep(word, extracted)))  # type: ignore[misc]
        names = ("first hits", "count and facets", "plain scan in memory", "grep over the texts")
        for name, values in zip(names, times.values(), strict=True):
            measured[f"{length} characters, {name}, p95 ms"] = _p95(values)
    shutil.rmtree(extracted)
    return measured


def rescan(folder: Path, count: int) -> float:
    """Processor seconds to look through so many unchanged files."""
    root, path = folder / "unchanged", folder / "unchanged.sqlite"
    for number in range(count):
        place = root / str(number % 100)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_text("公开", encoding="utf-8")
    connection, _ = open_library(path)
    with transaction(connection):
        row = folder_row(connection, root)
        for file in files_in(root, row):
            put_file(connection, file, None, None)
    connection.close()
    choices = Choices((Folder(str(root)),))
    seconds = _timed(lambda: update_library(path, choices)) / 1000
    result = update_library(path, choices)
    assert result.unchanged == count
    shutil.rmtree(root)
    return seconds


def stop(folder: Path) -> float:
    """Seconds from the request to stop until the update has returned."""
    root = folder / "stop"
    _write_reports(root, 200)
    control = Control()
    asked: list[float] = []

    def show(progress: object) -> None:
        if getattr(progress, "done", 0) >= 5 and not asked:
            asked.append(time.perf_counter())
            control.stopped.set()

    update_library(folder / "stop.sqlite", Choices((Folder(str(root)),)), control=control, progress=show)
    return time.perf_counter() - asked[0]


def differing_words(connection: sqlite3.Connection, words: int) -> int:
    """Number of random words for which the library finds other reports than a search of every text.

    Every text is searched for the word as it is written. The program's own search decides on each text where that and
    the library differ, and on 100 others, which may hold the word in another form.
    """
    stored = connection.execute("SELECT id, title, text FROM reports JOIN texts ON report = id").fetchall()
    parts = {row[0]: (row[1], text_of(row[2])) for row in stored}
    texts = [text for _, text in parts.values()]
    whole = {ident: f"{title}\n{text}" for ident, (title, text) in parts.items()}
    variants = variants_of(connection)
    chance = random.Random(2)
    wrong = 0
    for number in range(words):
        word = _word(chance, texts, 1 + number % 8)
        if number % 10 == 0:
            word = "".join(chance.sample(word, len(word)))
        query = Query(word, near=True)
        found = matching(connection, query, variants)
        plain = {ident for ident, text in whole.items() if word in text}
        for ident in {*(found ^ plain), *chance.sample(list(parts), 100)}:
            if any(len(find(text, query)) for text in parts[ident]) != (ident in found):
                wrong += 1
                break
    return wrong


def pdfs(folder: Path, count: int) -> float:
    """Processor seconds to add so many PDF files with a national form of 5 pages."""
    from tests.papers import as_pdf, national

    root = folder / "pdfs"
    root.mkdir()
    for number in range(count):
        (root / f"{number}.pdf").write_bytes(as_pdf(national(), head=f"第{number}号"))
    return _timed(lambda: update_library(folder / "pdfs.sqlite", Choices((Folder(str(root)),)))) / 1000


KILLED = """
import sys
from pathlib import Path
from zjviewer.library.choices import Choices, Folder
from zjviewer.library.indexing import update_library
def show(progress):
    print(progress.done, flush=True)
update_library(Path(sys.argv[1]), Choices((Folder(sys.argv[2]),)), progress=show)
"""


def kills(folder: Path, count: int) -> int:
    """Number of kills at random moments after which a committed report, or the agreement of the index, was lost."""
    root, path = folder / "kills", folder / "kills.sqlite"
    chance = random.Random(3)
    lost = stored = 0
    for number in range(count):
        _write_reports(root, 12, first=number * 12)
        command = [sys.executable, "-c", KILLED, str(path), str(root)]
        with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 1.5))
            process.send_signal(signal.SIGKILL)
        connection, damaged = open_library(path)
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",) and damaged is None
        rows = connection.execute("SELECT id, text FROM reports JOIN texts ON report = id").fetchall()
        query = Query("公开1")
        brute = {ident for ident, text in rows if len(find(text_of(text), query))}
        lost += not sound or len(rows) < stored or brute != matching(connection, query, {})
        stored = len(rows)
        connection.close()
    return lost


def _write_reports(root: Path, count: int, first: int = 0) -> None:
    root.mkdir(exist_ok=True)
    for number in range(first, first + count):
        text = f"洪泽区{2000 + number % 25}年年报\n一、总体情况\n" + f"公开{number}条信息。" * 300
        (root / f"{number}.txt").write_text(text, encoding="utf-8")


def _first(connection: sqlite3.Connection, query: Query) -> None:
    from zjviewer.library.full_text import phrases_of

    (phrase,) = phrases_of(query)
    rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT 50", (phrase.match,)).fetchall()
    for (report,) in rows[:SHOWN]:
        hits_in(connection, report, query)


def _all(connection: sqlite3.Connection, query: Query, rows: Iterable, variants: dict[int, str]) -> None:  # type: ignore[type-arg]
    found = candidates(connection, query, variants).certain
    among = tuple(row for row in rows if row.id in found)
    facet_counts(among, {})
    ordered_rows(chosen_rows(among, {}), "relevance", lambda row: query.pattern in row.title, {})


def _word(chance: random.Random, texts: list[str], length: int) -> str:
    while True:
        text = chance.choice(texts)
        start = chance.randrange(len(text) - length)
        word = text[start : start + length].strip()
        if word and "\n" not in word:
            return word


def _grep(word: str, folder: Path) -> None:
    program = ["rg", "-lF", word] if shutil.which("rg") else ["grep", "-rlF", word]
    subprocess.run([*program, str(folder)], stdout=subprocess.DEVNULL, check=False)


def _timed(work: Callable[[], object]) -> float:
    """Processor time in milliseconds, that of child processes included."""
    began = time.process_time() + _of_children()
    work()
    return 1000 * (time.process_time() + _of_children() - began)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def _resident() -> float:
    """Most memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
