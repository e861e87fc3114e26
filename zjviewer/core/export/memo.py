"""What a memo of checks says, as plain values: every result with its formula, its figures, their words and places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.check_rules import check_rule
from zjviewer.core.model.checks import Check, CheckMark, CheckMarkKind, Side, Term, Verdict
from zjviewer.core.tables.cell_text import section_path
from zjviewer.core.text.control_characters import remove_controls
from zjviewer.core.text.segmentation import sentence_at

VERDICTS: dict[Verdict, str] = {"fail": "不符", "not_assessable": "无法核对", "pass": "相符"}
"""In the order in which a memo tells them."""
MARKS: dict[Verdict, str] = {"fail": "✗", "not_assessable": "○", "pass": "✓"}
_MARK_NAMES: dict[CheckMarkKind, str] = {"review": "待复核", "confirmed": "已确认", "dismissed": "误报"}
SIDES: dict[Side, str] = {"left": "计算依据", "right": "报告记载"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a check."""

    side: str
    literal: str
    place: str
    """Its range in the text, counted from 1."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence, and the figures of one check that stand in it."""

    sentence: str
    place: str
    """Report, section, page and paragraph."""
    figures: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One result for people to read."""

    check: Check
    rule: str
    verdict: str
    formula: str
    """With its mark, and how much both sides differ where they should not: `… ≠ 9341853，差 173711`."""
    place: str
    source: str
    """The notice and its item; empty where the sentences themselves are the source."""
    note: str
    mark: str
    """What the reader has said of it; empty for nothing."""
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """All results, those that do not agree first."""

    title: str
    reports: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    """By verdict."""
    entries: tuple[Entry, ...]


def memo_of(analyses: Sequence[Analysis], between: Iterable[Check] = (), beside: Sequence[Analysis] = ()) -> Memo:
    """The checks of one or more reports, and those between them, with the reader's marks; `beside`: other reports that
    the checks between quote.
    """
    names = tuple(analysis.report.title or "未命名报告" for analysis in analyses)
    several = len(analyses) > 1
    found = [
        _entry(check, [analysis], name if several else "", analysis.mark_by_check)
        for analysis, name in zip(analyses, names, strict=True)
        for check in analysis.checks
    ]
    kept = {mark.check: mark for analysis in analyses for mark in analysis.marks}
    found += [_entry(check, (*analyses, *beside), "报告之间", kept) for check in between]
    order = list(VERDICTS)
    found.sort(key=lambda entry: order.index(entry.check.verdict))
    counts = tuple((VERDICTS[v], sum(entry.check.verdict == v for entry in found)) for v in order)
    title = f"{names[0]}勾稽核对备忘录" if not several else "勾稽核对备忘录"
    return Memo(title, names, counts, tuple(found))


def formula_line(check: Check) -> str:
    """`✓ 845 + 231 + 510 = 1586`; with the difference where both sides do not agree."""
    line = f"{MARKS[check.verdict]} {check.formula or check.named_formula}"
    if check.verdict == "fail" and check.difference is not None:
        line += f"，差 {_plain(check.difference)}"
        if check.tolerance:
            line += f"（允许 {_plain(check.tolerance)}）"
    return line


def mark_line(mark: CheckMark | None) -> str:
    """`待复核：已去函询问`; empty for none. The memo speaks Chinese, as its report does."""
    return "：".join(filter(None, (_MARK_NAMES[mark.kind], remove_controls(mark.note)))) if mark else ""


def _entry(check: Check, analyses: Sequence[Analysis], name: str, marks: Mapping[str, CheckMark]) -> Entry:
    found = [(term, *owner) for term in check.terms if (owner := _owner(term, analyses)) is not None]
    own = next((analysis for term, analysis, _ in found if term.side == "right"), analyses[0])
    place = section_path(own, check.section)
    return Entry(
        check,
        check_rule(check.rule).chinese,
        VERDICTS[check.verdict],
        formula_line(check),
        "，".join(filter(None, (name, place))),
        "" if check.source.startswith("“") else check.source,
        check.note,
        mark_line(marks.get(check.id)),
        _quotations(found, len(analyses) > 1),
    )


def _owner(term: Term, analyses: Sequence[Analysis]) -> tuple[Analysis, Figure] | None:
    """The report and the figure that a term means."""
    year, _, ident = term.figure.rpartition("/")
    for analysis in analyses:
        if year in ("", str(analysis.report.year)) and ident in analysis.figure_by_id:
            return analysis, analysis.figure_by_id[ident]
    return None


def _quotations(found: Sequence[tuple[Term, Analysis, Figure]], named: bool) -> tuple[Quotation, ...]:
    """Each sentence once, in the order of the formula; `named`: with the titles of the reports."""
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
    return f"{value:f}"
