"""The panel of a corpus against the panel of the same files, row for row."""

import pytest

from benchmarks.comparison_library import AMBIGUOUS, write_library
from zjviewer.comparison.panel import panel_of, tidy_rows
from zjviewer.corpus.building import Options, build
from zjviewer.corpus.corpus_panel import corpus_folder, panel_of_corpus
from zjviewer.pipeline.open_report import open_report

NEW = "applications/new/all"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Reports of several eras and their corpus."""
    folder = tmp_path_factory.mktemp("made")
    kept = [path for path, report in write_library(folder / "年报", 14) if report.year >= 2016]
    for path in (folder / "年报").rglob("*.html"):
        if path not in kept[::2] and not path.name.startswith(AMBIGUOUS):
            path.unlink()
    (folder / "年报" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    build([folder / "年报"], folder / "corpus", Options(workers=1))
    return folder


def test_a_corpus_gives_the_same_rows_as_its_files(made):
    panel = panel_of_corpus(made / "corpus")
    expected = panel_of((str(path), open_report(path)) for path in sorted((made / "年报").rglob("*.html")))
    assert panel.reports == expected.reports
    assert panel.bodies == expected.bodies
    assert {each.reason for each in panel.excluded} == {"place", "unreadable"}
    rows, wanted = list(tidy_rows(panel)), list(tidy_rows(expected))
    assert len(rows) == len(wanted) > 500
    for row, other in zip(rows, wanted, strict=True):
        assert row == other


def test_a_corpus_is_known_by_its_folder_and_its_file(made, tmp_path):
    folder = made / "corpus"
    assert corpus_folder(folder) == corpus_folder(folder / "corpus.json") == folder
    assert corpus_folder(made) is corpus_folder(tmp_path / "corpus.json") is None
