"""A panel as CSV, JSON, XLSX and Parquet, and the rows read again from each of these."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjviewer.comparison.measures import Measure, catalogue, measure_of
from zjviewer.comparison.panel import KEYS, WHOLE_KEYS, Panel, tidy_rows
from zjviewer.core.dictionary.metrics import load_dictionaries
from zjviewer.core.tables.cell_text import escape_formula
from zjviewer.errors import Problem
from zjviewer.storage.atomic_files import replacing

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

TidyRow = dict[str, Any]

DATA, SOURCES, EXCLUDED, METHOD = "Data", "Sources", "Excluded", "Method"
"""Sheets of a workbook."""
MOST_SHEET_ROWS = 1_048_575
"""Rows of a sheet below its header, a limit of XLSX."""
_TOO_LONG = "A workbook holds {most} rows and this comparison has {count}. Choose metrics, bodies or years, or CSV."
_NO_PARQUET = "Parquet needs the package pyarrow: pip install 'zjviewer[corpus]'."

_SOURCE_KEYS = (
    *("body", "unit_type", "region", "year", "era", "title", "published", "file", "sha256"),
)  # fmt: skip
_EXCLUDED_KEYS = ("file", "reason", "message", "body", "year", "used")
_SEMANTICS = (
    ("number", "a number other than zero"),
    ("zero", "the report states zero"),
    ("empty", "the cell is blank, or the table lacks its row or column; not zero"),
    ("not_applicable", "the cell says 不适用 or has a stroke; not zero"),
    ("text", "other text in place of a number"),
    ("no_table", "the report does not have the table"),
    ("no_report", "no report of this body for this year"),
)


def panel_csv(rows: Iterable[TidyRow]) -> str:
    """CSV with a header row; a missing value is an empty field, and a text that a spreadsheet would evaluate as a
    formula starts with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(KEYS)
    writer.writerows([_csv_field(row[key]) for key in KEYS] for row in rows)
    return written.getvalue()


def _csv_field(value: object) -> object:
    return escape_formula(value) if isinstance(value, str) else value


def write_panel(panel: Panel, path: Path, metrics: Sequence[str] = (), overwrite: bool = False) -> None:
    """Write a file of the format that its suffix names (CSV, JSON, XLSX or Parquet), whole or not at all.

    Raises NotWritten, and Problem where the format cannot hold the panel or needs a package that is missing."""
    writers: dict[str, Callable[[Panel, Sequence[str], Path], None]] = {
        ".json": lambda own, chosen, to: _write_text(to, json.dumps(list(tidy_rows(own, chosen)), ensure_ascii=False)),
        ".xlsx": _write_workbook,
        ".parquet": _write_parquet,
    }
    write = writers.get(path.suffix.casefold(), _write_csv)
    with replacing(path, overwrite) as temporary:
        write(panel, metrics, temporary)


def read_rows(path: Path) -> list[TidyRow]:
    """The rows of a file that `write_panel` wrote, equal to those it was written from."""
    suffix = path.suffix.casefold()
    if suffix == ".json":
        found: list[TidyRow] = json.loads(path.read_text(encoding="utf-8"))
        return found
    if suffix == ".xlsx":
        return list(_workbook_rows(path))
    if suffix == ".parquet":
        import pyarrow.parquet

        rows: list[TidyRow] = pyarrow.parquet.read_table(path).to_pylist()
        return [{key: _number(row[key]) if key == "value" else row[key] for key in KEYS} for row in rows]
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [{key: _from_csv(key, row[key]) for key in KEYS} for row in csv.DictReader(file)]


def _from_csv(key: str, text: str) -> object:
    if key == "value":
        return _number(float(text)) if text else None
    if key in WHOLE_KEYS:
        return int(text) if text else None
    return text[1:] if text.startswith("'") and escape_formula(text[1:]) == text else text


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _write_csv(panel: Panel, metrics: Sequence[str], path: Path) -> None:
    path.write_text(panel_csv(tidy_rows(panel, metrics)), encoding="utf-8-sig", newline="")


