"""Marks, texts and lines of charts of all kinds stand where the golden file says, which was compared with drawings."""

from tests.core.charts.scenes import GOLDEN, scenes, written


def test_every_scene_is_as_it_was_checked():
    parts = [part.splitlines() for part in GOLDEN.read_text(encoding="utf-8").split("# ")[1:]]
    expected = {name: lines for name, *lines in parts}
    found = {name: list(written(scene)) for name, scene in scenes()}
    assert found.keys() == expected.keys()
    for name, lines in found.items():
        assert lines == expected[name], name
