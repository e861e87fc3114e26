"""How long a chart takes: as a PNG at 300 dpi beside matplotlib's savefig, and on the screen from table to table.

    python benchmarks/charts.py [--json]

The same bars, labels, font, width and resolution, written to a file in turn in one process; every time a new figure
there and a new canvas here. matplotlib is no part of this program: where it is not installed, that column is empty.
"""

import argparse
import importlib.util
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("win32", "darwin")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from zjviewer import paths
from zjviewer.core.charts.chart_data import data_points
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.chart_options import AS_REPORTED
from zjviewer.gui.charts.chart_edits import ChartEdits
from zjviewer.gui.charts.chart_export import ExportOptions, save_chart
from zjviewer.gui.charts.chart_pane import ChartPane, preload
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import load_fonts, load_theme
from zjviewer.pipeline.open_report import open_report

TIMES = 15
DPI = 300
WIDTH_MM = 160.0
TABLE = "replies"
"""Eight bars with long names."""


def ours(analysis: Analysis, chart: Chart, path: Path) -> None:
    """The chart by `save_chart`."""
    save_chart(analysis, chart, path, ExportOptions("png", WIDTH_MM, "mm", DPI), overwrite=True)


def by_matplotlib(analysis: Analysis, chart: Chart, path: Path) -> None:
    """The same bars by `savefig`, in the same font."""
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    shown = data_points(analysis.table_by_id[chart.table], chart, AS_REPORTED)
    font = font_manager.FontProperties(fname=str(paths.resources() / "fonts" / "NotoSansSC-Regular.otf"), size=10)
    figure = Figure(figsize=(WIDTH_MM / 25.4, 4), layout="constrained")
    axes = figure.subplots()
    bars = axes.barh([entry.label for entry in shown], [float(entry.figure.value) for entry in shown])
    labels = axes.bar_label(bars, [entry.figure.literal for entry in shown], padding=4)
    for text in (*labels, *axes.get_yticklabels(), axes.set_title(chart.title)):
        text.set_fontproperties(font)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    figure.savefig(path, dpi=DPI)


def median_ms(taken: list[float]) -> float:
    """Of times in seconds."""
    return statistics.median(taken) * 1000


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def switching(application: QApplication, analysis: Analysis) -> list[float]:
    """Seconds from choosing a table to its painted chart, for every table."""
    state = ViewState()
    pane = ChartPane(state, load_theme(False), ChartEdits(state, UndoHistory(state), Jobs(state)))
    pane.resize(420, 400)
    pane.show()
    list(pane.create_canvas())
    state.set_analysis(analysis)

    def switch(table: str) -> None:
        state.set_table(table)
        pane.repaint()
        application.processEvents()

    switch(analysis.tables[-1].id)
    taken = [timed(lambda table=table.id: switch(table)) for table in analysis.tables * 3]
    pane.close()
    return taken


def main() -> None:
    """Print a table, or JSON with `--json`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    application = QApplication([])
    load_fonts()
    import_s = timed(preload)
    analysis = open_report(paths.bundled_report())
    chart = next(chart for chart in analysis.charts if chart.table == TABLE)
    rivals: dict[str, Callable[[Analysis, Chart, Path], None]] = {"zjviewer": ours}
    if importlib.util.find_spec("matplotlib"):
        rivals["matplotlib"] = by_matplotlib
    taken: dict[str, list[float]] = {name: [] for name in rivals}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(TIMES + 1):
            for name, draw in rivals.items():
                seconds = timed(lambda draw=draw, name=name: draw(analysis, chart, Path(folder) / f"{name}.png"))
                if number:  # the first one fills both programs' caches of letters
                    taken[name].append(seconds)
    switched = switching(application, analysis)
    results = {
        "PNG at 300 dpi, zjviewer": median_ms(taken["zjviewer"]),
        "PNG at 300 dpi, matplotlib": median_ms(taken["matplotlib"]) if "matplotlib" in taken else None,
        "another table in the pane": median_ms(switched),
        "another table in the pane, slowest": max(switched) * 1000,
        "import of pyqtgraph and the canvas, in a worker": import_s * 1000,
    }
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
        return
    for name, milliseconds in results.items():
        print(f"{name:<50} {'not installed' if milliseconds is None else f'{milliseconds:8.1f} ms'}")


if __name__ == "__main__":
    main()
