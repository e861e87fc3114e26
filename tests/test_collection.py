"""Real documents of every kind, read as a reader would have them; runs where the collection is at hand."""

import json
import os
from pathlib import Path

import pytest

from zjviewer.pipeline.open_report import open_report

COLLECTION = Path(os.environ.get("ZJVIEWER_REPORTS", Path(__file__).parents[2] / "shared" / "reports"))
GOLDEN = Path(__file__).parent / "golden" / "reports"
NAMES = sorted(path.name.removesuffix(".json") for path in GOLDEN.glob("*.json"))

pytestmark = pytest.mark.skipif(not COLLECTION.is_dir(), reason="the collection of reports is not here")


def digest(analysis) -> dict[str, object]:
    """What a person can check: title, outline, tables row by row, and every figure."""
    report = analysis.report
    return {
        "title": report.title,
        "issuer": report.issuer,
        "region": report.region,
        "year": report.year,
        "era": analysis.era,
        "published": str(report.published or ""),
        "characters": len(report.text),
        "pages": len(report.pages),
        "grids": [[grid.height, grid.width] for grid in report.grids],
        "dropped": sorted({drop.reason for drop in report.dropped}),
        "remarks": [str(remark) for remark in analysis.remarks],
        "outline": [f"{part.id} {part.number} {part.title}".replace("  ", " ") for part in analysis.sections],
        "tables": [[table.title, *map(written, table.rows)] for table in analysis.tables],
        "figures": [f"{f.literal} {f.indicator}" for f in analysis.figures],
    }


def written(row) -> str:
    cells = (cell.literal if cell else row.cell_text(column) for column, cell in enumerate(row.cells))
    return f"{row.label}: {' | '.join(cells)}"


@pytest.mark.parametrize("name", NAMES)
def test_a_real_document_opens_as_it_was_read_by_hand(name):
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    analysis = open_report(COLLECTION / name)
    found = digest(analysis)
    for key, value in expected.items():
        assert found[key] == value, key
    for figure in analysis.figures:
        assert analysis.report.text[figure.start : figure.end] == figure.literal


def test_the_whole_collection_is_written_down():
    assert {path.name for path in COLLECTION.iterdir() if path.is_file()} <= set(NAMES)
