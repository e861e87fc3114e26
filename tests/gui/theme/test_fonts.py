"""The bundled fonts: every character of Chinese reports, one family, two weights."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from zjviewer.paths import resources

PIXELS = 16
NOT_IN_NOTO = {"\u2252"}
INTERFACE = "✓✗△○●▲▼◆■□★☆→←↑↓≠≤≥≈±−×÷‰℃№①⑳㈠“”‘’—…·「」《》（），。：；！？％０９ＡｚǎǚéÀ"


def encodable(codec: str) -> set[str]:
    characters = map(chr, range(0x20, 0x7F)), map(chr, range(0x80, 0x10000))
    return {c for part in characters for c in part if c.encode(codec, "ignore")}


@pytest.mark.parametrize(("style", "codec", "at_least"), [("Regular", "gbk", 21_800), ("Bold", "gb2312", 7_500)])
def test_a_font_covers_its_character_set(qapp, style: str, codec: str, at_least: int):
    font = QRawFont(str(resources() / "fonts" / f"NotoSansSC-{style}.otf"), PIXELS)
    wanted = encodable(codec)
    assert len(wanted) >= at_least
    missing = {c for c in wanted | set(INTERFACE) if not font.supportsCharacter(ord(c))}
    assert missing <= NOT_IN_NOTO


def test_names_with_characters_outside_gb2312_are_covered(qapp):
    font = QRawFont(str(resources() / "fonts" / "NotoSansSC-Regular.otf"), PIXELS)
    assert all(font.supportsCharacter(ord(c)) for c in "镕喆珺")


def test_the_two_fonts_are_one_family(qapp):
    ids = [QFontDatabase.addApplicationFont(str(path)) for path in sorted((resources() / "fonts").glob("*.otf"))]
    assert [QFontDatabase.applicationFontFamilies(i) for i in ids] == [["Noto Sans SC"], ["Noto Sans SC"]]
    raw = [
        QRawFont.fromFont(QFont("Noto Sans SC", weight=weight)) for weight in (QFont.Weight.Normal, QFont.Weight.Bold)
    ]
    assert [(font.familyName(), font.styleName(), font.weight()) for font in raw] == [
        ("Noto Sans SC", "Regular", 400),
        ("Noto Sans SC", "Bold", 700),
    ]


def test_the_licence_of_the_fonts_lies_beside_them():
    text = (resources() / "fonts" / "OFL.txt").read_text("utf-8")
    assert "Adobe" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
