"""A report that is read while Qt is imported: the same result, errors and cancellation as of one read by the window."""

from dataclasses import replace
from threading import Event

import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.gui.documents.early_reading import EarlyReading
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report
from zjviewer.readers.sandbox.isolated_reading import WorkerReply
from zjviewer.readers.sandbox.report_json import encode_reply, report_to_json

TEXT = "甲市2021年政府信息公开工作年度报告\n一、总体情况\n2021年,全市共公开100条,其中规范性文件40条,其他60条。\n"


class Caller:
    """Handle of a job."""

    def __init__(self, cancelled=False):
        self.cancelled = cancelled
        self.reported = []

    def report(self, done, total):
        self.reported.append((done, total))

    def deliver(self, part):
        self.reported.append(part.report)


def early(path, encoding=""):
    reading = EarlyReading(path, encoding)
    reading.proceed()
    return reading


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "甲市.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", [".txt", ".html", ".md"])
def test_the_result_is_that_of_any_other_reading(tmp_path, ending):
    path = tmp_path / f"甲市{ending}"
    path.write_text(f"<p>{TEXT}" if ending == ".html" else TEXT, encoding="utf-8")
    reading = early(path)
    begun, complete = reading.read(Caller()), reading.complete(Caller())
    expected = open_report(path)
    assert begun is reading.begun
    assert complete == expected
    assert (begun.report, begun.sections, begun.complete) == (expected.report, expected.sections, False)


def test_nothing_is_imported_or_read_before_it_may_proceed(report):
    reading = EarlyReading(report)
    assert not reading.wait(0.3)
    reading.proceed()
    assert reading.wait(30)
    assert reading.begun is not None


def test_the_chosen_encoding_is_used(tmp_path):
    path = tmp_path / "報告.txt"
    path.write_bytes("本府主動公開政府資訊一千二百件。\n".encode("big5"))
    assert early(path, "big5").read(Caller()).report.encoding == "big5"


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.4 and no more"])
def test_a_file_that_cannot_be_read_raises_for_the_caller_and_tells_the_listener(tmp_path, content):
    path = tmp_path / "报告.pdf"
    if content is not None:
        path.write_bytes(content)
    heard = []
    reading = EarlyReading(path)
    reading.when_read(lambda: heard.append(reading.problem))
    reading.proceed()
    with pytest.raises(UnreadableFile, match=r"报告\.pdf"):
        reading.read(Caller())
    assert reading.begun is None
    assert isinstance(heard[0], UnreadableFile)


def test_a_listener_that_comes_late_is_called_at_once(report):
    reading = early(report)
    reading.wait()
    heard = []
    reading.when_read(lambda: heard.append(1))
    assert heard


def test_a_cancelled_job_ends_the_worker_and_its_progress_is_reported_before(report, monkeypatch):
    def read_slowly(path, encoding, *, started, cancelled, progress, part):
        started()
        progress(3, 100)
        while not cancelled():
            pass
        raise UnreadableFile("Reading {name} was given up.", name=path.name)

    class Impatient(Caller):
        def report(self, done, total):
            super().report(done, total)
            self.cancelled = True

    monkeypatch.setattr("zjviewer.readers.sandbox.isolated_reading.reply_of_worker", read_slowly)
    caller = Impatient()
    with pytest.raises(UnreadableFile, match="given up"):
        early(report).read(caller)
    assert caller.reported[0] == (3, 100)


def test_pages_that_have_been_recognised_are_delivered_before_the_others(report, monkeypatch):
    whole = read_report(report)
    part = replace(whole, text=whole.text[:20], grids=(), marks=(), pending=2)
    delivered = Event()

    def answer(found):
        return encode_reply({"report": report_to_json(found)})

    def read_slowly(path, encoding, *, started, cancelled, progress, part):
        started()
        part(b"")  # nothing may be imported yet
        proceeding.wait(30)
        part(answer(shown))
        progress(1, 3)
        delivered.wait(30)
        return WorkerReply(answer(whole), 0)

    class Listener(Caller):
        def report(self, done, total):
            super().report(done, total)
            delivered.set()

    shown, proceeding, caller = part, Event(), Listener()
    monkeypatch.setattr("zjviewer.readers.sandbox.isolated_reading.reply_of_worker", read_slowly)
    reading = EarlyReading(report)
    reading.proceed()
    proceeding.set()
    assert reading.read(caller).report == whole
    assert caller.reported[:2] == [shown, (1, 3)]
