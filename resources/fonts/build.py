"""Build the bundled fonts: subsets of the Simplified Chinese face of Noto Sans CJK with the characters of reports.

The sources are Google's and Adobe's Noto Sans CJK 2.004 (https://github.com/notofonts/noto-cjk), as
NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc. The package `fonts-noto-cjk` of Debian and Ubuntu contains them, in
/usr/share/fonts/opentype/noto/. Requires fonttools; the build is reproducible byte for byte:

    python resources/fonts/build.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc

Static fonts, because Qt renders the variable one with the weight Thin. Noto has no glyph for U+2252, the only
character of GBK that is missing here.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FACE = "NotoSansCJKsc"
FAMILY = "Noto Sans SC"

SYMBOLS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1 and the extensions, for names and pinyin
    (0x02B0, 0x02FF),  # modifier letters
    (0x0370, 0x03FF),  # Greek
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218F),  # letter-like symbols, number forms
    (0x2190, 0x23FF),  # arrows, mathematical operators, technical
    (0x2460, 0x27BF),  # circled numbers, boxes, blocks, shapes, symbols, dingbats
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3200, 0x33FF),  # enclosed Chinese, squared units
    (0xFE10, 0xFE6F),  # vertical, compatibility and small forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
)

STAND_INS = {0x2715: 0x00D7, 0x2717: 0x00D7}
"""Crosses that are missing in Noto, displayed with the glyph of the multiplication sign."""

FEATURES = ["kern", "palt"]
"""OpenType features. `palt` is off by default; it reduces the width of full-width punctuation in headings and
labels."""


def encodable(codec: str) -> Iterator[int]:
    """Code points of the Basic Multilingual Plane from the space on that the codec can encode."""
    for code_point in range(0x20, 0x10000):
        try:
            chr(code_point).encode(codec)
        except UnicodeEncodeError:
            continue
        yield code_point


def face(collection: Path) -> TTFont:
    """Simplified Chinese face of a font collection. Raises StopIteration where it has none."""
    fonts = TTCollection(str(collection), lazy=True).fonts
    return next(font for font in fonts if font["name"].getDebugName(6).startswith(FACE + "-"))


def cut(font: TTFont, codec: str) -> None:
    """Reduce the font to the characters of the codec and the symbols, without hinting, vertical metrics and
    alternate glyphs."""
    options = Options()
    options.hinting = False
    options.layout_features = FEATURES
    options.name_IDs = [0, 7, 8, 9, 10, 11, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]
    subsetter = Subsetter(options)
    symbols = (code_point for first, last in SYMBOLS for code_point in range(first, last + 1))
    subsetter.populate(unicodes={*encodable(codec), *symbols})
    subsetter.subset(font)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap |= {cross: table.cmap[sign] for cross, sign in STAND_INS.items()}


def name(font: TTFont, style: str) -> None:
    """Set family and style names: one family with two weights."""
    version = f"{font['head'].fontRevision:.3f}"
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {
        1: FAMILY,
        2: style,
        3: f"{version};{postscript};zjviewer subset",
        4: f"{FAMILY} {style}",
        5: f"Version {version}; subset",
        6: postscript,
    }
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName = names[4]
    cff.topDictIndex[0].FamilyName = FAMILY


def build(collection: Path, style: str, codec: str) -> None:
    """Write `NotoSansSC-<style>.otf` to the folder of this script."""
    font = face(collection)
    cut(font, codec)
    name(font, style)
    font.recalcTimestamp = False
    target = Path(__file__).with_name(f"NotoSansSC-{style}.otf")
    font.save(target)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size / 1e6:.1f} MB")


def main() -> int:
    """Entry point. Requires the two collections as arguments, Regular first; returns 2 without them."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    build(Path(sys.argv[1]), "Regular", "gbk")
    build(Path(sys.argv[2]), "Bold", "gb2312")
    return 0


if __name__ == "__main__":
    sys.exit(main())
