"""Tables of many forms, pasted and in files, with cells that a reader sees in them: `forms.txt`."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from zjviewer.core.model.analysis import Table
from zjviewer.pipeline.open_report import open_report

FILE = Path(__file__).parent / "forms.txt"


@dataclass
class Sample:
    kind: str
    suffix: str
    lines: list[str] = field(default_factory=list)
    cells: list[tuple[str, str, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def samples() -> list[Sample]:
    found: list[Sample] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            found.append(Sample(*(part.strip() for part in line[2:].split("|"))))
        elif line.startswith("= "):
            row, column, value = (part.strip() for part in line[2:].split("|"))
            found[-1].cells.append((row, column, value))
        elif line.startswith("! "):
            found[-1].absent.append(line[2:])
        elif found:
            found[-1].lines.append(line)
    return found


def values(table: Table, row: str, column: str) -> list[str]:
    """Values with units in the row of a name, below a heading with some words."""
    title = table.title.replace(" ", "")
    return [
        f"{cell.value} {cell.unit}".strip()
        for each in table.rows
        if row in title + each.label
        for name, cell in zip(table.columns, each.cells, strict=True)
        if cell is not None and all(word in title + name.replace(" ", "") + each.label for word in column.split())
    ]


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.kind)
def test_every_cell_has_its_row_its_column_and_its_unit(sample, tmp_path):
    path = tmp_path / f"report.{sample.suffix}"
    path.write_text("\n".join(sample.lines) + "\n", encoding="utf-8")
    analysis = open_report(path)
    for row, column, value in sample.cells:
        found = [each for table in analysis.tables for each in values(table, row, column)]
        assert set(value.split("‖")) & set(found), (row, column, value, found)
    labels = [row.label for table in analysis.tables for row in table.rows]
    for words in sample.absent:
        assert not any(words in each for each in (*labels, *(figure.literal for figure in analysis.figures)))


def test_the_tables_are_of_many_forms():
    assert len({sample.kind for sample in samples()}) >= 18


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [
        (("100", "70", "30", "95"), [0, 1, 1, 0]),
        (("100", "70", "25", "95"), [0, 1, 1, 0]),
        (("100", "70", "20", "10"), [0, 1, 1, 1]),
        (("100", "100", "20", "10"), [0, 1, 0, 0]),
    ],
)
def test_rows_behind_of_which_are_parts_up_to_the_whole(numbers, levels, tmp_path):
    path = tmp_path / "report.csv"
    labels = ("收到申请", "其中：网络申请", "信函申请", "答复申请")
    rows = [f"{label},{number}" for label, number in zip(labels, numbers, strict=True)]
    path.write_text("\n".join(("指标,数量（件）", *rows)) + "\n", encoding="utf-8")
    [table] = open_report(path).tables
    assert [row.level for row in table.rows] == levels


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [(("320", "260", "60", "180", "500"), [0, 1, 1, 0, 0]), (("320", "250", "60", "180", "500"), [0, 0, 0, 0, 0])],
)
def test_rows_between_numbered_rows_are_parts_where_sums_show_it(numbers, levels, tmp_path):
    path = tmp_path / "report.csv"
    labels = ("一、基本支出", "人员经费", "公用经费", "二、项目支出", "支出合计")
    rows = [f"{label},{number}" for label, number in zip(labels, numbers, strict=True)]
    path.write_text("\n".join(("项目,金额（万元）", *rows)) + "\n", encoding="utf-8")
    [table] = open_report(path).tables
    assert [row.level for row in table.rows] == levels


@pytest.mark.parametrize(
    ("rows", "levels"),
    [
        ("税收收入 86.40，其中：增值税 30.20，企业所得税 12.80，非税收入 21.00，合计 107.40", [0, 1, 1, 0, 0]),
        ("税收收入 86.40，其中：增值税 30.20，企业所得税 12.80，非税收入 21.00，合计 86.40", [0, 1, 1, 1, 0]),
        ("基本支出 500，其中：工资 300，项目支出 120，债务支出 30，总计 650", [0, 1, 0, 0, 0]),
        ("基本支出 500，其中：工资 300，公用经费 120，项目支出 30，总计 900", [0, 1, 1, 1, 0]),
    ],
)
def test_rows_behind_of_which_that_the_total_counts_are_no_parts(rows, levels, tmp_path):
    path = tmp_path / "report.csv"
    lines = (",".join(row.split()) for row in rows.split("，"))
    path.write_text("\n".join(("项目,金额（万元）", *lines)) + "\n", encoding="utf-8")
    (table,) = open_report(path).tables
    assert [row.level for row in table.rows] == levels
