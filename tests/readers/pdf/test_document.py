"""PDF: paragraphs rebuilt, furniture gone, tables across pages, pages known, scans and passwords told."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import sleep

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.papers import Grid, Paper, Words, _Press, applications, as_pdf, in_two_columns, national, row
from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.pdf import document
from zjviewer.readers.pdf.page_content import PDFIUM, read_page
from zjviewer.readers.registry import read_report

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件，应公开尽公开。"


def saved(folder, content, name="report.pdf"):
    path = folder / name
    path.write_bytes(content)
    return path


def test_soft_line_ends_and_page_ends_are_gone(tmp_path):
    passages = tuple(Words(f"第{n}段{PROSE * 3}") for n in range(1, 16))
    report = read_report(
        saved(tmp_path, as_pdf(Paper("江阳市2023年政府信息公开工作年度报告", passages), "江阳市人民政府"))
    )
    assert report.text.split("\n") == [block.text for block in passages]
    assert len(report.pages) > 2
    assert {d.reason for d in report.dropped} == {"title", "page number", "running head"}


def test_every_place_knows_its_page(tmp_path):
    passages = tuple(Words(f"第{n}段{PROSE * 3}") for n in range(1, 16))
    report = read_report(saved(tmp_path, as_pdf(Paper("江阳市2023年年度报告", passages))))
    pages = [report.page_at(report.text.index(f"第{n}段")) for n in range(1, 16)]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, len(report.pages))
    assert report.pages[0] == 0


def test_a_table_cut_by_the_page_is_one_and_its_labels_reach_over_the_cut(tmp_path):
    analysis = open_report(saved(tmp_path, as_pdf(national())))
    report = analysis.report
    grid = report.grids[1]
    assert report.page_at(grid.span.start) != report.page_at(grid.span.end - 1)
    assert (grid.height, grid.width) == (28, 10)
    label = next(c for c in grid.cells if report.text[slice(*c.span)] == "三、本年度办理结果")
    assert label.rows == 22
    assert any("cut at the end of a page" in str(remark) for remark in analysis.remarks)


def test_repeated_heads_of_a_table_are_dropped_once_it_is_whole(tmp_path):
    press = _Press()
    head = row("指标", "上年", "本年")
    for part in (range(1, 30), range(30, 40)):
        press.table(Grid((head, *(row(f"指标{n}", str(n), str(2 * n)) for n in part))), 0)
        if part[0] == 1:
            press.turn()
    (grid,) = read_report(saved(tmp_path, press.done())).grids
    assert grid.height == 40


def test_two_tables_on_two_pages_stay_two(tmp_path):
    press = _Press()
    press.table(Grid((row("指标", "数量"), row("公开", "3"))), 0)
    press.turn()
    press.table(Grid((row("部门", "上年", "本年", "增减"), row("教育局", "3", "4", "1"))), 0)
    assert len(read_report(saved(tmp_path, press.done())).grids) == 2


def test_a_frame_around_text_is_no_table(tmp_path):
    press = _Press()
    press.canvas.rect(60, 60, 470, 720)
    press.paragraph(PROSE)
    report = read_report(saved(tmp_path, press.done()))
    assert (report.text, report.grids) == (PROSE, ())


def test_backgrounds_are_no_lines(tmp_path):
    press = _Press()
    press.canvas.setFillGray(1)
    for n in range(12):
        press.canvas.rect(70, 740 - 24 * n, 450, 24, stroke=0, fill=1)
    press.canvas.setFillGray(0)
    press.paragraph(PROSE * 4)
    report = read_report(saved(tmp_path, press.done()))
    assert (report.text, report.grids) == (PROSE * 4, ())


def test_a_lone_digit_in_a_cell_is_read_whatever_fonts_the_system_has(tmp_path):
    press = _Press(numbers=False)
    press.table(Grid((row("指标", "上年", "本年"), row("公开", "0", "7"))), 0)
    assert read_report(saved(tmp_path, press.done())).text == "指标\t上年\t本年\n公开\t0\t7"


def test_turned_pages_read_alike(tmp_path):
    press = _Press(numbers=False)
    press.paragraph(PROSE)
    press.table(Grid((row("指标", "上年", "本年"), row("公开", "0", "7"))), 0)
    upright = read_report(saved(tmp_path, press.done())).text
    for turn in (90, 180, 270):
        press = _Press(numbers=False)
        press.canvas.setPageRotation(turn)
        if turn == 90:
            press.canvas.translate(595, 0)
            press.canvas.rotate(90)
        elif turn == 180:
            press.canvas.translate(595, 842)
            press.canvas.rotate(180)
        else:
            press.canvas.translate(0, 595)  # the page lies on its side: 842 by 595
            press.canvas.rotate(270)
        press.canvas.scale(0.6, 0.6)
        press.paragraph(PROSE)
        press.table(Grid((row("指标", "上年", "本年"), row("公开", "0", "7"))), 0)
        assert read_report(saved(tmp_path, press.done(), f"{turn}.pdf")).text == upright


@pytest.fixture
def without_recognition(monkeypatch):
    monkeypatch.setattr("zjviewer.readers.pdf.document.is_installed", lambda: False)


def test_a_scan_is_told(tmp_path, without_recognition):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 500, 700)
    canvas.save()
    with pytest.raises(UnreadableFile, match=r"pip install \"zjviewer\[ocr\]\""):
        read_report(saved(tmp_path, written.getvalue()))


def test_a_page_that_is_a_picture_among_others_is_told(tmp_path, without_recognition):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    press = _Press(numbers=False)
    press.paragraph(PROSE)
    press.turn()
    press.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 500, 700)
    report = read_report(saved(tmp_path, press.done()))
    assert [str(remark) for remark in report.remarks] == ["Page 2 is a picture without text."]


def test_an_encrypted_file_is_told(tmp_path):
    written = io.BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(100, 700, "secret")
    canvas.save()
    with pytest.raises(UnreadableFile, match="encrypted"):
        read_report(saved(tmp_path, written.getvalue()))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_is_told(tmp_path, share):
    whole = as_pdf(national())
    with pytest.raises(UnreadableFile, match=r"report\.pdf is damaged or was cut off"):
        read_report(saved(tmp_path, whole[: int(len(whole) * share)]))


def test_a_page_too_many_is_refused_with_the_limit(tmp_path, monkeypatch):
    press = _Press()
    for _ in range(3):
        press.paragraph(PROSE)
        press.turn()
    press.paragraph(PROSE)
    path = saved(tmp_path, press.done())
    read: list[int] = []
    monkeypatch.setattr(document, "read_page", lambda pages, index: read.append(index) or read_page(pages, index))
    monkeypatch.setattr(document, "MOST_PAGES", 4)
    assert len(read_report(path).pages) == 4
    assert read == [0, 1, 2, 3]
    monkeypatch.setattr(document, "MOST_PAGES", 3)
    with pytest.raises(UnreadableFile, match="has 4 pages, and at most 3 can be read"):
        read_report(path)
    assert len(read) == 4, "no page is read of a file that is refused"


def test_pdfium_is_used_by_one_thread_at_a_time(tmp_path, monkeypatch):
    """The library is not safe between threads."""
    path = saved(tmp_path, as_pdf(Paper("江阳市2023年年度报告", (Words(PROSE),))))
    inside, most, count = [], 0, Lock()

    def watched(pages, index):
        nonlocal most
        with count:
            inside.append(index)
            most = max(most, len(inside))
        try:
            assert PDFIUM.locked()
            sleep(0.02)  # another thread would come in here
            return read_page(pages, index)
        finally:
            with count:
                inside.pop()

    monkeypatch.setattr(document, "read_page", watched)
    with ThreadPoolExecutor(3) as pool:
        texts = {report.text for report in pool.map(read_report, [path] * 3)}
    assert texts == {PROSE}
    assert most == 1
    assert not PDFIUM.locked()


def test_a_file_without_a_word_is_told(tmp_path):
    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableFile, match="no text in"):
        read_report(saved(tmp_path, written.getvalue()))


def test_the_cells_are_those_that_another_reader_finds(tmp_path):
    pdfplumber = pytest.importorskip("pdfplumber")
    path = saved(tmp_path, as_pdf(Paper("江阳市2023年年度报告", (applications(),))))
    report = read_report(path)
    with pdfplumber.open(path) as document:
        theirs = [t.extract() for page in document.pages for t in page.find_tables()]
    words = ["".join((cell or "").split()) for table in theirs for line in table for cell in line]
    ours = [report.text[slice(*cell.span)] for grid in report.grids for cell in grid.cells]
    assert sorted(filter(None, words)) == sorted(filter(None, ours))


def test_two_columns_are_read_one_after_the_other(tmp_path):
    texts = [
        "为了进一步做好政府信息公开工作，全市各级行政机关认真贯彻落实条例，" * 6 + f"第{n}段到此结束。"
        for n in range(6)
    ]
    closing = "以上报告已经市政府同意，现予公布，请各单位遵照执行，并请社会各界监督。"
    path = tmp_path / "report.pdf"
    path.write_bytes(in_two_columns("江阳市2023年政府信息公开工作年度报告", texts, closing))
    report = read_report(path)
    assert report.title == "江阳市2023年政府信息公开工作年度报告"
    assert report.text.split("\n") == [*texts, closing]
