"""The reader's marks find their checks again, also those that earlier versions saved."""

import pytest

from zjviewer.core.model.checks import CheckMark
from zjviewer.pipeline.open_report import open_report

TEXT = "澄原市2022年政府信息公开工作年度报告\n一、总体情况\n收到申请1586件，其中自然人申请1076.50件、法人申请510件。\n"


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("1,076.50 + 510 = 1,586.5 ≠ 1,586", True),
        ("1076.5 + 510 = 1586.5 ≠ 1586", True),
        ("1076.5 + 510 = 1586.5 ≠ 15860", False),
        ("", False),
    ],
)
def test_a_mark_is_found_however_its_numbers_were_written(tmp_path, formula, found):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    [check] = (check for check in open_report(path).checks if check.verdict == "fail")
    mark = CheckMark("another id", "dismissed", "", check.rule, formula)
    assert mark.has_formula_of(check) == found
