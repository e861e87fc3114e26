"""How fast files open, against the goals: `python -m benchmarks.readers [FILE…]` ends with 1 where one is missed.

Needs the `test` extra, for the papers that it prints and for pdfplumber, which it is compared with.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.papers import Paper, Words, applications, as_docx, as_html, as_pdf, disclosures, litigation
from zjviewer import paths
from zjviewer.core.figures.extraction import find_figures
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report
from zjviewer.readers.sandbox.isolated_reading import read_isolated

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，比上年增长5.2%，办理依申请公开21件。"


class Line(NamedTuple):
    """One measurement with its goal."""

    name: str
    measured: float
    goal: float
    unit: str = "s"


def main(files: list[Path]) -> int:
    """Print the measurements; 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [*_papers(Path(folder)), _figures()]
    lines += [Line(path.name, _best(lambda path=path: open_report(path)), float("inf")) for path in files]
    for line in lines:
        verdict = "" if line.goal == float("inf") else f"goal {line.goal:.3f} {line.unit}"
        missed = "" if line.measured <= line.goal else "   MISSED"
        print(f"{line.name:48} {line.measured:8.3f} {line.unit}   {verdict}{missed}")
    return int(any(line.measured > line.goal for line in lines))


def _papers(folder: Path) -> list[Line]:
    long = Paper("江阳市2023年政府信息公开工作年度报告", tuple(Words(f"（{n}）{PROSE * 10}") for n in range(60)))
    tables = (disclosures(), applications(), litigation())
    words = tuple(Words(PROSE * 6) for _ in range(16))
    six = Paper(long.title, (*words[:6], tables[0], *words[:4], tables[1], *words[:6], tables[2]))
    page, text, pdf = folder / "long.html", folder / "long.docx", folder / "six.pdf"
    page.write_text(as_html(long), encoding="utf-8")
    text.write_bytes(as_docx(long))
    pdf.write_bytes(as_pdf(six, head="江阳市人民政府"))
    hundred = folder / "hundred.pdf"
    hundred.write_bytes(as_pdf(Paper(long.title, tuple(Words(PROSE * 10) for _ in range(170)))))
    read_report(page), read_report(text), read_report(pdf)  # what is imported once is no part of it
    theirs = _best(lambda: _tables_by_pdfplumber(pdf))
    return [
        Line("HTML, 30,000 characters", _best(lambda: read_report(page)), 0.5),
        Line("DOCX, 30,000 characters", _best(lambda: read_report(text)), 0.5),
        Line(f"PDF, {len(read_report(pdf).pages)} pages, three tables", _best(lambda: read_report(pdf)), 1.5 * theirs),
        Line("  the same: its tables alone, by pdfplumber", theirs, float("inf")),
        Line(f"PDF, {len(read_report(hundred).pages)} pages", _best(lambda: read_report(hundred)), float("inf")),
        _guard(page),
        _guard(text),
        _guard(pdf),
        _memory(hundred),
        _memory(page),
    ]


def _figures() -> Line:
    report = read_report(paths.bundled_report()).text + "\n"
    text = report * (2_000_000 // (3 * len(report)))
    size = len(text.encode("utf-8")) / 1_000_000
    seconds = _best(lambda: find_figures(text, (), 2023, "江阳市"))
    return Line(f"figures, {size:.1f} MB of text", seconds, size / 2)


def _guard(path: Path) -> Line:
    """What a process of its own costs beside reading."""
    guarded = _best(lambda: read_isolated(path), 7)
    return Line(f"  added by the guard: {path.suffix}", guarded - _best(lambda: read_report(path), 7), 0.12)


def _memory(path: Path) -> Line:
    tracemalloc.start()
    read_report(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Line(f"memory while reading {path.name}", peak / path.stat().st_size, 10.0, "times the file")


def _tables_by_pdfplumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(len(table.extract()) for page in document.pages for table in page.find_tables())


def _best(work: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
