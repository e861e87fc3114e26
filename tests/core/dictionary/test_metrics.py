"""What the dictionary of 2014 to 2018 reads in the prose of bodies that word it otherwise than the bundled report."""

from pathlib import Path

import pytest

from zjviewer.core.dictionary.metrics import group_names
from zjviewer.pipeline.open_report import open_report

SAMPLES = Path(__file__).parents[2] / "checks" / "samples"


def stated(path):
    found = {}
    for table in open_report(path).tables:
        for row in table.rows:
            if row.key and row.cells[0] is not None:
                found[row.key] = row.cells[0].literal
    return found


def written(tmp_path, *sentences):
    path = tmp_path / "report.txt"
    title = "某省2016年政府信息公开工作年度报告"
    path.write_text("\n".join((title, "一、总体情况", *sentences)) + "\n", encoding="utf-8")
    return stated(path)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (
            "nanxiang-2014",
            {
                "channel.website": "198.2万条",
                "channel.other": "104.3万条",
                "replies": "11124件",
                "reply.granted": "5122件",
                "review.other": "117件",
                "litigation.other": "62件",
                "funds": "2318.5万元",
            },
        ),
        (
            "yuehai-2016",
            {
                "applications": "43628宗",
                "applications.letter": "9612宗",
                "review.upheld": "1024宗",
                "litigation.upheld": "1012宗",
                "litigation.corrected": "96宗",
                "litigation.other": "298宗",
            },
        ),
        ("changning-2015", {"review.upheld": "81件", "review.other": "43件", "litigation": "98件"}),
    ],
)
def test_metrics_are_read_in_prose(name, meant):
    found = stated(SAMPLES / f"{name}.txt")
    assert {key: found.get(key) for key in meant} == meant


def test_what_the_one_court_says_is_not_taken_for_the_other(tmp_path):
    found = written(
        tmp_path,
        "全省发生行政诉讼98件、行政复议136件。复议案件维持81件、纠错12件、其他43件；诉讼案件中被驳回诉讼请求71件。",
    )
    assert (found["review.upheld"], found["review.corrected"], found["review.other"]) == ("81件", "12件", "43件")
    assert found["litigation.upheld"] == "71件"
    assert "litigation.other" not in found


def test_what_is_planned_is_no_figure_of_the_year(tmp_path):
    assert "courses" not in written(tmp_path, "2017年，计划举办培训班6次，培训600人次。")


def test_a_rate_of_something_else_is_not_that_of_applications(tmp_path):
    assert "reply.rate" not in written(tmp_path, "省级部门预算公开率100%，规范性文件公开率97.1%。")


def test_the_groups_of_a_form_are_those_printed_above_its_rows():
    names = group_names("applications", ["granted", "refused.secret", "unable.made"], without="办理结果")
    assert (names["refused.secret"], names["unable.made"]) == ("不予公开", "无法提供")
    assert "granted" not in names
    assert group_names("litigation", ["review", "direct"])["direct"] == "行政诉讼"
    assert group_names("applications", ["no such row"]) == {}
    assert group_names("disclosure", ["", ""]) == {}
