"""Doubtful numbers of a recognised report: listed, and confirmed or questioned by its sums."""

from dataclasses import replace

import pytest

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Certainty, Span
from zjviewer.pipeline.open_report import begin_report, compute
from zjviewer.pipeline.recognition_remarks import recognition_remarks
from zjviewer.readers.registry import read_report

TEXT = "一、总体情况\n全年新收申请{total}件，其中自然人申请12件，法人或者其他组织申请9件。另有咨询7件。\n"


def recognised(path, total, scores) -> Analysis:
    """Analysis of a report whose numbers have certainties, 0.99 where none is given."""
    path.write_text(TEXT.format(total=total), encoding="utf-8")
    begun = begin_report(path)
    text = begun.report.text
    numbers = {each: Span(text.index(each), text.index(each) + len(each)) for each in (total, "12", "9件", "7件")}
    certainties = tuple(Certainty(span, scores.get(each, 0.99)) for each, span in numbers.items())
    report = replace(begun.report, certainties=tuple(sorted(certainties)))
    return compute(replace(begun, report=report))


def remarks_of(analysis):
    return [str(remark) for remark in analysis.remarks if "certainty" in str(remark)]


def test_a_doubtful_number_is_confirmed_by_a_sum(tmp_path):
    analysis = recognised(tmp_path / "report.txt", "21", {"21": 0.62})
    assert remarks_of(analysis) == ["21 was recognised with a certainty of 62 %; a sum of the report confirms it."]


def test_a_doubtful_number_is_questioned_by_a_sum(tmp_path):
    analysis = recognised(tmp_path / "report.txt", "27", {"27": 0.62})
    (remark,) = remarks_of(analysis)
    assert remark == "27 was recognised with a certainty of 62 %, and a sum of the report does not add up with it."


def test_a_number_of_no_sum_is_only_listed_with_its_place(tmp_path):
    analysis = recognised(tmp_path / "report.txt", "21", {"7件": 0.5})
    (remark,) = [each for each in analysis.remarks if each.span and "certainty" in str(each)]
    assert str(remark) == "7件 was recognised with a certainty of 50 %."
    assert analysis.report.text[slice(*remark.span)] == "7件"


def test_certain_numbers_have_no_remark(tmp_path):
    assert remarks_of(recognised(tmp_path / "report.txt", "21", {})) == []


def test_a_report_that_was_read_has_no_remark(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT.format(total="21"), encoding="utf-8")
    assert list(recognition_remarks(compute(begin_report(path, read=read_report)))) == []


@pytest.mark.parametrize("count", [200, 201, 450])
def test_the_places_above_a_limit_have_a_common_remark(tmp_path, count):
    path = tmp_path / "report.txt"
    path.write_text("公开" * 500, encoding="utf-8")
    begun = begin_report(path)
    doubtful = tuple(Certainty(Span(at, at + 1), 0.5) for at in range(0, 2 * count, 2))
    found = list(recognition_remarks(replace(begun, report=replace(begun.report, certainties=doubtful))))
    assert len(found) == min(count, 200) + (count > 200)
    assert str(found[-1]).startswith(str(count - 200)) == (count > 200)
