"""Settings of the whole suite: no display, no settings of the user, a time limit for each test, random order.

Options: `--seed N` repeats an order (0: as written), `--nightly` runs the long tests and more examples of properties.
The last line of a run lists the reasons of skipped tests.
"""

import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("nightly", deadline=None, max_examples=1000)
"""New examples are looked for at night only: the same commit passes or fails alike wherever it is tested."""

SECONDS = 120
"""For one test with its fixtures. The fault handler ends the process after twice as long, also inside C++ code."""
LARGEST_SEED = 999_999


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("zjviewer")
    group.addoption("--seed", type=int, help="order of the tests: the number of an earlier run, or 0 for none")
    group.addoption("--nightly", action="store_true", help="run the tests marked `nightly`, and more examples")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "nightly: takes long; runs with --nightly only")
    if config.option.seed is None:
        config.option.seed = getattr(config, "workerinput", {}).get("seed") or random.randint(1, LARGEST_SEED)
    if config.option.nightly:
        settings.load_profile("nightly")
    else:
        settings.load_profile("default")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Workers of pytest-xdist must collect the tests in the same order."""
    node.workerinput["seed"] = node.config.option.seed


def pytest_report_header(config: pytest.Config) -> str:
    return f"order of the tests: --seed {config.option.seed}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle the modules and the tests in each; before pytest groups the tests that share a parametrised fixture."""
    if not config.option.nightly:
        left_out = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    if config.option.seed:
        chance = random.Random(config.option.seed)
        modules: dict[str, list[pytest.Item]] = {}
        for item in items:
            modules.setdefault(item.nodeid.partition("::")[0], []).append(item)
        shuffled = list(modules.values())
        chance.shuffle(shuffled)
        for module in shuffled:
            chance.shuffle(module)
        items[:] = [item for module in shuffled for item in module]


class Late(Exception):
    """A test took longer than its time limit."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Raise `Late` in a test that runs too long; systems without this timer have the fault handler alone."""
    if not hasattr(signal, "setitimer"):
        return (yield)

    def end(*_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, SECONDS)  # the fixtures are taken down within as much again
        raise Late(f"{item.nodeid} runs for more than {SECONDS} seconds")

    previous = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Print what was skipped and why, below everything else."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None or hasattr(config, "workerinput") or not terminal.stats:
        return
    skipped = terminal.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    described = [f"{count} ({reason})" for reason, count in reasons.most_common()]
    if config.option.nightly is False and (nightly := sum(map(_is_nightly, terminal.stats.get("deselected", [])))):
        described.append(f"{nightly} (long; main.py test --nightly runs them)")
    terminal.write_line(f"Skipped: {'; '.join(described)}." if described else "Nothing was skipped.")


def _is_nightly(item: pytest.Item) -> bool:
    return item.get_closest_marker("nightly") is not None


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings and annotations of every process that a test starts are stored in temporary folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield
