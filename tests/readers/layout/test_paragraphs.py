"""Where a new paragraph begins: by size, distance, indent, short lines and centring, at each limit."""

from dataclasses import replace

import pytest

from zjviewer.readers.layout.lines import Line
from zjviewer.readers.layout.paragraphs import Measure, _begins

MEASURE = Measure(left=100, right=500, size=10, pitch=16, indented=True, width=600)
FULL = Line("全年主动公开政府信息，", 100, 100, 500, 110, 10, 1)
NEXT = replace(FULL, y0=116, y1=126)


def begins(line=NEXT, before=FULL, measure=MEASURE):
    return _begins([before], line, measure)


def test_a_full_line_goes_on():
    assert not begins()
    assert not begins(replace(NEXT, y0=124.7, y1=134.7))
    assert begins(replace(NEXT, y0=125, y1=135))
    assert not begins(replace(NEXT, y0=20, y1=30, page=2))


@pytest.mark.parametrize(("size", "new"), [(10, False), (11.3, False), (11.5, True), (8.9, False), (8.7, True)])
def test_another_size_begins(size, new):
    assert begins(replace(NEXT, size=size)) == new


@pytest.mark.parametrize(("x", "new"), [(100, False), (112, False), (114, True), (120, True)])
def test_an_indent_begins(x, new):
    assert begins(replace(NEXT, x0=x)) == new


@pytest.mark.parametrize(
    ("right", "text", "indented", "new"),
    [
        *(
            (478, "信息。", True, False),
            (476, "信息。", True, True),
            (476, "信息", True, False),
            (441, "信息", True, False),
        ),
        *((439, "信息", True, True), (476, "信息", False, True), (478, "信息", False, False)),
    ],
)
def test_a_line_that_ends_early_ends_a_paragraph(right, text, indented, new):
    before = replace(FULL, text=text, x1=right)
    assert begins(before=before, measure=replace(MEASURE, indented=indented)) == new


@pytest.mark.parametrize(("end", "new"), [("信息。", True), ("信息；", True), ("信息，", False), ("信息。”", True)])
def test_a_number_begins_behind_a_sentence(end, new):
    assert begins(replace(NEXT, text="二、概述"), replace(FULL, text=end)) == new
    assert not begins(replace(NEXT, text="概述"), replace(FULL, text=end))


@pytest.mark.parametrize(
    ("x", "end", "new"), [(120, "信息，", False), (125, "信息，", False), (127, "信息，", True), (120, "信息。", True)]
)
def test_lines_of_a_hanging_item_go_on(x, end, new):
    before = replace(FULL, x0=120, text=end)
    assert begins(replace(NEXT, x0=x), before) == new


def test_a_centred_line_begins_and_centred_lines_of_one_size_are_separate():
    centred = replace(NEXT, x0=250, x1=350)
    assert begins(centred)
    assert begins(NEXT, replace(FULL, x0=250, x1=350))
    assert begins(centred, replace(FULL, x0=240, x1=360))
    large = replace(centred, size=12)
    assert not begins(large, replace(FULL, x0=240, x1=360, size=12))
    assert begins(replace(large, page=2), replace(FULL, x0=240, x1=360, size=12))
