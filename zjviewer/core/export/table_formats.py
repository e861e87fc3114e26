"""Registry of the export formats of tables: the only place that lists them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Analysis, Table

    Writer = Callable[[Sequence[Table], Analysis], bytes]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One file format for tables."""

    name: str
    """Value of the option `--format`."""
    suffix: str
    writer: str
    """Module and function that return the bytes of a file; imported at first use."""
    filter: str = ""
    """English name of the file dialog filter; empty for a format of the command line only."""
    per_table: bool = False
    """Whether each table is written to a file of its own."""

    def to_bytes(self, tables: "Sequence[Table]", analysis: "Analysis") -> bytes:
        """Bytes of one file with the given tables."""
        module, _, function = self.writer.partition(":")
        write: Writer = getattr(import_module(module), function)
        return write(tables, analysis)


TABLE_FORMATS = (
    TableFormat("text", ".txt", "zjviewer.core.export.tables:text_bytes"),
    TableFormat("json", ".json", "zjviewer.core.export.tables:json_bytes"),
    TableFormat(
        *("csv", ".csv", "zjviewer.core.export.tables:csv_bytes"),
        filter="CSV, one line per number with its sentence (*.csv)",
        per_table=True,
    ),
    TableFormat(
        *("xlsx", ".xlsx", "zjviewer.core.export.table_workbook:workbook_of"), filter="Excel workbook (*.xlsx)"
    ),
)
FORMAT_NAMES = tuple(each.name for each in TABLE_FORMATS)


def table_format(name: str) -> TableFormat:
    """Format with the given name. Raises KeyError."""
    return {each.name: each for each in TABLE_FORMATS}[name]
