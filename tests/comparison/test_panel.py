"""The panel: rows with declared keys, missing is never zero, whose report it is, one file for a body and year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.checks.reports import OUTCOMES, balanced, national
from zjviewer.comparison.panel import KEYS, NO_REPORT, SEMANTICS, panel_of, tidy_rows
from zjviewer.pipeline.open_report import open_report

NEW, TOTAL = "applications/new/all", "applications/total/all"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Reports of two bodies for three years; one year of the second is missing."""
    folder = tmp_path_factory.mktemp("panel")
    found = {}
    for name, year in (("洪泽区", 2021), ("洪泽区", 2022), ("洪泽区", 2023), ("淮安区", 2021), ("淮安区", 2023)):
        words = {(3, 1): "/", (4, 2): "不适用", (5, 3): "", (6, 4): "略"} if name == "淮安区" else {}
        cells = lambda row, column, words=words: words.get((row, column), balanced(row, column))  # noqa: E731
        text = national(cells, OUTCOMES, year).replace("江州市", f"淮安市{name}")
        path = folder / f"淮安市{name}人民政府{year}年政府信息公开工作年度报告.html"
        path.write_text(text, encoding="utf-8")
        analysis = open_report(path)
        report = replace(analysis.report, title=path.stem, issuer=f"淮安市{name}人民政府", year=year)
        found[path.name] = replace(analysis, report=report, original_report=None)
    return found


def test_every_row_has_the_declared_keys_and_says_what_its_cell_is(pages):
    rows = list(tidy_rows(panel_of(pages.items())))
    assert rows
    for row in rows:
        assert tuple(row) == KEYS
        assert row["semantics"] in SEMANTICS
        assert (row["value"] is not None) == (row["semantics"] in ("number", "zero"))
        assert (row["value"] == 0) == (row["semantics"] == "zero")


def test_a_number_leads_to_its_sentence(pages):
    rows = [row for row in tidy_rows(panel_of(pages.items())) if row["value"] is not None]
    for row in rows:
        text = pages[row["file"]].report.text
        assert text[row["start"] : row["end"]] == row["literal"]
        assert row["literal"] in row["sentence"]
        assert row["sentence"] in text


def test_values_are_those_of_the_tables(pages):
    panel = panel_of(pages.items())
    for report in panel.reports:
        table = pages[report.file].table_by_id["applications"]
        for row in table.rows:
            for column, figure in zip(table.keys, row.cells, strict=True):
                cell = panel.cell_at(f"applications/{row.key}/{column}", report.body, report.year)
                assert cell.value == (None if figure is None else figure.value)


def test_what_is_missing_is_told_apart_and_never_zero(pages):
    panel = panel_of(pages.items())
    body = "淮安市淮安区人民政府"
    told = {cell.semantics for column in panel.cells.values() for cell in column.values() if cell.value is None}
    assert told == {"not_applicable", "empty", "text"}
    assert panel.cell_at(NEW, body, 2022) is NO_REPORT
    rows = [row for row in tidy_rows(panel, [NEW]) if row["body"] == body]
    assert [(row["year"], row["semantics"]) for row in rows] == [
        (2021, "number"),
        (2022, "no_report"),
        (2023, "number"),
    ]


def test_a_report_without_the_table_differs_from_a_missing_report(pages):
    items = dict(pages)
    name = next(name for name in items if "洪泽" in name and "2022" in name)
    tables = tuple(table for table in items[name].tables if table.id != "applications")
    items[name] = replace(items[name], tables=tables)
    rows = [row for row in tidy_rows(panel_of(items.items()), [NEW]) if row["year"] == 2022]
    assert {row["body"]: row["semantics"] for row in rows} == {
        "淮安市洪泽区人民政府": "no_table",
        "淮安市淮安区人民政府": "no_report",
    }


def test_aliases_of_a_body_are_one(pages):
    items = dict(pages)
    name = next(name for name in items if "洪泽" in name and "2022" in name)
    report = replace(items[name].report, title="洪泽区人民政府2022年政府信息公开工作年度报告", issuer="洪泽区人民政府")
    items[name] = replace(items[name], report=report)
    assert len(panel_of(items.items()).bodies) == 2


@pytest.mark.parametrize(
    ("title", "year", "reason"),
    [
        ("鼓楼区人民政府2022年政府信息公开工作年度报告", 2022, "place"),
        ("区财政局2022年政府信息公开工作年度报告", 2022, "place"),
        ("政府信息公开工作年度报告", 2022, "body"),
        ("淮安市洪泽区人民政府政府信息公开工作年度报告", None, "year"),
    ],
)
def test_an_unknown_body_place_or_year_is_left_out_and_listed(pages, title, year, reason):
    analysis = next(iter(pages.values()))
    issuer = title.partition("20")[0] if reason == "place" else ""
    report = replace(
        analysis.report,
        title=title,
        issuer=issuer,
        region="",
        year=year,
        text="一、总体情况\n无。",
        metadata=(),
        period=None,
    )
    panel = panel_of([*pages.items(), ("x.html", replace(analysis, report=report))])
    assert [(each.file, each.reason) for each in panel.excluded] == [("x.html", reason)]
    assert "x.html" in panel.excluded[0].message
    assert len(panel.reports) == len(pages)


def test_of_two_files_for_a_body_and_year_the_one_published_last_counts_until_the_reader_decides(pages):
    name = next(name for name in pages if "洪泽" in name and "2022" in name)
    early = replace(pages[name], report=replace(pages[name].report, published=date(2023, 1, 10)))
    late = replace(pages[name], report=replace(pages[name].report, published=date(2023, 3, 10)))
    for items in ([("a", early), ("b", late)], [("b", late), ("a", early)]):
        panel = panel_of(items)
        assert [report.file for report in panel.reports] == ["b"]
        assert [(each.file, each.reason, each.used) for each in panel.excluded] == [("a", "older", "b")]
    assert [report.file for report in panel_of([("a", early), ("b", late)], preferred=["a"]).reports] == ["a"]


def test_figures_of_a_failed_check_are_marked(pages):
    name, analysis = next(iter(pages.items()))
    figure = next(iter(analysis.table_by_id["applications"].figures))
    failed = next(check for check in analysis.checks if figure.id in check.figures)
    changed = replace(analysis, checks=(replace(failed, verdict="fail", difference=Decimal(1)),))
    cells = panel_of([(name, changed)]).cells
    marked = {cell.figure for column in cells.values() for cell in column.values() if cell.failed}
    assert marked == set(failed.figures)


def test_a_choice_of_bodies_and_years_keeps_their_cells_and_gaps(pages):
    panel = panel_of(pages.items())
    body = "淮安市淮安区人民政府"
    chosen = panel.chosen([body], [2022, 2023, 2030])
    assert [report.year for report in chosen.used_reports] == [2023]
    rows = [(row["body"], row["year"], row["semantics"]) for row in tidy_rows(chosen, [NEW])]
    assert rows == [(body, 2022, "no_report"), (body, 2023, "number"), (body, 2030, "no_report")]
