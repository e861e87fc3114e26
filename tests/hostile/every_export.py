"""Every export of one analysis into a folder, and the check that each file is whole: what another program refuses to
open, and cells that a spreadsheet would evaluate, raise AssertionError."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from zjviewer.core.annotations.anchors import resolve_annotations
from zjviewer.core.annotations.annotation import Anchor, Annotation
from zjviewer.core.export.annotations import lines_of, write_lines
from zjviewer.core.export.checks import checks_json, checks_text
from zjviewer.core.export.figures import figures_csv, figures_json
from zjviewer.core.export.hits import hit_rows
from zjviewer.core.export.memo import memo_of
from zjviewer.core.export.memo_files import write_memo
from zjviewer.core.export.table_clipboard import to_html, to_tsv
from zjviewer.core.export.table_formats import FORMAT_NAMES
from zjviewer.core.export.tables import tables_text, write_tables
from zjviewer.core.model.analysis import Analysis

FORMULA_SIGNS = "=＝@＠"
"""Signs that no cell of a file may begin with; + and - may begin a number."""


def export_all(analysis: Analysis, folder: Path) -> int:
    """Number of files and texts that were written and found whole."""
    count = 0
    for path in _files(analysis, folder):
        _check(path)
        path.unlink()
        count += 1
    texts = (
        json.dumps(figures_json(analysis), allow_nan=False),
        json.dumps(checks_json({"a": analysis}, ())),
        json.dumps(list(hit_rows("a", analysis, [(0, 1)]))),
        checks_text({"a": analysis}, ()),
        tables_text(analysis),
    )
    _check_csv(figures_csv(figures_json(analysis)))
    for table in analysis.tables:
        _check_csv(to_tsv(table), "\t")
        etree.HTML(to_html(table, analysis))
    return count + len(texts)


def _files(analysis: Analysis, folder: Path) -> Iterator[Path]:
    from zjviewer.gui.charts.chart_export import ChartExporter, ExportOptions, export_all
    from zjviewer.gui.checks.memo_export import save_pdf
    from zjviewer.gui.typesetting.report_printing import save_text_pdf

    for name in FORMAT_NAMES:
        if analysis.tables:
            yield from write_tables(analysis, folder, name)
    memo = memo_of((analysis,), passes=True)
    for suffix in (".md", ".xlsx", ".docx"):
        write_memo(memo, folder / f"memo{suffix}")
        yield folder / f"memo{suffix}"
    save_pdf(memo, folder / "memo.pdf")
    yield folder / "memo.pdf"
    save_text_pdf(analysis, folder / "text.pdf")
    yield folder / "text.pdf"
    text = analysis.report.text
    anchor = Anchor("words", text[:20], "", text[20:30], "", "")
    note = Annotation("a", "note", "amber", "=1+1\x1b]0;x\x07", anchor, datetime(2026, 1, 1, tzinfo=UTC))
    lines = lines_of(analysis, resolve_annotations((note,), analysis))
    for name in ("text", "json", "md", "csv", "docx"):
        write_lines(lines, folder / f"notes.{name}", name)
        yield folder / f"notes.{name}"
    with closing(ChartExporter()):
        for name in ("png", "svg", "pdf"):
            yield from export_all(analysis, analysis.charts[:2], folder, ExportOptions(name, 80, "mm", 96))


def _check(path: Path) -> None:
    raw = path.read_bytes()
    assert raw, path
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            assert package.testzip() is None
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    root = etree.fromstring(package.read(name))
                    assert not root.findall(".//{*}f"), f"a formula in {path.name}"
    elif path.suffix == ".svg":
        etree.fromstring(raw)
    elif path.suffix == ".json":
        json.loads(raw)
    elif path.suffix == ".csv":
        _check_csv(raw.decode("utf-8-sig"))
    elif path.suffix == ".pdf":
        assert raw.startswith(b"%PDF-")
        assert raw.rstrip().endswith(b"%%EOF")
    elif path.suffix == ".png":
        assert raw.startswith(b"\x89PNG")
    else:
        assert "\x1b" not in raw.decode("utf-8")


def _check_csv(text: str, delimiter: str = ",") -> None:
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        assert not any(cell.startswith(tuple(FORMULA_SIGNS)) for cell in row), row
