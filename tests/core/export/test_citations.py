"""Citations: the parts that the standards ask for, in their order, and data that other programs can parse."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from tests.sample import sample_analysis
from zjviewer.core.export.citations import (
    PASSAGE,
    STYLE_NAMES,
    Source,
    apa,
    apa_html,
    bibtex,
    cite,
    cite_quotation,
    csl_json,
    gbt,
    quoted,
    ris,
    source_of,
)
from zjviewer.core.model.report import Span

TODAY = date(2026, 11, 30)
ODD = ("100% & {更多} $x_1# ~^\\", "甲,乙\n丙", "ER  - \r\nTY  - BOOK", '<b>"粗"</b>', "无", "")


def published(**values):
    analysis = sample_analysis()
    known = {"published": date(2018, 3, 30), "metadata": (("文号", "浙政办发〔2018〕9号"),)}
    return replace(analysis, report=replace(analysis.report, **(known | values)))


def test_gbt_names_author_title_type_date_of_publication_and_date_of_access():
    assert cite(published(), "gbt", TODAY)[0] == (
        "浙江省人民政府. 浙江省2017年政府信息公开工作年度报告[R/OL]. (2018-03-30)[2026-11-30]."
    )


def test_gbt_has_the_page_of_the_passage_after_the_year_and_the_address_last():
    analysis = published(pages=(0, 100, 300), metadata=(("来源", "见 https://www.zj.gov.cn/a.html"),))
    assert cite(analysis, "gbt", TODAY, Span(120, 130))[0].endswith(
        "[R/OL]. 2018: 2(2018-03-30)[2026-11-30]. https://www.zj.gov.cn/a.html."
    )
    assert "2018: 2-3(" in cite(analysis, "gbt", TODAY, Span(120, 310))[0]


def test_what_is_not_known_is_omitted_and_the_year_of_the_report_is_not_taken_for_that_of_publication():
    analysis = published(published=None, issuer="", region="")
    for style in STYLE_NAMES:
        text, _ = cite(analysis, style, TODAY)
        assert "None" not in text
        assert not re.search(r"(?:year|PY|issued).{0,6}2017", text)
    assert gbt(source_of(analysis.report, TODAY)) == "浙江省2017年政府信息公开工作年度报告[R/OL]. [2026-11-30]."
    assert apa(source_of(analysis.report, TODAY)).startswith(
        "浙江省2017年政府信息公开工作年度报告 (浙政办发〔2018〕9号). (n.d.)."
    )


def test_apa_writes_the_dates_in_words_and_the_title_in_italics():
    source = source_of(published().report, TODAY)
    assert apa(source) == (
        "浙江省人民政府. (2018, March 30). 浙江省2017年政府信息公开工作年度报告 (浙政办发〔2018〕9号). "
        "Retrieved November 30, 2026."
    )
    assert "<i>浙江省2017年政府信息公开工作年度报告</i>" in apa_html(source)
    assert re.sub("<[^>]+>", "", apa_html(source)) == apa(source)


@pytest.mark.parametrize("title", ODD)
def test_bibtex_has_balanced_braces_and_no_bare_sign_of_latex(title):
    entry = bibtex(source_of(published(title=title, issuer=title).report, TODAY))
    depth = 0
    for sign in entry:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert re.fullmatch(r"@techreport\{[a-z0-9]+,\n(  [a-z]+ = [^\n]+\n)+\}\n", entry)
    body = entry.partition(",\n")[2]
    assert not re.search(r"(?<!\\)[$&#%_]", body)
    assert not re.search(r"[~^]", body)
    assert "year = {2018}" in entry
    assert "month = mar" in entry


@pytest.mark.parametrize("title", ODD)
def test_ris_has_one_record_of_lines_with_tags(title):
    record = ris(source_of(published(title=title, issuer=title).report, TODAY))
    lines = record.split("\r\n")
    assert lines.pop() == ""
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    tags = [line[:2] for line in lines]
    assert (tags[0], tags[-1], tags.count("TY"), tags.count("ER")) == ("TY", "ER", 1, 1)
    assert "\n" not in record.replace("\r\n", "")
    assert not [line for line in lines if line.startswith("AU") and "," in line]
    assert "Y2  - 2026/11/30" in lines
    assert "DA  - 2018/03/30" in lines


@pytest.mark.parametrize("title", ODD)
def test_csl_json_is_a_list_of_one_report_with_dates_in_parts(title):
    (item,) = json.loads(csl_json(source_of(published(title=title, pages=(0, 9)).report, TODAY, Span(1, 20))))
    assert item["type"] == "report"
    assert item["issued"] == {"date-parts": [[2018, 3, 30]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 30]]}
    assert item["page"] == "1-2"
    assert item["author"] == [{"literal": "浙江省人民政府"}]
    assert item.get("title", "") == " ".join(title.split())


def test_a_key_has_ascii_letters_and_digits_whatever_the_body_is_called():
    for issuer in ("浙江省人民政府", "𠮷林", "A&B", ""):
        key = source_of(published(issuer=issuer, region="").report, TODAY).key
        assert re.fullmatch("[a-z]+2017", key)
    assert source_of(published().report, TODAY).key == "zjsrmzf2017"


@pytest.mark.parametrize(
    ("passage", "marked"),
    [
        ("全省发布", "“全省发布”"),
        ("落实“放管服”改革", "“落实‘放管服’改革”"),
        ("“甲‘乙’丙”", "“‘甲“乙”丙’”"),
        ("只有”一半", "“只有”一半”"),
        ("17\t\t17", "17\t\t17"),
        ("  ", ""),
    ],
)
def test_a_quotation_has_marks_and_those_inside_change_their_level(passage, marked):
    assert quoted(passage) == marked


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_a_quotation_stands_above_its_citation_as_text_and_as_html_but_not_in_data(style):
    text, html = cite_quotation(published(pages=(0, 100)), style, TODAY, "全省<发布>", Span(5, 9))
    if style in ("bibtex", "ris", "csl"):
        assert (html, "全省<发布>" in text) == ("", False)
        return
    assert text.startswith("“全省<发布>”")
    assert "“全省&lt;发布&gt;”" in html
    assert (" (浙江省人民政府, 2018, p. 1)\n" in text) == (style == "apa")
    assert cite(published(pages=(0, 100)), style, TODAY, Span(5, 9))[0] == text.split("\n")[-1]


def test_an_unknown_style_is_refused_and_a_passage_needs_no_date():
    with pytest.raises(KeyError):
        cite(published(), "mla", TODAY)
    assert cite(published(), PASSAGE, TODAY, Span(0, 5))[0].startswith("——浙江省人民政府")


def test_an_address_has_no_sign_that_ends_a_field_of_bibtex():
    analysis = published(metadata=(("来源", "https://a.cn/{年报}|1^2%20"),))
    assert "  url = {https://a.cn/%7B%E5%B9%B4%E6%8A%A5%7D%7C1%5E2%20}" in bibtex(source_of(analysis.report, TODAY))


def test_a_source_without_a_page_says_none():
    assert Source("甲", "乙", None, TODAY).page_range == ""
