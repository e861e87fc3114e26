"""Indicators and subjects of the bundled report against labels made by hand, figure by figure.

`golden/zhejiang-2017-figures.csv` states every field as the program reads it; where its names differ from the labels,
the labels are right, and the figure is listed in `golden/not_yet_right.toml` as an expected failure.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.labels.score import document_of, label_files, read_labels, score_document
from zjviewer.pipeline.open_report import open_report

TABLE = Path(__file__).parents[1] / "golden" / "not_yet_right.toml"
NAMES: list[dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8")).get("name", [])
MOST_WRONG = 8
"""Never to be raised."""


@cache
def wrong_names() -> tuple[str, ...]:
    """A line for each figure whose indicator or subject is not the labelled one, with the text around it."""
    labels = read_labels(label_files()["zhejiang-2017"])
    score = score_document(labels, open_report(document_of(labels)))
    return tuple(line for line in score.mismatches if line.startswith("names: "))


def test_every_name_is_right_but_for_those_that_are_listed():
    assert [line for line in wrong_names() if not any(entry["at"] in line for entry in NAMES)] == []


@pytest.mark.parametrize(
    "entry",
    [pytest.param(entry, marks=pytest.mark.xfail(strict=True, reason=entry["right"])) for entry in NAMES],
    ids=[entry["at"] for entry in NAMES],
)
def test_a_listed_name_is_right(entry):
    """An expected failure that passes has to leave the list."""
    assert not any(entry["at"] in line for line in wrong_names())


def test_the_list_grows_no_longer():
    assert len(NAMES) <= MOST_WRONG
