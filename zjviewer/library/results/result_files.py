"""Results of the library as CSV and XLSX: one row for each passage, with the citation of its place."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from zjviewer.library.library_rows import ReportRow
from zjviewer.library.library_search import Passage, ReportHits
from zjviewer.storage.atomic_files import replacing, write_atomically

COLUMNS = (
    *("title", "body", "unit_type", "region", "year", "era", "checks_failed", "hits", "passage", "section", "page"),
    *("citation", "file"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a text for a formula."""
_WIDTHS = {"title": 40, "body": 28, "region": 24, "passage": 70, "section": 24, "citation": 60, "file": 50}


class ResultRow(NamedTuple):
    """Values of the columns."""

    values: tuple[str | int | None, ...]


def result_rows(found: Iterable[tuple[ReportRow, ReportHits | None]]) -> Iterator[ResultRow]:
    """One row for each passage of each report; one without a passage for a report without hits."""
    for row, hits in found:
        for passage in (hits.passages if hits else ()) or (None,):
            text = f"{passage.before}{passage.text}{passage.after}" if passage else ""
            section, page = (passage.section, passage.page or None) if passage else ("", None)
            known = (row.title, row.body, row.unit_type, row.region, row.year, row.era, row.failed)
            count = hits.hits if hits else None
            yield ResultRow((*known, count, text, section, page, citation(row, passage), row.file))


def citation(row: ReportRow, passage: Passage | None = None) -> str:
    """Body, title, section and page: 浙江省人民政府：《…》，“总体情况”，第3页."""
    name = f"{row.body}：" if row.body else ""
    parts = [f"{name}《{row.title or Path(row.file).name}》"]
    if passage and passage.section:
        parts.append(f"“{passage.section}”")
    if passage and passage.page:
        parts.append(f"第{passage.page}页")
    return "，".join(parts)


def write_results(rows: Iterable[ResultRow], path: Path, overwrite: bool) -> None:
    """Write a CSV or XLSX file, by its suffix; whole or not at all. Raises NotWritten."""
    if path.suffix.lower() == ".xlsx":
        with replacing(path, overwrite) as temporary:
            _write_workbook(rows, temporary)
        return
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_plain(value) for value in row.values] for row in rows)
    write_atomically(path, out.getvalue().encode("utf-8-sig", "backslashreplace"), overwrite)


def _write_workbook(rows: Iterable[ResultRow], path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("results")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)
    sheet.append(list(COLUMNS))
    for row in rows:
        cells = []
        for value in row.values:
            cell = WriteOnlyCell(sheet, value if type(value) is int else _without_controls(value or ""))
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = is no formula
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def _plain(value: str | int | None) -> str | int:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return "" if value is None else value


def _without_controls(text: str | int) -> str:
    return "".join(char if char >= " " or char in "\t\n" else " " for char in str(text))
