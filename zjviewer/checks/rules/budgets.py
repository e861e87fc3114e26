"""Budgets and final accounts: levels of the classification, income against expenditure, items in prose and tables."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from zjviewer.checks.evidence.check_builder import Expression, compare, format_operand, make_check, percentage, sum_of
from zjviewer.checks.evidence.sentence_context import SentenceContext, is_amount, same_quantity
from zjviewer.checks.evidence.tolerance import half_step
from zjviewer.core.model.analysis import Figure, Row, Table
from zjviewer.core.model.checks import Check
from zjviewer.core.model.report import grid_at
from zjviewer.core.text.label_matching import strip_label
from zjviewer.core.text.segmentation import fold_width

_CODE = re.compile(r"\d{2,7}")
_LEVEL_LENGTHS = (3, 5, 7)
"""Digits of the codes of 类, 款 and 项."""
_ITEM = re.compile(r"(?P<name>[^()“”\"、,;。:\d\n]{2,40})\((?:类|款|项)\)")
_MAIN_COLUMN = re.compile(r"^(?:合计|小计|总计|预算数|决算数|金额|支出|本年支出合计|年初预算数?)$")
_INCOME, _EXPENDITURE = re.compile(r"^收入(?:总计|合计|总额)$"), re.compile(r"^支出(?:总计|合计|总额)$")
_FINAL = re.compile("决算")
_BUDGET = re.compile("预算|安排")
_ITEM_AMOUNT = re.compile(r"[”\"]?[^,;。\d()]{0,12}?(?:20\d\d年)?(?:当年|年初)?(?:预算|支出|决算|安排)*数?(?:为|是)?")
_DONE_OF = re.compile(r"[,、(]?(?:完成|占|为|达)(?P<noun>(?:年初|全年|调整|当年|年度)?(?:预算|计划))数?的?(?:约|近)?")
_AGAINST = re.compile(r"决算数?(?P<way>大于|小于|高于|低于|等于)(?P<noun>(?:年初)?预算)数?")
_TEN_THOUSAND = Decimal(10000)


def classification_checks(prose: SentenceContext) -> Iterator[Check]:
    """`201 = 20106 + 20111`: the row of a class against its subclasses, in every column of a table with codes."""
    for table in prose.analysis.tables:
        if table.keys or any(figure.id in prose.index_of for figure in table.figures):
            continue
        codes = row_codes(prose, table)
        if len(set(filter(None, codes))) < 2:
            continue
        for parent, children in _families(codes):
            for column in range(len(table.columns)):
                yield from _family_check(prose, table, column, parent, children)


def row_codes(prose: SentenceContext, table: Table) -> tuple[str, ...]:
    """Code of the budget classification for each row, from the cells before its first number or from its label; empty
    for rows without one."""
    return tuple(_row_code(prose, row) for row in table.rows)


def _row_code(prose: SentenceContext, row: Row) -> str:
    report = prose.analysis.report
    first = next((cell for cell in row.cells if cell is not None), None)
    grid = grid_at(report.grids, first.start) if first is not None else None
    if first is None or grid is None:
        return ""
    line = report.text[report.text.rfind("\n", 0, first.start) + 1 : first.start]
    code = ""
    for text in map(str.strip, fold_width(line).split("\t")):
        if not _CODE.fullmatch(text):
            if text:
                break
            continue
        code += text
    if not code:
        match = re.match(r"(\d{3,7})\s*[^\d\s.、]", fold_width(row.label).strip())
        code = match[1] if match else ""
    return code if len(code) in _LEVEL_LENGTHS else ""


def _families(codes: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Each row with those right below it whose code goes on from its own, as far as they are of the next level."""
    for at, code in enumerate(codes):
        if not code:
            continue
        children: list[int] = []
        for other in range(at + 1, len(codes)):
            if not codes[other].startswith(code) or codes[other] == code:
                break
            children.append(other)
        lengths = {len(codes[child]) for child in children}
        if lengths and len(code) + 2 in lengths:
            yield at, [child for child in children if len(codes[child]) == len(code) + 2]


def _family_check(
    prose: SentenceContext, table: Table, column: int, parent: int, children: Sequence[int]
) -> Iterator[Check]:
    whole = table.rows[parent].cells[column]
    rows = [table.rows[child] for child in children]
    if any(row.cells[column] is None and row.cell_text(column) for row in rows):
        return
    parts = [cell for row in rows if (cell := row.cells[column]) is not None]
    if (
        whole is None
        or not parts
        or any(f.unit != whole.unit or f.kind not in ("count", "money") for f in (whole, *parts))
    ):
        return
    names = " + ".join(row.label for row in rows if row.cells[column] is not None)
    left = replace(sum_of(prose, parts), named=names)
    right = replace(sum_of(prose, [whole]), named=f"{table.rows[parent].label}({table.columns[column]})")
    yield make_check(prose, "total", left, right, f"表“{table.title}”的“{table.rows[parent].label}”")


def income_checks(prose: SentenceContext) -> Iterator[Check]:
    """收入总计 against 支出总计 of one table."""
    found: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for table in prose.analysis.tables:
        for row in table.rows:
            label = strip_label(row.label)
            side = "in" if _INCOME.match(label) else "out" if _EXPENDITURE.match(label) else ""
            cell = row.cells[0] if row.cells else None
            if side and cell is not None and is_amount(cell) and cell.id not in prose.index_of:
                found[table.title.partition(" · ")[0], label[2:]].setdefault(side, cell)
    for pair in found.values():
        if len(pair) == 2 and same_quantity(pair["in"], pair["out"]):
            yield make_check(prose, "total", sum_of(prose, [pair["in"]]), pair["out"])


