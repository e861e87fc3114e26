"""Public interface of `import zjviewer`: a function that opens a report, and the immutable document that it returns.

Nothing else of the package is public. Errors are the classes of `zjviewer.errors`; each has a readable message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from zjviewer.core.export.checks import CHECK_KEYS, checks_json
from zjviewer.core.export.figures import FIGURE_KEYS, figures_json
from zjviewer.core.export.table_frames import to_frame
from zjviewer.core.search.engine import Query, context, find
from zjviewer.pipeline.background_completion import open_within_limits as analyse

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from zjviewer.core.model.analysis import Analysis, Chart, Figure, Row, Section, Table
    from zjviewer.core.model.checks import Check
    from zjviewer.core.model.report import ImportRemark

_SHOWN_ROWS = 12
"""Maximum number of rows in the table overview of a notebook."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a search."""

    start: int
    """Offset into `Document.text`, in code points."""
    end: int
    text: str
    section: str
    """Id of the deepest section that contains it; empty outside all sections."""
    context: str
    """The match with the text around it, on one line."""


@dataclass(frozen=True)
class DocumentTable:
    """A metric table: rows and columns of figures, each with its position in the text."""

    id: str
    title: str
    section: str
    """Id of the section to which the table belongs."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    _table: Table

    def frame(self, exact: bool = False) -> pd.DataFrame:
        """Frame of the values: row labels as index, column titles as columns; NaN where the report has no figure.

        With `exact`, `Decimal` objects and None instead of floats and NaN.
        """
        return to_frame(self._table, exact)


@dataclass(frozen=True)
class Document:
    """One opened report: text, metadata, and all extracted data.

    Every position is an offset into `text`, in code points.
    """

    path: Path
    text: str
    title: str
    issuer: str
    """Public body that publishes the report; empty when unknown."""
    region: str
    """Administrative division; empty when unknown."""
    year: int | None
    """Year that the report covers; None when unknown."""
    published: date | None
    era: str
    """Id of the national format, such as `2014-2018`; empty for another kind of report."""
    encoding: str
    """Encoding of a text file; empty in a format that defines its own."""
    remarks: tuple[ImportRemark, ...]
    """Notes of the reader about what was detected, repaired or is doubtful: `remark.kind`, and `str(remark)` as an
    English sentence."""
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]
    charts: tuple[Chart, ...]
    tables: Mapping[str, DocumentTable]
    """Tables by id, in reading order."""
    _analysis: Analysis

    def figures_frame(self) -> pd.DataFrame:
        """One row per figure, in reading order, with the columns of `zjviewer figures --format json`."""
        import pandas as pd

        return pd.DataFrame(figures_json(self._analysis), columns=list(FIGURE_KEYS))

    def checks_frame(self) -> pd.DataFrame:
        """One row per check, with the columns of `zjviewer check --format json` except `file`."""
        import pandas as pd

        rows = checks_json({"": self._analysis}, ())
        return pd.DataFrame(rows, columns=list(CHECK_KEYS)).drop(columns="file")

    def search(self, pattern: str, *, regex: bool = False) -> tuple[Hit, ...]:
        """All matches of `pattern`, in reading order; differences of case and of full-width and half-width forms are
        ignored.

        Raises `zjviewer.errors.BadPattern` for a pattern that is invalid, too long or too slow.
        """
        if not pattern:
            return ()
        found = find(self.text, Query(pattern, regex=regex, near=not regex))
        return tuple(self._hits(zip(found.starts, found.ends, strict=True)))

    def _hits(self, spans: Iterator[tuple[int, int]]) -> Iterator[Hit]:
        for start, end in spans:
            section = self._analysis.section_at(start)
            around = "".join(context(self.text, start, end))
            yield Hit(start, end, self.text[start:end], section.id if section else "", around)

    def __repr__(self) -> str:
        """Title and sizes, on one line."""
        counts = f"{len(self.sections)} sections, {len(self.figures)} figures, {len(self.tables)} tables"
        return f"<Document {self.title or self.path.name}: {counts}, {len(self.checks)} checks>"

    def _repr_html_(self) -> str:
        """HTML overview for a notebook: metadata, counts, failed checks and the first tables."""
        facts = (self.issuer, self.region, str(self.year or ""), self.era)
        failed = [check for check in self.checks if check.verdict == "fail"]
        tables = list(self.tables.values())
        rows = "".join(
            f"<tr><td>{escape(table.id)}</td><td>{escape(table.title)}</td>"
            f"<td>{len(table.rows)} × {len(table.columns)}</td></tr>"
            for table in tables[:_SHOWN_ROWS]
        )
        more = f"<p>… {len(tables) - _SHOWN_ROWS} more</p>" if len(tables) > _SHOWN_ROWS else ""
        failures = "".join(f"<li>{escape(check.formula or check.named_formula)}</li>" for check in failed)
        return (
            f"<h4>{escape(self.title or self.path.name)}</h4>"
            f"<p>{escape(' · '.join(filter(None, facts)))}</p>"
            f"<p>{len(self.sections)} sections, {len(self.figures)} figures, "
            f"{len(self.checks)} checks, {len(failed)} failed</p>"
            f"<ul>{failures}</ul><table>{rows}</table>{more}"
        )


def open_report(path: str | Path, *, encoding: str | None = None) -> Document:
    """Read and analyse a report in any supported format, in an isolated process as the window does.

    `encoding` is the encoding of a text file; None detects it. Raises `zjviewer.errors.UnreadableFile`, whose
    message describes what is wrong with the file and what to do.
    """
    place = Path(path)
    analysis = analyse(place, encoding or "")
    report = analysis.report
    known = {field.name: getattr(report, field.name) for field in fields(Document) if hasattr(report, field.name)}
    tables = {table.id: _document_table(table) for table in analysis.tables}
    own = {
        "path": place,
        "era": analysis.era,
        "remarks": analysis.remarks,
        "sections": analysis.sections,
        "figures": analysis.figures,
        "checks": analysis.checks,
        "charts": analysis.charts,
        "tables": MappingProxyType(tables),
        "_analysis": analysis,
    }
    return Document(**{**known, **own})


def _document_table(table: Table) -> DocumentTable:
    return DocumentTable(table.id, table.title, table.section, table.columns, table.rows, table)
