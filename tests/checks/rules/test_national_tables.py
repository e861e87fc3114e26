"""The national tables: each era's identities, cells without numbers, rows of their own, prose beside tables."""

from dataclasses import replace

import pytest

from tests.checks.reports import OUTCOMES, balanced, national, opened
from zjviewer.checks.registry import check_report
from zjviewer.core.dictionary.metrics import load_dictionaries
from zjviewer.pipeline.open_report import open_report

RECEIVED = balanced(0, 6)


def page(folder, cells=balanced, outcomes=OUTCOMES, *prose):
    path = folder / "report.html"
    path.write_text(national(cells, outcomes, 2023, *prose), encoding="utf-8")
    return open_report(path)


def test_every_line_of_the_tables_is_checked(tmp_path):
    analysis = page(tmp_path)
    assert analysis.era == "E3"
    checks = [check for check in analysis.checks if check.rule == "table"]
    rows = len(analysis.table_by_id["applications"].rows)
    assert len(checks) == 7 + 7 + rows + 3
    assert {check.verdict for check in checks} == {"pass"}
    assert {check.source.partition(",")[0] for check in checks} == {"国办公开办函〔2021〕30号"}


def test_a_cell_that_disagrees_fails_its_row_and_its_column(tmp_path):
    def cells(row, column):
        return str(int(balanced(row, column)) + 10) if (row, column) == (3, 0) else balanced(row, column)

    failed = [check for check in page(tmp_path, cells).checks if check.verdict == "fail"]
    assert len(failed) == 2
    assert {check.difference for check in failed} == {10}


@pytest.mark.parametrize("text", ["/", "不适用", "—"])
def test_a_cell_with_text_instead_of_a_number_is_not_zero(tmp_path, text):
    def cells(row, column):
        return text if (row, column) == (3, 1) else balanced(row, column)

    checks = page(tmp_path, cells).checks
    open_ = [check for check in checks if check.verdict == "not_assessable"]
    assert len(open_) == 2
    assert all(check.expected is None and check.difference is None and check.formula == "" for check in open_)
    assert "部分公开" in open_[1].note or "部分公开" in open_[0].note
    assert not [check for check in checks if check.verdict == "fail"]


@pytest.mark.parametrize(("row", "column"), [(4, 2), (7, 5), (1, 0), (20, 3)])
def test_a_blank_cell_counts_as_nothing_and_the_check_says_so(tmp_path, row, column):
    def cells(r, c):
        return "" if (r, c) == (row, column) else balanced(r, c)

    value = int(balanced(row, column))
    noted = [check for check in page(tmp_path, cells).checks if "为空白,按0计" in check.note]
    assert {check.verdict for check in noted} == ({"fail"} if value else {"pass"})
    assert {check.difference for check in noted} == {value}


def test_an_empty_form_has_no_checks(tmp_path):
    assert page(tmp_path, lambda row, column: "", ("",) * 15).checks == ()


def test_blocks_of_reviews_and_suits_add_up_each_by_itself(tmp_path):
    failed = [c for c in page(tmp_path, balanced, (*OUTCOMES[:4], "14", *OUTCOMES[5:])).checks if c.verdict == "fail"]
    assert [check.formula for check in failed] == ["10 + 1 + 0 + 2 = 13 ≠ 14"]


def without_key(analysis, key):
    """The report as if a row were its own and not the format's."""
    table = analysis.table_by_id["applications"]
    rows = tuple(replace(row, key="") if row.key == key else row for row in table.rows)
    tables = tuple(replace(each, rows=rows) if each.id == table.id else each for each in analysis.tables)
    return replace(analysis, tables=tables)


def test_a_row_of_the_report_s_own_may_belong_to_the_total(tmp_path):
    checks = check_report(without_key(page(tmp_path), "refused.secret"))
    told = [check for check in checks if "格式之外的行" in check.note]
    assert [check.verdict for check in told] == ["pass"] * 7
    assert all("属于国家秘密" in check.note for check in told)


def test_a_row_that_the_format_has_and_the_report_lacks_leaves_the_total_open(tmp_path):
    checks = check_report(without_key(page(tmp_path), "granted"))
    assert [check.verdict for check in checks if "有的项目" in check.note] == ["not_assessable"] * 7
    assert not [check for check in checks if check.verdict == "fail"]


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        (f"全市收到政府信息公开申请{RECEIVED}件。", f"{RECEIVED} = {RECEIVED}"),
        ("全年办理行政复议13件。", "13 = 13"),
        ("全年办理行政诉讼案件9件。", "4 + 5 = 9"),
        ("全年制发行政规范性文件12件。", "12 = 12"),
        ("截至年底,现行有效的行政规范性文件88件。", "88 = 88"),
        ("全年制发行政规范性文件13件。", "12 ≠ 13"),
    ],
)
def test_prose_must_say_what_the_tables_say(tmp_path, words, formula):
    (check,) = [check for check in page(tmp_path, balanced, OUTCOMES, words).checks if check.rule == "prose"]
    assert check.formula == formula
    assert check.verdict == ("fail" if "≠" in formula else "pass")


