"""Reader of PDF documents with a text layer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.layout.lines import Numbers
from zjviewer.readers.layout.pages import Page, blocks_of_pages, check_recognisable, page_of
from zjviewer.readers.pdf.page_content import PDFIUM, read_page, rendered_page
from zjviewer.readers.recognition.packages import MOST_PAGES as MOST_RECOGNISED
from zjviewer.readers.recognition.packages import is_installed, missing_packages

if TYPE_CHECKING:
    from zjviewer.readers.recognition.recogniser import Recogniser

MOST_PAGES = 2000


def read_pdf(source: Source) -> Report:
    """Report from a PDF file. Raises UnreadableFile where the file is damaged, encrypted, a scan without a text layer,
    or contains no text."""
    with PDFIUM:
        document = _opened(source)
        try:
            pages, assemble = _read(source, document)
        except pdfium.PdfiumError as error:
            raise UnreadableFile("{name} is damaged: not all of its pages can be read.", name=source.name) from error
        finally:
            document.close()
    return assemble(pages)


def _read(source: Source, document: pdfium.PdfDocument) -> tuple[list[Page], Callable[[list[Page]], Report]]:
    """All pages, and the function that makes a report of pages. Scanned pages are recognised where the packages for it
    are installed; the pages before them are reported as finished."""
    if document.get_formtype() != pdfium.raw.FORMTYPE_NONE:
        document.init_forms()  # before any page is loaded
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableFile(
            "{name} has {pages} pages, and at most {limit} can be read.",
            name=source.name,
            pages=count,
            limit=MOST_PAGES,
        )
    title = str(document.get_metadata_value("Title") or "")
    recogniser: Recogniser | None = None

    def assemble(pages: list[Page]) -> Report:
        remarks = check_recognisable(source, pages, missing_packages(source.name))
        laid_out = blocks_of_pages(pages)
        remarks += laid_out.remarks
        report = assemble_report(laid_out.blocks, source, "PDF", title=title, dropped=laid_out.dropped, remarks=remarks)
        return recogniser.finish(report) if recogniser is not None else report

    pages: list[Page] = []
    numbers = Numbers()
    for index in range(count):
        page = page_of(read_page(document, index), numbers)
        if page.is_scan and is_installed() and (recogniser is None or recogniser.count < MOST_RECOGNISED):
            from zjviewer.readers.recognition import recogniser as recognition  # NumPy takes 0.1 s to import

            recognition.announce(source, pages, count, assemble)
            recogniser = recogniser or recognition.Recogniser()
            page = page_of(recogniser.read(rendered_page(document, index), index + 1), numbers)
        pages.append(page)
        if source.progress is not None:
            source.progress(index + 1, count)
    return pages, assemble


def _opened(source: Source) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source.raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableFile(
                "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
            ) from error
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error
