"""The icon: every size is there, and is what its drawing says."""

import runpy
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from zjviewer import paths

SCRIPT = runpy.run_path(str(paths.resources() / "packaging" / "app_icons.py"))
APP = paths.resources() / "icons" / "app"


@pytest.mark.parametrize("side", SCRIPT["SIZES"])
def test_a_size_is_drawn_from_the_svg(qapp, side: int):
    kept = QImage(str(APP / f"zjviewer-{side}.png"))
    drawn = QImage.fromData(SCRIPT["png"](side))
    assert (kept.width(), kept.height()) == (side, side)
    points = [(x, y) for x in range(side) for y in range(side)]
    assert all(abs(at(kept, p) - at(drawn, p)) <= 24 for p in points)


def at(image: QImage, point: tuple[int, int]) -> int:
    """How light, and how much of it: versions of Qt smooth an edge a little differently."""
    colour = QColor.fromRgba(image.pixel(*point))
    return colour.lightness() * colour.alpha() // 255


def test_windows_and_macos_get_every_size_in_one_file(qapp, tmp_path: Path):
    assert SCRIPT["main"]([str(tmp_path)]) == 0
    ico, icns = ((tmp_path / f"zjviewer.{kind}").read_bytes() for kind in ("ico", "icns"))
    assert ico[:6] == bytes((0, 0, 1, 0, len(SCRIPT["ICO_SIZES"]), 0))
    assert QImage.fromData(ico, "ICO").width() in SCRIPT["ICO_SIZES"]
    assert icns[:4] == b"icns"
    assert int.from_bytes(icns[4:8], "big") == len(icns)
    assert ico.count(b"\x89PNG") + icns.count(b"\x89PNG") == len(SCRIPT["ICO_SIZES"]) + len(SCRIPT["ICNS_KINDS"])
