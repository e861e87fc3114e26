"""Results, errors and progress of background work reach the GUI thread, and only while somebody waits for them."""

from functools import partial
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QThread

from zjviewer.gui.state.background_jobs import JobHandle, Jobs


class Listener:
    """Notes what it is told, and in which thread."""

    def __init__(self):
        self.heard = []
        self.threads = []

    def done(self, result):
        self._note("done", result)

    def failed(self, problem):
        self._note("failed", problem)

    def progress(self, done, total):
        self._note("progress", (done, total))

    def _note(self, what, value):
        self.heard.append((what, value))
        self.threads.append(QThread.currentThread())


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def listener():
    return Listener()


def test_a_result_comes_back_to_the_gui_thread(qtbot, qapp, jobs, listener):
    jobs.start("sum", lambda: (QThread.currentThread(), 1 + 1), listener.done, listener.failed)
    qtbot.waitUntil(lambda: bool(listener.heard))
    [(what, (worker, value))] = listener.heard
    assert (what, value) == ("done", 2)
    assert worker is not qapp.thread()
    assert listener.threads == [qapp.thread()]
    assert not jobs.running("sum")


def test_an_exception_comes_back_as_a_value(qtbot, qapp, jobs, listener):
    jobs.start("bad", lambda: 1 / 0, listener.done, listener.failed)
    qtbot.waitUntil(lambda: bool(listener.heard))
    [(what, problem)] = listener.heard
    assert what == "failed"
    assert isinstance(problem, ZeroDivisionError)
    assert listener.threads == [qapp.thread()]


def test_a_newer_job_of_the_same_name_makes_the_older_one_stale(qtbot, qapp, jobs, listener):
    gate = Event()
    older = jobs.start("find", lambda: gate.wait() and "old", listener.done, listener.failed)
    jobs.start("find", lambda: "new", listener.done, listener.failed)
    assert older.cancelled
    gate.set()
    qtbot.waitUntil(lambda: bool(listener.heard))
    jobs.close()
    qapp.processEvents()
    assert listener.heard == [("done", "new")]


def test_jobs_of_different_names_do_not_disturb_each_other(qtbot, qapp, jobs, listener):
    jobs.start("a", lambda: "a", listener.done, listener.failed)
    jobs.start("b", lambda: "b", listener.done, listener.failed)
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert sorted(listener.heard) == [("done", "a"), ("done", "b")]


def test_progress_is_told_in_the_gui_thread_and_in_order(qtbot, qapp, jobs, listener):
    def count(ticket: JobHandle) -> str:
        for step in range(1, 4):
            ticket.report(step, 3)
        return "counted"

    jobs.start("count", count, listener.done, listener.failed, listener.progress)
    qtbot.waitUntil(lambda: ("done", "counted") in listener.heard)
    assert listener.heard == [("progress", (n, 3)) for n in (1, 2, 3)] + [("done", "counted")]
    assert set(listener.threads) == {qapp.thread()}


def test_a_cancelled_job_stops_and_nobody_is_told(qtbot, qapp, jobs, listener):
    started, stopped = Event(), Event()

    def endless(ticket: JobHandle) -> None:
        started.set()
        while not ticket.cancelled:
            ticket.report(0, 1)
        stopped.set()

    jobs.start("endless", endless, listener.done, listener.failed)
    assert started.wait(5)
    jobs.cancel("endless")
    assert stopped.wait(5)
    jobs.close()
    qapp.processEvents()
    assert listener.heard == []
    assert not jobs.running("endless")


def test_a_ticket_cancels_its_own_job(qtbot, qapp, jobs, listener):
    gate = Event()
    ticket = jobs.start("export", lambda: gate.wait(), listener.done, listener.failed)
    ticket.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.running("export"))
    assert listener.heard == []


def test_closing_waits_for_the_threads_and_drops_what_has_not_begun(qtbot, qapp, jobs, listener):
    ended = []

    def until_cancelled(ticket: JobHandle) -> None:
        while not ticket.cancelled:
            pass
        ended.append("came back")

    for n in range(6):
        jobs.start(f"job {n}", until_cancelled, listener.done, listener.failed)
    jobs.close()
    seen = len(ended)
    qapp.processEvents()
    assert len(ended) == seen
    assert listener.heard == []


def test_work_with_arguments_already_filled_takes_no_ticket(qtbot, qapp, jobs, listener):
    def add(a: int, b: int = 0) -> int:
        return a + b

    jobs.start("filled", partial(add, 1, b=2), listener.done, listener.failed)
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [("done", 3)]


class LaterPool:
    """Pool that runs a job when it is told to."""

    def start(self, run) -> None:
        self.run = run


def test_a_job_that_ends_after_its_owner_was_deleted_says_nothing(qapp):
    jobs, pool, ran = Jobs(), LaterPool(), []
    jobs._pool = pool
    jobs.start("late", lambda: ran.append(1), ran.append, ran.append)
    shiboken6.delete(jobs)
    pool.run()
    assert ran == [1]
