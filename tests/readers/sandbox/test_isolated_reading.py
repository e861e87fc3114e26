"""The guarded reading: the same report as without it, and a sentence for whatever its reader does."""

import os
import subprocess
import sys
import threading

import pytest

from tests.papers import as_docx, as_html, as_markdown, as_pdf, as_text, national
from zjviewer.cli.main import main
from zjviewer.cli.option_types import UNUSABLE
from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import begin_report
from zjviewer.readers.registry import read_report
from zjviewer.readers.sandbox import isolated_reading as guard
from zjviewer.readers.sandbox.isolated_reading import read_isolated, read_isolated_if_needed
from zjviewer.system.child_processes import WORKER

PAGE = as_html(national()).encode("utf-8")
MIME = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
)
MADE = {
    "report.txt": as_text(national()).encode("gb18030"),
    "report.md": as_markdown(national()).encode("utf-8"),
    "report.html": PAGE,
    "report.mht": MIME + PAGE + b"\r\n--x--\r\n",
    "report.docx": as_docx(national()),
    "report.pdf": as_pdf(national(), head="江阳市人民政府"),
    "report.csv": "title,full_text\n年报,".encode() + "公开信息3条。".encode() * 200,
    "wrong name.docx": as_pdf(national()),
    "中文 名字/年报 2023 “全文”.html": PAGE,
}
SICK = "import sys; sys.path[:] = sys.argv.pop(1).split('\\n')\nfrom zjviewer.readers.sandbox import worker\n"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "report.html"
    path.write_bytes(PAGE)
    return path


@pytest.fixture
def sick(monkeypatch):
    """Let the worker's reader be another; its process is the same in all else."""

    def let_it_be(code: str) -> None:
        def command(path, encoding, seconds, megabytes):
            head = f"def read(path, encoding, progress=None):\n    {code}\n"
            lines = f"{head}worker.read_report = read\nworker.main(sys.argv[1:])\n"
            given = [str(path), encoding, str(seconds), str(megabytes)]
            return [sys.executable, "-c", SICK + lines, "\n".join(filter(None, sys.path)), *given]

        monkeypatch.setattr(guard, "reader_command", command)

    return let_it_be


@pytest.fixture(autouse=True)
def nothing_is_left(monkeypatch):
    """Every worker that a test starts has ended, been waited for, and is no zombie."""
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


