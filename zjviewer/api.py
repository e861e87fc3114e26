"""The public interface of `import zjviewer`: one function that opens a report, and the frozen document it returns.

Nothing else of the package is public. Errors are the classes of `zjviewer.errors`; each carries a sentence.
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
"""Rows of the overview of tables that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a search found."""

    start: int
    """Offset into `Document.text`, in code points."""
    end: int
    text: str
    section: str
    """Id of the deepest section around it; empty outside every section."""
    context: str
    """The hit with the text around it, on one line."""


@dataclass(frozen=True)
class DocumentTable:
    """A metric table: rows and columns of figures, each of which knows its place in the text."""

    id: str
    title: str
    section: str
    """Id of the section it belongs to."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    _table: Table

    def frame(self, exact: bool = False) -> pd.DataFrame:
        """The values: row labels as index, column titles as columns; NaN where the report states nothing.

        With `exact`, `Decimal` objects and None instead of floats and NaN.
        """
        return to_frame(self._table, exact)


@dataclass(frozen=True)
class Document:
    """One opened report: its text, its metadata, and everything that was extracted from it.

    Every position is an offset into `text`, in code points.
    """

    path: Path
    text: str
    title: str
    issuer: str
    """The body that publishes it; empty when unknown."""
    region: str
    """The administrative area; empty when unknown."""
    year: int | None
    """The year that it reports on; None when unknown."""
    published: date | None
    era: str
    """Id of the national format it follows, such as `2014-2018`; empty for a report of another kind."""
    encoding: str
    """Encoding of a text file; empty in a format that has one of its own."""
    remarks: tuple[ImportRemark, ...]
    """What the reading recognised, repaired or doubts: `remark.kind`, and `str(remark)` as an English sentence."""
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]
    charts: tuple[Chart, ...]
    tables: Mapping[str, DocumentTable]
    """By id, in reading order."""
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
        """Every place of `pattern`, in reading order; case and width are folded.

        Raises `zjviewer.errors.BadPattern` for an expression that cannot be used.
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
        """The overview that a notebook shows: metadata, counts, failed checks and the first tables."""
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
    """Read and analyse a report in any format that the program reads, in the same isolated way as the window does.

    `encoding` names the encoding of a text file; None detects it. Raises `zjviewer.errors.UnreadableFile`, whose text
    is a sentence that says what is wrong with the file and what to do.
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
