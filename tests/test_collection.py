"""Real documents of every kind against what a person has read in them; runs where the collection is at hand.

`golden/reports/NAME.json` states what is right: the title and the like, headings with their levels and numbers, tables
row by row, and the literal of every figure (their names and years are assessed by `tests/labels`). `? ` before an item
means that it may be reported or not, `|` that either is right. `golden/not_yet_right.toml` lists, item by item, what
the program reads otherwise: each entry goes as soon as the program is right.
"""

import json
import os
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zjviewer.core.model.analysis import Analysis, Row
from zjviewer.pipeline.open_report import open_report

COLLECTION = Path(os.environ.get("ZJVIEWER_REPORTS", Path(__file__).parents[2] / "shared" / "reports"))
GOLDEN = Path(__file__).parent / "golden" / "reports"
NAMES = sorted(path.name.removesuffix(".json") for path in GOLDEN.glob("*.json"))
FIELDS = ("title", "issuer", "region", "year", "era", "published", "pages", "grids", "dropped", "remarks")
LISTS = ("outline", "tables", "figures")
WRONG: list[dict[str, str]] = tomllib.loads((GOLDEN.parent / "not_yet_right.toml").read_text(encoding="utf-8")).get(
    "wrong", []
)
MOST_WRONG = 0
"""Never to be raised."""

pytestmark = pytest.mark.skipif(not COLLECTION.is_dir(), reason="the collection of reports is not here")


@cache
def analysis_of(name: str) -> Analysis:
    return open_report(COLLECTION / name)


@cache
def right(name: str) -> dict[str, Any]:
    """The golden file."""
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


@cache
def read(name: str) -> dict[str, Any]:
    """The same fields as the program reads them."""
    analysis = analysis_of(name)
    report = analysis.report
    headings = (f"{part.level} {part.number} {part.title}".replace("  ", " ") for part in analysis.sections)
    return {
        "title": report.title,
        "issuer": report.issuer,
        "region": report.region,
        "year": report.year,
        "era": analysis.era,
        "published": str(report.published or ""),
        "pages": len(report.pages),
        "grids": [[grid.height, grid.width] for grid in report.grids],
        "dropped": sorted({drop.reason for drop in report.dropped}),
        "remarks": [str(remark) for remark in analysis.remarks],
        "outline": list(headings),
        "tables": [[table.title, *map(row_text, table.rows)] for table in analysis.tables],
        "figures": [figure.literal for figure in analysis.figures],
    }


def row_text(row: Row) -> str:
    cells = (cell.literal if cell else row.cell_text(column) for column, cell in enumerate(row.cells))
    return f"{row.label}: {' | '.join(cells)}"


def differences(name: str, field: str) -> Counter[tuple[str, str]]:
    """Items that are missing or false, with how often; of a field without items, whether it is wrong."""
    found, stated = read(name)[field], right(name)[field]
    if field in FIELDS:
        return Counter() if found == stated else Counter({("wrong", ""): 1})
    if field == "tables":
        found, stated = ([json.dumps(table, ensure_ascii=False) for table in each] for each in (found, stated))
    left = Counter(found)
    missing: Counter[str] = Counter()
    for item in sorted(stated, key=lambda item: item.startswith("? ")):  # what must be there takes its items first
        ways = item.removeprefix("? ").split("|") if field != "tables" else [item]
        way = next((way for way in ways if left[way]), None)
        if way is not None:
            left[way] -= 1
        elif not item.startswith("? "):
            missing[ways[0]] += 1
    return Counter(
        {("missing", item): count for item, count in missing.items()}
        | {("false", item): count for item, count in (+left).items()}
    )


def expected_differences(name: str, field: str) -> Counter[tuple[str, str]]:
    entries = (entry for entry in WRONG if (entry["document"], entry["field"]) == (name, field))
    return Counter((entry["is"], entry.get("item", "")) for entry in entries)


@pytest.mark.parametrize("field", [*FIELDS, *LISTS])
@pytest.mark.parametrize("name", NAMES)
def test_a_real_document_is_read_as_by_hand_but_for_what_is_listed(name, field):
    assert dict(differences(name, field) - expected_differences(name, field)) == {}


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_order_is_read_in_order(name):
    for field in LISTS:
        found, stated = read(name)[field], right(name)[field]
        both = [item for item in found if found.count(item) == stated.count(item) == 1]
        assert both == [item for item in stated if item in both]


def test_what_has_become_right_leaves_the_list():
    for entry in WRONG:
        name, field, key = entry["document"], entry["field"], (entry["is"], entry.get("item", ""))
        assert differences(name, field)[key] >= expected_differences(name, field)[key], entry


def test_the_list_of_what_is_wrong_grows_no_longer():
    assert len(WRONG) <= MOST_WRONG


@pytest.mark.parametrize("name", NAMES)
def test_the_literal_of_a_figure_is_in_the_text(name):
    analysis = analysis_of(name)
    for figure in analysis.figures:
        assert analysis.report.text[figure.start : figure.end] == figure.literal


def test_the_whole_collection_is_written_down():
    assert {path.name for path in COLLECTION.iterdir() if path.is_file() and path.name[0] != "."} <= set(NAMES)
