"""Sums in the source's own tables: 合计, 总计 and 小计, where the numbers show what they add up; parts behind 其中."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zjviewer.checks.evidence.breakdown_candidates import Breakdown
from zjviewer.checks.evidence.check_builder import Expression, compare, make_check, not_assessable, sum_of
from zjviewer.checks.evidence.sentence_context import SentenceContext, same_quantity
from zjviewer.checks.evidence.tolerance import interval_of
from zjviewer.checks.rules.budgets import row_codes
from zjviewer.checks.rules.national_tables import BLANK_IS_NONE, FILLED_WITH_WORDS
from zjviewer.core.model.analysis import Figure, Row, Table
from zjviewer.core.model.checks import Check
from zjviewer.core.text.label_matching import strip_label

_SUM = re.compile(r"(?:合计|总计|共计|总数|小计)数?$|^全[国省市区县州盟域]$")
_PLAIN_SUM = re.compile("合计|总计|共计|收入[总合]计|支出[总合]计")
_SUBTOTAL = re.compile(r"小计")
_OF_WHICH = re.compile(r"其中")
_NO_AMOUNT = re.compile(r"率|占比|比重|比例|均|增[长减幅]|同比|环比|排名|名次|得分|年份|序号|%")


@dataclass(frozen=True, slots=True)
class _Entry:
    """Cell of a row or column, with the label of the crossing line."""

    label: str
    figure: Figure | None
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """Row or column of a table, with its label."""

    name: str
    entries: tuple[_Entry, ...]


def source_table_checks(prose: SentenceContext) -> Iterator[Check]:
    """Sums down the columns and along the rows of every table without a national format."""
    for table in prose.analysis.tables:
        if table.keys or any(figure.id in prose.index_of for figure in table.figures):
            continue
        yield from _sums(prose, table, _columns(prose, table), _levels(prose, table))
        yield from _sums(prose, table, _rows(table), ())


def table_part_checks(prose: SentenceContext) -> Iterator[Check]:
    """`4 ≥ 9` for a row that begins with 其中 below the row of its whole; only in tables of the source."""
    for table in prose.analysis.tables:
        if any(figure.id in prose.index_of for figure in table.figures):
            continue
        for whole, part in _rows_and_parts(prose, table):
            for one, other in zip(part.cells, whole.cells, strict=True):
                if one is None or other is None or not same_quantity(one, other):
                    continue
                holds = interval_of(one).low <= interval_of(other).high
                yield compare(prose, "part", one, "≤", other, holds)


def _rows_and_parts(prose: SentenceContext, table: Table) -> Iterator[tuple[Row, Row]]:
    """Rows whose label begins with 其中 in the source, each with the row above that they are a part of."""
    whole: Row | None = None
    for row in table.rows:
        first = next((cell for cell in row.cells if cell is not None), None)
        if _OF_WHICH.match(row.label.lstrip("（(、.0123456789 ")) or (first is not None and _is_part(prose, first)):
            if whole is not None:
                yield whole, row
        else:
            whole = row


def _is_part(prose: SentenceContext, cell: Figure) -> bool:
    """Whether the row of a source table that a cell stands in begins with 其中."""
    start = prose.plain.rfind("\n", 0, cell.start) + 1
    return prose.plain[start : cell.start].lstrip("\t ").startswith("其中")


def _columns(prose: SentenceContext, table: Table) -> list[_Line]:
    labels = [row.label or _first_text(prose, row) for row in table.rows]
    return [
        _Line(
            name,
            tuple(_Entry(label, row.cells[n], row.cell_text(n)) for label, row in zip(labels, table.rows, strict=True)),
        )
        for n, name in enumerate(table.columns)
        if not _NO_AMOUNT.search(name)
    ]


def _first_text(prose: SentenceContext, row: Row) -> str:
    """Text of the first cell of a row without a label, such as 合计 in the column of codes."""
    first = next((cell for cell in row.cells if cell is not None), None)
    if first is None:
        return ""
    start = prose.plain.rfind("\n", 0, first.start) + 1
    return prose.plain[start : first.start].strip().partition("\t")[0]


def _rows(table: Table) -> list[_Line]:
    shown_columns = [n for n, name in enumerate(table.columns) if not _NO_AMOUNT.search(name)]
    return [
        _Line(row.label, tuple(_Entry(table.columns[n], row.cells[n], row.cell_text(n)) for n in shown_columns))
        for row in table.rows
        if not _NO_AMOUNT.search(row.label)
    ]


def _levels(prose: SentenceContext, table: Table) -> tuple[int, ...]:
    """Depth of each row: by the codes of the budget classification, else as the table has it."""
    codes = row_codes(prose, table)
    if any(codes):
        return tuple(len(code) for code in codes)
    return tuple(row.level for row in table.rows)


def _sums(prose: SentenceContext, table: Table, lines: Sequence[_Line], levels: Sequence[int]) -> Iterator[Check]:
    """Sums of lines with the same entries; which entries a sum adds is what most lines show."""
    labels = [strip_label(entry.label) for entry in lines[0].entries] if lines else []
    for at, label in enumerate(labels):
        if not _SUM.search(label):
            continue
        choices = [_shown(lines, at, parts) for parts in _choices(labels, at, levels)]
        known = [choice for choice in choices if choice is not None]
        defined = _defined_sum(lines, labels, at, levels)
        defined = defined or _like_other_subtotals(lines, labels, at)
        if not known and defined is None:
            continue
        parts = max(known, key=lambda choice: choice[0])[1] if known else defined or ()
        for line in lines:
            check = _check(prose, table, line, at, parts)
            if check is not None:
                yield check


def _defined_sum(
    lines: Sequence[_Line], labels: Sequence[str], at: int, levels: Sequence[int]
) -> tuple[int, ...] | None:
    """Entries that a last row with the plain label 合计 adds, in a table with levels or with one column; else None."""
    sums = [n for n, label in enumerate(labels) if _SUM.search(label)]
    if not levels or sums != [at] or at != len(labels) - 1 or not _PLAIN_SUM.fullmatch(labels[at]):
        return None
    plain = [n for n in range(at) if not _OF_WHICH.search(lines[0].entries[n].label)]
    outer = [n for n in plain if levels[n] == min(levels[m] for m in plain)]
    if len(lines) > 1 and len(outer) == len(plain):
        return None
    return tuple(outer) if len(outer) > 1 else None


def _like_other_subtotals(lines: Sequence[_Line], labels: Sequence[str], at: int) -> tuple[int, ...] | None:
    """Entries between a subtotal and the sum above it, where another subtotal of the table adds up those above it."""
    sums = [n for n, label in enumerate(labels) if _SUM.search(label)]

    def above(n: int) -> tuple[int, ...]:
        first = max((other for other in sums if other < n), default=-1) + 1
        return tuple(m for m in range(first, n) if not _OF_WHICH.search(labels[m]))

    if not _SUBTOTAL.search(labels[at]) or len(above(at)) < 2:
        return None
    others = [n for n in sums if n != at and _SUBTOTAL.search(labels[n]) and len(above(n)) > 1]
    shown = [listing for n in others for line in lines if (listing := _listing(line, n, above(n))) is not None]
    return above(at) if any(listing.whole.value for listing in shown) and not any(x.gap for x in shown) else None


def _choices(labels: Sequence[str], at: int, levels: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Candidates for the entries of a sum: outer rows, subtotals, all that are no sums, those right before or behind
    it."""
    sums = [n for n, label in enumerate(labels) if _SUM.search(label)]
    plain = [n for n, label in enumerate(labels) if n not in sums and not _OF_WHICH.search(label)]
    subtotals = [n for n in sums if _SUBTOTAL.search(labels[n]) and n != at]
    before = max((n for n in sums if n < at), default=-1)
    behind = min((n for n in sums if n > at), default=len(labels))
    found = [plain, [n for n in plain if before < n < at], [n for n in plain if at < n < behind]]
    outer = [n for n in plain if levels and levels[n] == min(levels[m] for m in plain)]
    if len(outer) < len(plain):
        found.insert(0, outer)
    if subtotals and not _SUBTOTAL.search(labels[at]):
        found.insert(0, subtotals)
    yield from dict.fromkeys(tuple(parts) for parts in found if len(parts) > 1)


