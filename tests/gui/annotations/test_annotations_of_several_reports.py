"""Annotations while reports come and go: those of the shown report, whatever is read from files meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from zjviewer.core.annotations.anchors import anchor_words
from zjviewer.core.annotations.annotation_file import marks_path, read_annotation_file
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.gui.annotations import annotation_service
from zjviewer.gui.annotations.annotation_service import AnnotationService
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState
from zjviewer.pipeline.open_report import open_report


@pytest.fixture
def reports(tmp_path: Path) -> tuple[Analysis, Analysis]:
    read = []
    for name, words in (("一.txt", "全省共收到申请1586件。"), ("二.txt", "全市主动公开信息845条，比上年多。")):
        path = tmp_path / name
        path.write_text(f"2017年{words}\n其他情况从略。", encoding="utf-8")
        read.append(open_report(path))
    return read[0], read[1]


@pytest.fixture
def state(qapp) -> ViewState:
    return ViewState()


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def service(state, jobs) -> AnnotationService:
    return AnnotationService(state, UndoHistory(state), jobs)


@pytest.fixture
def gate(monkeypatch) -> Iterator[Event]:
    """Annotation files are read, and what is read is delivered, only once this is set."""
    opened = Event()
    opened.set()
    read = annotation_service._read

    def wait_and_read(analysis):
        found = read(analysis)
        opened.wait(60)
        return found

    monkeypatch.setattr(annotation_service, "_read", wait_and_read)
    yield opened
    opened.set()


def annotate(service: AnnotationService, analysis: Analysis, note: str) -> None:
    service.add("note", anchor_words(analysis, Span(5, 12)), note)


def notes(state: ViewState) -> list[str]:
    return [each.annotation.note for each in state.annotations]


def stored(analysis: Analysis) -> list[str]:
    return [each.note for each in read_annotation_file(marks_path(analysis.report.path)).annotations]


def settle(qtbot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.busy)


@pytest.fixture
def annotated(qtbot, service, state, jobs, gate, reports) -> tuple[Analysis, Analysis]:
    """Both reports have a note in their files; the second one is shown."""
    for analysis, note in zip(reports, ("关于一", "关于二"), strict=True):
        state.set_analysis(analysis)
        settle(qtbot, jobs)
        annotate(service, analysis, note)
    return reports


def test_another_report_is_never_shown_with_the_annotations_of_the_one_before(qtbot, state, jobs, gate, annotated):
    first, _ = annotated
    assert notes(state) == ["关于二"]
    gate.clear()
    seen: list[list[str]] = []
    state.annotations_changed.connect(lambda: seen.append(notes(state)))
    state.set_analysis(first)
    assert notes(state) == []
    gate.set()
    settle(qtbot, jobs)
    assert seen == [[], ["关于一"]]


def test_without_a_report_there_are_no_annotations(qtbot, state, jobs, gate, annotated):
    gate.clear()
    state.set_analysis(annotated[0])
    state.set_analysis(None)
    assert notes(state) == []
    gate.set()
    settle(qtbot, jobs)
    assert notes(state) == []


def test_what_was_read_for_a_report_that_is_gone_is_dropped(qtbot, state, jobs, gate, annotated):
    first, second = annotated
    gate.clear()
    state.set_analysis(first)
    state.set_analysis(second)
    gate.set()
    settle(qtbot, jobs)
    assert notes(state) == ["关于二"]


def test_an_annotation_made_while_the_file_is_read_is_shown_and_stored(qtbot, service, state, jobs, gate, annotated):
    first, _ = annotated
    gate.clear()
    state.set_analysis(first)
    qtbot.waitUntil(lambda: jobs.running("annotations"))
    annotate(service, first, "同时")
    assert "同时" in notes(state)
    gate.set()
    settle(qtbot, jobs)
    assert sorted(notes(state)) == ["关于一", "同时"]
    assert sorted(stored(first)) == ["关于一", "同时"]


def test_an_annotation_taken_away_while_the_file_is_read_stays_away(qtbot, service, state, jobs, gate, annotated):
    first, _ = annotated
    state.set_analysis(first)
    settle(qtbot, jobs)
    [only] = state.annotations
    gate.clear()
    service.show_analysis(first)
    service.remove(only.annotation)
    gate.set()
    settle(qtbot, jobs)
    assert (notes(state), stored(first)) == ([], [])


def test_more_knowledge_of_the_same_report_keeps_its_annotations_meanwhile(qtbot, state, jobs, gate, annotated):
    _, second = annotated
    gate.clear()
    seen: list[list[str]] = []
    state.annotations_changed.connect(lambda: seen.append(notes(state)))
    state.set_analysis(replace(second))
    gate.set()
    settle(qtbot, jobs)
    assert notes(state) == ["关于二"]
    assert [] not in seen


def test_undo_after_another_report_came_changes_the_file_of_its_own_report(qtbot, service, state, jobs, annotated):
    first, second = annotated
    undo = service._editing
    state.set_analysis(first)
    settle(qtbot, jobs)
    assert (stored(first), stored(second)) == (["关于一"], ["关于二"])
    undo.undo()
    settle(qtbot, jobs)
    assert (stored(first), stored(second)) == ([], ["关于二"])
    assert notes(state) == []
