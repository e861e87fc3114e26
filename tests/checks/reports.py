"""Reports that add up, written by code, and the same with one number changed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tests import papers
from zjviewer.checks.registry import check_report
from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.checks import Check
from zjviewer.core.outline.editorial_headings import resolve_headings
from zjviewer.core.outline.sections import build_sections, find_headings
from zjviewer.core.text.numerals import number_of
from zjviewer.core.text.segmentation import fold_width
from zjviewer.pipeline.open_report import begin_report, complete_report, open_report

TITLE = "甲市2017年政府信息公开工作年度报告"

PROSE = (
    "一、概述",
    "2017年,全市主动公开政府信息125000条,同比增长25%,其中市级部门公开政府信息45000条,各县(市、区)公开政府信息80000条。",
    "全年召开新闻发布会48场,其中市政府新闻办召开新闻发布会18场,各县(市、区)召开新闻发布会30场。",
    "全市发布政策解读稿件1620篇,比2016年的1500篇增加120篇,增长8%。",
    "全市回应公众关注热点或重大舆情612次,其中市级部门212次、各县(市、区)400次。",
    "全市通过微博微信回应事件数达5300次,以其他方式回应事件数达2700次。",
    "二、依申请公开情况",
    "全市共收到政府信息公开申请1204件,其中当面申请300件,信函申请104件,传真申请50件,网络申请750件。",
    "全年办结申请1200件,其中按时办结1180件,延期办结20件,按时办结率98.3%。",
    "属于已主动公开范围的180件,占15%;同意公开的600件,占50%;不同意公开的240件,占20%;"
    "申请信息不存在的120件,占10%;其他60件,占5%。",
    "三、行政复议和行政诉讼情况",
    "全市共办理有关政府信息公开的行政复议160件。其中,维持具体行政行为88件,占55%;被依法纠错24件,占15%;其他情形48件,占30%。",
    "全市政府网站开展在线访谈64期(其中网络直播40期、图文直播24期),网民提问3200个,平均每期50个。",
    "四、其他情况",
    "全市设立查阅点236个,其中市级36个、县级120个、乡镇80个。",
    "全年共回应各类事件8000次,全市发布政策解读稿件1620篇。",
    "全年公开重点领域信息36500条,日均100条。",
    "全市承办建议提案400件,已解决240件,列入计划120件,留作参考40件。",
    "群众满意率由上年的93.5%提高到95.2%,提高1.7个百分点。",
    "上年结转12件,本年新收1204件,办结1200件,结转下年16件。",
)
"""A report in the format of 2014, all in prose, in which every number agrees with every other."""


def write(folder: Path, *lines: str, title: str = TITLE, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_text("\n".join((title, "", *lines)) + "\n", encoding="utf-8")
    return path


def opened(folder: Path, *lines: str, title: str = TITLE, name: str = "report.txt") -> Analysis:
    return open_report(write(folder, *lines, title=title, name=name))


def results(folder: Path, *lines: str) -> list[tuple[str, str]]:
    """Verdict and formula of every check of a report that says only this."""
    return [(check.verdict, check.formula) for check in opened(folder, "一、概述", *lines).checks]


def national(
    cells: Callable[[int, int], str], outcomes: tuple[str, ...], year: int = 2023, *prose: str, valid: int = 88
) -> str:
    """A page with the tables of the format of 2021; `cells` writes table 三, row and column counted from 0."""
    grid = papers.litigation()
    made = papers.disclosures()
    counted = made.rows[3][:3]
    paper = papers.Paper(
        f"江阳市人民政府{year}年政府信息公开工作年度报告",
        (
            papers.Words("一、总体情况", 1),
            *(papers.Words(words) for words in prose),
            papers.Words("二、主动公开政府信息情况", 1),
            papers.Grid((*made.rows[:3], (*counted, papers.Set(str(valid))), *made.rows[4:])),
            papers.Words("三、收到和处理政府信息公开申请情况", 1),
            papers.applications(cells),
            papers.Words("四、政府信息公开行政复议、行政诉讼情况", 1),
            papers.Grid((*grid.rows[:3], papers.row(*outcomes))),
        ),
    )
    return papers.as_html(paper)


OUTCOMES = tuple(str(number) for number in (10, 1, 0, 2, 13, 3, 0, 0, 1, 4, 5, 0, 0, 0, 5))
_LAST = 24
"""Row of 结转下年度继续办理 in table 三; 总计 stands above it."""


def balanced(row: int, column: int) -> str:
    """Table 三 with numbers that agree: results of 1 to 3 for each applicant, some of them carried over."""
    if column == 6:
        return str(sum(int(balanced(row, each)) for each in range(6)))
    if row == 1:
        return str(column)
    if row == _LAST:
        return str(column % 3)
    if row == _LAST - 1:
        return str(sum(int(balanced(each, column)) for each in range(2, _LAST - 1)))
    if row == 0:
        return str(int(balanced(_LAST - 1, column)) + int(balanced(_LAST, column)) - column)
    return str(1 + (row + column) % 3)


@dataclass(frozen=True)
class Change:
    """One number of a report, and what stands in its place."""

    figure: Figure
    literal: str


STEPS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "one more": lambda value, one: value + one,
    "one less": lambda value, one: value - one,
    "a hundredth more": lambda value, one: value + max(one, (value / 100).quantize(one)),
}
"""Of a value and what its last place counts; a number with a point changes by two of these, since it is rounded."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def changes(figures: Iterable[Figure], ways: int = len(STEPS)) -> Iterator[Change]:
    """Every figure changed in so many ways, in turn, as far as they leave a number of its kind."""
    steps = list(STEPS.values())
    for number, figure in enumerate(figures):
        written = fold_width(figure.literal)
        match = _NUMBER.search(written)
        for step in [steps[(number + way) % len(steps)] for way in range(ways)] if match else ():
            assert match is not None
            value = Decimal(match[0].replace(",", ""))
            places = len(match[0].partition(".")[2])
            changed = step(value, Decimal(1).scaleb(-places) * (2 if places else 1))
            if changed >= 0:
                literal = written[: match.start()] + f"{changed:.{places}f}" + written[match.end() :]
                yield Change(figure, literal)


