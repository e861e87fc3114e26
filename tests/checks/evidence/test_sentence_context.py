"""Arithmetic in sentences: what each kind gives, and what looks like arithmetic and is none."""

import pytest

from tests.checks.reports import opened, results
from zjviewer.checks.evidence.sentence_context import _MOST_FIGURES, build_context

SENTENCES = {
    # totals and parts
    "全市收到申请1204件,其中当面申请300件、信函申请104件、网络申请800件。": ["300 + 104 + 800 = 1,204"],
    "全市受理申请100件,线上、线下分别为60件、40件。": ["60 + 40 = 100"],
    "按时办结90件、延期办结8件,合计98件。": ["90 + 8 = 98"],
    "国家级1个、省级5个、市级12个示范点,共计18个。": ["1 + 5 + 12 = 18"],
    "全年承办建议100件,已解决60件,列入计划30件,留作参考10件。": ["60 + 30 + 10 = 100"],
    "共有3类15项任务,其中第一类5项、第二类4项、第三类6项。": ["5 + 4 + 6 = 15"],
    "全年投入资金1.5亿元,其中中央资金5000万元,省级资金6000万元,市县配套4000万元。": ["5,000 + 6,000 + 4,000 = 15,000"],
    "全年财政支出28.5亿元,其中基本支出12.34亿元,项目支出16.2亿元。": ["123,400 + 162,000 = 285,400 ≈ 285,000"],
    "全年召开新闻发布会12场,其中市政府负责人参加3场。": ["3 ≤ 12"],
    # nested 其中, in brackets and without
    "全年受理申请100件,其中网络申请60件(其中微信20件、网站40件)、信函申请40件。": ["60 + 40 = 100", "20 + 40 = 60"],
    "全年收到申请100件,其中省级40件,其中环保10件、国土30件;市级60件。": ["40 + 60 = 100", "10 + 30 = 40"],
    # two totals in one sentence
    "收到申请100件,其中网络60件、信函40件;审结98件,其中胜诉90件、其他8件。": ["60 + 40 = 100", "90 + 8 = 98"],
    "行政复议5件,其中维持3件,纠错1件,其他1件;行政诉讼3件,其中维持2件、其他1件。": ["3 + 1 + 1 = 5", "2 + 1 = 3"],
    "在受理的100件申请中,予以公开60件,不予公开30件,其他处理10件。": ["60 + 30 + 10 = 100"],
    "行政复议10件,行政诉讼8件。行政复议案件中,维持6件,纠错3件,其他1件;行政诉讼案件中,维持5件,其他3件。": [
        "6 + 3 + 1 = 10",
        "5 + 3 = 8",
    ],
    "收到申请1268件;上年结转21件。办结1257件,结转下年度32件。其中,自然人申请1205件,法人申请63件。": [
        "1,205 + 63 = 1,268",
        "1,268 + 21 = 1,257 + 32",
    ],
    "省政府新闻办召开62场,其中负责人出席58场;各部门召开215场,各市召开1326场,全省共召开1603场。": [
        "58 ≤ 62",
        "62 + 215 + 1,326 = 1,603",
    ],
    "微博发布信息1206条,关注8万人;微信发布信息2318条,两微合计发布3524条。": ["1,206 + 2,318 = 3,524"],
    "已答复的97件中,“同意公开”的60件,“不予公开”的17件,“信息不存在”的20件,1件转入下年度办理。": ["60 + 17 + 20 = 97"],
    # halves and quarters of the year
    "上半年召开发布会86场,下半年召开发布会102场,全年共召开发布会188场。": ["86 + 102 = 188"],
    "第一季度抽查80次,第二季度抽查82次,第三季度抽查90次,第四季度抽查95次,全年抽查347次。": ["80 + 82 + 90 + 95 = 347"],
    # differences, growth, points, times
    "全市收到申请120件,比2016年的100件增加20件,增长20%。": ["120 − 100 = 20", "(120 − 100) ÷ 100 = 20%"],
    "全年收到申请从150件减少到120件,减少30件,下降20%。": ["150 − 120 = 30", "(120 − 150) ÷ 150 = −20%"],
    "群众满意率由上年的90.5%提高到95%,提高4.5个百分点。": ["95 − 90.5 = 4.5"],
    "2017年发布信息300条,是2016年100条的3倍。": ["300 ÷ 100 = 3"],
    "2017年发布信息400条,比2016年的100条增长3倍。": ["(400 − 100) ÷ 100 = 3"],
    "2017年发布信息205条,比2016年的100条翻了一番。": ["100 × 2 = 200 ≈ 205"],
    "本年新增用户1500户,较上年增加300户,增长25%。": ["300 ÷ (1,500 − 300) = 25%"],
    "本年收到投诉900件,较上年减少100件,下降10%。": ["−100 ÷ (900 + 100) = −10%"],
    "网站从2016年底的531家优化至482家,减少49家,减幅9.2%。": ["531 − 482 = 49", "(482 − 531) ÷ 531 = −9.228% ≈ −9.2%"],
    "收到申请1268件,较2016年(956件)增长32.6%。": ["(1,268 − 956) ÷ 956 = 32.636% ≈ 32.6%"],
    # shares
    "清理文件100件,其中废止27件、修改3件、保留70件,分别占27%、3%和70%。": [
        "27 + 3 + 70 = 100",
        "27 ÷ 100 = 27%",
        "3 ÷ 100 = 3%",
        "70 ÷ 100 = 70%",
    ],
    "规范性文件386件,占制发文件总数402件的96%。": ["386 ÷ 402 = 96.02% ≈ 96%"],
    "完成投资1012.6亿元,为年度计划1000亿元的101.3%。": ["10,126,000 ÷ 10,000,000 = 101.26% ≈ 101.3%"],
    "收到申请3156件。主要涉及征地(1120件)、规划(655件)、社保(312件)等方面,三类合计占申请总量的66.1%。": [
        "(1,120 + 655 + 312) ÷ 3,156 = 66.128% ≈ 66.1%"
    ],
    "收到申请160件,其中网络申请120件,占75%。": ["120 ≤ 160", "120 ÷ 160 = 75%"],
    "共受理投诉100件,已办结90件,占总数的90%。": ["90 ÷ 100 = 90%"],
    "土地类申请50件,占50%;房屋类30件,占30%;其他20件,占20%。": [
        "50 ÷ 100 = 50%",
        "30 ÷ 100 = 30%",
        "20 ÷ 100 = 20%",
    ],
    "申请内容中,土地征收占53%,房屋拆迁占15%,其他占32%。": ["100% − 53% − 15% = 32%"],
    # averages and rates
    "全年公开信息3650条,平均每天公开10条。": ["3,650 ÷ 365 = 10"],
    "全年公开信息1200条,月均100条。": ["1,200 ÷ 12 = 100"],
    "全年举办培训50场,参加2500人次,场均50人次。": ["2,500 ÷ 50 = 50"],
    "收到申请100件,办结98件,办结率98%。": ["98 ÷ 100 = 98%"],
    "抽查网站200个,合格190个,合格率95%。": ["190 ÷ 200 = 95%"],
    "公报编印12期,每期印发1.5万份,全年共印发18万份。": ["180,000 ÷ 12 = 15,000"],
    "发放资金4.26亿元,惠及群众12.8万人次,人均3328元。": ["426,000,000 ÷ 128,000 = 3,328.13 ≈ 3,328"],
    "举办培训1127次,培训5.8万人次,平均每次51人次。": ["58,000 ÷ 1,127 = 51.46 ≈ 51"],
    # what goes over
    "上年结转5件,本年新收100件,办结103件,结转下年2件。": ["100 + 5 = 103 + 2"],
}

