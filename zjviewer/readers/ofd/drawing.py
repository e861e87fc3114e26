"""Pages of an OFD file as lists of what is drawn on them: characters, lines, areas and pictures; annotations and seals
are left out."""

import io
import zipfile

from zjviewer.readers.common.input_file import Source
from zjviewer.readers.layout.original_pages import Drawing, PageText
from zjviewer.readers.ofd.document import MOST_PAGES, page_objects, page_size, sheets_of
from zjviewer.readers.ofd.package import Package


class Drawings:
    """Pages of an opened file, each read when it is asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        documents = [each for each in map(package.document, package.bodies()) if each is not None]
        self._sheets = sheets_of(documents)[:MOST_PAGES]

    def sizes(self, most: int) -> list[tuple[float, float]]:
        """Width and height of each page in points, of at most so many pages."""
        return [page_size(self._package, sheet) for sheet in self._sheets[:most]]

    def page(self, index: int) -> Drawing:
        """What is drawn on the page at an index. Raises IndexError where there is none."""
        if not 0 <= index < len(self._sheets):
            raise IndexError("page")
        size, found = page_objects(self._package, self._sheets[index], is_drawn=True)
        glyphs = [glyph for glyph in found.glyphs if not (glyph.paint.invisible or glyph.paint.covered)]
        characters = "".join(glyph.char.text[:1] for glyph in glyphs)
        rects = tuple((glyph.char.x0, glyph.char.y0, glyph.char.x1, glyph.char.y1) for glyph in glyphs)
        return Drawing(size, found.drawn, PageText(characters, rects))


def drawings(source: Source) -> Drawings:
    """Pages of an OFD file. Raises the exceptions of zipfile and lxml where it is damaged."""
    return Drawings(Package(zipfile.ZipFile(io.BytesIO(source.raw)), source.name))
