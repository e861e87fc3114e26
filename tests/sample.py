"""A small report made of passages of the bundled one, with figures and tables found in it by quotation."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from zjviewer.core.model.analysis import Analysis, ChartKind, Figure, Kind, Row, Section, Table
from zjviewer.core.model.report import Report, Span

TEXT = (
    "以公开助力最多跑一次改革。第一时间向社会公布最多跑一次改革成果。目前,省级最多跑一次事项达到665项,设区市本级平均达到755项,"
    "县(市、区)平均达到656项,全省最多跑一次实现率达到87.9%,办事群众满意率达到94.7%。"
    "全面完成投资项目在线审批监管平台2.0版。截至2017年12月,2.0版在线平台网上办结事项已达30000余件。\n"
    "2017年度浙江省主动公开政府信息9341853条,同比增长11%。其中各设区市和县级政府及设区市级政府部门主动公开政府信息8517780条,"
    "同比增长16%;省级政府部门主动公开政府信息997784条,同比降低7%。"
    "全省发布各类政策解读稿件16216篇,比2016年的16850篇减少634篇。"
    "我省高度重视因政府信息公开引起的行政复议和行政诉讼。"
    "全省各级行政复议机关共办理有关政府信息公开的行政复议1586件,比2016年上升97件。其中,维持具体行政行为845件,占53%;"
    "被依法纠错231件,占15%;其他情形510件,占32%。"
)
"""Two paragraphs of the source; three chapters, two of them under headings that an editor wrote."""

_DIGITS = re.compile(r"[\d.]+")
_QUALIFIER = re.compile(r"余|多|约|以上|超过")


class TableDraft(NamedTuple):
    """A table whose cells are keys into the figures, or None."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, tuple[str | None, ...]]]
    chart: ChartKind | None = None
    note: str = ""


def figure_of(
    text: str, quotation: str, kind: Kind, indicator: str, subject: str, year: int = 2017, *, fell: bool = False
) -> Figure:
    """The figure whose literal stands in braces in a quotation, such as `"其他情形{510件},占32%"`.

    Its id and section are left empty. Raises ValueError where the text does not hold the quotation.
    """
    before, literal, after = re.split(r"[{}]", quotation)
    start = text.index(before + literal + after) + len(before)
    value = Decimal(_DIGITS.findall(literal)[0])
    return Figure(
        id="",
        start=start,
        end=start + len(literal),
        literal=literal,
        value=-value if fell else value,
        unit=_QUALIFIER.sub("", _DIGITS.sub("", literal)),
        kind=kind,
        qualifier="".join(_QUALIFIER.findall(literal)),
        indicator=indicator,
        subject=subject,
        year=year,
        section="",
    )


def analysis_of(
    report: Report, sections: Sequence[Section], figures: Mapping[str, Figure], tables: Sequence[TableDraft]
) -> Analysis:
    """A whole analysis: figures numbered `f1`, `f2` … in reading order, each in its deepest section."""
    outline = Analysis(report, tuple(sections))
    ordered = sorted(figures, key=lambda key: figures[key].start)
    numbered = {
        key: replace(figures[key], id=f"f{number}", section=outline.section_at(figures[key].start).id)
        for number, key in enumerate(ordered, 1)
    }
    made = []
    for draft in tables:
        rows = tuple(Row(label, tuple(key and numbered[key] for key in keys)) for label, keys in draft.rows)
        first = next(cell for row in rows for cell in row.cells if cell)
        made.append(Table(draft.id, draft.title, first.section, draft.columns, rows, draft.chart, draft.note))
    return replace(
        outline, figures=tuple(numbered.values()), tables=tuple(made), paragraphs=_paragraphs(report.text, sections)
    )


def _paragraphs(text: str, sections: Sequence[Section]) -> tuple[Span, ...]:
    breaks = {0, len(text), *(section.start for section in sections)}
    breaks |= {match.end() for match in re.finditer("\n", text)}
    edges = sorted(breaks)
    return tuple(Span(a, a + len(text[a:b].rstrip("\n"))) for a, b in itertools.pairwise(edges))


def _sections() -> tuple[Section, ...]:
    second = TEXT.index("全面完成投资项目")
    open_data, articles, cases = (TEXT.index(w) for w in ("2017年度浙江省", "全省发布各类", "我省高度重视"))
    end = len(TEXT)
    return (
        Section("1", "以公开助推重点改革和重点领域工作", 1, 0, open_data, "editorial", None, "一"),
        Section("1.1", "以公开助力最多跑一次改革", 2, 0, second, "text", Span(0, TEXT.index("。") + 1)),
        Section(
            "1.2",
            "全面完成投资项目在线审批监管平台2.0版",
            2,
            second,
            open_data,
            "text",
            Span(second, TEXT.index("版。") + 2),
        ),
        Section("2", "主动公开政府信息情况", 1, open_data, cases, "editorial", None, "二"),
        Section("2.1", "公开数量和渠道", 2, open_data, articles, "editorial"),
        Section("2.2", "新闻发布、解读和回应数据", 2, articles, cases, "editorial"),
        Section("3", "行政复议和行政诉讼情况", 1, cases, end, "editorial", None, "三"),
    )


