"""The ten charts of `docs/charts.md` are those that the program draws."""

import re
from pathlib import Path

from PySide6.QtGui import QImage

from docs.pictures.charts import DRAWINGS, HERE, draw

PAGE = Path(__file__).parents[3] / "docs" / "charts.md"


def test_ten_charts_are_shown_with_a_description_each():
    shown = re.findall(r"!\[([^\]]+)\]\(pictures/charts/([\w-]+)\.png\)", PAGE.read_text(encoding="utf-8"))
    assert [name for _, name in shown] == [each.name for each in DRAWINGS]
    assert len(shown) == len({words for words, _ in shown}) == 10
    assert {path.stem for path in HERE.glob("*.png")} == {name for _, name in shown}


def test_the_pictures_are_up_to_date(qapp, tmp_path):
    for path in draw(tmp_path):
        now, kept = QImage(str(path)), QImage(str(HERE / path.name))
        assert (now.width(), now.height()) == (kept.width(), kept.height()), path.name
