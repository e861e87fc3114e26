"""Reader of PDF documents with a text layer."""

import pypdfium2 as pdfium

from zjviewer.core.model.report import ImportRemark, Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.layout.lines import Numbers
from zjviewer.readers.layout.pages import Page, blocks_of_pages, page_of
from zjviewer.readers.pdf.page_content import PDFIUM, read_page

MOST_PAGES = 2000
_FEWEST_LETTERS = 8
"""Smallest number of characters on a page with text; a page with a picture and fewer characters is a scan."""
_MOST_STRANGE = 0.3


def read_pdf(source: Source) -> Report:
    """Report from a PDF file. Raises UnreadableFile where the file is damaged, encrypted, a scan without a text layer,
    or contains no text."""
    with PDFIUM:
        pages, title = _pages(source)
    remarks = _scanned(source, pages)
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


def _scanned(source: Source, pages: list[Page]) -> list[ImportRemark]:
    """Remarks on pages that are pictures without text. Raises UnreadableFile where nearly the whole document is, or
    where too many characters have no Unicode value."""
    bare = [page for page in pages if page.letters < _FEWEST_LETTERS and page.pictures]
    letters = sum(page.letters for page in pages)
    if bare and letters < _FEWEST_LETTERS * len(pages):
        raise UnreadableFile(
            "{name} has no text layer: its pages are pictures. Recognise its characters first, and open the result.",
            name=source.name,
        )
    if sum(page.strange for page in pages) > _MOST_STRANGE * max(1, letters):
        raise UnreadableFile(
            "{name} does not say which characters its letters are. Recognise them first, and open the result.",
            name=source.name,
        )
    return [
        ImportRemark("doubted", "Page {page} is a picture without text.", (("page", str(page.number)),))
        for page in bare
    ]
