"""Invented reports as bodies of several kinds and years write them: what is found was worked out by hand."""

from pathlib import Path

import pytest

from zjviewer.pipeline.open_report import open_report

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))


def test_there_are_reports_of_every_era():
    assert {open_report(path).era for path in SAMPLES} == {"", "E1", "E2", "E3"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_all_that_adds_up_is_found_and_nothing_fails(path):
    analysis = open_report(path)
    assert [check.formula for check in analysis.checks if check.verdict != "pass"] == []
    told = [f"{check.rule}  {check.formula}" for check in analysis.checks]
    assert told == path.with_suffix(".checks").read_text(encoding="utf-8").splitlines()
