import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.gui.reading.test_text_pane import long_analysis
from tests.sample import sample_analysis
from zjviewer.errors import NotWritten
from zjviewer.gui.typesetting import report_printing as printing
from zjviewer.gui.typesetting.report_printing import save_text_pdf


@pytest.fixture
def read(tmp_path, qapp):
    """Pages of a saved analysis as text, without white space."""
    documents = []

    def reading(analysis, section=""):
        path = tmp_path / "全文.pdf"
        save_text_pdf(analysis, path, section)
        document = pypdfium2.PdfDocument(path.read_bytes())
        documents.append(document)
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]

    yield reading
    for document in documents:
        document.close()


def test_the_pdf_holds_the_whole_text_title_and_headings(read):
    analysis = sample_analysis()
    whole = "".join(read(analysis))
    for span in analysis.paragraphs:
        assert analysis.report.text[span.start : span.end].replace("\n", "") in whole
    for section in analysis.sections:
        assert section.title in whole
    assert whole.startswith((f"1/1{analysis.report.title}", analysis.report.title))


def test_pages_are_numbered_and_carry_the_title_at_their_head(read):
    analysis = long_analysis(120)
    pages = read(analysis)
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in page
        assert analysis.report.title in page


def test_a_section_is_printed_alone(read):
    analysis = sample_analysis()
    whole = "".join(read(analysis, "2"))
    second = analysis.section_by_id["2"]
    assert analysis.report.text[second.start : second.start + 30] in whole
    assert "政府信息公开的行政复议" not in whole
    assert "最多跑一次" not in whole


def test_no_heading_is_left_at_the_foot_of_a_page(read):
    analysis = long_analysis(240)
    titles = tuple(section.title for section in analysis.sections)
    for page in read(analysis):
        body = page.replace("editorial", "")
        assert not any(body.endswith(title) for title in titles)


def test_pages_are_a4_and_the_bundled_font_is_inside(tmp_path, qapp):
    path = tmp_path / "a.pdf"
    save_text_pdf(sample_analysis(), path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"NotoSansSC-Regular" in content
    assert b"NotoSansSC-Bold" in content
    assert b"FontFile" in content
    with pypdfium2.PdfDocument(content) as document:
        width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)


def test_an_existing_file_stays_unless_it_may_be_overwritten(tmp_path, qapp):
    path = tmp_path / "a.pdf"
    path.write_text("old")
    with pytest.raises(NotWritten):
        save_text_pdf(sample_analysis(), path)
    assert path.read_text() == "old"
    save_text_pdf(sample_analysis(), path, overwrite=True)
    assert path.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_a_clear_sentence_and_leaves_nothing(tmp_path, qapp):
    with pytest.raises(NotWritten, match="no folder"):
        save_text_pdf(sample_analysis(), tmp_path / "none" / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_printer_gets_the_same_pages(tmp_path, qapp, monkeypatch):
    analysis = long_analysis(60)
    save_text_pdf(analysis, tmp_path / "saved.pdf")
    path = tmp_path / "printed.pdf"

    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        return 1

    monkeypatch.setattr(printing.QPrintDialog, "exec", accept)
    assert printing.print_text(None, analysis)
    with pypdfium2.PdfDocument(path) as printed, pypdfium2.PdfDocument(tmp_path / "saved.pdf") as saved:
        assert len(printed) == len(saved)


def test_nothing_is_printed_when_the_reader_changes_their_mind(qapp, monkeypatch):
    monkeypatch.setattr(printing.QPrintDialog, "exec", lambda dialog: 0)
    assert printing.print_text(None, sample_analysis()) is False
