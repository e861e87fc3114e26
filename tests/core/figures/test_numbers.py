"""Numbers of prose and their values: mixed, vague, fractions, ranges, ratios, signs; and digits that are no figures."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import processor_seconds
from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.model.analysis import Figure


def read(text: str) -> list[Figure]:
    return list(find_figures(text, (), 2023, "澄原市"))


def stated(text: str) -> list[str]:
    """Literal, value and unit of each figure, in one string."""
    return [f"{figure.literal}={figure.value}{figure.unit}" for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("受理13万2千件。", ["13万2千件=132000件"]),
        ("支出1万3千5百元。", ["1万3千5百元=1.35万元"]),
        ("投资3亿5000万元。", ["3亿5000万元=35000万元"]),
        ("公开信息2亿3千万条。", ["2亿3千万条=230000000条"]),
        ("公开12 345条。", ["12 345条=12345条"]),
        ("公开1 234 567条。", ["1 234 567条=1234567条"]),
        ("受理1'234件、2’345件。", ["1'234件=1234件", "2’345件=2345件"]),
        ("投资一千二百万元。", ["一千二百万元=1200万元"]),
        ("国内生产总值126万亿元。", ["126万亿元=12600000000万元"]),
        ("智算规模22万P,存储35PB。", ["22万P=220000P", "35PB=35PB"]),
    ],
)
def test_mixed_and_grouped_numbers(text, found):
    assert stated(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人口自然增长率为-1.2‰。", ["-1.2‰=-1.2‰"]),
        ("财政结余-45万元。", ["-45万元=-45万元"]),
        ("财政结余−45.5亿元。", ["−45.5亿元=-455000万元"]),
        ("净增负5件。", ["负5件=-5件"]),
        ("比上年▲5件。", ["▲5件=-5件"]),
        ("增速为-0.3%。", ["-0.3%=-0.3%"]),
        ("利润负三十万元。", ["负三十万元=-30万元"]),
        ("为企业减负5亿元。", ["5亿元=50000万元"]),
        ("由办公室负责30件。", ["30件=30件"]),
        ("编号A-5件。", ["5件=5件"]),
        ("气温降至零下5℃。", ["零下5℃=-5摄氏度"]),
        ("亏损△120万元。", ["△120万元=-120万元"]),
    ],
)
def test_signs(text, found):
    assert stated(text) == found


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "qualifier"),
    [
        ("受理两三件。", 2, 2, 3, "两三"),
        ("召开会议七八次。", 7, 7, 8, "七八"),
        ("受理三五件。", 3, 3, 5, "三五"),
        ("培训十七八人次。", 17, 17, 18, "七八"),
        ("培训二三十人次。", 20, 20, 30, "二三"),
        ("登记几百件。", 200, 200, 1000, "几"),
        ("登记十几件。", 11, 11, 19, "几"),
        ("登记几件。", 2, 2, 9, "几"),
        ("转办数千件。", 2000, 2000, 10000, "数"),
        ("投入数十万元。", 20, 20, 100, "数"),
        ("建成百余座。", 100, 100, 200, "余"),
        ("建成5300多栋。", 5300, 5300, 5400, "多"),
        ("办结30000余件。", 30000, 30000, 40000, "余"),
        ("惠及上千户。", 1000, 1000, None, "上"),
        ("收到10多万件。", 100000, 100000, 200000, "多"),
    ],
)
def test_vague_numbers_are_bounded(text, value, low, high, qualifier):
    (figure,) = read(text)
    assert (figure.value, figure.low, figure.high) == (value, low, high)
    assert figure.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("约三分之二的申请来自个人。", ["三分之二=66.67%"]),
        ("1/3的申请来自企业。", ["1/3=33.33%"]),
        ("差错率为万分之二。", ["万分之二=0.02%"]),
        ("差错率为千分之五。", ["千分之五=0.5%"]),
        ("同比下降百分之十二点五。", ["百分之十二点五=-12.5%"]),
        ("三成以上的申请来自企业。", ["三成=30%"]),
        ("图文解读占比超八成。", ["八成=80%"]),
        ("近九成五的企业满意。", ["九成五=95%"]),
        ("满意率近九成五。", ["九成五=95%"]),
        ("占比超八成七,约六成三申请来自个人。", ["八成七=87%", "六成三=63%"]),
        ("七成半企业受益。", ["七成半=75%"]),
        ("九成五保户已签约。", ["九成=90%"]),
        ("两成三级医院达标。", ["两成=20%"]),
        ("访问量翻一番。", ["翻一番=2倍"]),
        ("访问量翻了两番。", ["翻了两番=4倍"]),
        ("五分之四的事项网上办理。", ["五分之四=80%"]),
        ("三次产业比例为2.7:56.0:41.3。", ["2.7=2.7", "56.0=56", "41.3=41.3"]),
        ("三次产业结构为21.5∶36.1∶42.4。", ["21.5=21.5", "36.1=36.1", "42.4=42.4"]),
        ("生师比为15.2:1。", ["15.2=15.2", "1=1"]),
    ],
)
def test_fractions_and_ratios(text, found):
    assert stated(text) == found


@pytest.mark.parametrize(
    ("text", "found", "limits"),
    [
        ("办理时限压缩至3至5个工作日。", ["3=3工作日", "5个工作日=5工作日"], (3, 5)),
        ("增长5%—5.5%。", ["5%=5%", "5.5%=5.5%"], (5, Decimal("5.5"))),
        ("投资3-5万元。", ["3=3万元", "5万元=5万元"], (3, 5)),
        ("培训100~200人次。", ["100=100人次", "200人次=200人次"], (100, 200)),
        ("建设2到3座。", ["2=2座", "3座=3座"], (2, 3)),
    ],
)
def test_both_ends_of_a_range_are_figures(text, found, limits):
    assert stated(text) == found
    assert {(figure.low, figure.high) for figure in read(text)} == {limits}


def test_from_to_is_no_range():
    assert [(figure.value, figure.low) for figure in read("办结率由95%提高到98%。")] == [(95, None), (98, None)]


@pytest.mark.parametrize(
    "text",
    [
        "人均生产总值进入全省前8位。", "位列全省第3位。", "居全国第二位。", "排名前10名。", "进入百强县前20位。",
        "澄原机场三期、临江机场第三跑道建成投用。", "核电二期开工。", "三期工程竣工。", "地铁2期项目建成。",
        "一期厂房封顶。",
        "司法（06款）行政运行（01项）。", "公共安全支出（204类）。", "（11款）", "科目编码2010601。", "第30条第2款。",
        "在线平台2.0版。", "加强数字政府2.0建设。", "V3.1上线。", "5G网络。", "12345热线。",
        "根据国办发〔2019〕14号。", "第12号公告。", "〔2024〕3号", "2024—2026年实施。", "2024 年 12 月 31 日。",
        "二〇一三年。", "二○一四年度。", "1998年至2002年。", "截至 2016 年底。", "3·15晚会。",
        "打造15分钟生活圈。", "省域“1小时交通圈”建成。", "30分钟通勤圈形成。", "新一轮千亿斤粮食产能提升行动。",
        "百家企业参展。", "万亩良田丰收。", "30万吨级航道建成。", "5A级景区。", "三级甲等医院。", "百日攻坚。",
        "参训人数 人次\n1", "四个全面。", "五位一体。", "一件事一次办。",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_no_figure(text):
    assert stated(text) == []


def test_no_figure_reaches_over_a_line_end():
    (figure,) = read("（三）接受培训人员数 人次 1450\n单位负责人：李某")
    assert (figure.literal, figure.unit, figure.indicator) == ("1450", "人次", "接受培训人员数")
    assert stated("收到申请\n35\n件数如下。") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("微博粉丝突破770万。", ["770万=7700000"]),
        ("粉丝数54373。", ["54373=54373"]),
        ("播放量超1800万。", ["1800万=18000000"]),
        ("收入倍差从1.96缩小至1.81。", ["1.96=1.96", "1.81=1.81"]),
        ("满意度从84.7提升至89.6。", ["84.7=84.7", "89.6=89.6"]),
        ("1100多万学生受益。", ["1100多万=11000000"]),
        ("为80万重点群体提供就业帮扶。", ["80万=800000"]),
        ("比去年分别提高8.2、6.3、5.9个百分点。", ["8.2=8.2百分点", "6.3=6.3百分点", "5.9个百分点=5.9百分点"]),
    ],
)
def test_numbers_without_a_unit_of_their_own(text, found):
    assert stated(text) == found


def test_traditional_characters_are_read_as_simplified_ones():
    text = "地區生產總值250.0億元,增長8.1%,出口下降2.3%,拉動增長1.2個百分點。受理申請120件,投資3萬元,公開信息二百條。"
    simple = "地区生产总值250.0亿元,增长8.1%,出口下降2.3%,拉动增长1.2个百分点。受理申请120件,投资3万元,公开信息二百条。"
    first, second = read(text), read(simple)
    assert [(f.value, f.unit, f.kind, f.start, f.end) for f in first] == [
        (f.value, f.unit, f.kind, f.start, f.end) for f in second
    ]
    assert all(text[figure.start : figure.end] == figure.literal for figure in first)
    assert [figure.indicator for figure in first[:2]] == ["地區生產總值"] * 2


@pytest.mark.parametrize(("scale", "magnitude"), [("万亿", "万亿"), ("亿", "亿"), ("万", "万"), ("", "")])
def test_the_scale_of_the_report_is_stored_for_display(scale, magnitude):
    (figure,) = read(f"投资126{scale}元。")
    assert figure.magnitude == magnitude


HOSTILE = [
    "占10%,", "全年办理100件,其中", "公开信息3条,", "分别增长5%、", "1:2:", "12 345 ", "3至5个", "2017年",
    "去年、", "《", "(5件",
    "几百万", "成", "1", "一", "5分别6件、7件、", "比2016年", "增长", "到", "1-", "人  ", "“1分钟", "和", "市县区",
]  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_the_time_is_proportional_to_the_length_of_a_sentence(part):
    def seconds(times: int) -> float:
        text = part * times + "5件"
        return processor_seconds(lambda: find_figures(text, (), 2017, "澄原市"))

    seconds(100)
    assert seconds(2000) < 12 * max(seconds(500), 0.005)


NUMERALS = "0123456789一二三十百千万亿几数两余多第"


@given(st.text(f"{NUMERALS}件%-−:∶/.、和至年月 \n,。成分之翻番个百分点期", max_size=40))
def test_no_text_breaks_the_search(text):
    figures = read(text)
    assert all(figure.literal == text[figure.start : figure.end] and "\n" not in figure.literal for figure in figures)
    assert all(a.end <= b.start for a, b in pairwise(figures))
    assert all(figure.value.is_finite() for figure in figures)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        *(("增长5%—5.5%。", ("5", "5.5")), ("增长5%-5.5%。", ("5", "5.5")), ("需要3件至5件。", ("3", "5"))),
        *(("增长5.5%—5%。", None), ("由3件至5件。", None), ("从5%—5.5%。", None), ("自3件至5件。", None)),
        ("每月从3件至5件。", None),
        ("每月由5%—5.5%。", None),
        *(("增长5%,下降5.5%。", None), ("3件—5条。", None), ("增长5%—5%。", None)),
    ],
)
def test_both_ends_of_a_range_have_its_limits(text, limits):
    figures = [figure for figure in read(text) if figure.low is not None]
    expected = None if limits is None else tuple(map(Decimal, limits))
    assert {(figure.low, figure.high) for figure in figures} == ({expected} if expected else set())
    assert len(figures) in (0, 1, 2)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        *(
            ("申请数为128。", True),
            ("申请数为128以上。", True),
            ("申请数为128左右。", True),
            ("申请数为128号。", False),
        ),
        *(("从1.96缩小至1.81。", True), ("比例为1.96。", True), ("共有3300万。", True), ("申请数为128路公交。", False)),
    ],
)
def test_a_number_without_a_unit_is_a_quantity_where_a_measure_states_it(text, counted):
    assert bool(read(text)) == counted
