"""Workers used again give the results of new ones, in any order, and are replaced when they must be."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.papers import as_docx, as_html, as_markdown, as_pdf, as_text, national
from zjviewer.core.model.report import Report
from zjviewer.library.reader_pool import Answer, ReaderPool, Request
from zjviewer.pipeline.open_report import open_report

SICK = """
import os, sys, time
from pathlib import Path
from zjviewer.library import report_worker as worker
from zjviewer.readers.registry import read_report as real
count = 0
def read(path, encoding="", progress=None):
    global count
    count += 1
    name = Path(path).name
    if "crash" in name or ("second" in name and count == 2):
        os.abort()
    if "hang" in name:
        time.sleep(60)
    if "memory" in name:
        raise MemoryError
    if "greedy" in name:
        worker._peak = lambda: 5000
    if "fault" in name:
        raise ZeroDivisionError
    if "liar" in name:
        worker.sections_to_json = lambda analysis: [["1", 1, 0, 10**9, "x"]]
    return real(path, encoding, progress)
worker.read_report = read
def main(arguments):
    worker.main(arguments)
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = {
        "a.txt": as_text(national()).encode("gb18030"),
        "b.md": as_markdown(national()).encode("utf-8"),
        "c.html": as_html(national()).encode("utf-8"),
        "d.docx": as_docx(national()),
        "e.pdf": as_pdf(national(), head="江阳市人民政府"),
        "damaged.pdf": as_pdf(national())[:300],
        "empty.txt": b"",
    }
    for name, raw in made.items():
        (folder / name).write_bytes(raw)
    return [*sorted(folder.iterdir()), folder / "missing.txt"]


@pytest.fixture
def sick(tmp_path, monkeypatch):
    """Pool whose workers crash, hang and lie for files with these words in their names."""
    (tmp_path / "sick_worker.py").write_text(SICK)
    monkeypatch.syspath_prepend(str(tmp_path))

    def pool(workers: int = 1, **options: int) -> ReaderPool:
        return ReaderPool(workers, module="sick_worker", **options)

    def named(*names: str) -> list[Path]:
        paths = [tmp_path / f"{name}.txt" for name in names]
        for path in paths:
            path.write_text("洪泽区2023年政府信息公开年报\n公开信息3条。", encoding="utf-8")
        return paths

    return pool, named


@pytest.fixture(autouse=True)
def nothing_is_left(monkeypatch):
    started = []

    class Watched(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    yield
    assert all(process.returncode is not None for process in started)
    if sys.platform == "linux":
        assert not [process.pid for process in started if os.path.exists(f"/proc/{process.pid}")]


def read(pool: ReaderPool, paths: list[Path]) -> list[Answer]:
    with pool:
        return [answer for answer in pool.run(Request(path, path.name) for path in paths) if answer]


def outcome(answer: Answer) -> tuple[object, ...]:
    return (*answer[2:], str(answer.problem or ""))


def test_the_order_of_the_files_never_changes_a_result(files):
    alone = {answer.request.path: outcome(answer) for answer in read(ReaderPool(2, files=1), files)}
    shuffled = random.Random(3).sample(files * 2, len(files) * 2)
    answers = read(ReaderPool(1), shuffled)
    assert [answer.request.path for answer in answers] == shuffled
    assert all(outcome(answer) == alone[answer.request.path] for answer in answers)


def test_a_pooled_reading_is_a_single_opening(files):
    for answer in read(ReaderPool(2), files):
        if answer.problem is None:
            analysis = open_report(answer.request.path)
            assert answer.report == analysis.report
            assert [section.id for section in answer.sections] == [section.id for section in analysis.sections]
            assert answer.contents.passed == sum(check.verdict == "pass" for check in analysis.checks)
            assert answer.contents.era == analysis.era


def test_a_worker_is_replaced_after_its_number_of_files(files):
    pool = ReaderPool(1, files=2)
    assert len(read(pool, files[:5])) == 5
    assert pool.started == 3


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("crash", "stopped unexpectedly"),
        ("hang", "longer than 2 seconds"),
        ("memory", "MB of memory"),
        ("fault", "ZeroDi"),
    ],
)
def test_a_file_that_breaks_its_worker_costs_only_itself(sick, name, said):
    pool, named = sick
    answers = read(pool(seconds=2), named("one", name, "two"))
    assert [answer.problem is None for answer in answers] == [True, False, True]
    assert said in str(answers[1].problem)


def test_a_file_that_fails_only_in_a_used_worker_is_read_in_a_new_one(sick):
    pool, named = sick
    answers = read(pool(), named("first", "second"))
    assert [answer.problem for answer in answers] == [None, None]


def test_a_worker_that_has_needed_much_memory_is_replaced(sick):
    pool, named = sick
    readers = pool()
    answers = read(readers, named("greedy", "one", "two"))
    assert [answer.problem for answer in answers] == [None, None, None]
    assert readers.started == 2


def test_an_invalid_reply_is_refused(sick):
    pool, named = sick
    answers = read(pool(), named("liar"))
    assert "bad answer" in str(answers[0].problem)


def test_nothing_new_is_taken_while_it_is_held_and_closing_ends_at_once(sick):
    pool, named = sick
    paths = named("one", "two", "hang", "hang2")
    held: list[Answer] = []
    taken: list[Path] = []

    def requests():
        for path in paths:
            taken.append(path)
            yield Request(path, path.name)

    with pool() as readers:
        for answer in readers.run(requests(), lambda: bool(held)):
            if answer is not None:
                held.append(answer)
            elif held:
                break
        assert len(taken) < len(paths)
        processes = [*readers._processes]
    assert processes
    assert all(process.poll() is not None for process in processes), "a hanging worker is not waited for"


def test_a_stored_report_is_analysed_again_without_its_file(tmp_path):
    path = tmp_path / "gone.txt"
    report = Report("一、总体情况\n公开信息3条。", "洪泽区2023年政府信息公开年报", "", "", 2023, path)
    with ReaderPool(1) as pool:
        (answer,) = filter(None, pool.run([Request(path, path.name, report=report)]))
    assert answer.problem is None
    assert answer.report == report
    assert answer.identity.body == "淮安市洪泽区人民政府"
