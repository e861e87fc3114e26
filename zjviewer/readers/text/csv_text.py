"""Reader of CSV: an export with complete reports in a text column, or a table that is the report itself."""

import csv
import io
import re

from zjviewer.core.model.report import ImportRemark, Report
from zjviewer.core.text.segmentation import normalise
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.blocks import Block, Paragraph, table_of
from zjviewer.readers.common.encoding import decoded
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.common.report_assembly import assemble_report
from zjviewer.readers.text.plain_text import blocks_of

_NOTE = re.compile(r"(?:注|备注|说明|数据来源|资料来源)\s?[：:]")
_LONG = 400
"""Smallest length of a field that contains a report, in code points."""
_TITLE = re.compile(r"title|标题|名称|题名", re.I)
_FIELD_LIMIT = 64 * 1024 * 1024
_MOST_ROWS = 20_000
_SEPARATORS = ",\t;|，；"
_NAMED_SEPARATOR = re.compile(r"sep=([,;|\t])\n", re.I)
"""First line with which a file tells a spreadsheet its separator."""
_SAMPLE = 50_000
_SAMPLE_ROWS = 50


def read_delimited(source: Source) -> Report:
    """Report from a CSV or TSV file; from an export with several reports, the first one, with a remark.

    Raises UnreadableFile where the file is not text or contains no text.
    """
    text, encoding, repairs = decoded(source)
    rows = _rows(normalise(text), source)
    long = [max(range(len(row)), key=lambda c: len(row[c])) for row in rows[1:2] if row]
    if long and len(rows[1][long[0]]) >= _LONG:
        return _exported(source, rows, long[0], encoding, repairs)
    return assemble_report(_blocks(rows), source, "CSV", title=source.path.stem, encoding=encoding, remarks=repairs)


def _blocks(rows: list[list[str]]) -> list[Block]:
    """Table of the rows; lines with one cell above it are its title and its unit, a note below it is a paragraph."""
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    start = next((number for number, cells in enumerate(filled) if len(cells) > 1), 0)
    end = len(rows)
    while end > start + 1 and len(filled[end - 1]) == 1 and _NOTE.match(filled[end - 1][0]):
        end -= 1
    above: list[Block] = [Paragraph(cells[0], line=number) for number, cells in enumerate(filled[:start], 1)]
    below: list[Block] = [Paragraph(cells[0], line=number) for number, cells in enumerate(filled[end:], end + 1)]
    return [*above, table_of(rows[start:end], heads=1, line=start + 1), *below]


def _rows(text: str, source: Source) -> list[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    named = _NAMED_SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    separator = named[1] if named else _separator(text)
    lines = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    try:
        rows = _without_last_empty([row for row in lines if any(cell.strip() for cell in row)])
    except csv.Error as error:
        raise UnreadableFile("{name} is not a CSV file: {why}.", name=source.name, why=error) from error
    if not rows:
        raise UnreadableFile("There is no text in {name}.", name=source.name)
    if len(rows) > _MOST_ROWS:
        raise UnreadableFile(
            "{name} has {rows} rows, and at most {limit} can be read.",
            name=source.name,
            rows=len(rows),
            limit=_MOST_ROWS,
        )
    return rows


def _without_last_empty(rows: list[list[str]]) -> list[list[str]]:
    """Rows without columns at the end in which every cell is empty, as a separator after the last cell leaves them."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    return [row[:width] for row in rows]


def _separator(text: str) -> str:
    """Separator that divides the first lines into the largest number of rows with an equal number of cells; a comma
    where no separator does."""
    sample = text[:_SAMPLE].split("\n")[:_SAMPLE_ROWS]

    def rating(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=separator) if row]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(_SEPARATORS, key=rating)


def _exported(
    source: Source, rows: list[list[str]], column: int, encoding: str, repairs: tuple[ImportRemark, ...]
) -> Report:
    names, values = rows[0], rows[1]
    metadata = [
        (name.strip(), value.strip())
        for index, (name, value) in enumerate(zip(names, values, strict=False))
        if index != column and value.strip()
    ]
    title = next((value for name, value in metadata if _TITLE.search(name)), "")
    blocks, remarks = blocks_of(values[column].split("\n"), 2)
    if len(rows) > 2:
        count = (("count", str(len(rows) - 1)),)
        remarks = (*remarks, ImportRemark("doubted", "The file holds {count} reports; this is the first.", count))
    return assemble_report(
        blocks,
        source,
        "CSV",
        title=title,
        on_a_site=True,
        metadata=metadata,
        remarks=(*repairs, *remarks),
        encoding=encoding,
    )
