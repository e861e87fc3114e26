"""How long the reading takes: text and outline, figures, the whole analysis, in this process and for a cold start."""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zjviewer import paths
from zjviewer.core.analysis import begin_report, open_report
from zjviewer.core.figures import find_figures
from zjviewer.core.metrics import load_dictionaries

COLD = (
    "import time; s = time.perf_counter(); from zjviewer import paths; from zjviewer.core.analysis import open_report;"
    " i = time.perf_counter(); open_report(paths.bundled_report()); print(i - s, time.perf_counter() - i)"
)


def median_ms(work: Callable[[], object], times: int = 20) -> float:
    """Median wall-clock time in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def main() -> None:
    """Print a table, or JSON with `--json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    path = paths.bundled_report()
    begun = begin_report(path)
    text = begun.report.text
    large = "\n".join([text] * 75)  # 2 MB in UTF-8
    load_dictionaries.cache_clear()
    first = median_ms(lambda: open_report(path), 1)
    cold = [
        [
            float(part) * 1000
            for part in subprocess.check_output([sys.executable, "-c", COLD], cwd=paths.data().parent).split()
        ]
        for _ in range(7)
    ]
    large_ms = median_ms(lambda: find_figures(large, (), 2017, "浙江省"), 3)
    results = {
        "text and outline": median_ms(lambda: begin_report(path)),
        "figures": median_ms(lambda: find_figures(text, begun.sections, 2017, "浙江省")),
        "analysis, first in a process": first,
        "analysis, repeated": median_ms(lambda: open_report(path)),
        "analysis, new process": statistics.median(c[1] for c in cold),
        "import before it, new process": statistics.median(c[0] for c in cold),
        "figures, MB of UTF-8 per second": len(large.encode()) / 1e6 / (large_ms / 1000),
    }
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
        return
    for name, value in results.items():
        print(f"{name:34} {value:8.1f}" + ("" if "second" in name else " ms"))


if __name__ == "__main__":
    main()
