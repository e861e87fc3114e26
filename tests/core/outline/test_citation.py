from dataclasses import replace

from tests.sample import sample_analysis
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.core.outline.citation import citation


def span_of(analysis: Analysis, words: str) -> Span:
    start = analysis.report.text.index(words)
    return Span(start, start + len(words))


def test_a_citation_names_issuer_title_section_and_paragraph():
    analysis = sample_analysis()
    number = analysis.paragraph_at(analysis.report.text.index("目前,省级")) + 1
    assert citation(analysis, span_of(analysis, "目前,省级最多跑一次事项")) == (
        "——浙江省人民政府:《浙江省2017年政府信息公开工作年度报告》,"
        f"一、以公开助推重点改革和重点领域工作（一.1 以公开助力最多跑一次改革）,第{number}段"
    )


def test_a_passage_over_several_paragraphs_names_the_first_and_the_last():
    analysis = sample_analysis()
    assert citation(analysis, Span(0, len(analysis.report.text))).endswith(f"第1–{len(analysis.paragraphs)}段")


def test_what_is_not_known_is_left_out():
    analysis = sample_analysis()
    bare = Analysis(replace(analysis.report, issuer="", title="无名"), ())
    assert citation(bare, Span(0, 2)) == "——《无名》"


def test_a_source_with_pages_is_cited_with_them():
    analysis = sample_analysis()
    paged = replace(analysis, report=replace(analysis.report, pages=(0, 100, 300)))
    assert citation(paged, Span(120, 130)).endswith("段,第2页")
    assert citation(paged, Span(120, 301)).endswith("段,第2–3页")
    assert "页" not in citation(analysis, Span(120, 130))