@pytest.mark.parametrize(
    "words",
    [
        "其中通过网络收到政府信息公开申请120件。",
        "上半年收到政府信息公开申请120件。",
        "2022年收到政府信息公开申请120件。",
        "下一步,力争办理行政复议10件。",
    ],
)
def test_prose_about_something_else_is_left_alone(tmp_path, words):
    assert not [check for check in page(tmp_path, balanced, OUTCOMES, words).checks if check.rule == "prose"]


def test_the_rules_of_one_era_do_not_touch_another(tmp_path):
    analysis = page(tmp_path)
    assert check_report(replace(analysis, era="E1")) == check_report(replace(analysis, era=""))


def test_reports_in_prose_follow_the_form_of_their_years(tmp_path):
    told = "全市收到政府信息公开申请1204件,其中当面申请300件,传真申请50件,网络申请750件,信函申请104件。"
    (check,) = opened(tmp_path, "一、概述", told).checks
    assert (check.rule, check.formula) == ("table", "300 + 50 + 750 + 104 = 1,204")
    assert check.source.startswith("政府信息公开情况统计表 三")


def test_a_metric_that_prose_leaves_out_leaves_the_form_s_sum_alone(tmp_path):
    told = "全市收到政府信息公开申请1204件,其中网络申请750件,信函申请104件。"
    assert opened(tmp_path, "一、概述", told).checks == ()


def test_every_term_that_a_dictionary_names_is_a_line_of_its_tables():
    for dictionary in load_dictionaries():
        lines = {form.id: ({e.id for e in form.rows}, {e.id for e in form.columns}) for form in dictionary.forms}
        metrics = {row.metric for table in dictionary.tables for row in table.rows}
        for identity in dictionary.identities:
            for term in (*identity.left, *identity.right):
                known = lines[identity.tables[0]][identity.along == "rows"] if dictionary.forms else metrics
                assert term.endswith("*") or term in known, (dictionary.era, term)
        for wording in dictionary.wordings:
            for cells in (wording.cells, *wording.instead):
                assert all(r in lines[wording.table][0] and c in lines[wording.table][1] for r, c in cells)
        for rule in dictionary.successions:
            rows, columns = (known | {"*"} for known in lines[rule.table])
            assert rule.row in rows
            assert rule.column in columns
            assert all(row in rows and column in columns for row, column, _ in (*rule.before, *rule.own))


HANDLED, CARRIED = balanced(23, 6), balanced(24, 6)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("全市受理政府信息公开申请{}件。", RECEIVED),
        ("2023年，我市共收到信息公开申请{}宗。", RECEIVED),
        ("全年新收政府信息公开申请{}件。", RECEIVED),
        ("政府信息公开申请共受理{}件。", RECEIVED),
        (f"全年受理政府信息公开申请{RECEIVED}件，共办理{{}}件。", HANDLED),
        (f"全年收到申请{RECEIVED}件，办结{{}}件。", HANDLED),
        (f"全年收到申请{RECEIVED}件，结转下一年{{}}件。", CARRIED),
        ("全年办理相关行政复议、行政诉讼案件{}件。", "22"),
        ("全年制发行政规范性文件{}件。", "12"),
    ],
)
@pytest.mark.parametrize("factor", [1, 2, 7, 100])
def test_prose_that_names_a_cell_is_compared_at_any_distance(tmp_path, sentence, value, factor):
    stated = str(int(value) * factor)
    failed = [c for c in page(tmp_path, balanced, OUTCOMES, sentence.format(stated)).checks if c.verdict == "fail"]
    assert [check.formula.rpartition(" ")[2] for check in failed if check.rule == "prose"] == (
        [f"{int(stated):,}"] if factor > 1 else []
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "全年收到土地征收类政府信息公开申请9999件。",
        "市公安局收到政府信息公开申请9999件。",
        "各县（市、区）受理政府信息公开申请9999件。",
        "通过邮寄方式收到政府信息公开申请9999件。",
        "受理12345热线诉求9999件，办结9998件。",
        "全年收到信访件9999件，办理9998件。",
    ],
)
def test_prose_that_names_only_a_part_is_not_compared_at_a_distance(tmp_path, sentence):
    assert not [c for c in page(tmp_path, balanced, OUTCOMES, sentence).checks if c.verdict == "fail"]


NEAR = str(int(RECEIVED) + 1)


@pytest.mark.parametrize(
    ("sentences", "formulas"),
    [
        ("全市收到政府信息公开申请{}件。|" + RECEIVED, [f"{RECEIVED} = {RECEIVED}"]),
        ("全市收到政府信息公开申请{}件。|" + NEAR + "|9", [f"{RECEIVED} ≠ {NEAR}", f"{RECEIVED} ≠ 9"]),
        ("市教育局收到政府信息公开申请{}件。|9", []),
        ("市教育局收到政府信息公开申请{}件。|" + NEAR + "|9", [f"{RECEIVED} ≠ {NEAR}"]),
    ],
)
def test_a_sentence_of_another_body_is_compared_where_it_is_the_first_and_near(tmp_path, sentences, formulas):
    sentence, *numbers = sentences.split("|")
    told = "".join(map(sentence.format, numbers))
    checks = page(tmp_path, balanced, OUTCOMES, told).checks
    assert [check.formula for check in checks if check.rule == "prose"] == formulas
