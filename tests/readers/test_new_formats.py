"""The same report gives the same outline, tables and figures in each format; samples come from other programs."""

import random
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report

SAMPLES = Path(__file__).parent / "samples"


def read(name: str):
    return open_report(SAMPLES / name)


def figures_of(analysis) -> list[tuple[str, Decimal, str, str]]:
    return [(f.literal, f.value, f.unit, f.indicator) for f in analysis.figures]


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
@pytest.mark.parametrize("stem", ["report", "merged"])
def test_a_text_gives_what_its_docx_gives(stem, ending):
    expected, found = read(f"{stem}.docx"), read(f"{stem}.{ending}")
    assert found.report.text == expected.report.text
    assert [(s.title, s.level) for s in found.sections] == [(s.title, s.level) for s in expected.sections]
    assert figures_of(found) == figures_of(expected)
    assert [(t.title, t.columns, [r.label for r in t.rows]) for t in found.tables] == [
        (t.title, t.columns, [r.label for r in t.rows]) for t in expected.tables
    ]


@pytest.mark.parametrize("name", ["report.doc", "report.odt", "report.rtf"])
def test_struck_text_and_note_marks_are_listed(name):
    assert {d.reason for d in read(name).report.dropped} >= {"struck", "note mark"}


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


def test_the_numbers_of_lists_in_doc_are_those_of_its_docx():
    text = read("lists.doc").report.text
    assert text == read("lists.docx").report.text
    assert "（二）依申请公开\n1.公开3件。\n2. 12件许可已办结。\n二、存在问题\n（一）人手不足。\nA)项目甲。" in text


@pytest.mark.parametrize(
    "name", ["report.doc", "merged.doc", "report.odt", "report.rtf", "sheets.xls", "sheets.ods", "sheets.xlsx"]
)
def test_damage_gives_a_report_or_a_sentence(tmp_path, name):
    chance = random.Random(name)
    original = (SAMPLES / name).read_bytes()
    for _ in range(25):
        changed = bytearray(original)
        for _ in range(chance.randrange(1, 40)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        path = tmp_path / name
        path.write_bytes(changed[: chance.randrange(1, len(changed) + 1)] if chance.random() < 0.3 else changed)
        with suppress(UnreadableFile):
            assert read_report(path).text
