"""Figures: those a text states, and nothing that only looks like one."""

import csv
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer import paths
from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.model.analysis import Figure
from zjviewer.core.text.numerals import number_of
from zjviewer.pipeline.open_report import open_report

GOLDEN = Path(__file__).parent.parent.parent / "golden" / "zhejiang-2017-figures.csv"


def read(text: str, year: int | None = 2017) -> list[Figure]:
    return list(find_figures(text, (), year, "浙江省"))


def only(text: str) -> Figure:
    figures = read(text)
    assert len(figures) == 1, figures
    return figures[0]


@pytest.fixture(scope="module")
def bundled():
    return open_report(paths.bundled_report())


def test_the_bundled_report_states_what_was_read_by_hand(bundled):
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert len(bundled.figures) == len(expected) == 148
    for figure, row in zip(bundled.figures, expected, strict=True):
        found = {
            name: str(getattr(figure, name) if getattr(figure, name) is not None else "")
            for name in row
            if name not in ("tables",)
        }
        assert found == {name: value for name, value in row.items() if name != "tables"}


def test_no_year_date_document_number_version_or_name_of_the_bundled_report_is_a_figure(bundled):
    text = bundled.report.text
    stated = {figure.start for figure in bundled.figures}
    named = re.compile(r"年|月|版|〕|号|\+|-2017|重大火灾|燃气")
    runs = list(re.finditer(r"\d+(?:\.\d+)?", text))
    assert len(runs) == 219
    for run in runs:
        assert (run.start() not in stated) == bool(named.match(text, run.end())), text[run.start() - 8 : run.end() + 8]


def test_144_figures_have_their_unit_right_behind_the_digits_and_four_have_words_between_or_count_kinds(bundled):
    others = [
        f.literal
        for f in bundled.figures
        if not re.fullmatch(r"[\d.]+(?:%|人次|[件条项次期篇场个家份批位分])", f.literal)
    ]
    assert others == ["30000余件", "3类", "8000多份", "30多个"]


def test_every_literal_stands_in_the_text_and_reads_as_its_value(bundled):
    for figure in bundled.figures:
        assert bundled.report.text[figure.start : figure.end] == figure.literal
        written = re.match(r"[\d.]+", figure.literal)
        assert written is not None
        assert Decimal(written[0]) == abs(figure.value)
        assert (figure.value < 0) == (
            figure.literal in ("7%", "17%", "634篇") and figure.kind == "change" and figure.value < 0
        )


@pytest.mark.parametrize(
    ("sentence", "literal", "value", "unit", "kind", "qualifier"),
    [
        ("全年收到申请三百二十五件。", "三百二十五件", "325", "件", "count", ""),
        ("同比下降百分之十二点五。", "百分之十二点五", "-12.5", "%", "change", ""),
        ("接受培训１,２３４人次。", "１,２３４人次", "1234", "人次", "count", ""),
        ("投入专项经费12.5万元。", "12.5万元", "12.5", "万元", "money", ""),
        ("总投资3.2亿元。", "3.2亿元", "32000", "万元", "money", ""),
        ("公开信息934.2万条。", "934.2万条", "9342000", "条", "count", ""),
        ("办结事项已达30000余件。", "30000余件", "30000", "件", "count", "余"),
        ("约3000人参加。", "3000人", "3000", "人", "count", "约"),
        ("平均合格率达94%以上。", "94%", "94", "%", "rate", "以上"),
        ("日均更新量超过170件。", "170件", "170", "件", "count", "超过"),
        ("其公开率占全部申请的57%。", "57%", "57", "%", "share", ""),
        ("同比增长11%。", "11%", "11", "%", "change", ""),
        ("比上年降低7%。", "7%", "-7", "%", "change", ""),
        ("办结率提高2.3个百分点。", "2.3个百分点", "2.3", "百分点", "change", ""),
        ("温州市以78.1分排名全国城市第一。", "78.1分", "78.1", "分", "score", ""),
        ("收到申请10多万件。", "10多万件", "100000", "件", "count", "多"),
        ("全年收到申请数为128。", "128", "128", "", "count", ""),
        ("举办培训班三期。", "三期", "3", "期", "count", ""),
        ("平均3个工作日办结。", "3个工作日", "3", "工作日", "count", ""),
        ("行政复议0件。", "0件", "0", "件", "count", ""),
    ],
)
def test_a_sentence_is_read_as_a_reader_would(sentence, literal, value, unit, kind, qualifier):
    figure = only(sentence)
    assert (figure.literal, str(figure.value), figure.unit, figure.kind, figure.qualifier) == (
        literal,
        value,
        unit,
        kind,
        qualifier,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "2017年3月5日上午9时30分,第12号公告。",
        "根据浙政发〔2017〕6号和国办发[2014]46号文件。",
        "制定政务公开5年行动计划,2018-2020年实施。",
        "在线平台2.0版覆盖全省,建立421+N模式和1+X模式。",
        "《杭州市西湖区721燃气爆燃事故调查报告》第30条。",
        "根据《条例》第五十条第三款,十三届人大二次会议。",
        "统筹推进五位一体总体布局,坚持四个全面,深化最多跑一次改革。",
        "12345热线、5G网络和C919客机,3·15晚会。",
        "四个百分之百全部实现,建设两个高水平浙江。",
        "三级以上医院实现一站式服务,一批项目落地,加强三农工作。",
        "一、概述",
    ],
)
def test_years_dates_numbers_of_documents_versions_and_names_state_nothing(sentence):
    assert read(sentence) == []


