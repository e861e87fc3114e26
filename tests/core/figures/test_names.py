"""Whose figures are and what they count: places, bodies, nouns behind numbers, lists with 分别, verbs of change."""

import pytest

from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.figures.respective_lists import divide


def names(text: str) -> list[tuple[str, str]]:
    return [(figure.subject, figure.indicator) for figure in find_figures(text, (), 2023, "澄原市")]


def indicators(text: str) -> list[str]:
    return [indicator for _, indicator in names(text)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("地区生产总值增长6%。", "地区生产总值"),
        ("现代服务业增加值218.4亿元。", "现代服务业增加值"),
        ("改造城镇老旧小区5120个。", "改造城镇老旧小区"),
        ("新增城市污水日处理能力36万吨。", "新增城市污水日处理能力"),
        ("督促县直部门发布信息2817条。", "县直部门发布信息"),
        ("涉税市场主体纳税3.15亿元。", "涉税市场主体纳税"),
        ("城市群区域优良天数比率接近82%。", "城市群区域优良天数比率"),
        ("上市公司从518家增加到731家。", "上市公司"),
        ("安排省级财政资金1042.8亿元。", "安排省级财政资金"),
        ("人均地区生产总值10.5万元。", "人均地区生产总值"),
        ("义务教育优质均衡发展县27个。", "义务教育优质均衡发展县"),
        ("办理省人大代表建议915件。", "办理省人大代表建议"),
    ],
)
def test_words_that_end_like_places_are_no_subjects(text, indicator):
    assert set(names(text)) == {("澄原市", indicator)}


@pytest.mark.parametrize(
    ("text", "subject", "indicator"),
    [
        ("上海市普陀区财政局收入预算3,121.42万元。", "上海市普陀区财政局", "收入预算"),
        ("杭州市拱墅区公开事项204项。", "杭州市拱墅区", "公开事项"),
        ("澄原市公开事项204项。", "澄原市", "公开事项"),
        ("市商务局发布政府信息271件。", "市商务局", "发布政府信息"),
        ("省政府办公厅印发文件12件。", "省政府办公厅", "印发文件"),
        ("县公安局破获刑事案件856起。", "县公安局", "破获刑事案件"),
        ("东林区受理申请863件。", "东林区", "受理申请"),
        ("全市经营主体达1163.7万户。", "全市", "经营主体"),
        ("各设区市收到申请30件。", "澄原市", "各设区市收到申请"),
        ("我局主动公开信息30条。", "我局", "主动公开信息"),
        ("本机关收到申请30件。", "本机关", "收到申请"),
        ("省级部门收到举报投诉8730件。", "省级部门", "收到举报投诉"),
    ],
)
def test_bodies_and_places_are_subjects(text, subject, indicator):
    assert names(text) == [(subject, indicator)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落户3个区域医疗中心。", ["区域医疗中心"]),
        ("新建2.5万亩高标准农田。", ["高标准农田"]),
        ("统一受理平台接入47个部门1938项事项。", ["部门", "事项"]),
        ("完成全市58家单位年度报告公开。", ["单位年度报告公开"]),
        ("制作36条短视频,播放量超1800万。", ["短视频", "播放量"]),
        ("引育1000名乡村运营人才。", ["乡村运营人才"]),
        ("15所高职院校21个专业群入选名单。", ["高职院校", "专业群"]),
        ("打造40个重点消费品产业集群。", ["重点消费品产业集群"]),
        ("帮助5600名失业人员实现再就业。", ["失业人员"]),
        ("206个“两重”项目开工建设。", ["“两重”项目"]),
        ("提供12座充电站、7本手册。", ["充电站", "手册"]),
    ],
)
def test_the_counted_thing_may_stand_behind_the_number(text, found):
    assert indicators(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "东林、南坪和西屏三个区分别受理申请863件、351件和188件,分别增长10.8%、14.2%和9.0%。",
            [(place, "受理申请") for place in ["东林区", "南坪区", "西屏区"] * 2],
        ),
        (
            "城镇和农村居民人均可支配收入分别增长4.3%、5.5%。",
            [("澄原市", "城镇居民人均可支配收入"), ("澄原市", "农村居民人均可支配收入")],
        ),
        (
            "新能源汽车、集成电路、工业机器人产量分别增长49.8%、11.9%、36.4%。",
            [("澄原市", f"{each}产量") for each in ("新能源汽车", "集成电路", "工业机器人")],
        ),
        (
            "生产安全事故起数和死亡人数分别下降49.9%、45%。",
            [("澄原市", "生产安全事故起数"), ("澄原市", "生产安全事故死亡人数")],
        ),
        (
            "解决率、满意率分别为96.8%、97.5%,同比分别提高1.2个、0.8个百分点。",
            [("澄原市", each) for each in ["解决率", "满意率"] * 2],
        ),
        (
            "接待游客1230.5万人次,实现旅游收入98.7亿元,分别增长15.3%和18.6%。",
            [("澄原市", each) for each in ["接待游客", "实现旅游收入"] * 2],
        ),
        (
            "市商务局、市教育局分别公开信息44条、11条。",
            [("市商务局", "公开信息"), ("市教育局", "公开信息")],
        ),
    ],
)
def test_lists_with_respectively_are_divided(text, found):
    assert names(text) == found


def test_a_list_of_another_length_is_not_divided():
    assert divide("东林、南坪和西屏三个区", 2) is None
    assert divide("", 2) is None
    assert divide("公开信息", 1) is None


@pytest.mark.parametrize(
    ("text", "kind", "value", "indicator"),
    [
        ("居民消费价格涨幅回落到2.6%。", "rate", "2.6", "居民消费价格涨幅"),
        ("交通和通信的价格下跌0.6%。", "change", "-0.6", "交通和通信的价格"),
        ("毛入学率提高到30%。", "rate", "30", "毛入学率"),
        ("涉企检查事项精简26.8%。", "change", "-26.8", "涉企检查事项"),
        ("基础养老金最低标准提高20元。", "change", "20", "基础养老金最低标准"),
        ("平均电价下降5分/千瓦时。", "change", "-5", "平均电价"),
        ("失业率降至4.6%。", "rate", "4.6", "失业率"),
        ("地区生产总值增速为5.3%。", "change", "5.3", "地区生产总值增速"),
        ("办理时限压缩至5个工作日。", "count", "5", "办理时限"),
        ("税收占比提高2.1个百分点。", "change", "2.1", "税收占比"),
        ("城镇登记失业率控制在4%以内。", "rate", "4", "城镇登记失业率"),
    ],
)
def test_the_verb_says_whether_a_number_is_a_change(text, kind, value, indicator):
    (figure,) = find_figures(text, (), 2023, "澄原市")
    assert (figure.kind, str(figure.value), figure.indicator) == (kind, value, indicator)


@pytest.mark.parametrize(
    "text",
    [
        "受理申请30件,其中25件已办结。",
        "公开信息30条,和上年相比增长5%。",
        "清理文件30件、修改5件和废止2件,分别占81%、14%和5%。",
        "政务新媒体由48个压减至39个,压减率20%。",
        "粉丝超210万人,较上年底增加18万人。",
        "公共预算收入完成23.6亿元,为预算的102.5%。",
    ],
)
def test_no_indicator_is_empty_or_a_particle(text):
    found = indicators(text)
    assert all(len(each) > 1 for each in found), found
    assert not {"和", "及", "其中", "分别", "为预算", "由", "占"} & set(found)
