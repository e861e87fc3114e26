"""Comparison: time of every view, of files and of text differences over an invented library in memory, beside a plain
data frame of pandas: `python -m benchmarks.comparison [--reports 20900]`."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.comparison_library import synthetic_library
from tests.comparison.synthetic_panel import panel_of_truth
from zjviewer.comparison.choices import Choices
from zjviewer.comparison.drawing.compose_view import DRAWINGS, compose_view
from zjviewer.comparison.panel import tidy_rows
from zjviewer.comparison.panel_files import panel_csv
from zjviewer.comparison.text_difference import compare_texts
from zjviewer.paths import bundled_report

GOALS = {"multiples": 300.0}
"""Milliseconds of the views with a goal of their own; 150 for the others."""
ROWS = 200_000
CHARACTERS = 36_000


def best(work: Callable[[], object], times: int = 5) -> float:
    """Least processor time of some runs, in milliseconds: other programs on the machine do not count."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return min(found)


def main() -> None:
    """Print a line for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_900)
    options = parser.parse_args()
    panel = panel_of_truth(synthetic_library(options.reports))
    cells = sum(map(len, panel.cells.values()))
    print(f"{len(panel.reports)} reports of {len(panel.bodies)} bodies, {cells:,} cells")

    def measure(text: str, size: float, _: bool) -> float:
        return size * len(text)

    for view in DRAWINGS:
        taken = best(lambda view=view: compose_view(panel, Choices(view), 1200, measure))
        print(f"{view}: {taken:.0f} ms (goal {GOALS.get(view, 150.0):.0f})")
    rows = []
    for row in tidy_rows(panel):
        rows.append(row)
        if len(rows) == ROWS:
            break
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "rows.csv"
        taken = best(lambda: target.write_text(panel_csv(rows), encoding="utf-8"), 1)
        print(f"{len(rows):,} rows as CSV: {taken / 1000:.1f} s (goal 5)")
        import pandas as pd

        frame = pd.DataFrame(rows)
        print(f"the same by pandas: {best(lambda: frame.to_csv(target, index=False), 1) / 1000:.1f} s")
    text = bundled_report().read_text(encoding="utf-8")
    first = (text * (CHARACTERS // len(text) + 1))[:CHARACTERS]
    changed = first.replace("2017", "2018").replace("政府信息公开", "政务公开", 40)
    second = changed[CHARACTERS // 3 :] + changed[: CHARACTERS // 3]
    print(f"two texts of {CHARACTERS:,} characters: {best(lambda: compare_texts(first, second)):.0f} ms (goal 200)")


if __name__ == "__main__":
    main()
