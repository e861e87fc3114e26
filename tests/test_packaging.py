"""The wheel carries everything, and the lock files pin all that the project asks for and nothing unpinned."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import zjviewer
from zjviewer import paths
from zjviewer.version import __version__

ROOT = Path(zjviewer.__file__).parents[1]
PIN = re.compile(r"[a-z0-9][a-z0-9-]*==[\w.]+( ; [\w\s.<>=!']+)?")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder.parent).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_carries_resources_data_and_licences(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    carried = {name.removeprefix("zjviewer/_files/") for name in names if name.startswith("zjviewer/_files/")}
    assert carried == files_below(paths.resources()) | files_below(paths.data())
    assert {
        "resources/fonts/NotoSansSC-Regular.otf",
        "resources/translations/zjviewer_zh_CN.qm",
        "data/zhejiang-2017/report.txt",
    } <= carried
    licences = f"zjviewer-{__version__}.dist-info/licenses/"
    assert {licences + "LICENSE", licences + "resources/fonts/OFL.txt"} <= names


def test_the_wheel_runs_from_anywhere(wheel: Path, tmp_path: Path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    elsewhere = tmp_path / "中文 目录"
    elsewhere.mkdir()
    where = "from zjviewer import cli, paths; print(cli.__file__, paths.bundled_report(), sep='\\n')"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONUTF8": "1"}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=elsewhere, env=environment, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    assert all(line.startswith(str(tmp_path / "installed")) for line in run("-c", where).splitlines())
    assert run("-m", "zjviewer", "--version") == f"zjviewer {__version__}\n"
    assert run("-m", "zjviewer", "text").startswith("2017年,我省各级行政机关")


def pins(*locks: str) -> dict[str, list[Requirement]]:
    """Every pinned package of the lock files, by name; some have a version for each kind of Python."""
    found: dict[str, list[Requirement]] = {}
    for lock in locks:
        for line in (ROOT / lock).read_text("utf-8").splitlines():
            if not line.startswith("#"):
                assert PIN.fullmatch(line), line
                pin = Requirement(line)
                found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def required_by(name: str) -> list[str]:
    """None for the tools of bundling, which the tests do without; its own line in the lock file is looked at."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize("extra", ["", "test", "bundle"])
def test_the_locks_pin_what_the_project_asks_for_down_to_the_last_dependency(extra: str):
    asked = [Requirement(line) for line in project()["dependencies"]]
    pinned = pins("requirements.lock")
    if extra:
        asked += [Requirement(line) for line in project()["optional-dependencies"][extra]]
        pinned |= pins(f"requirements-{extra}.lock")
    seen = set()
    while asked:
        requirement = asked.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        versions = [spec.version for pin in pinned[name] for spec in pin.specifier]
        assert all(requirement.specifier.contains(version) for version in versions), (requirement, versions)
        if name not in seen:
            seen.add(name)
            asked += [Requirement(line) for line in required_by(name)]


def test_the_locks_have_no_package_twice():
    for extra in ("test", "bundle"):
        assert not pins("requirements.lock").keys() & pins(f"requirements-{extra}.lock").keys()


def test_qt_is_pinned_below_the_version_that_aborts():
    """PySide6 6.12.0 loses references to None and True on Python 3.11, until the interpreter dies."""
    assert [str(pin) for pin in pins("requirements.lock")["pyside6-essentials"]] == ["pyside6-essentials==6.11.3"]
