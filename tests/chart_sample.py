"""Charts to draw: tables written as text, every cell a figure of that text."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from zjviewer.core.charts.chart_data import suggest_charts
from zjviewer.core.charts.scene import ChartScene, TextMeasure
from zjviewer.core.model.analysis import Analysis, ChartKind, Figure, Kind, Row, Section, Table
from zjviewer.core.model.report import Report

TITLE = "浙江省2017年政府信息公开工作年度报告"


class Cell:
    """A number to be stated: `Cell("934", "条")`."""

    def __init__(self, literal: str, unit: str, kind: Kind = "count", year: int = 2017, qualifier: str = "") -> None:
        self.literal, self.unit, self.kind, self.year, self.qualifier = literal, unit, kind, year, qualifier


def analysis_of(
    *rows: tuple[str, Sequence[Cell | None]],
    columns: tuple[str, ...] = ("数量",),
    title: str = "公开事项",
    note: str = "",
    kind: ChartKind | None = None,
) -> Analysis:
    """A report of one section that states the cells, row by row, and its one table with its charts."""
    text, figures, lines = "", [], []
    for label, cells in rows:
        text += label
        made: list[Figure | None] = []
        for cell in cells:
            if cell is None:
                made.append(None)
                continue
            literal = f"{cell.literal}{cell.qualifier}{cell.unit}"
            start = len(text)
            text += literal
            figure = Figure(
                id=f"f{len(figures) + 1}",
                start=start,
                end=len(text),
                literal=literal,
                value=Decimal(cell.literal),
                unit=cell.unit,
                kind=cell.kind,
                qualifier=cell.qualifier,
                indicator=title,
                subject="",
                year=cell.year,
                section="1",
            )
            figures.append(figure)
            made.append(figure)
            text += ","
        lines.append(Row(label, tuple(made)))
    table = Table("t", title, "1", columns, tuple(lines), kind, note)
    return Analysis(
        Report(text, TITLE, "浙江省人民政府", "浙江省", 2017, None),
        (Section("1", "主动公开政府信息情况", 1, 0, len(text), "editorial", None, "六"),),
        tuple(figures),
        (table,),
        suggest_charts(table),
    )


def counts(*values: int, unit: str = "项") -> Analysis:
    """A table of one column; rows 甲, 乙 …"""
    return analysis_of(
        *((name, [Cell(str(value), unit)]) for name, value in zip("甲乙丙丁戊己庚辛", values, strict=False))
    )


PILOTS = analysis_of(
    *(
        (name, [Cell(value, "项")])
        for name, value in (
            ("合计", "2073"),
            ("杭州市拱墅区", "204"),
            ("宁波市江北区", "276"),
            ("温州市瓯海区", "233"),
            ("嘉善县", "274"),
            ("义乌市", "429"),
            ("江山市", "285"),
            ("临海市", "372"),
        )
    ),
    title="试点公开事项",
)
REVIEW = analysis_of(
    ("总数", [Cell("1586", "件"), None]),
    ("维持具体行政行为", [Cell("845", "件"), Cell("53", "%", "share")]),
    ("被依法纠错", [Cell("231", "件"), Cell("15", "%", "share")]),
    ("其他情形", [Cell("510", "件"), Cell("32", "%", "share")]),
    columns=("件数", "占比"),
    title="行政复议",
)
DISCLOSURE = analysis_of(
    ("全省", [Cell("9341853", "条"), Cell("11", "%", "change")]),
    ("各设区市和县级政府及设区市级政府部门", [Cell("8517780", "条"), Cell("16", "%", "change")]),
    ("省级政府部门", [Cell("997784", "条"), Cell("-7", "%", "change")]),
    columns=("数量", "同比"),
    title="主动公开政府信息总体情况",
    note="市县与省级之和不等于全省合计。",
)
CHANNELS = analysis_of(
    ("政府网站", [Cell("2797179", "条")]),
    ("政务微博", [Cell("642174", "条")]),
    ("政务微信", [Cell("52867", "条")]),
    ("其他方式", [Cell("5132", "条")]),
    title="公开渠道",
    kind="bars",
)
RATES = analysis_of(
    ("最多跑一次实现率", [Cell("87.9", "%", "rate")]),
    ("办事群众满意率", [Cell("94.7", "%", "rate")]),
    ("民生和企业事项开通网上办理", [Cell("80", "%", "rate", qualifier="以上")]),
    title="网上办理率",
)
YEARS = analysis_of(
    ("政策解读稿件", [Cell("16216", "篇"), Cell("16850", "篇", year=2016), Cell("-634", "篇", "change")]),
    ("微博微信回应", [Cell("9361", "篇"), Cell("9010", "篇", year=2016), None]),
    columns=("2017年", "2016年", "增减"),
    title="解读和回应",
)
ALL = (PILOTS, REVIEW, DISCLOSURE, CHANNELS, RATES, YEARS)


def check_clear(made: ChartScene, measure: TextMeasure) -> None:
    """All words whole inside the drawing; none on another, none on a mark but its own."""
    for words in made.texts:
        box = words.box
        assert box.x >= 0, words
        assert box.y >= 0, words
        assert box.right <= made.width + 0.01, words
        assert box.bottom <= made.height + 0.01, words
        assert box.width >= measure(words.text, words.size, words.bold) - 0.01, words
    for one, other in combinations(made.texts, 2):
        assert not one.box.intersects(other.box), (one, other)
    for number, mark in enumerate(made.marks):
        assert mark.box.x >= 0
        assert mark.box.right <= made.width + 0.01
        for words in made.texts:
            inside = words.mark == number and words.background_role
            if mark.shape != "words" and not inside:
                assert not words.box.intersects(mark.box), (words, mark)
    for one, other in combinations(made.marks, 2):
        assert not any(a.intersects(b) for a in one.hit_boxes for b in other.hit_boxes)
