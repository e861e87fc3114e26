"""Reader of PDF documents with a text layer."""

import pypdfium2 as pdfium

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.layout.lines import Numbers
from zjviewer.readers.layout.pages import Page, blocks_of_pages, check_recognisable, page_of
from zjviewer.readers.pdf.page_content import PDFIUM, read_page

MOST_PAGES = 2000


def read_pdf(source: Source) -> Report:
    """Report from a PDF file. Raises UnreadableFile where the file is damaged, encrypted, a scan without a text layer,
    or contains no text."""
    with PDFIUM:
        pages, title = _pages(source)
    remarks = check_recognisable(source, pages)
    laid_out = blocks_of_pages(pages)
    remarks += laid_out.remarks
    return assemble_report(laid_out.blocks, source, "PDF", title=title, dropped=laid_out.dropped, remarks=remarks)


def _pages(source: Source) -> tuple[list[Page], str]:
    """All pages, and the title in the metadata of the file."""
    document = _opened(source)
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(
                "{name} has {pages} pages, and at most {limit} can be read.",
                name=source.name,
                pages=len(document),
                limit=MOST_PAGES,
            )
        pages, numbers = [], Numbers()
        for index in range(len(document)):
            pages.append(page_of(read_page(document, index), numbers))
            if source.progress is not None:
                source.progress(index + 1, len(document))
        return pages, str(document.get_metadata_value("Title") or "")
    except pdfium.PdfiumError as error:
        raise UnreadableFile("{name} is damaged: not all of its pages can be read.", name=source.name) from error
    finally:
        document.close()


def _opened(source: Source) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source.raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableFile(
                "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
            ) from error
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name) from error