def budget_item_checks(prose: SentenceContext) -> Iterator[Check]:
    """Items of the classification in prose against the table rows of their own name: 行政运行(项)1672.67万元."""
    cells: Mapping[tuple[str, bool], list[Figure]] | None = None
    for group in prose.inside:
        figure = group[0]
        name = _item_name(prose, figure)
        if not name or figure.kind != "money" or figure.qualifier:
            continue
        cells = _item_cells(prose) if cells is None else cells
        text = prose.before(figure)
        title_is_final = bool(_FINAL.search(prose.analysis.report.title))
        final = bool(_FINAL.search(text)) or (title_is_final and not _BUDGET.search(text))
        stated = [expression for cell in cells.get((name, final), ()) if (expression := _in_unit(prose, cell, figure))]
        if not stated:
            continue
        checks = [make_check(prose, "prose", expression, figure) for expression in stated]
        holds = next((check for check in checks if check.verdict == "pass"), None)
        if holds is not None or len({expression.value for expression in stated}) == 1:
            yield holds or checks[0]


def _item_name(prose: SentenceContext, figure: Figure) -> str:
    """Name of the item whose amount a figure is, the last level of its classification; empty for other figures."""
    text = prose.before(figure)
    found = list(_ITEM.finditer(text))
    if not found or not _ITEM_AMOUNT.fullmatch(text, found[-1].end()):
        return ""
    return strip_label(found[-1]["name"])


def _item_cells(prose: SentenceContext) -> Mapping[tuple[str, bool], list[Figure]]:
    """The main cell of each row by its label, and whether its table is one of final accounts."""
    found: dict[tuple[str, bool], list[Figure]] = defaultdict(list)
    for table in prose.analysis.tables:
        if table.keys or any(figure.id in prose.index_of for figure in table.figures):
            continue
        main = next((n for n, name in enumerate(table.columns) if _MAIN_COLUMN.match(strip_label(name))), None)
        if main is None:
            continue
        final = bool(_FINAL.search(table.title + table.columns[main]))
        for row in table.rows:
            if (cell := row.cells[main]) is not None and cell.kind == "money":
                found[strip_label(row.label), final].append(cell)
    return found


def _in_unit(prose: SentenceContext, cell: Figure, figure: Figure) -> Expression | None:
    """A cell in the unit of a figure; None for other units than 元 and 万元. A converted amount may be rounded either
    way, because texts adjust the last place to their totals."""
    own = sum_of(prose, [cell])
    if cell.unit == figure.unit:
        return own
    if (cell.unit, figure.unit) != ("元", "万元"):
        return None
    low, high = (end / _TEN_THOUSAND for end in own.allowed)
    step = half_step(figure)
    return replace(
        own,
        numbers=f"{own.numbers} ÷ {format_operand(_TEN_THOUSAND)}",
        value=own.value / _TEN_THOUSAND,
        allowed=own.allowed._replace(low=low - step, high=high + step),
        is_sum=False,
    )


def execution_checks(prose: SentenceContext) -> Iterator[Check]:
    """支出决算 against the 预算 of its own item: 完成年初预算的90%, and 决算数大于预算数."""
    items: dict[int, list[Figure]] = defaultdict(list)
    for span, group in zip(prose.spans, prose.inside, strict=True):
        line = prose.plain.rfind("\n", 0, span.start) + 1
        earlier = items[line]
        for figure in group:
            if figure.unit == "%":
                match = _DONE_OF.fullmatch(prose.before(figure))
                pair = _outcome_and_budget(prose, earlier, match["noun"]) if match else None
                if pair is not None and pair[1].value:
                    yield make_check(
                        prose, "share", percentage(sum_of(prose, [pair[0]]), sum_of(prose, [pair[1]])), figure
                    )
            elif is_amount(figure):
                earlier.append(figure)
    for line, amounts in items.items():
        end = prose.plain.find("\n", line)
        match = _AGAINST.search(prose.plain, line, end if end >= 0 else len(prose.plain))
        pair = _outcome_and_budget(prose, amounts, match["noun"]) if match else None
        if match is not None and pair is not None and len(amounts) <= _FEW_AMOUNTS:
            yield _against(prose, match["way"], *pair)


_FEW_AMOUNTS = 3
"""Amounts of an item in which 决算数 and 预算数 can only mean two of them."""


def _outcome_and_budget(prose: SentenceContext, amounts: Sequence[Figure], noun: str) -> tuple[Figure, Figure] | None:
    """The nearest amount that is a final account, and the nearest that has the name of the budget."""
    nearest = amounts[-8:][::-1]
    whole = next((f for f in nearest if noun in prose.before(f) and not _FINAL.search(prose.before(f))), None)
    part = next((f for f in nearest if re.search("决算|执行|支出|完成", prose.before(f)) and f is not whole), None)
    if whole is None or part is None or not same_quantity(part, whole) or "预算" in prose.before(part):
        return None
    return part, whole


def _against(prose: SentenceContext, way: str, outcome: Figure, budget: Figure) -> Check:
    holds = {
        "大于": outcome.value > budget.value,
        "高于": outcome.value > budget.value,
        "小于": outcome.value < budget.value,
        "低于": outcome.value < budget.value,
        "等于": outcome.value == budget.value,
    }[way]
    sign = "=" if way == "等于" else "≥" if way in ("大于", "高于") else "≤"
    return compare(prose, "part", outcome, sign, budget, holds)
