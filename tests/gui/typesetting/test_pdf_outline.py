"""PDF with an outline: the headings in their order and levels, and highlights on paper, read by another program."""

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage

from tests.gui.reading.test_text_pane import long_analysis
from tests.sample import sample_analysis
from zjviewer.core.model.report import Span
from zjviewer.gui.typesetting.pdf_outline import OutlineEntry, with_outline
from zjviewer.gui.typesetting.report_printing import Additions, preview_text, save_text_pdf


def outline_of(content: bytes) -> list[tuple[str, int, int]]:
    """Title, level from 0 and page of each entry."""
    with pypdfium2.PdfDocument(content) as document:
        return [(each.get_title(), each.level, each.get_dest().get_index()) for each in document.get_toc(max_depth=9)]


@pytest.mark.parametrize("analysis", [sample_analysis(), long_analysis(120)])
def test_every_heading_is_in_the_outline_on_the_page_where_it_stands(tmp_path, qapp, analysis):
    path = tmp_path / "全文.pdf"
    save_text_pdf(analysis, path)
    entries = outline_of(path.read_bytes())
    titles = [title for title, _, _ in entries]
    assert len(titles) >= len(analysis.sections) - 1
    for section in analysis.sections:
        assert any(section.title in title for title in titles) or section.heading
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    for title, _, page in entries:
        assert "".join(title.split()) in texts[page]


def made(tmp_path) -> bytes:
    path = tmp_path / "全文.pdf"
    save_text_pdf(long_analysis(60), path)
    return path.read_bytes()


def test_levels_nest_and_titles_of_any_character_are_whole(tmp_path, qapp):
    wanted = [("一、𠮷(林)\\", 1), ("（一）", 2), ("1.", 3), ("（二）", 2), ("二、后", 1), ("深", 3), ("三、", 1)]
    entries = [OutlineEntry(title, level, 0, 0.1) for title, level in wanted]
    found = outline_of(with_outline(made(tmp_path), entries, 842))
    assert [title for title, _, _ in found[-len(wanted) :]] == [title for title, _ in wanted]
    assert [level for _, level, _ in found[-len(wanted) :]] == [0, 1, 2, 1, 0, 1, 0]


def test_what_is_no_pdf_of_qt_stays_as_it_is(tmp_path, qapp):
    entry = OutlineEntry("标题", 1, 0, 0.0)
    for content in (b"", b"no pdf", b"%PDF-1.4\ntrailer << >>\nstartxref\n0\n%%EOF\n"):
        assert with_outline(content, [entry], 842) == content
    content = made(tmp_path)
    assert with_outline(content, [], 842) == content


def test_highlights_are_printed_in_their_colours_and_only_where_they_are(tmp_path, qapp):
    analysis = sample_analysis()
    start = analysis.report.text.index("目前,省级")
    pictures = []
    for highlights in ((), [(Span(start, start + 40), "#00ff00")]):
        path = tmp_path / f"{len(highlights)}.pdf"
        save_text_pdf(analysis, path, additions=Additions(highlights))
        with pypdfium2.PdfDocument(path.read_bytes()) as document:
            pictures.append(document[0].render(scale=1).to_pil().convert("RGB"))
    colours = [{color: count for count, color in picture.getcolors(1 << 24)} for picture in pictures]
    green = [each.get((0, 255, 0), 0) for each in colours]
    assert green[0] == 0
    assert 500 < green[1] < 20_000


def test_charts_follow_the_text_on_numbered_pages_in_the_width_of_the_body(tmp_path, qapp):
    pictures = []
    for height in (400, 300, 2400):
        pictures.append(QImage(1000, height, QImage.Format.Format_RGB32))
        pictures[-1].fill(QColor("#ff0000"))
    bare, path = tmp_path / "bare.pdf", tmp_path / "charts.pdf"
    save_text_pdf(sample_analysis(), bare)
    save_text_pdf(sample_analysis(), path, additions=Additions(pictures=pictures))
    with pypdfium2.PdfDocument(bare.read_bytes()) as before, pypdfium2.PdfDocument(path.read_bytes()) as document:
        assert len(document) == len(before) + 2
        last = document[len(document) - 1]
        assert f"{len(document)}/{len(document)}" in "".join(last.get_textpage().get_text_range().split())
        for index in (len(document) - 2, len(document) - 1):
            picture = document[index].render(scale=0.5).to_pil().convert("RGB")
            colours = {color: count for count, color in picture.getcolors(1 << 24)}
            red = sum(count for (r, g, b), count in colours.items() if r > 200 and g < 60 and b < 60)
            assert red > 0.2 * picture.width * picture.height


def test_the_preview_shows_the_pages(qtbot, qapp, monkeypatch):
    from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    counts = []

    def run(dialog):
        preview = dialog.findChild(QPrintPreviewWidget)
        preview.updatePreview()
        counts.append(preview.pageCount())

    monkeypatch.setattr(QPrintPreviewDialog, "exec", run)
    preview_text(parent, long_analysis(60))
    assert counts[0] > 1
