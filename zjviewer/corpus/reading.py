"""Reading of a corpus: frames of its tables, its state, whether it is whole, and copies of its tables."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zjviewer.corpus.store import CorpusFolder, Entry, arrow, schema_of
from zjviewer.corpus.tables import COLUMNS, MEASURED
from zjviewer.errors import NotWritten, Problem
from zjviewer.storage.atomic_files import replacing

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow

_NO_TABLE = "A corpus has no table {table}. It has: {tables}."
EXPORT_FORMATS = ("csv", "parquet")


class Fault(NamedTuple):
    """What is wrong with a part."""

    part: str
    message: str


class Corpus:
    """A corpus on the disk. Frames are read when they are asked for; nothing is kept in memory."""

    def __init__(self, path: Path) -> None:
        self._folder = CorpusFolder(path)
        self.about: Mapping[str, Any] = self._folder.about()
        """Content of `corpus.json`: schema, program, folders, options."""

    def reports_frame(self) -> "pd.DataFrame":
        """One row for each report, with its body, year, era and counts."""
        return self._frame("reports")

    def figures_frame(self) -> "pd.DataFrame":
        """One row for each figure."""
        return self._frame("figures")

    def cells_frame(self, metric: str | None = None, years: Sequence[int] | None = None) -> "pd.DataFrame":
        """One row for each cell of the national tables; only those of a metric and of some years where they are
        named."""
        filters: list[tuple[str, str, object]] = []
        if metric is not None:
            filters.append(("metric", "==", metric))
        if years is not None:
            filters.append(("year", "in", list(years) or [-1]))
        return self._frame("cells", filters)

    def checks_frame(self) -> "pd.DataFrame":
        """One row for each check."""
        return self._frame("checks")

    def errors_frame(self) -> "pd.DataFrame":
        """One row for each file that could not be read, or only in part."""
        return self._frame("errors")

    def _frame(self, table: str, filters: Sequence[tuple[str, str, object]] = ()) -> "pd.DataFrame":
        arrowed = arrow()
        parts = [*self.parts(table, filters)]
        schema = schema_of(table)
        whole = arrowed.concat_tables(parts) if parts else schema.empty_table()
        frame: pd.DataFrame = whole.to_pandas()
        for name, kind in COLUMNS[table].items():
            if kind == "int64":
                frame[name] = frame[name].astype("Int64")  # whole numbers stay whole beside missing ones
        return frame

    def parts(
        self, table: str, filters: Sequence[tuple[str, str, object]] = (), columns: Sequence[str] = ()
    ) -> Iterator["pyarrow.Table"]:
        """Rows of a table, part by part; some columns, among them `file`, or all. Raises Problem."""
        pyarrow = arrow()
        entries = self._folder.entries()
        later = self._folder.superseded(entries)
        for entry in entries:
            if not entry.rows[table]:
                continue
            path = self._folder.parquet(table, entry.name)
            try:
                read = pyarrow.parquet.read_table(
                    path, columns=list(columns) or None, schema=schema_of(table), filters=list(filters) or None
                )
            except (OSError, ValueError) as error:
                raise Problem("{path} of the corpus cannot be read: {error}.", path=path, error=error) from error
            if gone := later.get(entry.name):
                import pyarrow.compute as compute

                read = read.filter(compute.invert(compute.is_in(read["file"], pyarrow.array(sorted(gone)))))
            yield read

    def status(self) -> dict[str, Any]:
        """Numbers of reports, errors and files, whether a build runs, its rate in files a second and the seconds that
        are left (None where nothing can be said)."""
        entries = self._folder.entries()
        files, reports, errors = _counts(entries)
        progress = self._folder.progress()
        running = self._folder.is_building()
        rate = left = None
        with suppress(KeyError, TypeError, ZeroDivisionError, ValueError):
            rate = round(progress["done"] / progress["seconds"] if progress["done"] else 0.0, 3)
            waiting = max(0, progress["total"] - progress["done"] - progress["unchanged"])
            left = 0.0 if not waiting else round(waiting / rate, 1) if running else None
        return {
            "reports": reports,
            "errors": errors,
            "files": files,
            "total": progress.get("total", files),
            "running": running,
            "rate": rate,
            "seconds_left": left,
            "skipped": len(progress.get("skipped", ())),
            "unlisted": len(progress.get("unlisted", ())),
            "schema": self.about["schema"],
            "program": self.about["program"],
        }

    def verify(self) -> tuple[Fault, ...]:
        """Files that are missing, changed, or have another number of rows than their entries say."""
        pyarrow = arrow()
        faults = []
        for entry in self._folder.entries():
            for table in COLUMNS:
                path = self._folder.parquet(table, entry.name)
                try:
                    with open(path, "rb") as opened:
                        digest = hashlib.file_digest(opened, "sha256").hexdigest()
                    if digest != entry.hashes[table]:
                        faults.append(Fault(entry.name, f"{path} has been changed."))
                    elif pyarrow.parquet.read_metadata(path).num_rows != entry.rows[table]:
                        faults.append(Fault(entry.name, f"{path} has another number of rows than its entry says."))
                except (OSError, ValueError) as error:
                    faults.append(Fault(entry.name, f"{path} cannot be read: {error}."))
        return tuple(faults)

    def content_hash(self) -> str:
        """Hash of all rows, whatever parts they are in; without the columns that differ from run to run."""
        total = 0
        for table, columns in COLUMNS.items():
            names = [name for name in columns if name not in MEASURED]
            for part in self.parts(table):
                for values in zip(*(part[name].to_pylist() for name in names), strict=True):
                    row = json.dumps((table, *values), ensure_ascii=False).encode("utf-8", "surrogatepass")
                    total += int.from_bytes(hashlib.sha256(row).digest(), "big")
        return f"{total % (1 << 256):064x}"

    def export(self, table: str, out: Path, format: str) -> int:
        """Write one table to a new file, CSV or Parquet, and return the number of rows. Raises Problem for an unknown
        table, and NotWritten where the file exists or cannot be written."""
        if table not in COLUMNS:
            raise Problem(_NO_TABLE, table=table, tables=", ".join(COLUMNS))
        rows = 0
        with replacing(out) as path:
            if format == "csv":
                rows = self._write_csv(table, path)
            else:
                pyarrow = arrow()
                with pyarrow.parquet.ParquetWriter(path, schema_of(table), compression="zstd") as writer:
                    for part in self.parts(table):
                        writer.write_table(part)
                        rows += part.num_rows
        return rows

    def _write_csv(self, table: str, path: Path) -> int:
        import csv

        from zjviewer.core.tables.cell_text import escape_formula

        rows = 0
        try:
            with open(path, "w", encoding="utf-8-sig", newline="") as written:
                writer = csv.writer(written)
                writer.writerow(COLUMNS[table])
                for part in self.parts(table):
                    for values in zip(*(column.to_pylist() for column in part.columns), strict=True):
                        writer.writerow([escape_formula(v) if isinstance(v, str) else v for v in values])
                        rows += 1
        except UnicodeError as error:
            raise NotWritten("{path} was not written: {error}.", path=path, error=error) from error
        return rows


def _counts(entries: Sequence[Entry]) -> tuple[int, int, int]:
    """Numbers of files, reports and errors; what a later part has as well counts once."""
    names = {entry.name for entry in entries}
    again = [counts for entry in entries for part, counts in entry.again.items() if part in names]
    files, reports, errors = (sum(counts) for counts in zip((0, 0, 0), *again, strict=True))
    return (
        sum(entry.files for entry in entries) - files,
        sum(entry.rows["reports"] for entry in entries) - reports,
        sum(entry.rows["errors"] for entry in entries) - errors,
    )


def open_corpus(path: str | Path) -> Corpus:
    """The corpus in a folder. Raises `zjviewer.errors.Problem` where there is none."""
    return Corpus(Path(path))
