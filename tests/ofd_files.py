"""OFD files written by hand for the tests: the XML of GB/T 33190, put into a ZIP archive."""

import io
import unicodedata
import zipfile
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRE = 72 / 25.4
A4 = (210.0, 297.0)


def text(words: str, x: float, y: float, size: float = 5.0, *, attributes: str = "", inside: str = "", **code: str):
    """A text object whose base line begins at (x, y) in millimetres, its characters one after another."""
    code.setdefault("DeltaX", " ".join(f"{width(each, size):g}" for each in words[:-1]))
    steps = " ".join(f'{name}="{value}"' for name, value in code.items() if value)
    boundary = f"{x:g} {y - size:g} 200 {1.4 * size:g}"
    return (
        f'<ofd:TextObject ID="1" Font="1" Size="{size:g}" Boundary="{boundary}" {attributes}>'
        f'{inside}<ofd:TextCode X="0" Y="{size:g}" {steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def box(x: float, y: float, wide: float, high: float) -> str:
    """A stroked rectangle, in millimetres."""
    return path(x, y, wide, high, f"M 0 0 L {wide:g} 0 L {wide:g} {high:g} L 0 {high:g} C")


def path(x: float, y: float, wide: float, high: float, data: str, attributes: str = "", inside: str = "") -> str:
    return (
        f'<ofd:PathObject ID="1" Boundary="{x:g} {y:g} {wide:g} {high:g}" LineWidth="0.2" {attributes}>{inside}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def width(letter: str, size: float) -> float:
    return size if unicodedata.east_asian_width(letter) in "WFA" else size / 2


def layer(*objects: str, attributes: str = "") -> str:
    return f'<ofd:Layer ID="1" {attributes}>{"".join(objects)}</ofd:Layer>'


def page(*layers: str, before: str = "") -> str:
    return f"<ofd:Page {NAMESPACE}>{before}<ofd:Content>{''.join(layers)}</ofd:Content></ofd:Page>"


def package(
    *pages: str,
    size: tuple[float, float] = A4,
    parts: dict[str, str] | None = None,
    common: str = "",
    after: str = "",
    body: str = "",
) -> bytes:
    """A file with one document. `common`, `after`, `body`: more XML in the common data, the document and its entry."""
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    document = (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {size[0]:g} {size[1]:g}"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{after}</ofd:Document>"
    )
    entry = f"<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>"
    return packed(
        {
            "OFD.xml": f'<ofd:OFD {NAMESPACE} DocType="OFD" Version="1.1">{entry}</ofd:OFD>',
            "Doc_0/Document.xml": document,
            **{f"Doc_0/Pages/Page_{n}/Content.xml": each for n, each in enumerate(pages)},
            **(parts or {}),
        }
    )


def packed(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return written.getvalue()


class OfdCanvas:
    """What `tests.papers` draws on: the part of a PDF canvas that it uses, in points from the lower left corner."""

    def __init__(self, written: io.BytesIO, size: tuple[float, float]) -> None:
        self._written, self._size = written, size
        self._objects: list[str] = []
        self._pages: list[str] = []
        self._font = 10.0

    def setFont(self, _name: str, size: float) -> None:  # noqa: N802
        self._font = size

    def stringWidth(self, words: str, _name: str, size: float) -> float:  # noqa: N802
        return sum(width(each, size) for each in words)

    def drawString(self, x: float, y: float, words: str) -> None:  # noqa: N802
        self._objects.append(
            text(words, x / MILLIMETRE, (self._size[1] - y) / MILLIMETRE, self._font / MILLIMETRE) if words else ""
        )

    def rect(self, x: float, y: float, wide: float, high: float) -> None:
        top = self._size[1] - y - high
        self._objects.append(box(*(each / MILLIMETRE for each in (x, top, wide, high))))

    def showPage(self) -> None:  # noqa: N802
        self._pages.append(page(layer(*self._objects)))
        self._objects = []

    def save(self) -> None:
        self.showPage()
        self._written.write(package(*self._pages, size=(self._size[0] / MILLIMETRE, self._size[1] / MILLIMETRE)))
