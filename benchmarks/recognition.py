"""Recognition of scanned pages, character by character and cell by cell: `python -m benchmarks.recognition`.

The national report of the tests is rendered at 150 and 200 dots per inch and degraded: rotated by 0.7 degrees, blurred,
noisy, JPEG of quality 45, and all of these. Characters are compared with those of the PDF by edit distance (insertions,
deletions, replacements, white space not counted), cells by their place and text. Options: `--pages N`, `--ways NAME…`.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from tests.papers import as_pdf, national
from tests.readers.recognition.pictures import blurred, compressed, encoded, noisy, page_image, poor, turned
from zjviewer.core.model.report import Report
from zjviewer.readers.registry import read_report

WAYS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "clean": lambda image: image,
    "rotated": turned,
    "blurred": blurred,
    "noisy": noisy,
    "jpeg": compressed,
    "all": poor,
}
DOUBTFUL = 0.9


def cells_of(report: Report) -> dict[tuple[int, int, int], str]:
    """Texts of the cells of all tables that are not empty, by table, row and column."""
    return {
        (number, cell.row, cell.column): report.text[slice(*cell.span)]
        for number, grid in enumerate(report.grids)
        for cell in grid.cells
        if report.text[slice(*cell.span)]
    }


def errors_between(expected: str, read: str) -> int:
    """Characters that are missing, added or replaced, without white space."""
    blocks = SequenceMatcher(None, *("".join(text.split()) for text in (expected, read)), autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in blocks if tag != "equal")


def main() -> int:
    """Print one line for each way and page, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--ways", nargs="*", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--dpi", nargs="*", type=int, default=[150, 200])
    options = parser.parse_args()
    totals = np.zeros(7)
    with tempfile.TemporaryDirectory() as folder:
        expected = [printed(Path(folder), page) for page in range(options.pages)]
        for dots in options.dpi:
            for way in options.ways:
                for page, truth in enumerate(expected):
                    path = Path(folder) / "page.png"
                    path.write_bytes(encoded(WAYS[way](page_image(national(), dots, page))))
                    start = time.process_time()
                    report = read_report(path)
                    seconds = time.process_time() - start
                    result = np.array([*compared(truth, report), seconds])
                    totals += result
                    print(f"{dots} dpi, {way}, page {page + 1}: {told(result)}", flush=True)
    print(f"all: {told(totals)}")
    return 0


def printed(folder: Path, page: int) -> Report:
    """One page of the report, read from a PDF with a text layer."""
    import pypdfium2 as pdfium

    whole, single = pdfium.PdfDocument(as_pdf(national(), numbers=False)), pdfium.PdfDocument.new()
    single.import_pages(whole, [page])
    path = folder / f"{page}.pdf"
    single.save(path)
    return read_report(path)


def compared(truth: Report, report: Report) -> list[int]:
    """Characters, errors in them; cells with numbers, right ones, wrong ones with a certainty of 0.9 or more, and wrong
    ones below it. Cells that are empty instead are neither right nor wrong."""
    cells, read = cells_of(truth), cells_of(report)
    numbers = {place: text for place, text in cells.items() if text[-1:].isdigit()}
    right = sum(read.get(place) == text for place, text in numbers.items())
    certain = doubtful = 0
    for number, grid in enumerate(report.grids):
        for cell in grid.cells:
            text = report.text[slice(*cell.span)]
            place = (number, cell.row, cell.column)
            if text[-1:].isdigit() and text != cells.get(place):
                if (report.certainty_at(cell.span) or 0) >= DOUBTFUL:
                    certain += 1
                else:
                    doubtful += 1
    characters = sum(not letter.isspace() for letter in truth.text)
    return [characters, errors_between(truth.text, report.text), len(numbers), right, certain, doubtful]


def told(result: np.ndarray) -> str:
    """Sentence with the counts of `compared` and the processor seconds."""
    characters, errors, numbers, right, certain, doubtful, seconds = result
    return (
        f"{errors:.0f} errors in {characters:.0f} characters ({errors / max(1, characters):.2%}); {right:.0f} of "
        f"{numbers:.0f} numbers in cells right, {certain:.0f} wrong, {doubtful:.0f} wrong and marked; {seconds:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
