"""Pictures of pages, and PDFs that hold them: recognised in the guarded worker, offline."""

import io
import socket
import struct
from pathlib import Path

import numpy as np
import pytest

from tests.papers import as_pdf
from tests.readers.pdf.test_page_images import dark
from tests.readers.recognition.pictures import PAPER, encoded, page_image, poor, turned
from zjviewer.errors import UnreadableFile
from zjviewer.gui.pages.placement import places_of
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.registry import open_pages, read_report
from zjviewer.readers.sandbox.isolated_reading import read_isolated

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

from zjviewer.readers.recognition import page_reading, recogniser
from zjviewer.readers.recognition.engine import Box, Engine, Letter, TextLine


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    path = tmp_path_factory.mktemp("printed") / "report.pdf"
    path.write_bytes(as_pdf(PAPER, numbers=False))
    return open_report(path)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """The page as a clean picture, read by the worker; and the progress that it reported."""
    path = tmp_path_factory.mktemp("scanned") / "report.png"
    path.write_bytes(encoded(page_image(PAPER)))
    seen = []
    return open_report(path, read=lambda *given: read_isolated(*given, progress=lambda *at: seen.append(at))), seen


def test_a_picture_gives_the_text_tables_and_figures_of_its_page(printed, scanned):
    found, _ = scanned
    assert found.report.text == printed.report.text
    assert found.report.title == printed.report.title
    assert [grid.cells for grid in found.report.grids] == [grid.cells for grid in printed.report.grids]
    assert [(f.literal, f.value, f.indicator) for f in found.figures] == [
        (f.literal, f.value, f.indicator) for f in printed.figures
    ]


def test_every_figure_of_a_picture_has_its_certainty(scanned):
    report, figures = scanned[0].report, scanned[0].figures
    assert figures
    for figure in figures:
        score = report.certainty_at(figure.span)
        assert score is not None
        assert 0.9 <= score <= 1
    assert any("recognised from pictures" in str(remark) for remark in report.remarks)


def test_the_progress_is_reported_before_each_page(scanned):
    assert scanned[1] == [(0, 1)]


def test_a_scanned_page_between_others_is_recognised_where_it_stands(printed, tmp_path):
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842))
    canvas.drawString(72, 700, "The first page has a text layer of its own.")
    canvas.showPage()
    picture = io.BytesIO(encoded(poor(page_image(PAPER)), ".jpg"))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    path = tmp_path / "mixed.pdf"
    path.write_bytes(written.getvalue())
    report = read_report(path)
    first, _, rest = report.text.partition("\n")
    assert first == "The first page has a text layer of its own."
    assert report.page_at(len(first) + 1) == 2
    table = printed.report.text[slice(*printed.report.grids[0].span)]
    assert report.text[slice(*report.grids[0].span)] == table
    assert "全年主动公开信息1136条，比上年增长5.2%，收到申请21件。" in rest
    assert all(each.span.start > len(first) for each in report.certainties)


def test_the_models_come_from_the_installed_package_without_a_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    engine = Engine()
    white = np.full((200, 300), 255, np.uint8)
    assert engine.detect(white) == []
    assert engine.read(white, [Box(0, 0, 1, 1)]) == [TextLine(Box(0, 0, 1, 1), ())]


class Reader:
    """Stands for the models: lines of text at given places; boxes in which nothing was detected hold `inside`."""

    def __init__(self, lines=(), inside="", score=0.99):
        self.lines, self.inside, self.score = dict(lines), inside, score

    def detect(self, image):
        return list(self.lines)

    def read(self, image, boxes):
        return [self.line(box, self.lines.get(box, (self.inside, self.score))) for box in boxes]

    def line(self, box, told):
        text, score = told
        step = (box.x1 - box.x0) / max(1, len(text))
        letters = (Letter(each, box.x0 + n * step, box.x0 + (n + 1) * step, score) for n, each in enumerate(text))
        return TextLine(box, tuple(letters))


def test_a_cell_in_which_nothing_was_detected_is_read_again():
    image = page_image(PAPER)
    found = page_reading.recognise_page(Reader(inside="7"), image, 1)
    assert {char.text for char in found.content.letters} == {"7"}
    assert (len(found.content.letters), found.unread) == (9, 0)


def test_marks_in_a_cell_that_stay_unread_are_counted():
    assert page_reading.recognise_page(Reader(), page_image(PAPER), 1).unread == 9


def test_stains_and_seals_are_left_out_and_listed():
    image = np.full((1754, 1240), 255, np.uint8)
    lines = {Box(100, 100, 500, 140): ("受理申请", 0.99), Box(100, 300, 200, 380): ("回盆", 0.3)}
    content = page_reading.recognise_page(Reader(lines), image, 1).content
    assert "".join(char.text for char in content.letters) == "受理申请"
    assert content.unseen == (("回盆", "illegible"),)


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("(一)概述", "（一）概述"),
        ("共3件,其中", "共3件，其中"),
        ("1,204人", "1,204人"),
        ("3:5", "3:5"),
        ("(ABC)", "(ABC)"),
    ],
)
def test_punctuation_between_chinese_characters_is_full_width(read, shown):
    image = np.full((1754, 1240), 255, np.uint8)
    content = page_reading.recognise_page(Reader({Box(100, 100, 500, 140): (read, 0.99)}), image, 1).content
    assert "".join(char.text for char in content.letters) == shown


