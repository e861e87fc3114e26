"""How long the reading takes: text and outline, figures, the whole analysis, in this process and for a cold start."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zjviewer import paths
from zjviewer.core.figures.extraction import find_figures
from zjviewer.pipeline.open_report import begin_report, open_report

COLD = (
    "import time; s = time.perf_counter(); from zjviewer import paths;"
    "from zjviewer.pipeline.open_report import open_report;"
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


def processor_ms(work: Callable[[], object]) -> float:
    """Milliseconds of a processor, which other programs of the machine do not change."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def in_new_process(own: str) -> list[float]:
    """Milliseconds for the imports and for the analysis; compiled modules are kept in the benchmark's own folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": own}
    said = subprocess.check_output([sys.executable, "-c", COLD], cwd=paths.data().parent, env=environment)
    return [float(part) * 1000 for part in said.split()]


def main() -> None:
    """Print a table, or JSON with `--json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    path = paths.bundled_report()
    begun = begin_report(path)
    text = begun.report.text
    large = "\n".join([text] * 75)  # 2 MB in UTF-8
    with TemporaryDirectory() as own:
        cold = [in_new_process(own) for _ in range(8)][1:]  # the first one compiles
    large_ms = min(processor_ms(lambda: find_figures(large, (), 2017, "浙江省")) for _ in range(3))
    results = {
        "text and outline": median_ms(lambda: begin_report(path)),
        "figures": median_ms(lambda: find_figures(text, begun.sections, 2017, "浙江省")),
        "analysis, repeated": median_ms(lambda: open_report(path)),
        "analysis, new process": statistics.median(c[1] for c in cold),
        "import before it, new process": statistics.median(c[0] for c in cold),
        "figures, MB of UTF-8 per second of a processor": len(large.encode()) / 1e6 / (large_ms / 1000),
    }
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
        return
    for name, value in results.items():
        print(f"{name:46} {value:8.1f}" + ("" if "second" in name else " ms"))


if __name__ == "__main__":
    main()
