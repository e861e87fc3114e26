"""The launcher as a process of its own, in copies of the checkout whose lock files name nothing to download."""

import ast
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import main
from zjviewer.version import __version__

ROOT = Path(main.__file__).parent
PYTHON = getattr(sys, "_base_executable", sys.executable)
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="execv and permissions are POSIX")
VERSION = f"zjviewer {__version__}\n"
NO_INDEX = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_CONFIG_FILE")
FAKE_PYTEST = "import os, sys; print(sys.argv[1:], os.getcwd(), os.environ['QT_QPA_PLATFORM'], sep='\\n')"


def make_checkout(folder: Path) -> Path:
    shutil.copytree(ROOT / "zjviewer", folder / "zjviewer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", folder)
    for lock in ("requirements.lock", *main.TO_TEST):
        (folder / lock).write_text("# nothing\n")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A zjviewer that needs no packages, in a folder with Chinese and a space in its name, never started."""
    return make_checkout(tmp_path / "中文 目录" / "zjviewer")


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_checkout(tmp_path_factory.mktemp("started") / "zjviewer")
    assert start(folder, "--version").returncode == 0
    return folder


@pytest.fixture
def prepared(started_once: Path, tmp_path: Path) -> Path:
    """The same after its first start."""
    return shutil.copytree(started_once, tmp_path / "中文 目录" / "zjviewer", symlinks=True)


def start(checkout: Path, *arguments: str, python: tuple[str, ...] = (PYTHON,), **changes: str):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **changes}
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [*python, str(checkout / "main.py"), *arguments],
        cwd=checkout.parent,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def is_one_sentence(done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr


def offline(**changes: str) -> dict[str, str]:
    environment = dict.fromkeys(NO_INDEX, "")
    return {**environment, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "1", **changes}


def test_the_first_start_prepares_and_the_second_goes_straight_on(checkout: Path):
    first = start(checkout, "--version")
    assert (first.returncode, first.stdout) == (0, VERSION)
    assert "Preparing what zjviewer needs" in first.stderr
    assert first.stderr.endswith("zjviewer: Ready.\n")
    second = start(checkout, "--version")
    assert (second.returncode, second.stdout, second.stderr) == (0, VERSION, "")


def test_another_lock_file_prepares_again(prepared: Path):
    (prepared / main.base_lock()).write_text("# still nothing\n")
    assert "Preparing" in start(prepared, "--version").stderr


@pytest.mark.parametrize("command", ["ocr", "test"])
def test_an_environment_that_is_made_again_keeps_the_recognition(prepared: Path, command: str):
    (prepared / "pytest.py").write_text(FAKE_PYTEST)
    assert "Preparing" in start(prepared, command).stderr
    (prepared / main.base_lock()).write_text("# still nothing\n")
    assert "Preparing" in start(prepared, "--version").stderr
    assert start(prepared, "ocr").stderr == ""


def test_an_environment_without_the_recognition_is_made_again_without_it(prepared: Path):
    (prepared / main.base_lock()).write_text("# still nothing\n")
    assert "Preparing" in start(prepared, "--version").stderr
    assert "Preparing" in start(prepared, "ocr").stderr


@POSIX_ONLY
def test_a_prepared_start_imports_no_module(prepared: Path):
    script = (
        "import os, sys; before = set(sys.modules); path = sys.argv.pop(1);"
        "os.execv = lambda *command: sys.exit(repr((sorted(set(sys.modules) - before), command)));"
        "exec(compile(open(path, encoding='utf-8').read(), path, 'exec'), {'__name__': '__main__', '__file__': path})"
    )
    done = start(prepared, "a b", python=(PYTHON, "-c", script))
    python = str(prepared / ".venv" / "bin" / "python")
    assert ast.literal_eval(done.stderr) == ([], (python, [python, "-I", "-m", "zjviewer", "a b"]))


def test_an_interrupted_first_start_is_repaired(prepared: Path):
    shutil.rmtree(prepared / ".venv")
    (prepared / ".venv" / "lib").mkdir(parents=True)
    (prepared / ".venv" / "pyvenv.cfg").write_text("home =")
    done = start(prepared, "--version")
    assert (done.returncode, done.stdout) == (0, VERSION)


@POSIX_ONLY
def test_an_environment_whose_python_is_gone_is_made_anew(prepared: Path):
    python = prepared / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(prepared / "no such python")
    assert start(prepared, "--version").stdout == VERSION


@POSIX_ONLY
def test_a_finished_environment_serves_other_pythons_and_folders_that_cannot_be_written(prepared: Path):
    script = (
        "import runpy, sys; sys.implementation.cache_tag = 'cpython-399'; sys.version_info = (3, 99, 0);"
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    prepared.chmod(0o555)
    done = start(prepared, "--version", python=(PYTHON, "-c", script))
    prepared.chmod(0o755)
    assert (done.stdout, done.stderr) == (VERSION, "")


@POSIX_ONLY
def test_the_environments_own_python_starts_it_without_a_second_process(prepared: Path):
    own = (str(prepared / ".venv" / "bin" / "python"),)
    assert start(prepared, "--version", python=own).stderr == ""
    (prepared / main.base_lock()).write_text("# still nothing\n")
    done = start(prepared, "--version", python=own)
    assert done.stdout == VERSION
    assert "Preparing" in done.stderr


@pytest.mark.parametrize(
    ("unreachable", "sentence"),
    [
        ({"PIP_INDEX_URL": "http://127.0.0.1:9/simple"}, "The packages cannot be downloaded"),
        ({"PIP_NO_INDEX": "1"}, "The packages cannot be downloaded"),
    ],
)
def test_without_the_package_index_a_sentence_ends_the_start_and_the_next_one_repairs(
    checkout: Path, unreachable: dict[str, str], sentence: str
):
    (checkout / "requirements.lock").write_text("colorama==0.4.6\n")
    done = start(checkout, "--version", **offline(**unreachable))
    assert is_one_sentence(done)
    assert done.stderr.splitlines()[-1].startswith("zjviewer: " + sentence)
    (checkout / "requirements.lock").write_text("# nothing\n")
    assert start(checkout, "--version").stdout == VERSION


def test_the_sentence_is_chinese_where_the_system_is(checkout: Path):
    (checkout / "requirements.lock").unlink()
    done = start(checkout, LC_ALL="zh_CN.UTF-8", PYTHONUTF8="1")
    assert is_one_sentence(done)
    assert done.stderr.startswith("zjviewer: ")
    assert "中缺少 requirements.lock。请重新获取完整的 zjviewer。" in done.stderr


def test_an_old_python_is_told_so(checkout: Path):
    script = (
        "import runpy, sys; sys.version_info = (3, 8, 1); sys.argv = sys.argv[1:];"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    done = start(checkout, "--version", python=(PYTHON, "-c", script))
    assert is_one_sentence(done)
    assert done.stderr.startswith("zjviewer needs Python 3.11 or newer; this is Python 3.8.1.")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    "path", ["main.py", "zjviewer/__init__.py", "zjviewer/system/__init__.py", "zjviewer/system/native_messages.py"]
)
def test_an_old_python_can_read_what_tells_it_so(path: str):
    ast.parse((ROOT / path).read_text("utf-8"), feature_version=(3, 6))


def test_two_first_starts_at_once_prepare_once(checkout: Path):
    command = [PYTHON, str(checkout / "main.py"), "--version"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    starts = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    said = [process.communicate() for process in starts]
    assert [out for out, _ in said] == [VERSION, VERSION]
    assert sum("Preparing" in error for _, error in said) == 1


def test_neither_the_current_folder_nor_pythonpath_can_hide_modules(prepared: Path):
    (prepared.parent / "argparse.py").write_text("raise SystemExit('wrong argparse')")
    assert start(prepared, "--version", PYTHONPATH=str(prepared.parent)).stdout == VERSION


def test_the_suite_runs_in_the_project_and_draws_in_memory(checkout: Path):
    (checkout / "pytest.py").write_text(FAKE_PYTEST)
    done = start(checkout, "test", "-k", "one two")
    assert done.stdout.splitlines() == ["['-k', 'one two']", str(checkout), "offscreen"]
    again = start(checkout, "test")
    assert again.stderr == ""
    assert "--numprocesses=auto" in again.stdout
    nightly = start(checkout, "test", "--nightly").stdout
    assert all(option in nightly for option in (*main.PARALLEL, "--nightly"))
    assert start(checkout, "--version").stderr == ""


def test_the_bundle_is_made_with_tools_of_its_own(prepared: Path):
    script = prepared / "resources" / "packaging" / "bundle.py"
    script.parent.mkdir(parents=True)
    script.write_text("import sys; print(sys.argv[1:], sys.flags.isolated, sys.prefix)")
    assert "requirements-bundle.lock is missing" in start(prepared, "bundle").stderr
    (prepared / "requirements-bundle.lock").write_text("# nothing\n")
    done = start(prepared, "bundle", "--no-check")
    assert "Preparing" in done.stderr
    assert done.stdout == f"['--no-check'] 1 {prepared / '.venv'}\n"
    assert start(prepared, "--version").stderr == ""


def test_the_test_tools_are_added_to_a_finished_environment(prepared: Path):
    (prepared / "pytest.py").write_text(FAKE_PYTEST)
    kept = prepared / ".venv" / "kept"
    kept.touch()
    assert "Preparing" in start(prepared, "test").stderr
    assert kept.exists()


@POSIX_ONLY
def test_the_environment_does_not_mind_being_moved(prepared: Path):
    moved = prepared.with_name("moved")
    prepared.rename(moved)
    done = start(moved, "--version")
    assert (done.stdout, done.stderr) == (VERSION, "")


@pytest.mark.parametrize(
    ("library", "lock"),
    [
        ("glibc 2.28", "requirements-older.lock"),
        ("glibc 2.33", "requirements-older.lock"),
        ("glibc 2.34", "requirements.lock"),
        ("glibc 3.0", "requirements.lock"),
        ("musl", "requirements.lock"),
    ],
)
def test_the_c_library_decides_which_packages_are_installed(monkeypatch: pytest.MonkeyPatch, library: str, lock: str):
    monkeypatch.setattr(os, "confstr", lambda name: library, raising=False)
    assert main.base_lock() == lock
    monkeypatch.delattr(os, "confstr")
    assert main.base_lock() == "requirements.lock"


def test_without_any_pip_the_line_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch):
    def missing(_: str) -> str:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(importlib.metadata, "version", missing)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1))
    with pytest.raises(main.Unprepared, match="sudo apt install python3-pip"):
        main.pip()


@POSIX_ONLY
def test_a_double_click_can_start_it():
    assert os.access(ROOT / "main.py", os.X_OK)
    assert (ROOT / "main.py").read_text("utf-8").startswith("#!/usr/bin/env python3\n")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "There is not enough space"),
        ("Permission denied: /opt/zjviewer/.venv.lock", "cannot be written"),
        ("Read-only file system: /mnt/zjviewer/.venv.lock", "cannot be written"),
        ("WARNING: Retrying after NewConnectionError('...: Network is unreachable')", "does not answer"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "Needed are Python 3.11 to 3.14"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "nothing was installed"),
        ("first\nERROR: something else", "The preparation failed: ERROR: something else"),
        ("", "The preparation failed"),
    ],
)
def test_every_failure_has_its_sentence_in_both_languages(said: str, sentence: str):
    english, chinese = main.explained(said).args
    assert sentence in english
    assert chinese != english
