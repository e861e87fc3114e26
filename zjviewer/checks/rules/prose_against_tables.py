"""Figures in prose against the cells of tables that they name.

A figure whose clause names nothing but the cell is compared with it at any distance. Where the clause holds further
text, which may narrow the measure, only a value near the cell's is taken for a slip.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from zjviewer.checks.evidence.check_builder import Expression, make_check, sum_of
from zjviewer.checks.evidence.sentence_context import SentenceContext, is_amount, unit_of
from zjviewer.core.dictionary.identities import NUMBER_SIGN, ProsePattern
from zjviewer.core.dictionary.metrics import MetricDictionary, dictionary_for_era, subject_class
from zjviewer.core.model.analysis import Figure, Table
from zjviewer.core.model.checks import Check
from zjviewer.core.text.label_matching import strip_label
from zjviewer.core.text.lazy_patterns import lazy_pattern

_NO_WHOLE = re.compile(r"其中|网络|网上|线上|当面|信函|传真|邮[寄件]|平台|窗口|平均|日均|新增")
_NEAR = Decimal("0.02")
"""Distance of prose from a cell, as a fraction of the value, within which one of both is a slip."""
_TOPIC = re.compile(r"申请|行政复议|行政诉讼|规范性文件")
_OTHER_TOPIC = re.compile(
    r"信访|投诉|举报|建议|提案|来电|热线|咨询|舆情|许可|处罚|强制|信件|留言|信箱|审批|事项|监督|法院|检察|仲裁|赔偿"
)
_NEUTRAL = lazy_pattern(
    r"20\d\d年度?|[\d#]+|[^\u4e00-\u9fff]+|全年|年内|本年度?|今年|当年|年度|累计|总共|共计|合计|总计|一共|共|全[省市县区州镇乡]"
    r"|[我本][省市县区州镇乡局厅委办院部]|本机关|本单位|各级|行政机关|各?部门|依申请|依法|政府|信息|公开|申请|有效|正式|书面"
    r"|受理|收到|接到|接收|新收|收悉|办理完毕|办理|办结|答复|回复|处理|审结|结转|继续|[上下次明][一]?年度?|去年|至|到|由|自|从"
    r"|行政复议|行政诉讼|复议|诉讼|案件|相关|有关|涉及|引发|引起|产生|提起|发生|被|因|而|制发|制定|制作|印发|出台|行政|规范性文件|文件"
    r"|现行|废止|主动|各类|各种|数量|总数|总量|次数|数|量|为|达|是|有|了|的|和|及|与|并|[件条宗起份次场篇人项个期]"
    r"|参加|举办|召开|开展|组织|发布|回应|全部|均|已|在"
)
"""Text that does not narrow the measure of a clause."""


def prose_against_table_checks(prose: SentenceContext) -> Iterator[Check]:
    """Figures of the prose that name cells of the tables: of the national forms, and of the report's own tables."""
    dictionary = dictionary_for_era(prose.analysis.era)
    if dictionary is not None:
        yield from _patterns_in_prose(prose, dictionary)
        yield from _metrics_in_prose(prose, dictionary)
    yield from _labels_in_prose(prose)


def speaks_for_all(prose: SentenceContext, figure: Figure, year: int | None) -> bool:
    """Whether a figure is of the whole body and the whole of a year, and not of a part."""
    report = prose.analysis.report
    return (
        is_amount(figure)
        and figure.year == year
        and not prose.is_planned(figure)
        and not prose.part_of_year(figure)
        and not _NO_WHOLE.search(prose.before(figure))
        and subject_class(figure.subject, report.region) != "lower"
    )


def _names_nothing_else(prose: SentenceContext, figure: Figure, clause: str, known: str = "") -> bool:
    """Whether a clause names a measure of the whole body without anything that narrows it; `known`: the part of the
    clause that names the measure."""
    report = prose.analysis.report
    if subject_class(figure.subject, report.region) == "own":
        return False
    names = [name for name in (report.issuer, report.region, known) if name]
    if figure.subject and figure.subject not in names and _NEUTRAL.sub("", figure.subject) != "":
        return False
    for name in names:
        clause = clause.replace(name, "")
    return _NEUTRAL.sub("", clause) == ""


def _is_near(value: Decimal, figure: Figure) -> bool:
    return abs(value - figure.value) <= max(Decimal(1), figure.value * _NEAR)


def _patterns_in_prose(prose: SentenceContext, dictionary: MetricDictionary) -> Iterator[Check]:
    """For an era whose dictionary has patterns for clauses."""
    for group in prose.inside:
        for figure in group:
            if not speaks_for_all(prose, figure, prose.analysis.report.year):
                continue
            for pattern in dictionary.wordings:
                check = _check_pattern(prose, pattern, figure)
                if check is not None:
                    yield check
                    break


def clause_with_topic(prose: SentenceContext, figure: Figure) -> str:
    """The clause of a figure with `NUMBER_SIGN` for its number, behind the topic of its sentence where it has none:
    `申请:共办理#` for 受理申请222件,共办理220件."""
    clause = prose.clause_of(figure).replace(figure.literal, NUMBER_SIGN, 1)
    if _TOPIC.search(clause) or _OTHER_TOPIC.search(clause) or figure.id not in prose.index_of:
        return clause
    before = prose.sentence_before(figure)
    topics = _TOPIC.findall(before)
    return f"{topics[-1]}:{clause}" if topics and not _OTHER_TOPIC.search(before) else clause