@pytest.mark.parametrize(("wide", "high"), [(3000, 400), (60, 40), (700, 5000)])
def test_pictures_of_any_shape_and_size_are_examined(wide, high):
    image = np.full((high, wide), 255, np.uint8)
    assert page_reading.recognise_page(Reader(), image, 1).content.letters == ()


def tiff(count):
    """A TIFF whose directories form a chain of a length."""
    raw = b"II*\0" + struct.pack("<I", 8)
    for number in range(count):
        raw += struct.pack("<HI", 0, len(raw) + 6 if number < count - 1 else 0)
    return raw


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("cut.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 40, 40), "damaged"),
        ("none.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "damaged"),
        ("none.jpg", b"\xff\xd8\xff" + bytes(60), "damaged"),
        ("none.tif", b"II*\0" + bytes(60), "damaged"),
        ("empty.tif", tiff(1), "damaged"),
        ("long.tif", tiff(5000), "pages"),
        ("loop.tif", b"II*\0" + struct.pack("<IHI", 8, 0, 8), "pages"),
        ("huge.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 2**30, 2**30) + bytes(40), "damaged"),
        ("other.gif", b"GIF89a" + bytes(60), "Save it as PNG"),
        ("other.png", b"BM" + bytes(60), "Save it as PNG"),
    ],
)
def test_a_picture_that_cannot_be_decoded_is_told(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=says):
        read_report(path)


def test_each_page_of_a_tiff_is_a_page(tmp_path, monkeypatch):
    import cv2

    lines = {Box(100, 600, 700, 640): ("受理申请21件。", 0.8)}
    monkeypatch.setattr(recogniser, "Engine", lambda: Reader(lines))
    white = np.full((1754, 1240), 255, np.uint8)
    path = tmp_path / "report.tif"
    path.write_bytes(cv2.imencodemulti(".tiff", [white, white, white])[1].tobytes())
    parts = []
    report = read_report(path, progress=lambda done, total, recognising, finished: parts.append((done, finished)))
    assert (report.format, report.text, len(report.pages)) == ("TIFF", "\n".join(["受理申请21件。"] * 3), 3)
    assert parts[0] == (0, None)
    for done, part in parts[1:]:
        assert part.text == "\n".join(["受理申请21件。"] * done)
        assert (part.pending, len(part.pages)) == (3 - done, done)
        assert part.certainties == report.certainties[: len(part.certainties)] != ()
        assert f"The last {3 - done} pages" in str(part.remarks[0])
    assert all(report.text.startswith("受理申请21件。", page) for page in report.pages)
    numbers = [each.score for each in report.certainties if report.text[slice(*each.span)] == "21"]
    assert numbers == [0.8] * 3


def test_without_the_packages_a_sentence_says_how_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setattr("zjviewer.readers.recognition.pictures.is_installed", lambda: False)
    path = tmp_path / "report.png"
    path.write_bytes(encoded(page_image(PAPER)))
    with pytest.raises(UnreadableFile, match=r"install the extra part"):
        read_report(path)


def test_a_character_beside_its_line_stands_at_the_end_of_it():
    """The model answers for the white that fills the image of a short line, too."""
    engine = object.__new__(Engine)
    engine._characters, engine._alike = ["", "一", "二"], {}
    answer = np.zeros((40, 3), np.float32)
    answer[:, 0] = 1
    answer[[2, 39], :] = (0, 0.9, 0), (0, 0, 0.8)
    box = Box(10, 0, 58, 48)
    first, last = engine._letters(answer, box, 1.0)
    assert box.x0 <= first.x0 < first.x1 <= last.x0 <= last.x1 <= box.x1


def share_of_ink(report, pages):
    """Share of the recognised characters on whose place the picture is dark."""
    [letters] = report.letters
    [(width, height)] = pages.sizes(9)
    picture = pages.picture(0, 2 * round(width))
    places = places_of(letters, width, height)
    assert len(places) == len(letters.characters) > 80
    assert " 18 305 " in letters.characters  # numbers of neighbouring cells are two
    drawn = [rect for char, rect in zip(letters.characters, places, strict=True) if char != " "]
    return sum(dark(picture, rect, 2) > 0.02 for rect in drawn) / len(drawn)


def test_recognised_characters_are_placed_on_the_picture_as_it_is(scanned, tmp_path):
    report = scanned[0].report
    assert share_of_ink(report, open_pages(Source(report.path, encoded(page_image(PAPER))))) > 0.97
    crooked = encoded(np.rot90(turned(page_image(PAPER)), 3))
    path = tmp_path / "crooked.png"
    path.write_bytes(crooked)
    report = read_report(path)
    assert "全年主动公开信息1136条" in report.text
    assert share_of_ink(report, open_pages(Source(path, crooked))) > 0.97


@pytest.mark.parametrize("ending", [".png", ".jpg", ".tif"])
def test_the_picture_itself_is_shown_as_a_page(ending):
    image = np.full((400, 200), 255, np.uint8)
    image[:100] = 0
    pages = open_pages(Source(Path(f"a{ending}"), encoded(image, ending)))
    assert pages.sizes(9) == [(421.0, 842.0)]
    picture = pages.picture(0, 842)
    assert (picture.width, picture.height, len(picture.pixels)) == (842, 1684, 842 * 1684 * 4)
    assert dark(picture, (5, 5, 400, 200), 2) == 1
    assert dark(picture, (5, 220, 400, 840), 2) == 0
    assert pages.picture(0, 10**6).width < 10_000
    with pytest.raises(ValueError, match="page"):
        pages.picture(1, 10)
