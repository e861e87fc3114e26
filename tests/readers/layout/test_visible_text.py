"""Which letters of a page are its text: watermarks, hidden and turned letters, vertical writing, forms."""

import io

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from zjviewer.errors import UnreadableFile
from zjviewer.readers.layout.visible_text import (
    Char,
    Glyph,
    Paint,
    RuledLine,
    turn_rules,
    vertical_writing,
    visible_text,
)
from zjviewer.readers.registry import read_report

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
PROSE = "2021年，全县主动公开政府信息6543条，受理依申请公开231件，全部按时办结。"
TABLE = [["项目", "本年新收", "结转"], ["自然人", "40", "2"], ["商业企业", "9", "0"], ["总计", "49", "2"]]


class Paper:
    """A page with a sentence and a ruled table, and whatever else is drawn on it."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(595, 842))
        self.canvas.setFont("STSong-Light", 12)

    def prose(self) -> None:
        self.canvas.drawString(72, 760, "一、总体情况")
        self.canvas.drawString(72, 740, PROSE)

    def table(self, left: float = 72, top: float = 700) -> None:
        for r, row in enumerate(TABLE):
            for c, text in enumerate(row):
                self.canvas.rect(left + 100 * c, top - 24 * (r + 1), 100, 24)
                self.canvas.drawString(left + 100 * c + 8, top - 24 * (r + 1) + 8, text)

    def text(
        self, words: str, x: float, y: float, *, angle: float = 0, size: float = 12, grey: float = 0, alpha: float = 1
    ):
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(angle)
        self.canvas.setFillColor(Color(grey, grey, grey, alpha))
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(0, 0, words)
        self.canvas.restoreState()

    def saved(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


@pytest.fixture
def paper():
    return Paper()


@pytest.fixture
def read(tmp_path):
    def read_bytes(content: bytes):
        path = tmp_path / "年报.pdf"
        path.write_bytes(content)
        return read_report(path)

    return read_bytes


def rows_of(report) -> list[list[str]]:
    (grid,) = report.grids
    return [line.split("\t") for line in report.text[grid.span.start : grid.span.end].split("\n")]


@pytest.mark.parametrize("angle", [15, 30, 45, 330, 300])
@pytest.mark.parametrize(("size", "grey"), [(14, 0.85), (60, 0.9), (20, 0)])
def test_a_slanting_mark_leaves_text_and_cells_alone(paper, read, angle, size, grey):
    paper.prose()
    paper.table()
    for place in range(6):
        paper.text("内部资料张某用户", 60 + 70 * place, 560 + 30 * place, angle=angle, size=size, grey=grey)
    report = read(paper.saved())
    assert PROSE in report.text
    assert rows_of(report) == TABLE
    assert "watermark" in {dropped.reason for dropped in report.dropped}


@pytest.mark.parametrize(("size", "grey", "alpha"), [(30, 0.85, 1), (18, 0.7, 1), (40, 0, 0.2)])
def test_a_level_mark_leaves_text_and_cells_alone(paper, read, size, grey, alpha):
    paper.prose()
    paper.table()
    for y in (735, 660, 640, 620):
        paper.text("征求意见稿", 80, y, size=size, grey=grey, alpha=alpha)
    report = read(paper.saved())
    assert PROSE in report.text
    assert rows_of(report) == TABLE


def test_light_text_of_the_usual_size_is_text(paper, read):
    paper.prose()
    paper.text("注：数据含结转18件。", 72, 700, grey=0.65, size=10)
    assert "注：数据含结转18件。" in read(paper.saved()).text


@pytest.mark.parametrize(("x", "y", "angle"), [(20, 300, 90), (585, 500, 270), (580, 200, 90), (15, 700, 270)])
def test_a_line_in_the_margin_is_left_out_and_listed(paper, read, x, y, angle):
    paper.prose()
    paper.table()
    paper.text("下载时间2022-01-05用户张某", x, y, angle=angle, size=9, grey=0.6)
    report = read(paper.saved())
    assert report.text == f"一、总体情况\n{PROSE}\n" + "\n".join("\t".join(row) for row in TABLE)
    assert [dropped.reason for dropped in report.dropped] == ["running head"]


@pytest.mark.parametrize("angle", [90, 270, 180])
@pytest.mark.parametrize("prose", [True, False])
def test_a_table_set_sideways_is_read_in_its_own_direction(paper, read, angle, prose):
    if prose:
        paper.prose()
    canvas = paper.canvas
    canvas.saveState()
    canvas.translate(*{90: (500, 120), 270: (100, 620), 180: (480, 300)}[angle])
    canvas.rotate(angle)
    canvas.drawString(0, 110, "二、行政许可情况")
    paper.table(0, 100)
    canvas.restoreState()
    report = read(paper.saved())
    assert "二、行政许可情况" in report.text
    assert rows_of(report) == TABLE


def test_a_page_that_is_shown_turned_is_read_as_shown(paper, read):
    canvas = paper.canvas
    canvas.setPageRotation(90)
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.drawString(40, 500, PROSE)
    paper.table(40, 450)
    report = read(paper.saved())
    assert PROSE in report.text
    assert rows_of(report) == TABLE


@pytest.mark.parametrize(
    "columns",
    [["竖排文字受理二百三十一件", "第二列公开六千条"], ["一二三四五六七八", "甲乙丙丁戊己庚", "子丑寅卯辰巳"]],
)
def test_vertical_writing_is_read_down_and_from_the_right(paper, read, columns):
    paper.prose()
    for number, words in enumerate(columns):
        for at, letter in enumerate(words):
            paper.canvas.drawString(400 - 30 * number, 600 - 14 * at, letter)
    text = read(paper.saved()).text
    places = [text.replace("\n", "").index(words) for words in columns]
    assert places == sorted(places)


def test_narrow_cells_are_no_vertical_writing(paper, read):
    canvas = paper.canvas
    paper.prose()
    for row, (label, value) in enumerate((("行政许可事项", "12"), ("行政处罚事项", "7"))):
        canvas.rect(72, 560 - 100 * row, 20, 100)
        canvas.rect(92, 560 - 100 * row, 80, 100)
        for at, letter in enumerate(label):
            canvas.drawString(76, 645 - 100 * row - 14 * at, letter)
        canvas.drawString(100, 600 - 100 * row, value)
    assert rows_of(read(paper.saved())) == [["行政许可事项", "12"], ["行政处罚事项", "7"]]


@pytest.mark.parametrize("mode", [3, 7])
def test_invisible_text_is_left_out_and_listed(paper, read, mode):
    paper.prose()
    text = paper.canvas.beginText(72, 600)
    text.setTextRenderMode(mode)
    text.textLine("不可见901件。")
    paper.canvas.drawText(text)
    report = read(paper.saved())
    assert "901" not in report.text
    assert ("不可见901件。", "hidden") in [(dropped.text, dropped.reason) for dropped in report.dropped]


@pytest.mark.parametrize(("x", "y"), [(700, 600), (-200, 600), (72, -40), (72, 900)])
def test_text_off_the_page_is_left_out(paper, read, x, y):
    paper.prose()
    paper.canvas.drawString(x, y, "页外903件。")
    assert "903" not in read(paper.saved()).text


@pytest.mark.parametrize("box", [(0, 600, 595, 842), (50, 620, 580, 820)])
def test_text_outside_the_crop_box_is_left_out(paper, read, box):
    paper.prose()
    paper.canvas.drawString(72, 500, "裁去904件。")
    paper.canvas.setCropBox(box)
    report = read(paper.saved())
    assert "904" not in report.text
    assert "6543条" in report.text


def plain_pdf(objects: list[str]) -> bytes:
    """A file of hand-written objects, the first of them the catalogue."""
    out = bytearray(b"%PDF-1.6\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


@pytest.mark.parametrize(("state", "shown"), [("/OFF[6 0 R]", False), ("/BaseState/OFF", False), ("/OFF[]", True)])
def test_a_layer_that_is_switched_off_is_left_out(read, state, shown):
    content = "BT /F 12 Tf 72 700 Td (open 6543) Tj ET /OC /L BDC BT /F 12 Tf 72 650 Td (layer 905) Tj ET EMC"
    page = f"{PAGE}/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>>>"
    report = read(
        plain_pdf(
            [
                f"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<<{state}>>>>>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                page,
                f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                "<</Type/OCG/Name(layer)>>",
            ]
        )
    )
    assert "6543" in report.text
    assert ("905" in report.text) is shown


@pytest.mark.parametrize(
    ("subtype", "key", "flags", "shown"),
    [
        ("Widget/FT/Tx", "V", 0, True),
        ("FreeText", "Contents", 0, True),
        ("FreeText", "Contents", 2, False),
        ("Text", "Contents", 0, False),
    ],
)
def test_what_is_filled_in_and_typed_onto_the_page_is_read(read, subtype, key, flags, shown):
    content = "BT /F 12 Tf 72 700 Td (open 6543) Tj ET"
    note = f"<</Type/Annot/Subtype/{subtype}/Rect[72 600 300 620]/{key}(typed 99)/F {flags}>>"
    report = read(
        plain_pdf(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                f"{PAGE}/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R]>>",
                f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                note,
            ]
        )
    )
    assert ("99" in report.text) is shown


def test_letters_without_meaning_are_not_taken_for_text(read):
    content = "BT /F 12 Tf 72 700 Td (\\304\\305\\307\\311\\321 \\326\\334\\341\\340 2021) Tj ET"
    with pytest.raises(UnreadableFile, match="does not say which characters its letters are"):
        read(
            plain_pdf(
                [
                    "<</Type/Catalog/Pages 2 0 R>>",
                    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    f"{PAGE}/Resources<</Font<</F 5 0 R>>>>>>",
                    f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
                    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
                ]
            )
        )


def glyph(text: str, x: float, y: float, *, size: float = 12, angle: int = 0, **paint: bool) -> Glyph:
    return Glyph(Char(text, x, y, x + size, y + size, size), angle, Paint(**paint))


def test_the_text_layer_of_a_scan_is_text():
    scanned = [glyph("字", 10 + 12 * at, 10, invisible=True) for at in range(9)]
    assert len(visible_text(scanned, 595, 842, has_pictures=True).letters) == 9
    assert visible_text(scanned, 595, 842, has_pictures=False).letters == ()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turning_keeps_letters_within_their_lines(angle):
    rules = (RuledLine(100, 200, 300, 200), RuledLine(300, 200, 300, 260))
    (level, upright) = turn_rules(rules, angle, 595, 842)
    assert level.level is (angle == 180)
    assert upright.level is (angle != 180)
    (turned,) = visible_text([glyph("字", 290, 195, angle=angle)], 595, 842, has_pictures=False).turned
    (char,) = turned[1]
    corner = (upright.x0 if angle == 180 else level.x0, level.y0 if angle == 180 else upright.y0)
    assert char.x0 <= corner[0] <= char.x1
    assert char.y0 <= corner[1] <= char.y1


def test_short_columns_stay_where_they_are():
    letters = [Char("一二三四五"[at], 10, 10 + 14 * at, 22, 22 + 14 * at, 12) for at in range(5)]
    assert vertical_writing(letters, 595) == ([], letters)
