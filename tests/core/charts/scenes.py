"""Charts of every kind and choice, laid out and written as text: one line for each mark, text, line and swatch.

`python -m tests.core.charts.scenes` writes the golden file again; look at the drawings before it is kept.
"""

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import papers
from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, RATES, REVIEW, YEARS, Cell, analysis_of, counts
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.charts.scene import ChartScene
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions
from zjviewer.pipeline.open_report import begin_report, complete_report
from zjviewer.readers.registry import read_report

GOLDEN = Path(__file__).parents[2] / "golden" / "scenes.txt"

CHANGES = analysis_of(
    *(
        (name, [Cell(value, "%", "change")])
        for name, value in (("新闻发布会", "12.5"), ("在线访谈", "-30"), ("政策解读", "0"), ("依申请公开", "-4.2"))
    ),
    title="同比增减",
)
PARTS = analysis_of(
    ("总计", [Cell("200", "件"), Cell("160", "件"), Cell("40", "件")]),
    ("自然人", [Cell("150", "件"), Cell("125", "件"), Cell("25", "件")]),
    ("商业企业", [Cell("48", "件"), Cell("35", "件"), Cell("13", "件")]),
    ("科研机构", [Cell("2", "件"), Cell("0", "件"), Cell("2", "件")]),
    columns=("合计", "办结", "结转"),
    title="申请办理",
)
SERIES = analysis_of(
    *(
        (name, [Cell(a, "件"), Cell(b, "件", year=2016)])
        for name, a, b in (("信函", "12", "30"), ("网络", "845", "700"))
    ),
    columns=("2017年", "2016年"),
    title="申请渠道",
)
LONG = analysis_of(
    ("各设区市人民政府办公室以及所属部门和派出机构主动公开的全部政府信息", [Cell("1000000", "条", qualifier="余")]),
    ("省级", [Cell("1", "条")]),
    ("县（市、区）", [Cell("345678.9", "条")]),
    title="公开条数",
    note="口径有变化。",
)
SHARES = analysis_of(
    *(
        (name, [Cell(value, "%", "share")])
        for name, value in (("公开", "62.5"), ("部分公开", "25"), ("不公开", "12.5"))
    ),
    title="答复构成",
)

CASES: tuple[tuple[str, Analysis, ChartOptions, Size], ...] = (
    *(
        (f"as reported {n}", each, AS_REPORTED, Size(480))
        for n, each in enumerate((PILOTS, REVIEW, DISCLOSURE, CHANNELS))
    ),
    *(
        (f"as reported {n}", each, AS_REPORTED, Size(480))
        for n, each in enumerate((RATES, YEARS, CHANGES, PARTS, SERIES, LONG, SHARES), 4)
    ),
    ("narrow", DISCLOSURE, AS_REPORTED, Size(200)),
    ("wide and filled", PILOTS, AS_REPORTED, Size(900, 700, fill=True)),
    ("filled stack", PARTS, AS_REPORTED, Size(600, 600, fill=True)),
    ("too low", PILOTS, AS_REPORTED, Size(480, 120)),
    ("no head and no source", REVIEW, AS_REPORTED, Size(480, source=False, head=False)),
    ("logarithmic", CHANNELS, ChartOptions(log=True), Size(480)),
    ("sorted up", PILOTS, ChartOptions(sort="ascending"), Size(480)),
    ("sorted down", CHANNELS, ChartOptions(sort="descending", labels="values"), Size(480)),
    ("shares", REVIEW, ChartOptions(measure="share"), Size(480)),
    ("an axis", CHANNELS, ChartOptions(labels="none"), Size(480)),
    ("an axis of changes", CHANGES, ChartOptions(labels="none"), Size(480)),
    ("an axis of a logarithm", LONG, ChartOptions(labels="none", log=True), Size(480)),
    ("highlights", PILOTS, ChartOptions(highlights=("义乌市", "合计")), Size(480)),
    ("a finding", PILOTS, ChartOptions(finding=True), Size(480)),
    ("a finding of two years", SERIES, ChartOptions(finding=True, highlights=("2016年",)), Size(480)),
    (
        "words of the reader",
        RATES,
        ChartOptions(title="题目\n两行", subtitle="副题", own_note="读者的说明", palette="print"),
        Size(480),
    ),
    ("no notes", DISCLOSURE, ChartOptions(note=False), Size(480)),
    *((f"as {kind}", PARTS, ChartOptions(kind=kind), Size(520)) for kind in ("full", "grouped", "dots", "lollipop")),
    *(
        (f"one series as {kind}", PILOTS, ChartOptions(kind=kind, labels="none"), Size(520))
        for kind in ("dots", "lollipop", "parts")
    ),
    ("zeros", counts(5, 0, 3, 0), AS_REPORTED, Size(480)),
    ("nothing but zeros", counts(0, 0), AS_REPORTED, Size(480)),
    ("one bar", counts(7), AS_REPORTED, Size(480)),
    ("many parts", counts(100, 50, 25, 12, 6, 3, 2, 1), ChartOptions(kind="parts", finding=True), Size(480)),
)


def national() -> Analysis:
    """The report with the tables of the format of 2021."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(papers.as_html(papers.national()), encoding="utf-8")
        return complete_report(begin_report(path, "", lambda path, _: read_report(path)))


def measure(text: str, size: float, bold: bool) -> float:
    """Width of a line without a font."""
    return sum(size if ord(c) > 0x2E7F else size * (0.62 if bold else 0.58) for c in text)


def scenes() -> Iterator[tuple[str, ChartScene]]:
    """Name and scene of every case."""
    for name, analysis, options, size in CASES:
        for number, chart in enumerate(analysis.charts):
            yield f"{name}, chart {number + 1}", compose_scene(analysis, chart, options, size, measure)
    report = national()
    for chart in report.charts:
        for options in (AS_REPORTED, ChartOptions(finding=True, labels="none")):
            told = "with a finding" if options.finding else "as reported"
            yield f"{chart.title} {told}", compose_scene(report, chart, options, Size(640, 0), measure)


def written(scene: ChartScene) -> Iterator[str]:
    """One line for each thing that is drawn, with all its values."""
    bare = replace(scene, marks=(), texts=(), rules=(), chips=())
    yield _line(bare)
    for each in (*scene.marks, *scene.texts, *scene.rules, *scene.chips):
        yield _line(each)


def _line(item: object) -> str:
    """Values that are not the default ones; those that every item of its type has come without a name."""
    words = [type(item).__name__]
    for field in fields(item):  # type: ignore[arg-type]
        value = getattr(item, field.name)
        if field.default is MISSING:
            words.append(_text(value))
        elif value != field.default:
            words.append(f"{field.name}={_text(value)}")
    return " ".join(words)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{round(value, 1) + 0.0:g}" if abs(value) < 100_000 else f"{value:.0f}"
    if isinstance(value, tuple):
        return f"({' '.join(map(_text, value))})"
    return str(value).replace("\n", " / ")


def all_written() -> str:
    """The golden file as it is now."""
    return "".join(f"# {name}\n" + "".join(f"{line}\n" for line in written(scene)) for name, scene in scenes())


if __name__ == "__main__":
    GOLDEN.write_text(all_written(), encoding="utf-8")
