"""The same report gives the same outline, tables and figures in each format; samples come from other programs."""

from decimal import Decimal
from pathlib import Path

import pytest

from zjviewer.pipeline.open_report import open_report

SAMPLES = Path(__file__).parent / "samples"


def read(name: str):
    return open_report(SAMPLES / name)


def figures_of(analysis) -> list[tuple[str, Decimal, str, str]]:
    return [(f.literal, f.value, f.unit, f.indicator) for f in analysis.figures]


@pytest.mark.parametrize("name", ["report.odt", "report.rtf"])
def test_a_text_gives_what_its_docx_gives(name):
    expected, found = read("report.docx"), read(name)
    assert found.report.text == expected.report.text
    assert [(s.title, s.level) for s in found.sections] == [(s.title, s.level) for s in expected.sections]
    assert figures_of(found) == figures_of(expected)
    assert [t.title for t in found.tables] == [t.title for t in expected.tables]
    assert {d.reason for d in found.report.dropped} >= {"struck", "note mark"}


@pytest.mark.parametrize("name", ["sheets.xls", "sheets.ods", "sheets-libreoffice.xlsx"])
def test_a_workbook_gives_what_its_xlsx_gives(name):
    expected, found = read("sheets.xlsx"), read(name)
    shown = expected.report.text.replace("合计\t\t", "合计\t240\t")  # openpyxl stores no result of a formula
    assert found.report.text == shown
    assert [s.title for s in found.sections] == ["申请情况", "经费"]
    assert {f.literal for f in found.figures} >= {f.literal for f in expected.figures}
    assert ("12,345.68", "万元") in [(f.literal, f.unit) for f in found.figures]
    assert "The sheet 隐藏 is hidden and was left out." in map(str, found.remarks)


def test_a_formula_without_a_result_is_remarked():
    assert any("have no stored result: 1" in str(remark) for remark in read("sheets.xlsx").remarks)
