"""Titles, furniture of sites and readings in brackets."""

import pytest

from zjviewer.readers.registry import read_report

BODY = "一、总体情况\n全年主动公开政府信息6543条，受理申请231件。"


def read(folder, text, name="report.txt"):
    (folder / name).write_text(text, encoding="utf-8")
    return read_report(folder / name)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("2024 年澄原市科技局政府信息公开工作\n年度报告", "2024年澄原市科技局政府信息公开工作年度报告"),
        ("2023年澄原市人民政府信息公开\n工作年度报告", "2023年澄原市人民政府信息公开工作年度报告"),
        ("澄原市水务局2022年政府信息公开工作年\n度报告", "澄原市水务局2022年政府信息公开工作年度报告"),
        ("澄原市人民政府\n2021年政府信息公开工作年度报告", "澄原市人民政府2021年政府信息公开工作年度报告"),
        ("关于澄原市2023年预算执行情况和2024年预算草案的\n报告", "关于澄原市2023年预算执行情况和2024年预算草案的报告"),
        ("澄原市人民政府办公室关于推进政务公开工作的\n实施意见", "澄原市人民政府办公室关于推进政务公开工作的实施意见"),
        ("澄原市 2020 年\n政府信息公开\n工作年度报告", "澄原市2020年政府信息公开工作年度报告"),
    ],
)
def test_a_title_over_several_lines_is_one(tmp_path, lines, title):
    report = read(tmp_path, f"{lines}\n根据《中华人民共和国政府信息公开条例》的要求，编制本报告。\n{BODY}")
    assert report.title == title
    assert report.text.startswith("根据《中华人民共和国")
    assert report.year in (2020, 2021, 2022, 2023, 2024) or "意见" in title


@pytest.mark.parametrize(
    "first", ["政府信息公开", "首页 > 政府信息公开", "一、总体情况", "索引号：123", "信息公开年报"]
)
def test_a_line_that_is_no_part_of_the_title_is_not_joined(tmp_path, first):
    report = read(tmp_path, f"{first}\n澄原市2021年政府信息公开工作年度报告\n{BODY}")
    assert not report.title.startswith(first) or first == report.title


@pytest.mark.parametrize(
    "last",
    [
        "扫一扫二维码下载政策解读40次。",
        "打印政策汇编200册。",
        "来源于群众的建议12条，均已办结。",
        "分享到微信群的信息33条。",
        "编辑简报18期。",
        "收藏本馆资料的读者5人。",
        "订购报刊12种。",
        "留言板回复群众留言56条。",
        "责任编辑参加培训2次。",
    ],
)
@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_a_sentence_at_the_end_is_no_furniture(tmp_path, last, name):
    report = read(tmp_path, f"澄原市2021年政府信息公开工作年度报告\n\n{BODY}\n\n{last}", name)
    assert report.text.endswith(last)


@pytest.mark.parametrize(
    "after",
    [
        "相关报道\n市政府召开会议，部署工作，推进落实\n政策解读",
        "【相关链接】\n澄原市2020年政府信息公开工作年度报告",
        "打印本页\n关闭窗口",
        "扫一扫在手机打开当前页",
        "来源：市政府办公室",
        "责任编辑：甲",
        "版权所有：澄原市人民政府 ICP备0000号",
        "相关阅读：\n图解，一图读懂，年报",
    ],
)
def test_furniture_behind_the_report_is_left_out_and_listed(tmp_path, after):
    report = read(tmp_path, f"澄原市2021年政府信息公开工作年度报告\n{BODY}\n{after}")
    assert report.text == BODY
    assert [d.text for d in report.dropped if d.reason == "site furniture"] == after.split("\n")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("本報(bào)告由統(tǒng)計(jì)局編制", "本報告由統計局編制"),
        ("主動（dòng）公開政府信息情況(kuàng)如下", "主動公開政府信息情況如下"),
        ("我們(men)的統(tǒng)計(jì)數(shù)據(jù)", "我們的統計數據"),
        ("接聽(tīng)電(diàn)話", "接聽電話"),
        ("總(zo\u030cng)計(jì)", "總計"),
    ],
)
def test_readings_in_brackets_are_left_out_and_listed(tmp_path, written, plain):
    report = read(tmp_path, f"{written}3條。\n一、概述\n其他。")
    assert report.text.startswith(f"{plain}3條。")
    assert any(dropped.reason == "reading" and dropped.line == 1 for dropped in report.dropped)


@pytest.mark.parametrize(
    "text", ["平台(app)上线", "指标(a)和(b)", "公开(open)数据12项", "增长率(rate)为5%", "网站(www)访问"]
)
def test_other_letters_in_brackets_stay(tmp_path, text):
    assert read(tmp_path, f"{text}。\n一、概述\n其他。").text.startswith(text)
