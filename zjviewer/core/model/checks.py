"""Results of the checks, and the reader's marks on them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

Verdict = Literal["pass", "fail", "not_assessable"]
Side = Literal["left", "right"]
CheckMarkKind = Literal["review", "confirmed", "dismissed"]

_ZEROS = re.compile(r"(\.\d*?)0+(?!\d)")


class Term(NamedTuple):
    """A figure's place in a check."""

    figure: str
    """Its id; in a check between reports with the year of its report before it, such as `2016/f104`."""
    side: Side
    """`left`: a term of the computed result; `right`: the stated result."""


@dataclass(frozen=True, slots=True)
class Check:
    """One reconciliation: a formula over figures, what it gives, what the report states, and whether they agree."""

    id: str
    """Unchanged as long as the rule and its figures, with the text before them, are; the reader's marks refer to it."""
    rule: str
    """Family of the rule, such as `total`, `share`, `growth`."""
    formula: str
    """With the numbers put in, such as `845 + 231 + 510 = 1586`."""
    named_formula: str
    """The same with the labels of the report."""
    stated: Decimal | None
    expected: Decimal | None
    """What the formula gives, to two places more than is stated; None where it gives nothing."""
    difference: Decimal | None
    """How far both are apart, never negative; 0 where a bound, such as 超过170件, is met."""
    tolerance: Decimal
    """How far they may be apart, because of the places to which the figures are written."""
    verdict: Verdict
    terms: tuple[Term, ...]
    section: str
    """Id of the section that states the result."""
    source: str
    """Where the rule comes from: the notice and its item, or the sentence, in quotation marks."""
    note: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of its figures, each once."""
        return tuple(dict.fromkeys(term.figure for term in self.terms))


class CheckMark(NamedTuple):
    """The reader's mark on the result of a check."""

    check: str
    """The check's id."""
    kind: CheckMarkKind
    """`review`: to be looked into; `confirmed`: the result is right; `dismissed`: a false alarm."""
    note: str
    rule: str
    formula: str
    """The check's own, with its numbers: another version of the program may give the same check another id."""

    def has_formula_of(self, check: "Markable") -> bool:
        """Whether it was set on a check of the same rule with the same numbers; earlier versions wrote them without
        groups of digits and without zeros at the end."""
        return self.rule == check.rule and _bare(self.formula) == _bare(check.formula)


class Markable(Protocol):
    """What a mark is found by: a check, or what is stored of one."""

    @property
    def id(self) -> str:
        """Id of the check."""

    @property
    def rule(self) -> str:
        """Family of its rule."""

    @property
    def formula(self) -> str:
        """Its formula with the numbers put in."""


def marks_by_check(marks: Sequence[CheckMark], checks: Sequence[Markable]) -> Mapping[str, CheckMark]:
    """The reader's mark by the id of its check; one whose id is of no check goes to the only one that has its rule
    and its formula, however numbers were written when it was saved."""
    found = {mark.check: mark for mark in marks}
    ids = {check.id for check in checks}
    for mark in marks:
        if mark.check not in ids and mark.formula:
            alike = [check.id for check in checks if mark.has_formula_of(check)]
            if len(alike) == 1:
                found.setdefault(alike[0], mark)
    return {check: mark for check, mark in found.items() if check in ids}


def _bare(formula: str) -> str:
    return re.sub(r"\.(?!\d)", "", _ZEROS.sub(r"\1", formula.replace(",", "")))
