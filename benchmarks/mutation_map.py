"""Which tests run which lines: collected once, so that a mutation run starts the tests of the changed line alone.

A fixture that several tests share is a context of its own: its lines belong to each of them.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FIXTURE = "fixture "


class Collector:
    """Plugin of pytest that tells coverage which test, or which shared fixture, runs now."""

    def __init__(self, tracer: Any) -> None:
        self._tracer = tracer
        self._running = ""
        self.tests: dict[str, tuple[float, list[str]]] = {}
        """Seconds and shared fixtures of every test."""
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """One test with its fixtures."""
        begun = time.perf_counter()
        with self._context(item.nodeid):
            result = yield
        definitions = item._fixtureinfo.name2fixturedefs.values()
        shared = [_name(found[-1]) for found in definitions if found[-1].scope != "function"]
        self.tests[item.nodeid] = (time.perf_counter() - begun, shared)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[object]:
        """A fixture that several tests share."""
        if fixturedef.scope == "function":
            return (yield)
        with self._context(_name(fixturedef)):
            return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Failed and skipped tests say nothing about a change."""
        if not report.passed:
            self.failed.add(report.nodeid)

    @contextmanager
    def _context(self, name: str) -> Iterator[None]:
        outer, self._running = self._running, name
        self._tracer.switch_context(name)
        try:
            yield
        finally:
            self._running = outer
            self._tracer.switch_context(outer)


def _name(fixturedef: Any) -> str:
    return f"{FIXTURE}{fixturedef.baseid}::{fixturedef.argname}"


def collect(root: Path, packages: Iterable[str], tests: list[str], stored: Path) -> int:
    """Run tests of a project and write a part of their map: `stored`.coverage and .json. Needs a process of its own."""
    import coverage

    sources = [str(root / "zjviewer" / package) for package in packages]
    stored.parent.mkdir(exist_ok=True)
    tracer = coverage.Coverage(data_file=f"{stored}.coverage", source=sources, messages=False)
    tracer.start()
    collector = Collector(tracer)
    options = ("-q", "--seed", "0", "-p", "no:cacheprovider", "--tb=line", f"--rootdir={root}")
    pytest.main([*options, *tests], plugins=[collector])
    tracer.stop()
    tracer.save()
    passed = {name: found for name, found in collector.tests.items() if name not in collector.failed}
    Path(f"{stored}.json").write_text(json.dumps(passed, ensure_ascii=False), encoding="utf-8")
    return 0


class TestMap:
    """All parts of the map of a project."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stored = sorted((root / "map").glob("*.json"))
        self.tests: dict[str, tuple[float, list[str]]] = {}
        self._users: dict[str, list[str]] = defaultdict(list)
        for path in self._stored:
            self.tests |= json.loads(path.read_text(encoding="utf-8"))
        for test, (_, fixtures) in self.tests.items():
            for fixture in fixtures:
                self._users[fixture].append(test)

    def of_lines(self, path: str, lines: range | None) -> set[str]:
        """Tests that run one of these lines of a module, or any line of it."""
        found: set[str] = set()
        for contexts in self._contexts(path):
            chosen = contexts if lines is None else [line for line in lines if line in contexts]
            found |= {context for line in chosen for context in contexts[line]}
        return {test for name in found for test in self._users.get(name, [name]) if test in self.tests}

    def _contexts(self, path: str) -> Iterator[dict[int, list[str]]]:
        import coverage

        for stored in self._stored:
            data = coverage.CoverageData(str(stored.with_suffix(".coverage")))
            data.read()
            yield data.contexts_by_lineno(str(self._root / "zjviewer" / path))
