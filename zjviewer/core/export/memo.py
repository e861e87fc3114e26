"""Content of a memo of checks as plain values: each result with its formula, figures, source sentences and
locations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zjviewer.core.model import check_names
from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.check_names import rule_name
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind, Side, Term, Verdict
from zjviewer.core.tables.cell_text import section_path
from zjviewer.core.text.control_characters import remove_controls
from zjviewer.core.text.segmentation import sentence_at

VERDICTS: dict[Verdict, str] = {each.name: each.chinese for each in check_names.VERDICTS}
"""Verdicts and their names, in the order of the memo."""
MARKS: dict[Verdict, str] = {"fail": "✗", "not_assessable": "○", "pass": "✓"}
_MARK_NAMES: dict[CheckMarkKind, str] = {each.name: each.chinese for each in check_names.MARKS}
SIDES: dict[Side, str] = {"left": "计算依据", "right": "报告记载"}


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a check."""

    side: str
    literal: str
    place: str
    """Its range in the text, counted from 1."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence with the figures of one check that it contains."""

    sentence: str
    place: str
    """Title of the report, section, page and paragraph."""
    figures: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One result in readable form."""

    check: Check
    rule: str
    verdict: str
    formula: str
    """Formula with the sign of its verdict, and the difference of both sides for a failed check: `… ≠ 9341853，差
    173711`."""
    place: str
    source: str
    """Number and item of the official notice; empty where the quoted sentences are the source."""
    note: str
    mark: str
    """The reader's mark on the check, with its note; empty for none."""
    quotations: tuple[Quotation, ...]
    table: str = ""
    """Titles of the tables that contain the stated result; empty for none."""


@dataclass(frozen=True, slots=True)
class Memo:
    """Results, failed checks first."""

    title: str
    reports: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    """Number of checks for each verdict, those that are not listed included."""
    entries: tuple[Entry, ...]


def memo_of(
    analyses: Sequence[Analysis],
    between: Iterable[Check] = (),
    beside: Sequence[Analysis] = (),
    passes: bool = False,
) -> Memo:
    """Memo of the checks of one or more reports and of the checks between them, with the reader's marks. `beside`:
    other reports whose figures the checks between reports use. Checks that have passed are counted, and listed only
    with `passes` or where the reader has marked them."""
    names = tuple(analysis.report.title or "未命名报告" for analysis in analyses)
    several = len(analyses) > 1
    found = [
        _entry(check, [analysis], name if several else "", analysis.mark_by_check)
        for analysis, name in zip(analyses, names, strict=True)
        for check in analysis.checks
    ]
    mark_by_check = {mark.check: mark for analysis in analyses for mark in analysis.marks}
    found += [_entry(check, (*analyses, *beside), "报告之间", mark_by_check) for check in between]
    order = list(VERDICTS)
    found.sort(key=lambda entry: order.index(entry.check.verdict))
    counts = tuple((VERDICTS[v], sum(entry.check.verdict == v for entry in found)) for v in order)
    title = f"{names[0]}勾稽核对备忘录" if not several else "勾稽核对备忘录"
    listed = (entry for entry in found if passes or entry.mark or entry.check.verdict != "pass")
    return Memo(title, names, counts, tuple(listed))


def formula_line(check: Check) -> str:
    """Formula in one line, such as `✓ 845 + 231 + 510 = 1586`; with the difference for a failed check."""
    line = f"{MARKS[check.verdict]} {check.formula or check.named_formula}"
    if check.verdict == "fail" and check.difference is not None:
        line += f"，差 {_plain(check.difference)}"
        if check.tolerance:
            line += f"（允许 {_plain(check.tolerance)}）"
    return line


def mark_line(mark: CheckMark | None) -> str:
    """Mark in Chinese, the language of the memo, such as `待复核：已去函询问`; empty for none."""
    return "：".join(filter(None, (_MARK_NAMES[mark.kind], remove_controls(mark.note)))) if mark else ""


def _entry(check: Check, analyses: Sequence[Analysis], name: str, marks: Mapping[str, CheckMark]) -> Entry:
    found = [(term, *owner) for term in check.terms if (owner := _owner(term, analyses)) is not None]
    own = next((analysis for term, analysis, _ in found if term.side == "right"), analyses[0])
    place = section_path(own, check.section)
    return Entry(
        check,
        rule_name(check.rule).chinese,
        VERDICTS[check.verdict],
        formula_line(check),
        "，".join(filter(None, (name, place))),
        "" if check.source.startswith("“") else check.source,
        check.note,
        mark_line(marks.get(check.id)),
        _quotations(found, len(analyses) > 1),
        _tables(found),
    )


def _tables(found: Sequence[tuple[Term, Analysis, Figure]]) -> str:
    """Titles of the tables that contain a figure of the stated result, else of the computed one."""
    results = [each for each in found if each[0].side == "right"] or found
    titles = (
        analysis.table_by_id[table].title
        for _, analysis, figure in results
        for table in analysis.tables_by_figure.get(figure.id, ())
    )
    return "、".join(dict.fromkeys(titles))


def _owner(term: Term, analyses: Sequence[Analysis]) -> tuple[Analysis, Figure] | None:
    """The report and the figure that a term refers to; None where no report has it."""
    year, _, ident = term.figure.rpartition("/")
    for analysis in analyses:
        if year in ("", str(analysis.report.year)) and ident in analysis.figure_by_id:
            return analysis, analysis.figure_by_id[ident]
    return None


def _quotations(found: Sequence[tuple[Term, Analysis, Figure]], named: bool) -> tuple[Quotation, ...]:
    """Each sentence once, in the order of the formula. `named`: whether locations include the title of the report."""
    groups: dict[tuple[str, str], list[Stated]] = {}
    for term, analysis, figure in found:
        start, end = sentence_at(analysis.report.text, figure.start)
        sentence = " ".join(analysis.report.text[start:end].split())
        stated = Stated(SIDES[term.side], figure.literal, f"第{figure.start + 1}–{figure.end}字")
        groups.setdefault((sentence, _place(analysis, figure, named)), []).append(stated)
    return tuple(Quotation(sentence, place, tuple(stated)) for (sentence, place), stated in groups.items())


def _place(analysis: Analysis, figure: Figure, named: bool) -> str:
    page = analysis.report.page_at(figure.start)
    parts = (
        f"《{analysis.report.title}》" if named and analysis.report.title else "",
        section_path(analysis, figure.section),
        f"第{page}页" if page else "",
        f"第{analysis.paragraph_at(figure.start) + 1}段" if analysis.paragraphs else "",
    )
    return "，".join(filter(None, parts))


def _plain(value: Decimal) -> str:
    return f"{value:,f}"
