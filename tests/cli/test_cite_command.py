"""Citations from the command line, one file or several, with and without a passage."""

import json

import pytest

from zjviewer.cli.cite_command import STYLES
from zjviewer.cli.main import main

TEXT = "某市2023年政府信息公开工作年度报告\n一、总体情况\n全年新收申请12件。\n"


@pytest.fixture
def reports(tmp_path):
    paths = [tmp_path / f"{year}.txt" for year in (2022, 2023)]
    for path in paths:
        path.write_text(TEXT.replace("2023", path.stem), encoding="utf-8")
    return list(map(str, paths))


@pytest.mark.parametrize(
    ("style", "mark"),
    [("gb7714", "[R/OL]"), ("apa", "Retrieved May 4, 2024"), ("bibtex", "@techreport{"), ("ris", "TY  - RPRT")],
)
def test_each_report_is_cited_once(capsys, reports, style, mark):
    assert main(["cite", *reports, "--style", style, "--accessed", "2024-05-04"]) == 0
    printed = capsys.readouterr().out
    assert printed.count(mark) == 2
    assert "2022年" in printed
    assert "2023年" in printed


def test_several_reports_are_one_list_of_csl(capsys, reports):
    assert main(["cite", *reports, "--style", "csl-json", "--accessed", "2024-05-04"]) == 0
    items = json.loads(capsys.readouterr().out)
    assert [item["accessed"]["date-parts"] for item in items] == [[[2024, 5, 4]]] * 2


@pytest.mark.parametrize("style", STYLES)
def test_a_passage_is_quoted_where_the_style_can_and_refused_where_it_does_not_stand(capsys, reports, style):
    assert main(["cite", reports[1], "--style", style, "--passage", "新收申请12件"]) == 0
    assert ("“新收申请12件”" in capsys.readouterr().out) == (style in ("gb7714", "apa"))
    assert main(["cite", reports[1], "--style", style, "--passage", "新收申请13件"]) == 2
    assert "2023.txt" in capsys.readouterr().err
