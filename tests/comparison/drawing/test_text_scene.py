"""The drawing of the differences of two texts: whole, inside its size, with every difference in words."""

from itertools import pairwise

import pytest

from tests.comparison.drawing.test_scenes import measure
from tests.comparison.test_text_difference import FIRST, MOVING, SECOND, report_of
from zjviewer.comparison.drawing.text_scene import NAMES, text_scene
from zjviewer.comparison.panel import Panel, PanelReport
from zjviewer.comparison.text_difference import SIGNS, compare_chapters

REPORTS = tuple(
    PanelReport("江阳市人民政府", "city", "甲省江阳市", year, "E3", f"/home/me/{year}.html") for year in (2021, 2022)
)


@pytest.mark.parametrize("width", [320, 720, 1600])
def test_every_difference_is_drawn_with_its_sign_and_told_in_words(width):
    first = report_of(("一、总体情况", [MOVING, FIRST]), ("二、问题", ["缺少人员。"]))
    second = report_of(("一、总体情况", [SECOND]), ("二、问题", [MOVING]))
    compared = compare_chapters(first, second)
    scene = text_scene(Panel(REPORTS, {}), compared, *REPORTS, width, measure)
    drawn = [item.text for item in scene.texts]
    for kind, sign in SIGNS.items():
        count = sum(chapter.difference.count(kind) for chapter in compared.chapters)
        assert drawn.count(sign) == count > 0, kind
        assert NAMES[kind] in scene.subtitle
    joined = "".join(drawn)
    for words in ("[−1,204]", "[＋1,377]", "这一句明年不再出现", "新设政策咨询窗口十二个", MOVING):
        assert words in joined
        assert words in scene.description
    assert scene.sources == ("来源：2021、2022。",)
    assert "/home" not in scene.description
    for item in scene.texts:
        assert item.box.x >= 0
        assert item.box.right <= scene.width
        assert item.box.bottom <= scene.height
    rows = sorted((item.box.y, item.box.bottom) for item in scene.texts if item.text not in SIGNS.values())
    assert all(before[1] <= after[0] for before, after in pairwise(rows))