@pytest.mark.parametrize("name", list(MADE))
def test_a_file_is_read_the_same_with_the_guard(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(MADE[name])
    assert read_isolated(path) == read_report(path)


def test_a_chosen_encoding_reaches_the_reader(tmp_path):
    path = tmp_path / "report.csv"
    path.write_bytes("甲,全文\n1,公开信息3条。\n".encode("utf-16-le"))
    assert read_isolated(path, "utf-16-le") == read_report(path, "utf-16-le")


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", b"\x89PNG....", b"%PDF-1.7 and nothing more", b" "])
def test_what_a_reader_says_is_said_in_the_same_words(tmp_path, content):
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as without:
        read_report(path)
    with pytest.raises(UnreadableFile) as guarded:
        read_isolated(path)
    assert guarded.value.message == without.value.message
    assert guarded.value.values == without.value.values


def test_a_reader_that_never_ends_is_ended(page, sick):
    sick("import time; time.sleep(1000)")
    with pytest.raises(UnreadableFile, match=r"report\.html takes longer than 1 seconds"):
        read_isolated(page, seconds=1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_reader_that_eats_memory_is_told_apart(page, sick):
    sick("return [bytearray(1 << 24) for _ in range(100_000)]")
    with pytest.raises(UnreadableFile, match=r"report\.html needs more than 300 MB of memory"):
        read_isolated(page, megabytes=300)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits memory by a job object")
def test_a_worker_that_watches_its_memory_itself_ends_and_says_why(page, sick):
    eats = "import time; eaten = b'x' * (100 << 20); time.sleep(60)"
    sick(f"from zjviewer.readers.sandbox.resource_limits import watch_memory; watch_memory(60); {eats}")
    with pytest.raises(UnreadableFile, match=r"report\.html needs more than 2048 MB of memory"):
        read_isolated(page)


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("import os; os._exit(3)", "exit code 3"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "signal 9"),
        ("import ctypes; ctypes.string_at(0)", "signal 11"),
        ("raise TypeError('no such thing')", "TypeError: no such thing"),
        ("return read(path, encoding)", "(?:Recursion|System)Error"),  # the latter from Python 3.13 on
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_reader_that_dies_costs_a_sentence(page, sick, end, why):
    sick(end)
    with pytest.raises(UnreadableFile, match=rf"report\.html cannot be read: .*{why}"):
        read_isolated(page)


def test_a_reading_that_nobody_waits_for_is_given_up(page, sick):
    sick("import time; time.sleep(1000)")
    asked = iter([False, False, True])
    with pytest.raises(UnreadableFile, match="given up"):
        read_isolated(page, cancelled=lambda: next(asked))


def test_what_a_library_prints_is_no_answer(page, sick):
    sick(
        "import os; os.write(1, b'noise'); print('noise'); "
        "import zjviewer.readers.registry as r; return r.read_report(path)"
    )
    assert read_isolated(page).text == read_report(page).text


def test_a_pdf_says_how_far_it_is_read(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(MADE["report.pdf"])
    told = []
    report = read_isolated(path, progress=lambda done, total: told.append((done, total)))
    pages = len(report.pages)
    assert told
    assert told == sorted(told)
    assert {total for _, total in told} == {pages}


def test_nonsense_about_progress_is_not_believed(page, sick):
    sick("import zjviewer.readers.registry as r; progress(9, 3); return r.read_report(path)")
    told = []
    assert read_isolated(page, progress=lambda *far: told.append(far)) == read_report(page)
    assert told == []


def test_a_worker_that_talks_without_end_is_cut_short(page, monkeypatch):
    talk = "import sys\nwhile True: sys.stdout.write('[' * 65536)"
    monkeypatch.setattr(guard, "_LONGEST_ANSWER", 1 << 20)
    monkeypatch.setattr(guard, "reader_command", lambda *_: [sys.executable, "-c", talk])
    with pytest.raises(UnreadableFile, match="bad answer, not JSON"):
        read_isolated(page)


@pytest.mark.parametrize("answer", ["{}", '{"report": {}}', '{"report": null}', '{"problem": "no"}', "[]"])
def test_a_worker_that_was_taken_over_is_not_believed(page, monkeypatch, answer):
    monkeypatch.setattr(guard, "reader_command", lambda *_: [sys.executable, "-c", f"print({answer!r})"])
    with pytest.raises(UnreadableFile, match="stopped unexpectedly"):
        read_isolated(page)


def test_a_folder_of_strangers_lends_no_code(page, monkeypatch):
    (page.parent / "lxml.py").write_text("raise SystemExit(9)")
    (page.parent / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(page.parent)
    monkeypatch.setenv("PYTHONPATH", str(page.parent))
    assert read_isolated(page) == read_report(page)


def test_plain_text_needs_no_process(tmp_path, sick):
    sick("import os; os._exit(3)")
    path = tmp_path / "report.txt"
    path.write_text(as_text(national()), encoding="utf-8")
    assert read_isolated_if_needed(path) == read_report(path)
    with pytest.raises(UnreadableFile, match="There is no file"):
        read_isolated_if_needed(tmp_path / "none.pdf")


@pytest.mark.parametrize("name", ["report.txt", "report.md", "report.html", "report.pdf"])
def test_every_other_file_goes_through_the_guard(tmp_path, sick, name, capsys):
    sick("import os; os._exit(3)")
    path = tmp_path / name
    path.write_bytes(PAGE)
    with pytest.raises(UnreadableFile, match="exit code 3"):
        begin_report(path)
    assert main(["text", str(path)]) == UNUSABLE
    assert "stopped unexpectedly" in capsys.readouterr().err


def test_a_bundled_program_is_its_own_worker(page, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = guard.reader_command(page, "", 60, 2048)
    assert command[:2] == [sys.executable, WORKER]
    monkeypatch.delattr(sys, "frozen")
    launcher = [sys.executable, "-c", "import sys; from zjviewer.cli.main import main; sys.exit(main())"]
    monkeypatch.setattr(guard, "reader_command", lambda *_: [*launcher, *command[1:]])
    assert read_isolated(page) == read_report(page)


def test_several_are_read_at_once(page):
    found = []
    threads = [threading.Thread(target=lambda: found.append(read_isolated(page))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [read_report(page)] * 4
