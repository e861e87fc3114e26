"""A report that adds up has no failed check; one number changed fails exactly the checks that hold it."""

import pytest

from tests.checks.reports import OUTCOMES, PROSE, balanced, changed, changes, key, national, restated, unchanged, write
from zjviewer import paths
from zjviewer.core.analysis import begin_report, complete_report


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    html = folder / "national.html"
    told = f"2023年，全市收到政府信息公开申请{balanced(0, 6)}件，办理行政复议13件。"
    html.write_text(national(balanced, OUTCOMES, 2023, told), encoding="utf-8")
    paths_ = {"bundled": paths.bundled_report(), "prose": write(folder, *PROSE), "tables": html}
    return {name: begin_report(path) for name, path in paths_.items()}


@pytest.mark.parametrize("name", ["prose", "tables"])
def test_a_report_that_adds_up_has_no_failed_check(reports, name):
    analysis = complete_report(reports[name])
    assert len(analysis.checks) >= 25
    assert {check.verdict for check in analysis.checks} == {"pass"}, [
        c.formula for c in analysis.checks if c.verdict != "pass"
    ]


@pytest.mark.parametrize("name", ["bundled", "prose"])
def test_one_number_changed_fails_exactly_the_checks_that_hold_it(reports, name):
    begun = reports[name]
    before = unchanged(begun)
    for change in changes(held(before)):
        judge(before, changed(begun, change), change)


def test_one_cell_changed_fails_exactly_the_checks_that_hold_it(reports):
    """Reading the page again takes long, so that most cells are changed in what was read."""
    before = unchanged(reports["tables"])
    assert len(held(before)) > 150
    for number, change in enumerate(changes(held(before))):
        in_table = change.figure.id in before.tables_by_figure
        if in_table:
            judge(before, restated(before, change), change)
        if not in_table or number % 30 == 0:
            judge(before, changed(reports["tables"], change), change)


def held(analysis):
    return [figure for figure in analysis.figures if figure.id in analysis.checks_by_figure]


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
        elif check.verdict == "pass" and not _allows(now):
            assert now.verdict == "fail", told
    new = [check for each, check in found.items() if each not in known and check.verdict == "fail"]
    assert all(change.figure.id in check.figures for check in new), (change, [c.formula for c in new])


def _allows(check):
    """A bound, a part that is no more than its whole, or rounding may bear a small change."""
    return check.rule == "part" or check.tolerance > 0 or "≥" in check.formula


@pytest.mark.parametrize("name", ["bundled", "prose", "tables"])
def test_the_number_put_back_leaves_everything_as_it_was(reports, name):
    begun = reports[name]
    before = unchanged(begun)
    change = next(changes(before.figures))
    changed(begun, change)
    assert unchanged(begun).checks == before.checks


@pytest.mark.parametrize("name", ["prose", "tables"])
def test_numbers_that_no_check_holds_fail_none(reports, name):
    begun = reports[name]
    before = unchanged(begun)
    free = [figure for figure in before.figures if figure.id not in before.checks_by_figure]
    for change in changes(free):
        failed = [check for check in changed(begun, change).checks if check.verdict == "fail"]
        assert all(change.figure.id in check.figures for check in failed), (change, failed)
