"""Draw the icon at every size from its two drawings: the PNGs of the project, and what Windows and macOS want.

python resources/packaging/app_icons.py             # resources/icons/app/zjviewer-<size>.png
python resources/packaging/app_icons.py FOLDER      # zjviewer.ico and zjviewer.icns into FOLDER
"""

import os
import struct
import sys
from pathlib import Path

ICONS = Path(__file__).resolve().parents[1] / "icons"
DRAWN_SMALL = 16
"""Pixels; up to here the drawing with whole pixels is used."""
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def png(side: int) -> bytes:
    """The icon as a PNG, `side` pixels wide."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    name = "zjviewer-small.svg" if side <= DRAWN_SMALL else "zjviewer.svg"
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / name)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico() -> bytes:
    """Windows' container, each picture a PNG, which it reads since Vista."""
    pictures = [png(side) for side in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    for side, picture in zip(ICO_SIZES, pictures, strict=True):
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures)


def icns() -> bytes:
    """Apple's container, each picture a PNG."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(picture)) + picture
        for kind, picture in ((kind, png(side)) for side, kind in ICNS_KINDS.items())
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main(arguments: list[str]) -> int:
    """Write them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments:
        folder = Path(arguments[0])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "zjviewer.ico").write_bytes(ico())
        (folder / "zjviewer.icns").write_bytes(icns())
        return 0
    folder = ICONS / "app"
    folder.mkdir(exist_ok=True)
    for side in SIZES:
        (folder / f"zjviewer-{side}.png").write_bytes(png(side))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
