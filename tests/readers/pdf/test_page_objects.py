"""Text that a clip or a shape drawn later keeps from the page is left out and listed; all other text stays."""

import io

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from zjviewer.readers.registry import read_report

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
PROSE = "2021年，全县主动公开政府信息6543条，受理依申请公开231件，全部按时办结。"
FIRST = "7.住房公积金支出204.91万元。"
WHITE, GREY, BLACK, YELLOW = Color(1, 1, 1), Color(0.9, 0.9, 0.9), Color(0, 0, 0), Color(1, 1, 0)


def first(canvas, *, one_by_one=False):
    canvas.setFillColor(BLACK)
    if one_by_one:
        for at, letter in enumerate(FIRST):
            canvas.drawString(72 + 12 * at, 500, letter)
    else:
        canvas.drawString(72, 500, FIRST)


def shape(canvas, colour, box=(60, 490, 400, 30), **how):
    canvas.setFillColor(colour)
    canvas.rect(*box, stroke=0, fill=1, **how)


def clip(canvas, *boxes):
    path = canvas.beginPath()
    for box in boxes:
        path.rect(*box)
    canvas.clipPath(path, stroke=0, fill=0)


def as_form(canvas, draw):
    canvas.beginForm("part")
    canvas.setFont("STSong-Light", 12)
    draw()
    canvas.endForm()


def covered_within_forms(canvas):
    as_form(canvas, lambda: first(canvas))
    canvas.beginForm("over")
    shape(canvas, WHITE, (0, 0, 400, 30))
    canvas.endForm()
    canvas.doForm("part")
    canvas.translate(60, 490)
    canvas.doForm("over")


def clipped_within_a_moved_form(canvas):
    def draw():
        clip(canvas, (0, 200, 500, 100))
        first(canvas)

    as_form(canvas, draw)
    canvas.translate(0, 100)
    canvas.doForm("part")


def clipped_around_a_form(canvas):
    as_form(canvas, lambda: first(canvas))
    clip(canvas, (0, 600, 595, 200))
    canvas.doForm("part")


def turned(canvas):
    canvas.translate(72, 200)
    canvas.rotate(90)
    canvas.drawString(0, 0, FIRST)
    shape(canvas, WHITE, (-5, -5, 300, 20))


HIDDEN = {
    "white": lambda c: (first(c), shape(c, WHITE)),
    "grey": lambda c: (first(c), shape(c, GREY)),
    "black": lambda c: (first(c), shape(c, BLACK)),
    "one letter an object": lambda c: (first(c, one_by_one=True), shape(c, WHITE)),
    "bordered shape": lambda c: (first(c), c.setFillColor(WHITE), c.rect(60, 490, 400, 30, stroke=1, fill=1)),
    "below other words": lambda c: (
        first(c),
        shape(c, WHITE),
        c.setFillColor(BLACK),
        c.drawString(72, 500, "改为九十八件"),
    ),
    "two shapes": lambda c: (first(c), shape(c, WHITE, (60, 490, 108, 30)), shape(c, WHITE, (168, 490, 300, 30))),
    "covered within forms": covered_within_forms,
    "turned": turned,
    "clip": lambda c: (clip(c, (0, 520, 595, 300)), first(c)),
    "clip, one letter an object": lambda c: (clip(c, (0, 520, 595, 300)), first(c, one_by_one=True)),
    "clip within a clip": lambda c: (clip(c, (0, 0, 595, 842)), clip(c, (0, 520, 595, 300)), first(c)),
    "clips without common ground": lambda c: (clip(c, (0, 400, 40, 200)), clip(c, (60, 400, 595, 200)), first(c)),
    "clipped within a moved form": clipped_within_a_moved_form,
    "clipped around a form": clipped_around_a_form,
}
SHOWN = {
    "shape drawn before": lambda c: (shape(c, GREY), first(c)),
    "shape beside": lambda c: (first(c), shape(c, WHITE, (60, 530, 400, 30))),
    "line through": lambda c: (first(c), shape(c, WHITE, (60, 504, 400, 1))),
    "frame": lambda c: (first(c), c.rect(60, 490, 400, 30, stroke=1, fill=0)),
    "transparent shape": lambda c: (first(c), shape(c, Color(1, 1, 0, 0.4))),
    "highlighter": lambda c: (first(c), c.setBlendMode("Multiply"), shape(c, YELLOW)),
    "shape that is clipped itself": lambda c: (first(c), clip(c, (0, 600, 595, 200)), shape(c, WHITE)),
    "triangle": lambda c: (first(c), triangle(c)),
    "hole": lambda c: (first(c), hole(c)),
    "clip around": lambda c: (clip(c, (60, 490, 400, 30)), first(c)),
    "clip of two boxes": lambda c: (clip(c, (0, 0, 595, 20), (60, 490, 400, 30)), first(c)),
    "form": lambda c: (as_form(c, lambda: first(c)), c.doForm("part")),
}


def triangle(canvas):
    path = canvas.beginPath()
    path.moveTo(0, 480)
    path.lineTo(500, 480)
    path.lineTo(500, 482)
    path.close()
    canvas.setFillColor(WHITE)
    canvas.drawPath(path, stroke=0, fill=1)


def hole(canvas):
    path = canvas.beginPath()
    path.rect(0, 0, 595, 842)
    path.rect(20, 400, 555, 440)
    canvas.setFillColor(WHITE)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def read(folder, draw, turn=0):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setPageRotation(turn)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 560, PROSE)
    canvas.saveState()
    draw(canvas)
    canvas.restoreState()
    canvas.save()
    path = folder / "年报.pdf"
    path.write_bytes(buffer.getvalue())
    return read_report(path)


@pytest.mark.parametrize("kind", HIDDEN)
def test_hidden_text_is_left_out_and_listed(tmp_path, kind):
    report = read(tmp_path, HIDDEN[kind])
    assert "204.91" not in report.text
    assert PROSE in report.text
    assert (FIRST, "hidden") in [(dropped.text, dropped.reason) for dropped in report.dropped]
    assert ("改为九十八件" in report.text) is (kind == "below other words")


@pytest.mark.parametrize("kind", SHOWN)
def test_text_that_nothing_hides_stays(tmp_path, kind):
    report = read(tmp_path, SHOWN[kind])
    assert f"{PROSE}\n{FIRST}" == report.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_hidden_text_of_a_turned_page(tmp_path, turn):
    assert read(tmp_path, HIDDEN["white"], turn).text == PROSE
    assert read(tmp_path, HIDDEN["clip"], turn).text == PROSE
