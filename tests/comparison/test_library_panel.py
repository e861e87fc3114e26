"""The panel of a library against the panel of the same files, cell for cell."""

import csv
import io
from pathlib import Path

import pytest

from benchmarks.comparison_library import AMBIGUOUS, write_library
from tests.library.reports import PoolHere
from zjviewer.cli.main import main
from zjviewer.comparison.library_panel import panel_of_library, with_sentences
from zjviewer.comparison.panel import panel_of, tidy_rows
from zjviewer.comparison.series import all_series
from zjviewer.core.annotations.annotation_file import save_mark
from zjviewer.core.model.checks import CheckMark
from zjviewer.errors import Problem
from zjviewer.library import indexing
from zjviewer.library.choices import Choices, Folder
from zjviewer.library.network_folders import library_path
from zjviewer.pipeline.open_report import open_report

NEW = "applications/new/all"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library") / "年报"
    kept = [path for path, report in write_library(folder, 14) if report.year >= 2016]
    for path in folder.rglob("*.html"):
        if path not in kept[::2] and not path.name.startswith(AMBIGUOUS):
            path.unlink()
    return folder


@pytest.fixture
def library(folder, tmp_path, monkeypatch):
    """A library of the folder, read in this process."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path, _ = library_path()
    choices = Choices(folders=(Folder(str(folder)),))
    indexing.update_library(path, choices, pool=PoolHere)
    return path


def test_the_library_gives_the_same_rows_as_its_files(library, folder):
    panel = panel_of_library(library)
    paths = sorted(folder.rglob("*.html"))
    expected = panel_of((str(path), open_report(path)) for path in paths)
    assert {each.reason for each in panel.excluded} == {each.reason for each in expected.excluded} == {"place"}
    assert panel.bodies == expected.bodies
    rows, wanted = list(tidy_rows(with_sentences(panel))), list(tidy_rows(expected))
    assert len(rows) == len(wanted) > 500
    for row, other in zip(rows, wanted, strict=True):
        assert row == other


def test_numbers_of_failed_checks_are_marked_as_in_the_files_themselves(library, folder):
    paths = sorted(folder.rglob("*.html"))
    failing = [path for path in paths if open_report(path).failures]
    assert failing
    analysis = open_report(failing[0])
    dismissed = analysis.failures[0]
    marks = failing[0].with_name(f"{failing[0].name}.marks.toml")
    for mark in (None, CheckMark(dismissed.id, "dismissed", "", dismissed.rule, dismissed.formula)):
        if mark:
            save_mark(failing[0], dismissed, mark, None)
        panel = panel_of_library(library)
        expected = panel_of((str(path), open_report(path)) for path in paths)
        found = {key for key, cell in cells_of_panel(panel) if cell.failed}
        assert found == {key for key, cell in cells_of_panel(expected) if cell.failed}
        assert found or mark
    marks.unlink()


def cells_of_panel(panel):
    for metric, column in panel.cells.items():
        for index, cell in column.items():
            yield (panel.reports[index].file, metric), cell


def test_views_read_one_metric_at_a_time(library, folder):
    panel = panel_of_library(library)
    values = {(series.body, point.year): point.value for series in all_series(panel, NEW) for point in series.points}
    assert set(panel.cells._read) == {NEW}
    expected = panel_of((str(path), open_report(path)) for path in sorted(folder.rglob("*.html")))
    for (body, year), value in values.items():
        assert value == expected.cell_at(NEW, body, year).value


def test_the_command_compares_the_library(library, capsys):
    assert main(["compare", "--library", "--metric", NEW]) == 0
    captured = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert {row["metric"] for row in rows} == {NEW}
    assert any(row["sentence"] and Path(row["file"]).is_file() for row in rows)
    assert "left out" in captured.err
    assert main(["compare", "--library", "a.html"]) == 2


def test_without_a_library_a_sentence_says_how_to_begin(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["compare", "--library"]) == 2
    assert "zjviewer library add" in capsys.readouterr().err
    with pytest.raises(Problem, match="no library"):
        panel_of_library(tmp_path / "library.sqlite")
