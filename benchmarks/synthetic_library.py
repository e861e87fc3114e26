"""Invented reports in any number, and a library database built directly from their texts.

    python -m benchmarks.synthetic_library FOLDER [--count N]     writes FOLDER/library.sqlite

The sentences are those of the bundled report and of the invented reports of the tests, cut into clauses and put
together in another order, with other numbers, places and departments. Every report has the cells of the national form
of 2021.
"""

import argparse
import hashlib
import random
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zjviewer import paths
from zjviewer.core.dictionary.forms import NationalForm
from zjviewer.core.dictionary.metrics import dictionary_for_era
from zjviewer.core.model.report import Report
from zjviewer.library.database import open_library, transaction
from zjviewer.library.identity import Evidence, identify
from zjviewer.library.reader_pool import Answer, Request
from zjviewer.library.store import FoundFile, folder_row, put_file, put_report, rebuild_words
from zjviewer.library.stored_report import Cell, Contents, StoredCheck, StoredSection

ROOT = Path(__file__).resolve().parent.parent
CHARACTERS = 8_900
"""Usual length of a text, in code points."""
FIRST_YEAR, YEARS = 2008, 16
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
)
_ERAS = ((2013, "E1"), (2020, "E2"), (9999, "E3"))


class SyntheticReport(NamedTuple):
    """One invented report."""

    path: Path
    title: str
    text: str
    year: int
    era: str
    cells: tuple[Cell, ...]
    failed: int


def synthetic_reports(count: int, seed: int = 1, characters: int = CHARACTERS) -> Iterator[SyntheticReport]:
    """So many reports of real places, each of another body or year; the same for the same arguments."""
    chance = random.Random(seed)
    clauses = _clauses()
    places = _places()
    forms = [(form.id, row.id, column.id) for form in _forms() for row in form.rows for column in form.columns]
    for number in range(count):
        place, year = places[number // YEARS % len(places)], FIRST_YEAR + number % YEARS
        title = f"{place}人民政府{year}年政府信息公开工作年度报告"
        era = next(name for last, name in _ERAS if year <= last)
        text, cells = _text(chance, clauses, places, place, year, characters), _cells(chance, forms)
        path = Path("/reports", str(year), f"{place}-{number}.txt")
        yield SyntheticReport(path, title, text, year, era, cells, chance.choice((0, 0, 0, 1, 2)))


def build_library(path: Path, reports: Iterator[SyntheticReport], batch: int = 20) -> int:
    """Store the reports in a library, as the reading of a folder does; returns their number."""
    connection, _ = open_library(path)
    count = 0
    with transaction(connection):
        rebuild_words(connection)
        folder = folder_row(connection, Path("/reports"))
    waiting: list[SyntheticReport] = []
    for report in reports:
        waiting.append(report)
        if len(waiting) == batch:
            count += _store(connection, folder, waiting)
    count += _store(connection, folder, waiting)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return count


def _store(connection: sqlite3.Connection, folder: int, waiting: list[SyntheticReport]) -> int:
    with transaction(connection):
        for each in waiting:
            sha256 = hashlib.sha256(str(each.path).encode()).digest()
            ident = put_report(connection, sha256, _answer(each))
            put_file(connection, FoundFile(each.path, folder, len(each.text), 0, ""), ident, None)
    stored = len(waiting)
    waiting.clear()
    return stored


def _answer(each: SyntheticReport) -> Answer:
    report = Report(each.text, each.title, "", "", each.year, each.path)
    checks = tuple(StoredCheck(f"c{n}", "total", "fail", "1 + 1 = 3", "1") for n in range(each.failed))
    starts = [each.text.index(heading) for heading in HEADINGS]
    ends = [*starts[1:], len(each.text)]
    sections = tuple(
        StoredSection(str(n), 1, start, end, title)
        for n, (start, end, title) in enumerate(zip(starts, ends, HEADINGS, strict=True), 1)
    )
    contents = Contents(each.era, each.cells, checks, 30, each.failed, 5)
    identity = identify(Evidence(title=each.title, text=each.text))
    return Answer(Request(each.path, each.path.name), None, report, each.title, "", sections, identity, contents)


def _text(chance: random.Random, clauses: list[str], places: list[str], place: str, year: int, characters: int) -> str:
    parts: list[str] = []
    for heading in HEADINGS:
        parts.append(f"{heading}\n")
        size = 0
        while size < characters // len(HEADINGS):
            sentence = "，".join(chance.choice(clauses) for _ in range(chance.randint(1, 5)))
            sentence = re.sub(r"\d+", lambda found: str(chance.randrange(10 ** len(found[0]))), sentence)
            if chance.random() < 0.2:
                sentence = f"{chance.choice(places)}{sentence}"
            parts.append(sentence + ("。\n" if chance.random() < 0.2 else "。"))
            size += len(parts[-1])
        parts.append("\n")
    return f"根据《条例》，{place}人民政府公布{year}年度报告。\n" + "".join(parts)


def _clauses() -> list[str]:
    texts = [paths.bundled_report(), *sorted((ROOT / "tests" / "checks" / "samples").glob("*.txt"))]
    joined = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    glossary = (paths.resources() / "glossary" / "terms.toml").read_text(encoding="utf-8")
    joined += "\n".join(re.findall(r'"([^"]{8,})"', glossary))
    return sorted({part for part in re.split(r"[，。；：\s]", joined) if 4 <= len(part) <= 60})


def _places() -> list[str]:
    rows = (paths.resources() / "places" / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = [row.split("\t") for row in rows]
    names = {row[0]: row[1] for row in fields}
    return [names.get(row[4], "") + row[1] for row in fields if row[3] == "county" and not row[6]]


def _forms() -> tuple[NationalForm, ...]:
    era = dictionary_for_era("E3")
    assert era is not None
    return era.forms


def _cells(chance: random.Random, forms: list[tuple[str, str, str]]) -> tuple[Cell, ...]:
    found = []
    for names in forms:
        number = 0 if chance.random() < 0.7 else chance.randrange(1, 5000)
        start = chance.randrange(8_000)
        found.append(
            Cell(
                *names,
                "number" if number else "zero",
                str(number),
                str(number),
                "",
                "",
                start,
                start + len(str(number)),
            )
        )
    return tuple(found)


def main() -> None:
    """Write a library into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    print(build_library(options.folder / "library.sqlite", synthetic_reports(options.count)))


if __name__ == "__main__":
    main()
