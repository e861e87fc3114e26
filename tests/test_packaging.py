"""The wheel carries everything, and the lock files pin all that the project asks for and nothing unpinned."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import zjviewer
from zjviewer import paths
from zjviewer.cli.options import window_parser
from zjviewer.cli.parsers import command_parsers
from zjviewer.version import __version__

ROOT = Path(zjviewer.__file__).parents[1]
PIN = re.compile(
    r"([a-z0-9][a-z0-9-]*==[\w.]+(?: ; [\w\s.<>=!*']+?)?) \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
)


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


BUILD_ONLY = {".iss", ".py", ".pyc", ".sh", ".spec", ".ts"}


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder.parent).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in BUILD_ONLY
    }


def test_the_wheel_carries_resources_data_and_licences(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    carried = {name.removeprefix("zjviewer/_files/") for name in names if name.startswith("zjviewer/_files/")}
    pages = {name for name in carried if name.startswith("docs/")}  # where they have been built
    assert not pages or "docs/index.html" in pages
    carried -= pages
    assert carried == files_below(paths.resources()) | files_below(paths.data())
    assert {
        "resources/fonts/NotoSansSC-Regular.otf",
        "resources/translations/zjviewer_zh_CN.qm",
        "data/zhejiang-2017/report.txt",
    } <= carried
    licences = f"zjviewer-{__version__}.dist-info/licenses/"
    assert {licences + "LICENSE", licences + "resources/fonts/OFL.txt"} <= names


def test_the_page_of_the_package_has_absolute_pictures_and_links(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        page = archive.read(f"zjviewer-{__version__}.dist-info/METADATA").decode()
    targets = re.findall(r"\]\(([^)]+)\)", page)
    assert any(target.endswith("light.png") for target in targets)
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []


def test_classifiers_are_known_and_there_are_keywords_and_addresses():
    from trove_classifiers import classifiers

    assert set(project()["classifiers"]) <= classifiers
    assert project()["keywords"]
    assert all(address.startswith("https://") for address in project()["urls"].values())


def test_the_source_distribution_holds_all_that_builds_and_tests(tmp_path: Path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    kept = {
        path.relative_to(ROOT).as_posix()
        for folder in ("zjviewer", "resources", "data", "tests", "docs", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    kept -= {"docs/command-line.md"}  # written when the pages are built
    kept |= {"main.py", "pyproject.toml", "README.md", "LICENSE", "requirements.lock", "requirements-test.lock"}
    assert kept - names == set()


@pytest.fixture(scope="module")
def shared(wheel: Path) -> dict[str, str]:
    """What the wheel installs outside Python's folders, by path below the prefix."""
    prefix = f"zjviewer-{__version__}.data/data/"
    with zipfile.ZipFile(wheel) as archive:
        return {
            name.removeprefix(prefix): archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith(prefix)
        }


def test_the_man_page_names_every_command_and_option(shared: dict[str, str]):
    page = shared["share/man/man1/zjviewer.1"].replace("\\-", "-")
    for name, parser in {"": window_parser(), **command_parsers()}.items():
        assert name in page
        for action in (each for each in parser._actions if each.dest != "help"):
            assert all(option in page for option in action.option_strings), (name, action.option_strings)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["out"], {"outline"}),
        (["figures", "--form"], {"--format"}),
        (["check", "--format", ""], {"text", "json", "jsonl"}),
        (["check", "a b"], {"a b.txt"}),
    ],
)
def test_bash_completes_commands_options_values_and_files(shared: dict[str, str], tmp_path: Path, words, found):
    (tmp_path / "a b.txt").touch()
    (tmp_path / "completion").write_text(shared["share/bash-completion/completions/zjviewer"], encoding="utf-8")
    script = (
        'source completion; COMP_WORDS=(zjviewer "$@"); COMP_CWORD=$#; _shtab_zjviewer; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script, "bash", *words],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert set(done.stdout.splitlines()) == found, done.stderr


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
        text = "".join(line for line in (ROOT / lock).read_text("utf-8").splitlines(True) if not line.startswith("#"))
        assert PIN.sub("", text) == "", "every package is pinned, with hashes"
        for match in PIN.finditer(text):
            pin = Requirement(match[1])
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


@pytest.mark.parametrize("extra", ["", "ocr", "test", "docs", "bundle"])
def test_the_locks_pin_what_the_project_asks_for_down_to_the_last_dependency(extra: str):
    asked = [Requirement(line) for line in project()["dependencies"]]
    pinned = pins("requirements.lock")
    if extra:
        asked += [Requirement(line) for line in project()["optional-dependencies"][extra]]
        pinned |= pins(f"requirements-{extra}.lock")
    if extra == "test":
        pinned |= pins("requirements-ocr.lock")
    seen = set()
    while asked:
        requirement = asked.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        here = [pin for pin in pinned[name] if pin.marker is None or pin.marker.evaluate()] or pinned[name]
        versions = [spec.version for pin in here for spec in pin.specifier]
        assert all(requirement.specifier.contains(version) for version in versions), (requirement, versions)
        if name not in seen:
            seen.add(name)
            asked += [Requirement(line) for line in required_by(name)]


def test_the_locks_have_no_package_twice():
    for extra in ("ocr", "test", "docs", "bundle"):
        assert not pins("requirements.lock").keys() & pins(f"requirements-{extra}.lock").keys()


def test_the_lock_for_older_systems_differs_in_qt_only():
    newer, older = pins("requirements.lock"), pins("requirements-older.lock")
    assert newer.keys() == older.keys()
    differing = {
        name
        for name in older
        if {str(each.specifier) for each in older[name]} - {str(each.specifier) for each in newer[name]}
    }
    assert differing == {"pyside6-essentials", "shiboken6"}
    assert "6.10" not in str(older["pyside6-essentials"][0])


def test_the_lock_of_the_tests_repeats_none_of_recognition():
    assert not pins("requirements-ocr.lock").keys() & pins("requirements-test.lock").keys()


def test_qt_is_pinned_below_the_version_that_aborts():
    """PySide6 6.12.0 loses references to None and True on Python 3.11, until the interpreter dies."""
    assert [str(pin) for pin in pins("requirements.lock")["pyside6-essentials"]] == ["pyside6-essentials==6.11.3"]
