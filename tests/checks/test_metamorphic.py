"""A report that adds up has no failed check; one number changed fails exactly the checks that hold it.

Over every figure of every sample: prose and tables, of each era and of none.
"""

import re
from decimal import Decimal
from itertools import islice

import pytest

from tests import papers
from tests.checks.formats import format_2014, format_2019
from tests.checks.reports import OUTCOMES, PROSE, balanced, changed, changes, key, national, restated, unchanged, write
from tests.checks.rules.test_source_table_totals import TABLE
from tests.checks.test_samples import SAMPLES
from zjviewer import paths
from zjviewer.core.text.segmentation import fold_width
from zjviewer.pipeline.open_report import begin_report, complete_report

GRID = papers.Paper(
    "甲市2012年政府信息公开年度报告",
    (papers.Words("一、概述", 1), papers.Words("各县申请情况"), papers.Grid(tuple(papers.row(*row) for row in TABLE))),
)
WRITTEN = {"form of 2014": format_2014(), "format of 2019": format_2019(), "a table of its own": GRID}
WHOLE = ("prose", "format of 2021", *WRITTEN, *(path.stem for path in SAMPLES))
"""Reports without a failed check."""
EVERY = 40
"""One change in so many is read again from the changed text; the others are checked again only."""
TRIED = 4
"""One change in so many is tried by day, each of them at night."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    html = folder / "2021.html"
    told = f"2023年，全市收到政府信息公开申请{balanced(0, 6)}件，办理行政复议13件。"
    html.write_text(national(balanced, OUTCOMES, 2023, told), encoding="utf-8")
    found = {"bundled": paths.bundled_report(), "prose": write(folder, *PROSE), "format of 2021": html}
    for name, paper in WRITTEN.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(papers.as_html(paper), encoding="utf-8")
    found |= {path.stem: path for path in SAMPLES}
    return {name: begin_report(path) for name, path in found.items()}


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_that_adds_up_has_no_failed_check(reports, name):
    analysis = complete_report(reports[name])
    assert len(analysis.checks) >= 7
    assert {check.verdict for check in analysis.checks} == {"pass"}, [
        c.formula for c in analysis.checks if c.verdict != "pass"
    ]


@pytest.mark.parametrize("name", ["bundled", *WHOLE])
def test_one_number_changed_fails_exactly_the_checks_that_hold_it(reports, name, pytestconfig):
    """Reading a page again takes long, so that most numbers are changed in what was read."""
    begun = reports[name]
    before = unchanged(begun)
    every = changes(before.figures, 1 if name.startswith("format") else 2)
    for number, change in enumerate(islice(every, 0, None, 1 if pytestconfig.option.nightly else TRIED)):
        after = restated(before, change)
        if after is None or number % EVERY == 0:
            after = changed(begun, change)
        judge(before, after, change)


def judge(before, after, change):
    assert len(after.figures) == len(before.figures), change
    known = {key(check): check for check in before.checks}
    found = {key(check): check for check in after.checks}
    for each, check in known.items():
        told = (change, check.formula)
        assert each in found, told
        now = found[each]
        if change.figure.id not in check.figures:
            assert (now.verdict, now.formula) == (check.verdict, check.formula), told
        elif check.verdict == "pass" and (verdict := _verdict(after, now)):
            assert now.verdict == verdict, told
    new = [check for each, check in found.items() if each not in known and check.verdict == "fail"]
    assert all(change.figure.id in check.figures for check in new), (change, [c.formula for c in new])


def _verdict(analysis, check):
    """Worked out from the figures alone; empty for kinds of formulas that are not worked out here."""
    sides = {"left": [], "right": []}
    for term in check.terms:
        sides[term.side].append(analysis.figure_by_id[term.figure])
    left, right = sides["left"], sides["right"]
    if any(figure.qualifier for figure in (*left, *right)) or check.note:
        return ""
    if check.rule == "part":
        gap, slack = left[0].value - right[0].value, _slack(left[0]) + _slack(right[0])
    elif check.rule in ("total", "table", "balance", "restated") and " ÷ " not in check.formula:
        gap = abs(sum(f.value for f in left) - sum(f.value for f in right))
        slack = _slack_of_a_sum([*left, *right])
    elif check.rule in ("share", "rate") and len(left) == 2 and not any(map(_slack, left)):
        gap, slack = abs(left[0].value / left[1].value * 100 - right[0].value), _slack(right[0])
    else:
        return "" if check.tolerance else "fail"
    return "pass" if gap <= slack else "fail"


def _slack_of_a_sum(figures):
    """Two numbers of one notation are equal; of more, rounding explains three standard deviations at most."""
    steps = list(filter(None, map(_slack, figures)))
    if len(figures) == 2 and len(set(steps)) == 1 == len(steps) - 1:
        return 0
    return min(sum(steps), (3 * sum((step**2 for step in steps), Decimal(0))).sqrt())


def _slack(figure):
    """Half of the last place as it is written; nothing for a count without a point and without 万."""
    number = re.search(r"[\d,]+(?:\.(\d+))?", fold_width(figure.literal))
    if number is None or (not number[1] and figure.unit not in ("%", "万元", "亿元") and "万" not in figure.literal):
        return 0
    written = Decimal(number[0].replace(",", ""))
    return abs(figure.value / written if written else 1) * Decimal(1).scaleb(-len(number[1] or "")) / 2


@pytest.mark.parametrize("name", ["bundled", "prose", "format of 2019"])
def test_the_number_put_back_leaves_everything_as_it_was(reports, name):
    begun = reports[name]
    before = unchanged(begun)
    change = next(changes(before.figures))
    changed(begun, change)
    assert unchanged(begun).checks == before.checks
