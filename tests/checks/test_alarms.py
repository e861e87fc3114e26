"""Short invented reports with and without a contradiction of each kind: `relations.txt`."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from zjviewer.pipeline.open_report import open_report

FILE = Path(__file__).parent / "relations.txt"


@dataclass
class Sample:
    kind: str
    suffix: str
    alarms: str
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)


def samples() -> list[Sample]:
    found: list[Sample] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            found.append(Sample(*(part.strip() for part in line[2:].split("|"))))
        elif line.startswith("! "):
            found[-1].wrong.append(line[2:])
        elif line.startswith("= "):
            found[-1].right.append(line[2:])
        elif found:
            found[-1].lines.append(line)
    return found


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.kind)
def test_a_contradiction_is_alarmed_and_nothing_else(sample, tmp_path):
    path = tmp_path / f"report.{sample.suffix}"
    path.write_text("\n".join(sample.lines) + "\n", encoding="utf-8")
    checks = open_report(path).checks
    formulas = {
        verdict: [check.formula.replace(",", "") for check in checks if check.verdict == verdict]
        for verdict in ("pass", "fail")
    }
    assert len(formulas["fail"]) in ((1, 2) if sample.alarms == "alarm" else (0,)), formulas
    for number in sample.wrong:
        assert any(number in formula for formula in formulas["fail"]), formulas
    for number in sample.right:
        assert any(number in formula for formula in formulas["pass"]), formulas


def test_every_kind_of_contradiction_has_a_sample_that_holds():
    kinds = {sample.kind for sample in samples()}
    assert len(kinds) >= 45
    assert sum(kind.endswith(" ok") for kind in kinds) >= 15
