from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.effort import calls_in
from tests.sample import sample_analysis, sample_outline
from zjviewer.core.annotations.anchors import (
    CONTEXT_LENGTH,
    anchor_item,
    anchor_section,
    anchor_words,
    resolve_annotations,
    words_of,
)
from zjviewer.core.annotations.annotation import Anchor, Annotation
from zjviewer.core.model.analysis import Analysis, Chart, Section
from zjviewer.core.model.report import Report, Span

LETTERS = "公开申请行政复议数据年度，。、\n0123456789𠮷A"


def analysis_of(text: str, *starts: int) -> Analysis:
    edges = [*starts, len(text)]
    sections = tuple(
        Section(str(number), f"章{number}", 1, start, end, "editorial")
        for number, (start, end) in enumerate(pairwise(edges), 1)
    )
    return Analysis(Report(text, "", "", "", None, None), sections, paragraphs=(Span(0, len(text)),))


def annotation(anchor: Anchor) -> Annotation:
    return Annotation("a1", "highlight", "amber", "", anchor, datetime(2026, 1, 2, tzinfo=UTC))


def moved(analysis: Analysis, text: str) -> Analysis:
    return replace(analysis, report=replace(analysis.report, text=text), sections=(), paragraphs=())


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(LETTERS, min_size=1, max_size=200))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(texts_with_spans())
def test_words_are_found_where_they_were_annotated(sample):
    text, span = sample
    analysis = analysis_of(text, 0)
    assert words_of(anchor_words(analysis, span), analysis) == span


@given(texts_with_spans(), st.data(), st.text(LETTERS, min_size=1, max_size=80))
@example(("公开", Span(0, 2)), None, "公开")
def test_words_are_found_again_when_something_is_put_in_elsewhere(sample, data, new):
    text, span = sample
    at = data.draw(st.sampled_from([*range(span.start + 1), *range(span.end, len(text) + 1)])) if data else 0
    anchor = anchor_words(analysis_of(text, 0), span)
    changed = text[:at] + new + text[at:]
    found = words_of(anchor, moved(analysis_of(text, 0), changed))
    assert found is not None
    assert changed[found.start : found.end] == text[span.start : span.end]
    shift = len(new) if at <= span.start else 0
    if changed.count(text[span.start : span.end]) == 1:
        assert found == Span(span.start + shift, span.end + shift)
    around = text[max(0, span.start - CONTEXT_LENGTH) : span.end + CONTEXT_LENGTH]
    if around in changed:  # among places with the same surroundings one is as good as another
        assert changed[max(0, found.start - CONTEXT_LENGTH) : found.end + CONTEXT_LENGTH].count(around)


@given(st.integers(0, 39), st.text("新增内容", min_size=1, max_size=3))
def test_words_that_were_changed_a_little_are_found(at, new):
    quote = "全省各级行政机关共收到政府信息公开申请一万二千三百四十五件，同比增长百分之五点六"
    assume(at < len(quote))
    text = "甲" * 50 + quote + "。其余情况从略，不再赘述各项细节。" + "乙" * 50
    anchor = anchor_words(analysis_of(text, 0), Span(50, 50 + len(quote)))
    changed = text.replace(quote, quote[:at] + new + quote[at + 1 :])
    found = words_of(anchor, analysis_of(changed, 0))
    assert found is not None
    assert abs(found.start - 50) <= 3
    assert abs(found.end - 50 - len(quote)) <= 6


def test_words_that_are_gone_are_lost():
    text = "前文。依申请公开情况良好。后文还有许多别的话要说。"
    anchor = anchor_words(analysis_of(text, 0), Span(3, 11))
    assert words_of(anchor, analysis_of("完全不同的一份报告，讲的是别的事情。", 0)) is None


def test_a_few_letters_alone_are_not_taken_for_the_same_words():
    text = "甲乙丙丁戊己庚辛壬癸的子丑寅卯辰巳午未申酉"
    anchor = anchor_words(analysis_of(text, 0), Span(10, 11))
    assert words_of(anchor, analysis_of("别处的话，说的是另一件事的。", 0)) is None


def test_of_words_that_recur_those_of_the_same_section_are_meant():
    text = "第一段共收到申请，均已办结。第二段共收到申请，均已办结。"
    analysis = analysis_of(text, 0, 14)
    second = text.rindex("共收到申请")
    anchor = anchor_words(analysis, Span(second, second + 5))
    changed = analysis_of("第一段共收到申请，均已办结。第贰段已共收到申请，均已办结。完", 0, 14)
    assert words_of(anchor, changed).start == changed.report.text.rindex("共收到申请")


@pytest.mark.parametrize("section", ["1", "1.2", "2.1", "3"])
def test_a_section_is_known_by_its_title_and_else_by_its_beginning(section):
    analysis = sample_analysis()
    wanted = analysis.section_by_id[section]
    kept = annotation(anchor_section(analysis, wanted))
    assert resolve_annotations([kept], analysis)[0].span == Span(wanted.start, wanted.end)
    renamed = tuple(s._replace(title="改了" + s.id) if s.id == section else s for s in analysis.sections)
    assert resolve_annotations([kept], replace(analysis, sections=renamed))[0].span.start == wanted.start
    assert resolve_annotations([kept], replace(analysis, sections=()))[0].span is None


def test_a_table_and_a_chart_are_known_by_id_and_title():
    analysis = sample_analysis()
    table = analysis.table_by_id["review"]
    chart = Chart("review-1", "行政复议结果", "review", "parts", (0,), (1, 2, 3))
    analysis = replace(analysis, charts=(chart,))
    kept = [annotation(anchor_item(analysis, item)) for item in (table, chart)]
    assert [each.section for each in resolve_annotations(kept, analysis)] == ["3", "3"]
    assert {each.span for each in resolve_annotations(kept, analysis)} == {table.figures[0].span}
    other = replace(analysis, tables=(replace(table, id="t9"),), charts=(chart._replace(id="t9-1", table="t9"),))
    assert all(each.span for each in resolve_annotations(kept, other))
    assert [each.span for each in resolve_annotations(kept, replace(analysis, tables=(), charts=()))] == [None, None]


def test_tables_and_charts_are_not_lost_before_they_are_known():
    analysis = sample_analysis()
    kept = [annotation(anchor_item(analysis, analysis.tables[0]))]
    assert resolve_annotations(kept, sample_outline()) == ()


def test_places_come_in_reading_order_and_what_is_lost_comes_last():
    analysis = sample_analysis()
    spans = [Span(200, 210), Span(5, 9), Span(60, 80)]
    kept = [annotation(anchor_words(analysis, span)) for span in spans]
    gone = annotation(Anchor("words", "这些话从来没有写过在这里面"))
    assert [each.span for each in resolve_annotations([gone, *kept], analysis)] == [*sorted(spans), None]


def test_many_annotations_of_a_long_text_are_placed_at_once():
    text = "".join(f"第{number}条：全省共收到政府信息公开申请{number * 7}件，办结。\n" for number in range(40_000))
    analysis = analysis_of(text, 0)
    kept = [annotation(anchor_words(analysis, Span(at, at + 12))) for at in range(0, len(text), len(text) // 300)]
    assert all(each.span for each in resolve_annotations(kept, analysis))
    assert calls_in(lambda: resolve_annotations(kept, analysis)) < 40 * len(kept)
