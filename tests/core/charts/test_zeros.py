"""Zeros that are left out of a chart, and the sentence that says so."""

import pytest

from tests.chart_sample import Cell, analysis_of
from zjviewer.core.charts.data_point import DataPoint
from zjviewer.core.charts.zeros import zero_note


def points(*values: int, labels: tuple[str, ...] = (), series: int = 1) -> list[DataPoint]:
    names = labels or tuple("甲乙丙丁戊己庚辛"[: len(values)])
    made = analysis_of(*((name, [Cell(str(value), "件")]) for name, value in zip(names, values, strict=True)))
    return [DataPoint(row.label, n, n % series, row.cells[0]) for n, row in enumerate(made.tables[0].rows)]


def note(found: list[DataPoint]) -> str:
    return zero_note(found, [point for point in found if point.figure.value])


def test_one_zero_and_several_are_named():
    assert note(points(1, 0, 2)) == "乙为0。"
    assert note(points(1, 0, 0)) == "另有2项为0：乙、丙。"
    assert note(points(1, 0, 2, 0, series=2)) == "另有2项为0，未画出。"


@pytest.mark.parametrize(("length", "named"), [(58, True), (59, False)])
def test_names_are_listed_up_to_sixty_characters(length, named):
    found = points(1, 0, 0, labels=("甲", "乙", "丙" * length))
    assert note(found) == (f"另有2项为0：乙、{'丙' * length}。" if named else "另有2项为0，未画出。")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ((0, 0), "各项均为0。"),
        ((0, 1), ""),
        ((0, 0, 1), "3项中有2项为0。"),
        ((0, 0, 1, 1), ""),
        ((0, 0, 0, 1, 1), "5项中有3项为0。"),
        ((1, 2), ""),
    ],
)
def test_zeros_that_are_drawn_are_counted_where_they_are_most(values, text):
    found = points(*values)
    assert zero_note(found, found) == text