def test_a_value_that_another_is_compared_with_belongs_to_its_own_year():
    now, before, less = read("全省发布解读稿件16216篇,比2016年的16850篇减少634篇。")
    assert (now.year, before.year, less.year) == (2017, 2016, 2017)
    assert (before.kind, less.kind, less.value) == ("count", "change", Decimal(-634))


def test_the_year_of_a_comparison_is_not_the_year_of_the_growth():
    assert [figure.year for figure in read("召开发布会1750场,较2016年下降17%。")] == [2017, 2017]


def test_a_list_shares_kind_sign_and_year():
    first, second = read("与2016年相比分别下降4.3%、5.5%。")
    assert (first.value, second.value) == (Decimal("-4.3"), Decimal("-5.5"))
    assert first.kind == second.kind == "change"


def test_a_share_takes_over_what_its_count_counts():
    count, share = read("其中,被依法纠错231件,占15%。")
    assert (share.indicator, share.kind) == (count.indicator, "share") == ("被依法纠错", "share")


def test_the_noun_behind_a_number_is_what_it_counts():
    assert [figure.indicator for figure in read("全省11个设区市政府、46家省级单位调整了公开目录。")] == [
        "设区市政府",
        "省级单位",
    ]


def test_the_body_that_a_clause_names_is_the_subject():
    own, lower = read("省级部门收到举报投诉8730件,各市及其部门收到举报投诉19322件。")
    assert (own.subject, lower.subject) == ("省级部门", "各市及其部门")
    assert own.indicator == lower.indicator == "收到举报投诉"


@given(st.integers(0, 10**10), st.sampled_from(["件", "条", "人次", "篇", "场", "家"]), st.booleans(), st.booleans())
def test_any_count_is_found_however_it_is_written(number, unit, grouped, wide):
    written = f"{number:,}" if grouped else str(number)
    if wide:
        written = written.translate({ord(a): ord(a) + 0xFEE0 for a in "0123456789,"})
    figure = only(f"全省共公开信息{written}{unit}。")
    assert (figure.value, figure.unit, figure.literal) == (number, unit, written + unit)


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 31))
def test_no_date_is_a_figure(year, month, day):
    assert read(f"{year}年{month}月{day}日,印发浙政发〔{year}〕{day}号,{year}-{month}-{day}公布。") == []


@given(st.text(alphabet="2017年月日第号,。、〔〕《》%件万亿余多约一二十百为共占增长下降１２.+-0 \n", max_size=60))
def test_no_text_breaks_the_reading_and_spans_stay_true(text):
    figures = read(text)
    assert all(text[figure.start : figure.end] == figure.literal for figure in figures)
    assert all(a.end <= b.start for a, b in pairwise(figures))


@given(st.integers(0, 99_999_999), st.sampled_from(["", "万", "亿"]))
def test_written_numbers_read_back(number, scale):
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert number_of(f"{number}{scale}") == number * factor


@pytest.mark.parametrize(
    ("written", "value"),
    [("三百二十五", 325), ("两百", 200), ("一万二千", 12000), ("廿三", 23), ("百", 100), ("两", 2), ("1.2万", 12000)],
)
def test_chinese_numerals_read(written, value):
    assert number_of(written) == value


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="年报"):
        number_of("年报")


def test_quotation_marks_without_their_partner_are_no_part_of_what_is_counted():
    named = read("答复的97件中，“同意公开”的60件，属于“三安全一稳定”的17件。")
    assert [figure.indicator for figure in named] == ["答复", "同意公开", "属于“三安全一稳定”"]


