"""Draw the ten charts of `docs/charts.md`: of the bundled report, and of a form filled with invented numbers."""

import tempfile
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage

from docs.pictures.colours import fewer_colours
from zjviewer import paths
from zjviewer.core.dictionary.metrics import dictionary_for_era
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.chart_options import ChartOptions
from zjviewer.gui.charts.chart_export import ChartExporter, ExportOptions
from zjviewer.pipeline.open_report import open_report

HERE = Path(__file__).resolve().parent / "charts"
EXPORT = ExportOptions(width=140.0, dpi=120)
PLACE, YEAR = "甲县", 2024
NUMBERS = {
    "applications": {
        "new": 412,
        "carried.in": 18,
        "granted": 163,
        "partly": 41,
        "refused.secret": 2,
        "refused.third": 9,
        "refused.internal": 14,
        "refused.process": 21,
        "refused.case": 12,
        "unable.unknown": 96,
        "unable.made": 17,
        "unable.unclear": 6,
        "dismissed.complaint": 15,
        "dismissed.repeated": 8,
        "other.unamended": 4,
        "total": 408,
        "carried.out": 22,
    },
    "litigation": {"review": (14, 3, 2, 1, 20), "direct": (4, 1, 0, 2, 7), "after": (6, 0, 1, 2, 9)},
}
"""Rows of the form, by the ids of table and row: the number of the column 总计, or those of all columns."""
_CHAPTERS = {
    "applications": "三、收到和处理政府信息公开申请情况",
    "litigation": "四、政府信息公开行政复议、行政诉讼情况",
}


class Drawing(NamedTuple):
    """One picture."""

    name: str
    """Of the file."""
    form: bool
    """Whether the chart is of the invented form; else it is of the bundled report."""
    chart: str
    """Id of the chart."""
    options: ChartOptions = ChartOptions()
    dark: bool = False


DRAWINGS = (
    Drawing("results", True, "办理结果", ChartOptions(finding=True)),
    Drawing("balance", True, "新收与办结", ChartOptions(finding=True)),
    Drawing("reasons", True, "不予公开的理由", ChartOptions(sort="descending", finding=True, palette="teal")),
    Drawing("litigation", True, "行政复议和行政诉讼结果"),
    Drawing("total", False, "disclosure"),
    Drawing("change", False, "disclosure-2", ChartOptions(finding=True)),
    Drawing("answers", False, "replies", ChartOptions(sort="descending", highlights=("同意公开",))),
    Drawing("parts", False, "review", ChartOptions(finding=True)),
    Drawing("years", False, "interpretations", ChartOptions(finding=True)),
    Drawing("rates", False, "online-services", ChartOptions(), dark=True),
)


def form_page() -> str:
    """HTML of a report whose chapters hold the filled forms of the era."""
    era = dictionary_for_era("E3")
    assert era is not None
    title = f"{PLACE}人民政府{YEAR}年政府信息公开工作年度报告"
    parts = [f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"]
    for form in era.forms:
        if form.id not in NUMBERS:
            continue
        head = "".join(f"<th>{column.label}</th>" for column in form.columns)
        rows = []
        for row in form.rows:
            if row.optional:
                continue
            given = NUMBERS[form.id].get(row.id, 0)
            count = len(form.columns)
            cells = given if isinstance(given, tuple) else (given, *[0] * (count - 2), given)
            numbers = "".join(f"<td>{cell}</td>" for cell in cells)
            rows.append(f"<tr><td>{row.within}</td><td>{row.label}</td>{numbers}</tr>")
        table = f"<table><tr><th></th><th></th>{head}</tr>{''.join(rows)}</table>"
        parts.append(f"<h2>{_CHAPTERS[form.id]}</h2>{table}")
    return "".join((*parts, "</body></html>"))


def open_form() -> Analysis:
    """The report of the filled forms."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(form_page(), encoding="utf-8")
        return open_report(path)


def chart_of(analysis: Analysis, name: str) -> Chart:
    """The chart with this id or title. Raises StopIteration where there is none."""
    return next(chart for chart in analysis.charts if name in (chart.id, chart.title))


def draw(folder: Path = HERE) -> list[Path]:
    """Draw all pictures into a folder; returns their paths."""
    reports = {True: open_form(), False: open_report(paths.bundled_report())}
    drawn = []
    with closing(ChartExporter()) as exporter:
        for each in DRAWINGS:
            analysis = reports[each.form]
            export = ExportOptions(width=EXPORT.width, dpi=EXPORT.dpi, ground="dark" if each.dark else "white")
            image = exporter.image(analysis, chart_of(analysis, each.chart), export, each.options)
            drawn.append(folder / f"{each.name}.png")
            fewer_colours(QImage(image)).save(str(drawn[-1]), quality=0)  # type: ignore[call-overload]  # the stubs want bytes
    return drawn
