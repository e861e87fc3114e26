"""The memo: every result with formula, sentences and places, in every format alike."""

import io
from dataclasses import replace
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from tests.checks.reports import PROSE, opened
from zjviewer import paths
from zjviewer.checks.cross_report import check_reports_together
from zjviewer.core.annotations.annotation_file import mark_on
from zjviewer.core.export.memo import memo_of
from zjviewer.core.export.memo_files import to_document, to_markdown, to_workbook, write_memo
from zjviewer.errors import NotWritten
from zjviewer.pipeline.open_report import open_report


@pytest.fixture(scope="module")
def bundled():
    return open_report(paths.bundled_report())


@pytest.fixture(scope="module")
def memo(bundled):
    return memo_of([bundled], passes=True)


def test_what_fails_comes_first_with_its_difference(memo):
    assert memo.counts[0] == ("不符", 1)
    assert memo.entries[0].formula == "✗ 8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853，差 173,711"
    assert [entry.verdict for entry in memo.entries[1:]] == ["相符"] * (len(memo.entries) - 1)


def test_every_figure_is_quoted_once_with_its_sentence_and_its_place(bundled, memo):
    text = bundled.report.text
    for entry in memo.entries:
        literals = [stated.literal for quotation in entry.quotations for stated in quotation.figures]
        assert sorted(literals) == sorted(bundled.figure_by_id[term.figure].literal for term in entry.check.terms)
        for quotation in entry.quotations:
            assert quotation.sentence in text
            assert all(stated.literal in quotation.sentence for stated in quotation.figures)
            assert "第" in quotation.place


def test_the_same_is_told_in_every_format(memo):
    markdown = to_markdown(memo)
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(memo)))
    document = docx.Document(io.BytesIO(to_document(memo)))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    results = {row[2]: row for row in book["核对结果"].iter_rows(min_row=2, values_only=True)}
    assert len(results) <= len(memo.entries)
    for entry in memo.entries:
        assert f"`{entry.formula}`" in markdown
        assert entry.formula in results
        assert entry.formula in paragraphs
        assert all(any(quotation.sentence in words for words in paragraphs) for quotation in entry.quotations)
    assert results[memo.entries[0].formula][4:7] == (9341853, 9515564, 173711)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"8517780条", "997784条", "9341853条"} <= cells


def test_what_the_reader_has_said_goes_with_it(bundled):
    check = bundled.checks[0]
    memo = memo_of([replace(bundled, marks=(mark_on(check, "review", "已去函询问"),))], passes=True)
    assert [entry.mark for entry in memo.entries if entry.mark] == ["待复核：已去函询问"]
    assert "待复核：已去函询问" in to_markdown(memo)


def test_several_reports_and_what_is_between_them(tmp_path):
    told = ("一、概述", "2016年,全市发布政策解读稿件1501篇。")
    first = opened(tmp_path, *told, title="甲市2016年政府信息公开工作年度报告", name="2016.txt")
    second = opened(tmp_path, *PROSE, name="2017.txt")
    memo = memo_of([first, second], check_reports_together([first, second]), passes=True)
    (failed,) = [entry for entry in memo.entries if entry.verdict == "不符"]
    assert failed.place.startswith("报告之间")
    assert [quotation.place.partition("》")[0] for quotation in failed.quotations] == [
        "《甲市2016年政府信息公开工作年度报告",
        "《甲市2017年政府信息公开工作年度报告",
    ]


def test_nothing_in_a_report_becomes_markup_or_a_formula(tmp_path):
    analysis = opened(tmp_path, "一、概述", "=1+1|*`收到申请100件,其中<b>当面</b>60件、其他40件。")
    memo = memo_of([analysis], passes=True)
    assert memo.entries
    assert "<b>" not in to_markdown(memo)
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(memo)))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_title_of_any_length_is_a_property_of_the_file(memo):
    long = replace(memo, title="题\x1b\n" * 300)
    assert len(docx.Document(io.BytesIO(to_document(long))).core_properties.title) == 255
    assert len(openpyxl.load_workbook(io.BytesIO(to_workbook(long))).properties.title) == 255


def test_a_memo_of_nothing_can_be_written(tmp_path):
    memo = memo_of([opened(tmp_path, "没有数字。")])
    for name in ("a.md", "a.xlsx", "a.docx"):
        write_memo(memo, tmp_path / name)
        assert (tmp_path / name).stat().st_size


def test_an_unknown_kind_and_a_file_that_is_there_are_refused(memo, tmp_path):
    with pytest.raises(NotWritten, match=r"\.docx"):
        write_memo(memo, tmp_path / "memo.odt")
    (tmp_path / "memo.md").write_text("mine")
    with pytest.raises(NotWritten):
        write_memo(memo, tmp_path / "memo.md")
    assert (tmp_path / "memo.md").read_text() == "mine"


def test_a_memo_lists_what_has_not_passed_counts_the_rest_and_names_the_table(bundled):
    short, whole = memo_of([bundled]), memo_of([bundled], passes=True)
    assert {entry.check.verdict for entry in short.entries} == {"fail"}
    assert short.counts == whole.counts
    assert len(whole.entries) == sum(count for _, count in whole.counts)
    assert f"未逐项列出其中相符的{len(whole.entries) - len(short.entries)}项" in to_markdown(short)
    assert "未逐项列出" not in to_markdown(whole)
    titles = {table.title for table in bundled.tables}
    named = [entry for entry in whole.entries if entry.table]
    assert named
    assert all(set(entry.table.split("、")) <= titles for entry in named)
    passed = next(check for check in bundled.checks if check.verdict == "pass")
    marked = memo_of([replace(bundled, marks=(mark_on(passed, "review", "问"),))])
    assert passed.id in {entry.check.id for entry in marked.entries}


def test_the_pages_of_a_document_are_numbered(bundled):
    with ZipFile(io.BytesIO(to_document(memo_of([bundled])))) as file:
        feet = [file.read(name).decode() for name in file.namelist() if "footer" in name]
    assert any('w:instr="PAGE"' in foot for foot in feet)