def changed(begun: Analysis, change: Change) -> Analysis:
    """A report of which text and outline are known, read on with one number of its text changed."""
    figure = change.figure
    text = begun.report.text[: figure.start] + change.literal + begun.report.text[figure.end :]
    shift = len(change.literal) - len(figure.literal)

    def moved(offset: int) -> int:
        return offset + shift if offset >= figure.end else offset

    grids = tuple(
        grid._replace(
            span=grid.span._replace(start=moved(grid.span.start), end=moved(grid.span.end)),
            cells=tuple(
                cell._replace(span=cell.span._replace(start=moved(cell.span.start), end=moved(cell.span.end)))
                for cell in grid.cells
            ),
        )
        for grid in begun.report.grids
    )
    report = replace(begun.report, text=text, grids=grids, marks=(), pages=())
    placed = resolve_headings(text, begun.sidecar)
    sections = build_sections(text, find_headings(text, placed, report.marks, report.grids))
    return complete_report(replace(begun, report=report, sections=sections, paragraphs=()))


def restated(analysis: Analysis, change: Change) -> Analysis | None:
    """The same report with one figure changed where it stands, checked again without being read again; None where a
    change moves what stands behind it, or a number is written with 万 or in words."""
    old = _NUMBER.search(fold_width(change.figure.literal))
    new = _NUMBER.search(change.literal)
    if old is None or new is None or len(change.literal) != len(change.figure.literal):
        return None
    if number_of(old[0]) != abs(change.figure.value):
        return None
    sign = -1 if change.figure.value < 0 and change.figure.literal[:1] not in "-−" else 1
    figure = replace(change.figure, literal=change.literal, value=number_of(new[0]) * sign)

    def put(cell: Figure | None) -> Figure | None:
        return figure if cell is not None and cell.id == figure.id else cell

    text = analysis.report.text
    tables = tuple(
        replace(table, rows=tuple(replace(row, cells=tuple(map(put, row.cells))) for row in table.rows))
        for table in analysis.tables
    )
    figures = tuple(figure if each.id == figure.id else each for each in analysis.figures)
    text = text[: figure.start] + change.literal + text[figure.end :]
    again = replace(analysis, report=replace(analysis.report, text=text), figures=figures, tables=tables)
    return replace(again, checks=check_report(again))


def unchanged(begun: Analysis) -> Analysis:
    """The report as `changed` reads it, with nothing changed."""
    figure = complete_report(begun).figures[0]
    return changed(begun, Change(figure, figure.literal))


def key(check: Check) -> tuple[str, frozenset[tuple[str, str]]]:
    return check.rule, frozenset((term.figure, term.side) for term in check.terms)


WAYS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "by one": lambda value, one: value + one,
    "by a tenth": lambda value, one: value + max(one, (value / 10).quantize(one)),
    "tenfold": lambda value, one: value * 10 or Decimal(10),
}
"""Of a value and what its last place counts."""


@dataclass(frozen=True)
class Trial:
    """One changed number of a report that adds up, and whether the checks notice it."""

    way: str
    literal: str
    changed: str
    rules: tuple[str, ...]
    """Kinds of the relations that the figure stands in."""
    formulas: tuple[str, ...]
    outcome: str
    """`noticed`, `missed`, or `within bounds` where all its relations still hold."""


def run_trials(path: Path, every: int = 1) -> Iterator[Trial]:
    """A trial for each figure that stands in a relation, in each way; of all these only one in `every`."""
    begun = begin_report(path)
    complete = complete_report(begun)
    if not complete.figures:
        return
    before = unchanged(begun)
    failed = {check.formula for check in before.checks if check.verdict == "fail"}
    number = 0
    for figure in before.figures:
        relations = [c for c in before.checks_by_figure.get(figure.id, ()) if c.verdict == "pass"]
        for way, change in _ways(figure) if relations else ():
            number += 1
            if number % every:
                continue
            after = changed(begun, change)
            if len(after.figures) != len(before.figures):
                continue
            new = {check.formula for check in after.checks if check.verdict == "fail"} - failed
            held = {key(check) for check in after.checks if check.verdict == "pass"}
            bounds = all(key(check) in held for check in relations)
            yield Trial(
                way,
                figure.literal,
                change.literal,
                tuple(dict.fromkeys(check.rule for check in relations)),
                tuple(check.formula for check in relations),
                "noticed" if new else "within bounds" if bounds else "missed",
            )


def _ways(figure: Figure) -> Iterator[tuple[str, Change]]:
    written = fold_width(figure.literal)
    match = _NUMBER.search(written)
    if match is None:
        return
    value = Decimal(match[0].replace(",", ""))
    places = len(match[0].partition(".")[2])
    for way, step in WAYS.items():
        new = step(value, Decimal(1).scaleb(-places))
        yield way, Change(figure, written[: match.start()] + f"{new:.{places}f}" + written[match.end() :])
