"""The memo as PDF holds what the memo says, with the reader's marks."""

from dataclasses import replace

import pypdfium2
import pytest

from zjviewer.core.annotations.annotation_file import mark_on
from zjviewer.core.export.memo import memo_of
from zjviewer.errors import NotWritten
from zjviewer.gui.checks.memo_export import save_pdf


@pytest.fixture
def memo(analysis):
    return memo_of((replace(analysis, marks=(mark_on(analysis.failures[0], "review", "问大数据局"),)),), passes=True)


def words_of(path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return "".join("".join(pages).split())


def test_every_result_stands_in_the_pdf_with_formula_words_and_place(memo, tmp_path):
    save_pdf(memo, tmp_path / "memo.pdf", "浙江省人民政府")
    words = words_of(tmp_path / "memo.pdf")
    assert "8,517,780+997,784=9,515,564≠9,341,853，差173,711" in words
    assert "标记：待复核：问大数据局" in words
    for entry in memo.entries:
        assert entry.check.id in words
        for quotation in entry.quotations:
            assert all("".join(each.literal.split()) in words for each in quotation.figures)


def test_the_memo_fills_pages_and_numbers_them(memo, tmp_path):
    save_pdf(memo, tmp_path / "memo.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "memo.pdf")
    count = len(document)
    assert count > 3
    assert f"{count}/{count}" in "".join(document[count - 1].get_textpage().get_text_range().split())
    document.close()


def test_a_memo_that_exists_is_not_replaced_unasked(memo, tmp_path):
    (tmp_path / "memo.pdf").write_bytes(b"mine")
    with pytest.raises(NotWritten):
        save_pdf(memo, tmp_path / "memo.pdf")
    assert (tmp_path / "memo.pdf").read_bytes() == b"mine"
    save_pdf(memo, tmp_path / "memo.pdf", overwrite=True)
    assert (tmp_path / "memo.pdf").read_bytes().startswith(b"%PDF")


def test_marks_of_checks_that_are_no_more_are_left_out(analysis):
    gone = mark_on(analysis.failures[0], "confirmed")._replace(check="x", formula="1 = 2")
    assert memo_of((replace(analysis, marks=(gone,)),)) == memo_of((analysis,))
