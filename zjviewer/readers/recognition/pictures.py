"""Reader of pictures: PNG, JPEG and TIFF, the pages of which are recognised."""

import os
import struct

import numpy as np

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.layout.lines import Numbers
from zjviewer.readers.layout.pages import Page, blocks_of_pages, page_of
from zjviewer.readers.recognition.engine import Image
from zjviewer.readers.recognition.packages import MOST_PAGES, is_installed, missing_packages
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
    count = _count_directories(source.raw) if is_tiff else 1
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


def _decoded(source: Source, page: int | None) -> Image:
    """Grey image of a picture, or of the page of a TIFF at an index. Raises UnreadableFile."""
    os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(_MOST_PIXELS)  # OpenCV reads it when it decodes the first picture
    import cv2

    raw = np.frombuffer(source.raw, dtype=np.uint8)
    try:
        if page is None:
            image = cv2.imdecode(raw, cv2.IMREAD_GRAYSCALE)
        else:
            images = cv2.imdecodemulti(raw, cv2.IMREAD_GRAYSCALE, range=(page, page + 1))[1]
            image = images[0] if images else None
    except cv2.error as error:
        raise _damaged(source) from error
    if image is None:
        raise _damaged(source)
    return np.asarray(image, dtype=np.uint8)


def _count_directories(raw: bytes) -> int:
    """Number of pages of a TIFF: the length of its chain of directories, at least 1 and at most one above the limit."""
    order = "<" if raw.startswith(b"II") else ">"
    count, at = 0, 4
    while count <= MOST_PAGES:
        try:
            (place,) = struct.unpack_from(f"{order}I", raw, at)
            (entries,) = struct.unpack_from(f"{order}H", raw, place)
        except struct.error:
            break
        if not place:
            break
        count += 1
        at = place + 2 + 12 * entries
    return max(1, count)


def _damaged(source: Source) -> UnreadableFile:
    return UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name)