def _figures() -> dict[str, Figure]:
    def of(quotation: str, kind: Kind, indicator: str, subject: str, year: int = 2017, fell: bool = False) -> Figure:
        return figure_of(TEXT, quotation, kind, indicator, subject, year, fell=fell)

    once, opened, review, growth = "最多跑一次事项", "主动公开政府信息", "行政复议", "主动公开政府信息同比"
    return {
        "once_province": of("省级最多跑一次事项达到{665项}", "count", once, "省级"),
        "once_cities": of("设区市本级平均达到{755项}", "count", once, "设区市本级"),
        "once_counties": of("平均达到{656项}", "count", once, "县(市、区)"),
        "once_rate": of("实现率达到{87.9%}", "rate", "最多跑一次实现率", "全省"),
        "once_content": of("满意率达到{94.7%}", "rate", "办事群众满意率", "全省"),
        "online": of("网上办结事项已达{30000余件}", "count", "网上办结事项", "在线平台"),
        "opened": of("主动公开政府信息{9341853条}", "count", opened, "浙江省"),
        "opened_growth": of("同比增长{11%}", "change", growth, "浙江省"),
        "opened_cities": of("主动公开政府信息{8517780条}", "count", opened, "各设区市和县级政府及设区市级政府部门"),
        "opened_cities_growth": of("同比增长{16%}", "change", growth, "各设区市和县级政府及设区市级政府部门"),
        "opened_province": of("主动公开政府信息{997784条}", "count", opened, "省级政府部门"),
        "opened_province_growth": of("同比降低{7%}", "change", growth, "省级政府部门", fell=True),
        "articles": of("解读稿件{16216篇}", "count", "政策解读稿件", "全省"),
        "articles_before": of("比2016年的{16850篇}", "count", "政策解读稿件", "全省", 2016),
        "articles_change": of("减少{634篇}", "change", "政策解读稿件增减", "全省", fell=True),
        "review": of("行政复议{1586件}", "count", review, "全省"),
        "review_change": of("上升{97件}", "change", "行政复议增减", "全省"),
        "upheld": of("维持具体行政行为{845件}", "count", "维持具体行政行为", "全省"),
        "upheld_share": of("占{53%}", "share", "维持具体行政行为", "全省"),
        "corrected": of("被依法纠错{231件}", "count", "被依法纠错", "全省"),
        "corrected_share": of("占{15%}", "share", "被依法纠错", "全省"),
        "other": of("其他情形{510件}", "count", "其他情形", "全省"),
        "other_share": of("占{32%}", "share", "其他情形", "全省"),
    }


TABLES = (
    TableDraft(
        "items",
        "最多跑一次事项",
        ("事项",),
        [
            ("省级", ("once_province",)),
            ("设区市本级平均", ("once_cities",)),
            ("县(市、区)平均", ("once_counties",)),
            ("在线平台2.0版网上办结", ("online",)),
        ],
    ),
    TableDraft(
        "once",
        "最多跑一次改革成果",
        ("实现率和满意率",),
        [("实现率", ("once_rate",)), ("满意率", ("once_content",))],
        "rates",
    ),
    TableDraft(
        "opened",
        "主动公开政府信息总体情况",
        ("数量", "同比"),
        [
            ("全省", ("opened", "opened_growth")),
            ("各设区市和县级政府及设区市级政府部门", ("opened_cities", "opened_cities_growth")),
            ("省级政府部门", ("opened_province", "opened_province_growth")),
        ],
        "bars",
        "市县与省级之和不等于全省合计。",
    ),
    TableDraft(
        "articles",
        "政策解读稿件",
        ("2017年", "2016年", "增减"),
        [("全省", ("articles", "articles_before", "articles_change"))],
    ),
    TableDraft(
        "review",
        "行政复议",
        ("件数", "占比"),
        [
            ("办理总数", ("review", None)),
            ("维持具体行政行为", ("upheld", "upheld_share")),
            ("被依法纠错", ("corrected", "corrected_share")),
            ("其他情形", ("other", "other_share")),
        ],
        "parts",
    ),
)


def sample_report() -> Report:
    """Of 2017, by 浙江省人民政府, without a file."""
    return Report(TEXT, "浙江省2017年政府信息公开工作年度报告", "浙江省人民政府", "浙江省", 2017, None)


def sample_outline() -> Analysis:
    """Only what is known first: text and outline of the same report, `complete=False`."""
    report = sample_report()
    return Analysis(report, _sections(), paragraphs=_paragraphs(TEXT, _sections()), complete=False)


def sample_analysis() -> Analysis:
    """Three chapters, 23 figures (one of them in no table) and five tables; no charts."""
    return analysis_of(sample_report(), _sections(), _figures(), TABLES)
