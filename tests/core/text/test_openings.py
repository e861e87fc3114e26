"""Title, body, year and date of short invented reports, as a reader sees them in the first and last lines."""

from datetime import date

import pytest

from zjviewer.pipeline.open_report import open_report

REPORTS = (
    (
        """\
清源县人民政府办公室
2022年政府信息公开工作年度报告
（2023年1月20日）
根据《条例》规定，编制本报告。
一、总体情况
公开信息860条。
""",
        {
            "title": "清源县人民政府办公室2022年政府信息公开工作年度报告",
            "issuer": "清源县人民政府办公室",
            "year": 2022,
            "published": date(2023, 1, 20),
        },
    ),
    (
        """\
清源县人民政府
关于2021年度法治政府建设情况的报告
2021年，我县认真落实法治政府建设要求，办理复议案件16件。
清源县人民政府
2022年1月28日
""",
        {
            "title": "清源县人民政府关于2021年度法治政府建设情况的报告",
            "issuer": "清源县人民政府",
            "year": 2021,
            "published": date(2022, 1, 28),
        },
    ),
    (
        """\
2019年度清源县教育体育局政府信息公开
工作年度报告
本报告由清源县教育体育局编制。
一、概述
公开信息320条。
""",
        {"title": "2019年度清源县教育体育局政府信息公开工作年度报告", "issuer": "清源县教育体育局", "year": 2019},
    ),
    (
        """\
清源县国民经济和社会发展统计公报
（2023年）
清源县统计局
2024年4月2日
一、综合
全县生产总值86.5亿元。
""",
        {"issuer": "清源县统计局", "year": 2023, "published": date(2024, 4, 2)},
    ),
    (
        """\
关于清源县2023年预算执行情况和2024年预算草案的报告
——2024年1月15日在清源县第十七届人民代表大会第三次会议上
清源县财政局
各位代表：
一、2023年预算执行情况
一般公共预算收入12.5亿元。
""",
        {"issuer": "清源县财政局"},
    ),
    (
        """\
沐阳市住房和城乡建设局2020年政府信息公开工作年度报告
来源：沐阳市住建局  发布时间：2021-01-25 10:30  浏览次数：326
一、总体情况
公开信息512条。
""",
        {
            "title": "沐阳市住房和城乡建设局2020年政府信息公开工作年度报告",
            "issuer": "沐阳市住房和城乡建设局",
            "year": 2020,
            "published": date(2021, 1, 25),
        },
    ),
    (
        """\
二〇一五年沐阳市政府信息公开工作年度报告
（沐阳市人民政府  二〇一六年三月二十八日）
一、概述
公开信息512条。
""",
        {
            "title": "二〇一五年沐阳市政府信息公开工作年度报告",
            "issuer": "沐阳市人民政府",
            "year": 2015,
            "published": date(2016, 3, 28),
        },
    ),
    (
        """\
桃園市政府２０１４年度資訊公開報告
一、總體情況
公開資訊三百條。
""",
        {"title": "桃園市政府２０１４年度資訊公開報告", "issuer": "桃園市政府", "year": 2014},
    ),
    (
        """\
沐阳市公安局2018年政府信息公開(kāi)工作年度報(bào)告
一、概述
主動公開(kāi)信息311條，較(jiào)上年增加12條。
""",
        {"title": "沐阳市公安局2018年政府信息公開工作年度報告", "issuer": "沐阳市公安局", "year": 2018},
    ),
    (
        """\
沐阳市政务服务数据管理局
政府信息公开工作2023年度报告

根据有关要求，现公布2023年度报告。
一、总体情况
公开信息90条。
""",
        {"issuer": "沐阳市政务服务数据管理局", "year": 2023},
    ),
)


@pytest.mark.parametrize(("text", "expected"), REPORTS, ids=[text.split("\n")[0] for text, _ in REPORTS])
def test_title_body_year_and_date_are_found_where_they_stand(text, expected, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    report = open_report(path).report
    assert {name: getattr(report, name) for name in expected} == expected
