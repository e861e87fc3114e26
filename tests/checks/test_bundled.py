"""The arithmetic of the bundled report, worked out by hand: all of it is found, and nothing else fails."""

import pytest

from zjviewer import paths
from zjviewer.pipeline.open_report import open_report

FOUND = (
    "204 + 276 + 233 + 274 + 429 + 285 + 372 = 2,073",
    "190 + 1,560 = 1,750",
    "93,610 + 122,649 = 216,259",
    "193 + 35,752 = 35,945",
    "8,730 + 19,322 = 28,052",
    "845 + 231 + 510 = 1,586",
    "734 + 78 + 322 = 1,134",
    "16,850 − 16,216 = 634",
    "(2,981 + 12,940 + 2,174) ÷ 31,879 = 56.76% ≈ 57%",
    "2,333 ÷ 31,879 = 7.32% ≈ 7%",
    "5,084 ÷ 31,879 = 15.95% ≈ 16%",
    "4,130 ÷ 31,879 = 12.96% ≈ 13%",
    "1,315 ÷ 31,879 = 4.12% ≈ 4%",
    "922 ÷ 31,879 = 2.89% ≈ 3%",
    "845 ÷ 1,586 = 53.28% ≈ 53%",
    "231 ÷ 1,586 = 14.56% ≈ 15%",
    "510 ÷ 1,586 = 32.16% ≈ 32%",
    "734 ÷ 1,134 = 64.73% ≈ 65%",
    "78 ÷ 1,134 = 6.88% ≈ 7%",
    "322 ÷ 1,134 = 28.4% ≈ 28%",
    "63,934 ÷ 365 = 175.16 ≥ 170",
    "939 ≤ 4,546",
    "16,216 = 16,216",
    "26 = 26",
    "44 = 44",
    "89 = 89",
    "11 = 11",
)
FAILED = "8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853"


@pytest.fixture(scope="module")
def bundled():
    return open_report(paths.bundled_report())


def test_every_identity_is_found_and_passes(bundled):
    passed = {check.formula for check in bundled.checks if check.verdict == "pass"}
    assert passed == set(FOUND)


def test_one_total_fails_and_nothing_else(bundled):
    (failed,) = [check for check in bundled.checks if check.verdict != "pass"]
    assert failed.formula == FAILED
    assert (failed.verdict, failed.difference, failed.tolerance) == ("fail", 173711, 0)
    assert (failed.expected, failed.stated) == (9515564, 9341853)
    assert [(term.side, bundled.figure_by_id[term.figure].literal) for term in failed.terms] == [
        ("left", "8517780条"),
        ("left", "997784条"),
        ("right", "9341853条"),
    ]
    assert all(literal in failed.source for literal in ("9341853条", "8517780条", "997784条"))


def test_a_sum_that_is_never_stated_is_told_in_a_note(bundled):
    (check,) = [check for check in bundled.checks if check.formula.startswith("922 ÷")]
    assert "= 31,879" in check.note
    assert len(check.figures) == 9


def test_reviews_and_suits_are_checked_by_the_form(bundled):
    sources = {check.formula: check.source for check in bundled.checks}
    assert "四、行政复议" in sources["845 + 231 + 510 = 1,586"]
    assert "五、行政诉讼" in sources["734 + 78 + 322 = 1,134"]


def test_every_check_is_whole(bundled):
    assert len({check.id for check in bundled.checks}) == len(bundled.checks)
    for check in bundled.checks:
        assert check.named_formula
        assert check.source
        assert check.section in bundled.section_by_id
        assert set(check.figures) <= set(bundled.figure_by_id)
        assert (check.difference <= check.tolerance) == (check.verdict == "pass")


def test_channels_are_no_parts_of_the_total(bundled):
    channels = {cell.id for cell in bundled.table_by_id["channels"].figures}
    assert not channels & set(bundled.checks_by_figure)


def test_ids_last_as_long_as_the_numbers_and_their_words(bundled, tmp_path):
    text = "网站首页\n\n" + bundled.report.title + "\n\n前言。全文共有3个附件。\n" + bundled.report.text
    path = tmp_path / "copy.txt"
    path.write_text(text, encoding="utf-8")
    moved = {check.id: check.formula for check in open_report(path).checks}
    ids = {check.id: check.formula for check in bundled.checks if check.rule != "restated"}
    assert len(ids) > 20
    assert {ident: moved.get(ident) for ident in ids} == ids


def test_an_id_changes_with_a_number_and_stays_for_the_others(bundled, tmp_path):
    path = tmp_path / "copy.txt"
    text = f"{bundled.report.title}\n{bundled.report.text}".replace("845件", "846件")
    path.write_text(text, encoding="utf-8")
    before = {check.id: check.formula for check in bundled.checks}
    after = {check.id: check.formula for check in open_report(path).checks}
    gone = {formula for ident, formula in before.items() if ident not in after}
    assert gone == {"845 + 231 + 510 = 1,586", "845 ÷ 1,586 = 53.28% ≈ 53%"}