def _check_pattern(prose: SentenceContext, pattern: ProsePattern, figure: Figure) -> Check | None:
    table = prose.analysis.table_by_id.get(pattern.table)
    if table is None or not table.keys:
        return None
    clause = clause_with_topic(prose, figure)
    if not pattern.pattern.search(clause):
        return None
    for cells in (pattern.cells, *pattern.instead):
        sums = _cells_of(prose, table, cells)
        if sums is not None and sums.value == figure.value:
            return make_check(prose, "prose", sums, figure)
    sums = _cells_of(prose, table, pattern.cells)
    if sums is None or not (_is_near(sums.value, figure) or _names_nothing_else(prose, figure, clause)):
        return None
    return make_check(prose, "prose", sums, figure)


def _cells_of(prose: SentenceContext, table: Table, cells: Sequence[tuple[str, str]]) -> Expression | None:
    """The sum of a table's cells; None where one of them states nothing."""
    found: list[Figure] = []
    for key, column in cells:
        row = next((row for row in table.rows if row.key == key), None)
        figure = row.cells[table.keys.index(column)] if row is not None and column in table.keys else None
        if figure is None or figure.id in prose.index_of:
            return None
        found.append(figure)
    return sum_of(prose, found)


def _metrics_in_prose(prose: SentenceContext, dictionary: MetricDictionary) -> Iterator[Check]:
    """For an era whose dictionary has phrases for each metric."""
    cells = {row.key: row.cells[0] for table in prose.analysis.tables if table.keys for row in table.rows}
    stated = {key: cell for key, cell in cells.items() if cell is not None and cell.id not in prose.index_of}
    if not stated or not dictionary.metrics:
        return
    whole = [f for group in prose.inside for f in group if speaks_for_all(prose, f, prose.analysis.report.year)]
    for key, cell in stated.items():
        metric = dictionary.metrics.get(key)
        if metric is None or metric.after:
            continue
        is_first = True
        for figure in whole:
            before = prose.plain[max(0, figure.start - 80) : figure.start]
            phrase = metric.phrases.search(before) if figure.unit in metric.units else None
            if phrase is None:
                continue
            clause = prose.clause_of(figure).replace(figure.literal, NUMBER_SIGN, 1)
            if _names_nothing_else(prose, figure, clause, phrase[0]) or (is_first and _is_near(cell.value, figure)):
                yield make_check(prose, "prose", sum_of(prose, [cell]), figure)
            is_first = False


_SUM_LABEL = re.compile(r"^(?:合计|总计|共计|总数|全[省市县区州])数?$")
_OF_THE_YEAR = re.compile(r"^(?:本年|本年度|全年|年度|当年)(?=[\u4e00-\u9fff]{4})")
_TAIL = re.compile(r"(?:总数|次数|数量|数|总量|量)$")
_SHORTEST = 4
"""Code points of a label that names a measure."""


def _labels_in_prose(prose: SentenceContext) -> Iterator[Check]:
    """Cells of the report's own tables whose label is the name of a figure of the prose: a row of a table with one
    column, or the total of a column."""
    cells = _labelled_cells(prose)
    if not cells:
        return
    for group in prose.inside:
        for figure in group:
            if not speaks_for_all(prose, figure, prose.analysis.report.year):
                continue
            name = _measure_name(figure.indicator)
            cell = cells.get((name, unit_of(figure)))
            if cell is None and figure.kind == "count":
                cell = cells.get((name, ""))
            if cell is None or cell.year not in (figure.year, None):
                continue
            clause = prose.clause_of(figure).replace(figure.literal, NUMBER_SIGN, 1)
            known = figure.indicator
            if _is_near(cell.value, figure) or _names_nothing_else(prose, figure, clause, known):
                yield make_check(prose, "prose", sum_of(prose, [cell]), figure)


def _last(name: str) -> str:
    """Label of a column without the headings above it."""
    return strip_label(name.rpartition("›")[2].strip())


@cache
def _measure_name(label: str) -> str:
    return _TAIL.sub("", _OF_THE_YEAR.sub("", _last(label)))


def _labelled_cells(prose: SentenceContext) -> Mapping[tuple[str, str], Figure]:
    """Cells by their measure's name and unit, as far as one cell alone has the name."""
    found: dict[tuple[str, str], Figure] = {}
    ambiguous: set[tuple[str, str]] = set()
    for table in prose.analysis.tables:
        if table.keys or any(figure.id in prose.index_of for figure in table.figures):
            continue
        named: list[tuple[str, Figure | None]] = []
        if len(table.columns) == 1:
            named = [
                (table.columns[0] if _SUM_LABEL.match(strip_label(row.label)) else row.label, row.cells[0])
                for row in table.rows
                if not row.label.startswith("其中")
            ]
        else:
            sums = [n for n, name in enumerate(table.columns) if _SUM_LABEL.match(_last(name))]
            for row in table.rows:
                if _SUM_LABEL.match(strip_label(row.label)):
                    named += zip(table.columns, row.cells, strict=True)
                elif len(sums) == 1 and not row.label.startswith("其中"):
                    named.append((row.label, row.cells[sums[0]]))
        for label, cell in named:
            name = _measure_name(label)
            if cell is None or not is_amount(cell) or len(name) < _SHORTEST:
                continue
            key = (name, unit_of(cell))
            if key in found and found[key].value != cell.value:
                ambiguous.add(key)
            found.setdefault(key, cell)
    return {key: cell for key, cell in found.items() if key not in ambiguous}
