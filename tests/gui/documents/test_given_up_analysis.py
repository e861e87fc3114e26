"""An analysis that nobody waits for any longer is ended, and not only its result dropped."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from zjviewer.pipeline import background_completion
from zjviewer.pipeline.open_report import begin_report


class Completion:
    """Stands for a long completion in another process; it goes on until it is cancelled."""

    def __init__(self) -> None:
        self.begun, self.ended, self.given_up = Event(), Event(), Event()

    def __call__(self, begun, *, cancelled):
        self.begun.set()
        while not (cancelled() or self.given_up.wait(0.01)):
            pass
        self.ended.set()
        return begun


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text("2017年共收到申请1586件。\n其他情况从略。", encoding="utf-8")
    return path


@pytest.fixture
def completion(monkeypatch) -> Iterator[Completion]:
    made = Completion()
    monkeypatch.setattr(background_completion, "complete_in_subprocess", made)
    yield made
    made.given_up.set()


def test_the_analysis_of_a_tab_that_is_closed_is_ended(qtbot, session, completion, report):
    session.loader.open(report)
    qtbot.waitUntil(completion.begun.is_set)
    assert not completion.ended.is_set()
    session.open_reports.close(session.open_reports.front)
    assert completion.ended.wait(30)
    qtbot.waitUntil(lambda: not session.jobs.busy)


def test_an_analysis_is_ended_with_the_window(qtbot, session, completion, report):
    session.loader.open(report)
    qtbot.waitUntil(completion.begun.is_set)
    session.jobs.close()
    assert completion.ended.is_set()


@pytest.mark.parametrize("answers", [0, 3])
def test_a_long_analysis_that_is_cancelled_is_given_back_as_it_was(report, monkeypatch, answers):
    monkeypatch.setattr(background_completion, "LONG", 0)
    asked = iter([False] * answers)
    begun = begin_report(report)
    assert background_completion.complete_in_subprocess(begun, cancelled=lambda: next(asked, True)) is begun


def test_a_long_analysis_that_is_not_cancelled_is_complete(report, monkeypatch):
    monkeypatch.setattr(background_completion, "LONG", 0)
    analysis = background_completion.complete_in_subprocess(begin_report(report), cancelled=lambda: False)
    assert analysis.complete
    assert [figure.literal for figure in analysis.figures] == ["1586件"]
