"""How long the checks of a report take after it has been read."""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zjviewer import paths
from zjviewer.checks.registry import check_report
from zjviewer.pipeline.open_report import open_report

LENGTH = 30_000
"""Code points of the longer report, which is the bundled one over and over."""


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

    bundled = open_report(paths.bundled_report())
    text = bundled.report.text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        copies = -(-LENGTH // len(text))
        path.write_text(f"{bundled.report.title}\n" + "\n".join([text] * copies), encoding="utf-8")
        long = open_report(path)
    results = {
        f"checks of the bundled report ({len(text)} characters)": median_ms(lambda: check_report(bundled)),
        f"checks of a report of {len(long.report.text)} characters": median_ms(lambda: check_report(long)),
    }
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
        return
    for name, value in results.items():
        print(f"{name:50} {value:8.1f} ms")


if __name__ == "__main__":
    main()
