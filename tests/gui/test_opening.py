"""How a report reaches the window: one that nobody waits for any longer is not read on."""

from threading import Event

import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.gui import opening
from zjviewer.gui.jobs import Jobs
from zjviewer.gui.opening import Opening
from zjviewer.gui.state import State
from zjviewer.paths import bundled_report
from zjviewer.readers import read_report


@pytest.fixture
def opened(qapp, begun):
    jobs = Jobs()
    state = State()
    state.set_analysis(begun)
    made = Opening(state, jobs)
    yield made, state
    jobs.close()
    for each in (made, jobs, state):
        each.deleteLater()


def test_another_report_ends_the_reading_of_the_one_before(qtbot, opened, monkeypatch, tmp_path):
    made, state = opened
    given_up = []
    started = Event()

    def read(path, encoding="", *, cancelled):
        if path.suffix != ".pdf":
            return read_report(path, encoding)
        while not cancelled():
            started.set()
        given_up.append(path.name)
        raise UnreadableFile("Reading {name} was given up.", name=path.name)

    monkeypatch.setattr(opening, "read_warily", read)
    failed = []
    made.failed.connect(failed.append)
    made.open(tmp_path / "slow.pdf")
    assert started.wait(30)
    with qtbot.waitSignal(made.ended, timeout=30_000):
        made.open(bundled_report())
    assert state.analysis.complete
    qtbot.waitUntil(lambda: given_up == ["slow.pdf"])
    assert failed == []