OVERLAPPING = (
    "主动公开政府信息1000条,其中通过政府网站公开900条,政务微博公开300条,政务微信公开200条,其他方式公开100条。",
    "全市有工作人员100人,其中党员60人,女性50人,本科以上学历80人。",
    "全年发布信息500条,其中网站发布400条、微博发布99条。",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_gives_its_formulas(tmp_path, sentence):
    assert results(tmp_path, sentence) == [("pass", formula) for formula in SENTENCES[sentence]]


@pytest.mark.parametrize("sentence", OVERLAPPING)
def test_overlapping_parts_are_not_forced_to_add_up(tmp_path, sentence):
    assert not [formula for _, formula in results(tmp_path, sentence) if "+" in formula]


@pytest.mark.parametrize(
    ("sentence", "formula", "note"),
    [
        ("收到申请1586件,其中,维持845件;纠错231件;其他情形511件。", "845 + 231 + 511 = 1,587 ≠ 1,586", ""),
        ("收到申请1586件,其中,维持8450件;纠错231件;其他情形510件。", "8,450 + 231 + 510 = 9,191 ≠ 1,586", ""),
        ("发布稿件1620篇,比2016年的1500篇增加102篇。", "1,620 − 1,500 = 120 ≠ 102", ""),
        ("发布稿件1620篇,比2016年的1500篇增长12%。", "(1,620 − 1,500) ÷ 1,500 = 8% ≠ 12%", ""),
        (
            "满意率由上年的90%提高到94.5%,提高4.5%。",
            "(94.5 − 90) ÷ 90 = 5% ≠ 4.5%",
            "差值为百分点,原文写作百分比。",
        ),
        (
            "发布信息300条,比2016年的100条增长3倍。",
            "(300 − 100) ÷ 100 = 2 ≠ 3",
            "若按“为上年的倍数”计算则相符。",
        ),
        ("公开信息3650条,日均公开11条。", "3,650 ÷ 365 = 10 ≠ 11", ""),
        ("收到申请100件,办结98件,办结率99%。", "98 ÷ 100 = 98% ≠ 99%", ""),
        ("答复办结率102%。", "102% > 100%", "比率和占比不超过100%。"),
        ("召开新闻发布会12场,其中市政府负责人参加13场。", "13 > 12", ""),
        ("全年公开信息2000条,日均超过6条。", "2,000 ÷ 365 = 5.48 ≠ 6", ""),
    ],
)
def test_what_does_not_add_up_fails(tmp_path, sentence, formula, note):
    failed = [check for check in opened(tmp_path, "一、概述", sentence).checks if check.verdict == "fail"]
    assert [(check.formula, check.note) for check in failed] == [(formula, note)]
    assert failed[0].difference > failed[0].tolerance


def test_parts_by_a_point_of_view_are_those_of_a_sentence_before(tmp_path):
    lines = (
        "全市收到政府信息公开申请1150件,同比增长15%。按申请方式分,当面申请300件,信函申请50件,网络申请800件。",
        "从申请内容看,土地征收700件、房屋拆迁350件、其他100件。从申请人看,公民申请1000件,法人申请149件。",
    )
    assert results(tmp_path, "".join(lines)) == [
        ("pass", "300 + 50 + 800 = 1,150"),
        ("pass", "700 + 350 + 100 = 1,150"),
        ("fail", "1,000 + 149 = 1,149 ≠ 1,150"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年公开信息2000条,日均超过5条。",
        "全年公开信息2000条,日均5条以上。",
        "全年公开信息2000条,日均近6条。",
        "全年共收到申请约300件,其中网络申请205件、信函申请90件、其他10件。",
        "全年收到申请100余件,其中网络申请60件、信函申请40件、其他9件。",
    ],
)
def test_about_and_more_than_are_bounds(tmp_path, sentence):
    (check,) = opened(tmp_path, "一、概述", sentence).checks
    assert check.verdict == "pass"


def test_the_total_may_stand_in_another_chapter(tmp_path):
    lines = ("一、总体情况", "全市回应各类事件8000次。", "二、回应情况")
    told = "全市通过微博微信回应事件数达5300次;以其他方式回应事件数达2700次。"
    (check,) = opened(tmp_path, *lines, told).checks
    assert (check.formula, check.section) == ("5,300 + 2,700 = 8,000", "1")
    assert "8000次" in check.source
    assert "2700次" in check.source


def test_shares_cut_off_all_through_a_report_pass_and_say_so(tmp_path):
    lines = [f"{what}申请300件,其中网络申请{part}件,占{share}%。" for what, part, share in CUT]
    analysis = opened(tmp_path, "一、概述", *lines)
    shares = [check for check in analysis.checks if check.rule == "share"]
    assert [check.verdict for check in shares] == ["pass"] * 3
    assert shares[0].note == "按截尾(不进位)计算相符。"
    assert shares[0].tolerance == 1


def test_one_share_cut_off_among_rounded_ones_fails(tmp_path):
    lines = [f"{what}申请300件,其中网络申请{part}件,占{share}%。" for what, part, share in (*CUT, ("文化", 110, 37))]
    failed = [check for check in opened(tmp_path, "一、概述", *lines).checks if check.verdict == "fail"]
    assert len(failed) == 2
    assert {check.note for check in failed} == {"若按截尾(不进位)计算则相符。"}


CUT = (("土地", 200, 66), ("教育", 140, 46), ("环保", 100, 33))
"""66.7, 46.7 and 33.3 per cent."""


@pytest.mark.parametrize("digits", ["五十三", "53", "５３"])
def test_numerals_of_every_kind_are_reckoned_with(tmp_path, digits):
    assert results(tmp_path, f"收到申请100件,其中网络申请{digits}件、信函申请47件。") == [("pass", "53 + 47 = 100")]


def test_a_part_of_a_year_is_no_second_word_on_the_year(tmp_path):
    lines = ("2017年上半年,全市受理信息公开申请500件。", "2017年,全市受理信息公开申请501件。")
    assert results(tmp_path, *lines) == []


def test_the_plan_for_the_next_year_is_no_second_word_on_this_one(tmp_path):
    lines = ("一、2017年工作", "建设省级中试平台11家。", "二、2018年工作安排", "建设省级中试平台10家。")
    assert opened(tmp_path, *lines).checks == ()


def test_the_same_measure_stated_twice_must_be_alike(tmp_path):
    lines = ("2017年,全市发布政策解读稿件16216篇。", "全市发布各类政策解读稿件{}篇,社会反响良好。")
    assert results(tmp_path, lines[0], lines[1].format(16216)) == [("pass", "16,216 = 16,216")]
    assert results(tmp_path, lines[0], lines[1].format(16261)) == [("fail", "16,216 ≠ 16,261")]
    assert results(tmp_path, lines[0], lines[1].format(49)) == []


@pytest.mark.parametrize("part", ["占10%,", "其中网络60件,", "甲类5件、", "(其中网络60件", "一项工作" * 30 + "5件,"])
def test_a_long_sentence_is_compared_in_pieces(tmp_path, part):
    """The rules compare the figures of one sentence with each other, so that its length must be bounded."""
    context = build_context(opened(tmp_path, "一、概述", f"收到申请900件,{part * 300}。"))
    assert max(map(len, context.inside)) <= 40
    assert max(end - start for start, end in context.spans) <= 5200
    assert sum(map(len, context.inside)) == 301
    for (start, end), figures in zip(context.spans, context.inside, strict=True):
        assert all(start <= figure.start and figure.end <= end for figure in figures)


@pytest.mark.parametrize("mark", ["、", ",", ";"])
def test_a_sentence_of_too_many_numbers_is_compared_in_pieces_that_end_at_a_mark(tmp_path, mark):
    text = "全年办理" + mark.join(f"事项{n}件" for n in range(1000, 1000 + 3 * _MOST_FIGURES)) + "。"
    context = build_context(opened(tmp_path, "一、概述", text))
    pieces = [(span, inner) for span, inner in zip(context.spans, context.inside, strict=True) if inner]
    assert len(pieces) >= 3
    assert sum(len(inner) for _, inner in pieces) == 3 * _MOST_FIGURES
    for span, inner in pieces:
        assert len(inner) <= _MOST_FIGURES
        assert all(span.start <= figure.start < figure.end <= span.end for figure in inner)
    for span, _ in pieces[:-1]:
        assert context.plain[span.end - 1] == mark


NOT_COMPARED = [
    "2023年收到申请120件，增长到150件。",
    "2023年收到申请120件，比上年增加至150件。",
    "各项占53%，占15%，占20%。",
    "来源：公民占53%，其余占32%。",
    "2022年收到申请730件，2023年平均每天办理3件。",
]


@pytest.mark.parametrize("sentence", NOT_COMPARED)
def test_what_states_no_relation_is_not_compared(tmp_path, sentence):
    assert [check for check in results(tmp_path, sentence) if check[0] == "fail"] == []


@pytest.mark.parametrize(
    ("sentence", "formula"),
    [
        ("来源：公民占53%，法人占15%，其余占32%。", "100% − 53% − 15% = 32%"),
        ("2017年收到申请730件，平均每天2件。", "730 ÷ 365 = 2"),
        ("2017年收到申请120件，比2016年的100件增加20件。", "120 − 100 = 20"),
    ],
)
def test_the_formula_shows_every_term(tmp_path, sentence, formula):
    assert formula in [text for _, text in results(tmp_path, sentence)]
