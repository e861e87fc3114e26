"""Rules that the tests themselves follow, so that a run says the same everywhere and at any time."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FILES = sorted(path for path in TESTS.rglob("*.py") if path != Path(__file__))
KNOW_THE_TIME = {
    TESTS / "effort.py",
    TESTS / "fuzz" / "fuzz_readers.py",
    TESTS / "hostile" / "patterns.py",  # compares the processor time of one expression at three sizes
    TESTS / "hostile" / "real_window.py",  # waits for programs of the trials, which are run by hand
    *(TESTS / "hostile").glob("trial_*.py"),
    TESTS / "storage" / "test_nothing_lost.py",
}
CLOCKS = re.compile(r"\b(monotonic|perf_counter|process_time|thread_time|time\.time)(_ns)?\(")


def name(path: Path) -> str:
    return path.relative_to(TESTS).as_posix()


@pytest.mark.parametrize("path", sorted(set(FILES) - KNOW_THE_TIME), ids=name)
def test_no_test_reads_a_clock(path):
    assert not CLOCKS.search(path.read_text(encoding="utf-8")), "measure work with tests/effort.py"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_expected_failures_are_strict(path):
    for marks in re.findall(r"mark\.xfail(?:\((.*)\))?", path.read_text(encoding="utf-8")):
        assert "strict=True" in marks


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in FILES if path.name.startswith("test_")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
