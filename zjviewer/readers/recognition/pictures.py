"""Reader of pictures: PNG, JPEG and TIFF, the pages of which are recognised."""

import os
import struct
from functools import lru_cache

import numpy as np

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.layout.lines import Numbers
from zjviewer.readers.layout.original_pages import MOST_PIXELS, OriginalPages, PagePicture, PageText
from zjviewer.readers.layout.pages import Page, blocks_of_pages, page_of
from zjviewer.readers.recognition.engine import Image
from zjviewer.readers.recognition.packages import MOST_PAGES, is_installed, missing_packages
from zjviewer.readers.recognition.page_reading import LONGER_SIDE
from zjviewer.readers.recognition.recogniser import Recogniser, announce

_MOST_PIXELS = 100_000_000
"""Largest number of pixels of a picture, more than A2 at 300 dots per inch."""
_TIFF = (b"II*\0", b"MM\0*")


def read_picture(source: Source) -> Report:
    """Report from a picture of one page, or from a TIFF of several. Raises UnreadableFile, also where the packages for
    recognition are not installed."""
    if not is_installed():
        raise missing_packages(source.name)
    is_tiff = source.raw.startswith(_TIFF)
    count = len(_directories(source.raw)) if is_tiff else 1
    if count > MOST_PAGES:
        raise UnreadableFile(
            "{name} has {pages} pages, and at most {limit} can be read.",
            name=source.name,
            pages=count,
            limit=MOST_PAGES,
        )
    recogniser, numbers = Recogniser(), Numbers()
    kind = "TIFF" if is_tiff else "PNG" if source.raw.startswith(b"\x89PNG") else "JPEG"

    def assemble(pages: list[Page]) -> Report:
        laid_out = blocks_of_pages(pages)
        report = assemble_report(laid_out.blocks, source, kind, dropped=laid_out.dropped, remarks=laid_out.remarks)
        return recogniser.finish(report)

    pages: list[Page] = []
    for number in range(1, count + 1):
        announce(source, pages, count, assemble)
        image = _decoded(source, number - 1 if is_tiff else None)
        pages.append(page_of(recogniser.read(image, number), numbers))
    return assemble(pages)


def picture_pages(source: Source) -> OriginalPages:
    """Pages of a picture as they are shown: as high or wide as A4, like those that are recognised. Their characters
    are those that were recognised, which are not known here. Raises UnreadableFile."""
    is_tiff = source.raw.startswith(_TIFF)
    directories = _directories(source.raw) if is_tiff else [(0, 0)]
    count = min(MOST_PAGES, len(directories))

    @lru_cache(maxsize=2)
    def image_of(index: int) -> Image:
        return _decoded(source, index if is_tiff else None, in_colour=True)

    def sizes(most: int) -> list[tuple[float, float]]:
        known = directories[: min(most, count)]
        if min(map(min, known)) < 1:
            known = [image_of(index).shape[1::-1] for index in range(len(known))]
        return [
            (LONGER_SIDE * across / max(across, down), LONGER_SIDE * down / max(across, down)) for across, down in known
        ]

    def picture(index: int, width: int) -> PagePicture:
        import cv2

        if not 0 <= index < count:
            raise ValueError("page")
        image = image_of(index)
        scale = max(1, width) / image.shape[1]
        scale *= min(1.0, (MOST_PIXELS / (image.shape[0] * image.shape[1] * scale * scale)) ** 0.5)
        across, down = (max(1, round(side * scale)) for side in (image.shape[1], image.shape[0]))
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        shown = cv2.cvtColor(cv2.resize(image, (across, down), interpolation=method), cv2.COLOR_BGR2BGRA)
        return PagePicture(across, down, shown.tobytes())

    return OriginalPages(sizes, picture, lambda index: PageText())


def _decoded(source: Source, page: int | None, *, in_colour: bool = False) -> Image:
    """Grey image of a picture, or of the page of a TIFF at an index; `in_colour`: with blue, green and red. Raises
    UnreadableFile."""
    os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(_MOST_PIXELS)  # OpenCV reads it when it decodes the first picture
    import cv2

    raw = np.frombuffer(source.raw, dtype=np.uint8)
    mode = cv2.IMREAD_COLOR if in_colour else cv2.IMREAD_GRAYSCALE
    try:
        if page is None:
            image = cv2.imdecode(raw, mode)
        else:
            images = cv2.imdecodemulti(raw, mode, range=(page, page + 1))[1]
            image = images[0] if images else None
    except cv2.error as error:
        raise _damaged(source) from error
    if image is None:
        raise _damaged(source)
    return np.asarray(image, dtype=np.uint8)


def _directories(raw: bytes) -> list[tuple[int, int]]:
    """Width and height of each page of a TIFF, by the chain of its directories; at least one, and at most one above the
    limit. Zeros where a directory does not tell them."""
    order = "<" if raw.startswith(b"II") else ">"
    found: list[tuple[int, int]] = []
    at = 4
    while len(found) <= MOST_PAGES:
        try:
            (place,) = struct.unpack_from(f"{order}I", raw, at)
            (entries,) = struct.unpack_from(f"{order}H", raw, place)
        except struct.error:
            break
        if not place:
            break
        found.append((_tag(raw, order, place, entries, 256), _tag(raw, order, place, entries, 257)))
        at = place + 2 + 12 * entries
    return found or [(0, 0)]


def _tag(raw: bytes, order: str, place: int, entries: int, wanted: int) -> int:
    """Number in a directory of a TIFF; 0 where it is missing."""
    for at in range(place + 2, min(len(raw) - 11, place + 2 + 12 * entries), 12):
        tag, kind = struct.unpack_from(f"{order}HH", raw, at)
        if tag == wanted:
            return int(struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", raw, at + 8)[0])
    return 0


def _damaged(source: Source) -> UnreadableFile:
    return UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name)
