"""Cells of one era as those of another: single ones, sums, and rows and columns that are the same on both sides."""

import pytest

from zjviewer.core.dictionary.equivalences import CellName, CrossEraMapping


def mapping(cells: str, before: str) -> CrossEraMapping:
    own, other = (tuple(CellName(*(*cell.split("/"), "")[:3]) for cell in side.split()) for side in (cells, before))
    return CrossEraMapping(own, other, "comparable", "同", "文")


def names(written: str) -> frozenset[CellName]:
    return frozenset(CellName(*(*cell.split("/"), "")[:3]) for cell in written.split())


@pytest.mark.parametrize(
    ("cells", "before", "asked", "answer"),
    [
        ("a/x/1", "b/y", "a/x/1", "b/y"),
        ("a/x/1", "b/y", "a/x/2", None),
        ("a/x/1", "b/y", "a/x/1 a/x/2", None),
        ("a/x/1 a/z/1", "b/y", "a/x/1 a/z/1", "b/y"),
        ("a/x/1 a/z/1", "b/y", "a/x/1", None),
        ("a/x/*", "b/y/*", "a/x/7", "b/y/7"),
        ("a/*/1", "b/*/2", "a/r/1", "b/r/2"),
        ("a/x/* a/z/*", "b/y/*", "a/x/7 a/z/7", "b/y/7"),
        ("a/x/* a/z/*", "b/y/*", "a/x/7 a/z/8", None),
        ("a/x/1 a/x/2", "b/y/*", "a/x/1 a/x/2", None),
        ("a/x/1 a/z/1", "b/*/2", "a/x/1 a/z/1", None),
        ("a/x/1", "b/y", "", None),
    ],
)
def test_the_other_side_is_known_where_every_cell_has_one(cells, before, asked, answer):
    both = mapping(cells, before)
    expected = None if answer is None else names(answer)
    assert both.before_of(names(asked)) == expected
    assert mapping(before, cells).after_of(names(asked)) == expected