def _write_parquet(panel: Panel, metrics: Sequence[str], path: Path) -> None:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Problem(_NO_PARQUET) from error
    kinds = {"value": pyarrow.float64(), **dict.fromkeys(WHOLE_KEYS, pyarrow.int64())}
    schema = pyarrow.schema([(key, kinds.get(key, pyarrow.string())) for key in KEYS])
    table = pyarrow.Table.from_pylist(list(tidy_rows(panel, metrics)), schema=schema)
    pyarrow.parquet.write_table(table, path, compression="zstd")


def _write_workbook(panel: Panel, metrics: Sequence[str], path: Path) -> None:
    from openpyxl import Workbook

    rows = list(tidy_rows(panel, metrics))
    if len(rows) > MOST_SHEET_ROWS:
        raise Problem(_TOO_LONG, most=MOST_SHEET_ROWS, count=len(rows))
    book = Workbook(write_only=True)
    _fill(book.create_sheet(DATA), KEYS, ([row[key] for key in KEYS] for row in rows))
    sources = ([getattr(report, key) for key in _SOURCE_KEYS] for report in panel.used_reports)
    _fill(book.create_sheet(SOURCES), _SOURCE_KEYS, sources)
    excluded = ([getattr(each, key) for key in _EXCLUDED_KEYS] for each in panel.excluded)
    _fill(book.create_sheet(EXCLUDED), _EXCLUDED_KEYS, excluded)
    chosen = metrics or [metric for cells in catalogue().values() for metric in cells if metric in panel.cells]
    _fill(book.create_sheet(METHOD), ("topic", "item", "statement", "source"), method_rows(chosen))
    book.save(path)


def _fill(sheet: "WriteOnlyWorksheet", header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    def text_cell(text: str, bold: bool = False) -> object:
        cell = WriteOnlyCell(sheet, "")
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        return cell

    sheet.freeze_panes = "A2"
    sheet.append([text_cell(title, bold=True) for title in header])
    for row in rows:
        sheet.append([text_cell(value) if isinstance(value, str) and value else value or _zero(value) for value in row])


def _zero(value: object) -> object:
    """Zero as it is; an empty text as an empty cell."""
    return None if value == "" else value


def _workbook_rows(path: Path) -> Iterator[TidyRow]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    for row in book[DATA].iter_rows(min_row=2, max_col=len(KEYS), values_only=True):
        found = dict(zip(KEYS, row, strict=True))
        whole = {key: found[key] for key in ("value", *WHOLE_KEYS)}
        yield {key: whole[key] if key in whole else found[key] or "" for key in KEYS}
    book.close()


def method_rows(metrics: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """How the rows are to be read: meaning of `semantics`, the formats, and what is declared for these metrics where
    one format follows another."""
    for name, meaning in _SEMANTICS:
        yield "semantics", name, meaning, ""
    for era in load_dictionaries():
        yield "era", era.era, f"{era.title} {era.first_year}—{era.last_year or ''}", era.source
    yield "rule", "sum", "values of several cells are added only where none is missing; rates are never added", ""
    for metric in dict.fromkeys(metrics):
        measure = measure_of(metric)
        for segment in measure.segments[1:]:
            if segment.mapping is None:
                yield "equivalence", metric, f"{segment.first_year}: format changed, not comparable", ""
            else:
                terms = " + ".join(segment.metrics)
                statement = f"{segment.first_year}: {terms}, {segment.grade}. {segment.mapping.reason}"
                yield "equivalence", metric, statement, segment.mapping.source


def continuity(measure: Measure) -> str:
    """Eras of a metric in one line, such as `E1≈E2=E3`: `=` comparable, `≈` near, `|` not comparable."""
    signs = {"comparable": "=", "near": "≈", "different": "|", None: "|"}
    first, *rest = measure.segments
    return first.era + "".join(f"{signs[segment.grade]}{segment.era}" for segment in rest)


def measure_rows(measures: Iterable[Measure]) -> list[dict[str, str]]:
    """Rows of the list of metrics: id, name, unit, table, eras."""
    titles = {metric: cell.table_title for cells in catalogue().values() for metric, cell in cells.items()}
    return [
        {
            "metric": measure.id,
            "name": measure.name,
            "unit": measure.unit,
            "table": titles[measure.id],
            "eras": continuity(measure),
        }
        for measure in measures
    ]