def _shown(lines: Sequence[_Line], at: int, parts: tuple[int, ...]) -> tuple[int, tuple[int, ...]] | None:
    """Evidence that a sum adds these entries, from the lines that do so; None where it is too weak."""
    listings = [listing for line in lines if (listing := _listing(line, at, parts)) is not None]
    nonzero = [listing for listing in listings if listing.whole.value]
    exact = sum(not listing.gap for listing in nonzero)
    near = sum(listing.is_near for listing in nonzero)
    meant = exact * 2 >= len(nonzero) or (near == len(nonzero) and exact) or (len(nonzero) == 1 and near)
    return (exact * 1000 + near, parts) if nonzero and near and meant else None


def _listing(line: _Line, at: int, parts: Sequence[int]) -> Breakdown | None:
    whole = line.entries[at].figure
    figures = [figure for n in parts if (figure := line.entries[n].figure) is not None]
    if whole is None or not figures or any(e.figure is None and e.text for e in (line.entries[n] for n in parts)):
        return None
    if any(f.unit != whole.unit or f.kind not in ("count", "money") for f in (whole, *figures)):
        return None
    return Breakdown(whole, tuple(figures), True, True, False, False)


def _check(prose: SentenceContext, table: Table, line: _Line, at: int, parts: Sequence[int]) -> Check | None:
    source = f"表“{table.title}”的“{line.entries[at].label}”"
    names = " + ".join(line.entries[n].label for n in parts)
    name = f"{line.entries[at].label}({line.name})"
    whole = line.entries[at].figure
    listing = _listing(line, at, parts)
    if listing is not None:
        added = sum_of(prose, listing.parts)
        blank = "、".join(line.entries[n].label for n in parts if line.entries[n].figure is None)
        note = BLANK_IS_NONE.format(names=blank) if blank else ""
        stated = _called(sum_of(prose, [listing.whole]), name)
        return make_check(prose, "total", _called(added, names), stated, source, note)
    missing = [line.entries[n] for n in parts if line.entries[n].figure is None]
    given = [figure for n in parts if (figure := line.entries[n].figure) is not None]
    if whole is None or not given or not missing or any(f.unit != whole.unit for f in given):
        return None
    note = FILLED_WITH_WORDS.format(names="、".join(entry.label for entry in missing))
    return not_assessable(prose, "total", names, name, [*given, whole], source, note)


def _called(reckoning: Expression, names: str) -> Expression:
    return replace(reckoning, named=names)