@pytest.mark.parametrize(
    ("text", "indicators", "years"),
    [
        ("公开率由2015年的85%提高到92%,提高7个百分点。", ["公开率"] * 3, [2015, 2017, 2017]),
        ("满意率从2016年的85.5%升至92%。", ["满意率"] * 2, [2016, 2017]),
        ("公开信息1500条,是2016年的1.25倍。", ["公开信息"] * 2, [2017, 2017]),
        ("公开信息1500条,是上年的1.25倍。", ["公开信息"] * 2, [2017, 2017]),
        ("2017年公开信息1500条,2016年1200条,同比增长25%。", ["公开信息"] * 3, [2017, 2016, 2017]),
        ("发布简报32期,约占总数的15%以上。", ["发布简报"] * 2, [2017, 2017]),
        ("一是召开会议13次。", ["召开会议"], [2017]),
        ("专职人员仅2名。", ["专职人员"], [2017]),
    ],
)
def test_what_moves_from_one_year_to_another_is_one_measure(text, indicators, years):
    found = read(text)
    assert ([figure.indicator for figure in found], [figure.year for figure in found]) == (indicators, years)


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("支出2000.00万元,其中人员经费1988.06万元。", ["2000.00万元", "1988.06万元"]),
        ("合计2024.12万元,比上年增加2019.30万元。", ["2024.12万元", "2019.30万元"]),
        ("占地2010.08亩,投资1999.12亿元。", ["2010.08亩", "1999.12亿元"]),
        ("完成率2010.5%。", ["2010.5%"]),
        ("自2023.05起实施,2023.5.6印发文件3件。", ["3件"]),
        ("2023-05发布,2023/6发布,2023.12.31发布。", []),
    ],
)
def test_an_amount_that_looks_like_a_date_is_an_amount(text, literals):
    assert [figure.literal for figure in find_figures(text, (), 2023, "澄原市")] == literals


@pytest.mark.parametrize(
    ("text", "indicator", "kind", "value"),
    [
        ("人口自然增长率3.2‰。", "人口自然增长率", "rate", "3.2"),
        ("人口自然增长率为-0.8‰。", "人口自然增长率", "rate", "-0.8"),
        ("人口机械增长率达到1.5%。", "人口机械增长率", "rate", "1.5"),
        ("生产总值增长率为-4.1%。", "生产总值增长率", "change", "-4.1"),
        ("受理申请比2021年多5件。", "受理申请", "change", "5"),
        ("受理申请较上年少3件。", "受理申请", "change", "-3"),
        ("办结率保持100%。", "办结率", "rate", "100"),
        ("2019—2023年共受理申请560件。", "受理申请", "count", "560"),
    ],
)
def test_levels_and_changes_are_told_apart(text, indicator, kind, value):
    figure = find_figures(text, (), 2023, "澄原市")[0]
    assert (figure.indicator, figure.kind, str(figure.value)) == (indicator, kind, value)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("受理申请由上年的96件增加到本年的120件。", ["受理申请"] * 2),
        ("办件量从去年的96件增至今年的120件,增幅25%。", ["办件量"] * 3),
    ],
)
def test_both_ends_of_a_move_between_years_named_by_words_are_one_measure(text, indicators):
    assert [figure.indicator for figure in find_figures(text, (), 2023, "澄原市")] == indicators


@pytest.mark.parametrize("verbs", [("增长", "下降"), ("提高", "降低"), ("上升", "回落"), ("增长", "增长")])
def test_changes_with_verbs_of_their_own_are_divided_over_a_list(verbs):
    rise, other = verbs
    text = f"城东区、城西区分别公开信息530条和412条,同比分别{rise}12.5%、{other}3.6%。"
    found = find_figures(text, (), 2023, "澄原市")[2:]
    sign = 1 if other == "增长" else -1
    assert [(f.subject, float(f.value)) for f in found] == [("城东区", 12.5), ("城西区", 3.6 * sign)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("比上年减少10余件。", -20, -10), ("利润负三十余万元。", -40, -30), ("增加10余件。", 10, 20)],
)
def test_limits_have_the_sign_of_the_value(text, low, high):
    figure = find_figures(text, (), 2023, "澄原市")[0]
    assert (figure.low, figure.high) == (low, high)
    assert low <= figure.value <= high


@pytest.mark.parametrize("bullet", ["", "- ", "• ", "　"])
@pytest.mark.parametrize("colon", ["：", ":"])
@pytest.mark.parametrize("end", ["", "。", "；"])
def test_a_line_with_a_colon_names_its_number_before_the_colon(bullet, colon, end):
    text = "\n".join(f"{bullet}{name}{colon}{number}件{end}" for name, number in (("受理申请", 45), ("信函申请", 12)))
    found = find_figures(text, (), 2023, "澄原市")
    assert [(figure.literal, figure.indicator) for figure in found] == [("45件", "受理申请"), ("12件", "信函申请")]
