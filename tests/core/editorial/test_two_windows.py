"""Two windows that correct one report: neither overwrites what the other has written."""

from pathlib import Path

import pytest

from tests.sidecar_file import read_sidecar
from zjviewer.core.editorial.corrections import set_report_properties
from zjviewer.core.editorial.sidecar import sidecar_path
from zjviewer.core.editorial.sidecar_writer import EntryEdit, revert_edit, save_edit
from zjviewer.errors import NotWritten

VALUES = {
    "title": ("一号标题", "二号标题"),
    "region": ("浙江省", "江苏省"),
    "issuer": ("浙江省人民政府", "江苏省人民政府"),
    "year": (2017, 2018),
}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("2017年共收到申请1586件。", encoding="utf-8")
    return path


def value_of(report: Path, key: str) -> object:
    return getattr(read_sidecar(sidecar_path(report)), key)


@pytest.mark.parametrize("key", VALUES)
def test_a_step_back_does_not_overwrite_what_another_window_has_written_meanwhile(report, key):
    mine, theirs = VALUES[key]
    kept = save_edit(report, set_report_properties({key: mine}))
    save_edit(report, set_report_properties({key: theirs}))
    before = sidecar_path(report).read_bytes()
    with pytest.raises(NotWritten, match="changed elsewhere meanwhile"):
        revert_edit(kept)
    assert sidecar_path(report).read_bytes() == before
    assert value_of(report, key) == theirs


@pytest.mark.parametrize("key", VALUES)
@pytest.mark.parametrize("other", VALUES)
def test_a_step_back_leaves_the_other_values_of_another_window(report, key, other):
    if key == other:
        return
    kept = save_edit(report, set_report_properties({key: VALUES[key][0]}))
    save_edit(report, set_report_properties({other: VALUES[other][1]}))
    revert_edit(kept)
    assert value_of(report, other) == VALUES[other][1]
    assert f"{key} =" not in sidecar_path(report).read_text(encoding="utf-8")


def test_a_step_back_to_an_older_value_does_not_overwrite_a_newer_one_of_another_window(report):
    save_edit(report, set_report_properties({"title": "原来的标题"}))
    kept = save_edit(report, set_report_properties({"title": "一号标题"}))
    save_edit(report, set_report_properties({"title": "二号标题", "region": "江苏省"}))
    with pytest.raises(NotWritten, match="changed elsewhere meanwhile"):
        revert_edit(kept)
    assert (value_of(report, "title"), value_of(report, "region")) == ("二号标题", "江苏省")


def test_a_step_back_that_another_window_has_made_already_is_no_failure(report):
    save_edit(report, set_report_properties({"title": "原来的标题"}))
    kept = save_edit(report, set_report_properties({"title": "一号标题"}))
    save_edit(report, set_report_properties({"title": "原来的标题", "region": "江苏省"}))
    revert_edit(kept)
    assert (value_of(report, "title"), value_of(report, "region")) == ("原来的标题", "江苏省")


def test_a_value_that_another_window_has_taken_away_stays_away(report):
    save_edit(report, set_report_properties({"title": "原来的标题", "region": "浙江省"}))
    kept = save_edit(report, set_report_properties({"title": "一号标题"}))
    save_edit(report, set_report_properties({"title": None}))
    with pytest.raises(NotWritten):
        revert_edit(kept)
    assert "title" not in sidecar_path(report).read_text(encoding="utf-8")


def test_an_entry_is_added_once_however_many_windows_add_it(report):
    entry = EntryEdit("heading", None, {"title": "总体情况", "level": 1, "begins": "2017年共收到"})
    for _ in range(2):
        save_edit(report, lambda _values: [entry])
    assert sidecar_path(report).read_text(encoding="utf-8").count("[[heading]]") == 1
