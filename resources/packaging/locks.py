"""Lock files: resolves them from pyproject.toml, and checks that a wheel exists for every system and Python.

    python resources/packaging/locks.py          # resolve again; versions that are locked stay where they still fit
    python resources/packaging/locks.py --check

Needs uv (pip install uv) and a package index. The result of a check is printed, one line for each system and Python.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
COMPILE = (
    "uv",
    "pip",
    "compile",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--quiet",
)
ABOUT = {
    "requirements.lock": "What zjviewer runs on, with hashes: Linux (glibc 2.34 or newer), Windows and macOS.",
    "requirements-older.lock": "What zjviewer runs on where the C library is older than glibc 2.34, with hashes.",
    "requirements-ocr.lock": "What the extra `ocr` needs on top of requirements.lock, with hashes.",
    "requirements-test.lock": "What the tests and checks need on top of these, with hashes.",
    "requirements-docs.lock": "What `python3 main.py docs` needs on top of requirements.lock, with hashes.",
    "requirements-bundle.lock": "What `python3 main.py bundle` needs on top of requirements.lock, with hashes.",
}
"""First line of each lock file."""
OLDER = "PySide6-Essentials<6.10"
"""The newest series of Qt for Python with wheels for glibc 2.28."""
SYSTEMS = {
    "requirements.lock": (
        *("x86_64-manylinux_2_34", "aarch64-manylinux_2_39", "x86_64-pc-windows-msvc"),
        *("aarch64-apple-darwin", "x86_64-apple-darwin"),
    ),
    "requirements-older.lock": ("x86_64-manylinux_2_28",),
}
"""Systems of each lock file, as uv names them. On ARM, Qt for Python has no wheels for a glibc before 2.39."""


def entries(lock: str) -> dict[str, str]:
    """Entries of a lock file, each with its hashes, by the first line up to the version."""
    found: dict[str, str] = {}
    name = ""
    for line in lock.splitlines():
        if line and not line.startswith((" ", "#")):
            name = line.removesuffix("\\").strip()
            found[name] = line
        elif name and line.startswith(" "):
            found[name] += "\n" + line
    return found


def resolve(*arguments: str, constraints: str = "") -> dict[str, str]:
    """Entries that uv resolves from pyproject.toml. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "constraints.txt"
        path.write_text(constraints, encoding="utf-8")
        command = [*COMPILE, *arguments, "--constraint", str(path), "pyproject.toml"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return entries(done.stdout)


def write() -> None:
    """Write all lock files."""
    universal = ("--universal", "--python-version", PYTHONS[0])
    base = resolve(*universal, constraints="\n".join(locked("requirements.lock")))
    save("requirements.lock", base)
    shared = [entry for entry in base if not entry.startswith(("pyside6", "shiboken6")) and ";" not in entry]
    platform = ("--python-version", PYTHONS[0], "--python-platform", "x86_64-manylinux_2_28")
    older = resolve(*platform, constraints="\n".join([OLDER, *shared]))
    save("requirements-older.lock", older)
    for extra in ("ocr", "test", "docs", "bundle"):
        name = f"requirements-{extra}.lock"
        pins = [*base, *locked("requirements-ocr.lock"), *locked("requirements-test.lock")]
        try:
            whole = resolve(*universal, "--extra", extra, constraints="\n".join(dict.fromkeys([*pins, *locked(name)])))
        except subprocess.CalledProcessError:  # its own pins fit the others no longer
            whole = resolve(*universal, "--extra", extra, constraints="\n".join(dict.fromkeys(pins)))
        known = {*base, *(locked("requirements-ocr.lock") if extra == "test" else ())}
        save(name, {entry: text for entry, text in whole.items() if entry not in known})


def locked(name: str) -> list[str]:
    """Pins of an existing lock file whose requirement is still in pyproject.toml or one of its dependencies."""
    path = ROOT / name
    return [*entries(path.read_text(encoding="utf-8"))] if path.exists() else []


def save(name: str, found: dict[str, str]) -> None:
    """Write one lock file."""
    head = f"# {ABOUT[name]}\n# Resolved from pyproject.toml by resources/packaging/locks.py.\n"
    (ROOT / name).write_text(head + "\n".join(found.values()) + "\n", encoding="utf-8", newline="\n")


def check() -> int:
    """Print for each lock file, system and Python whether a wheel with the locked hash exists for every package;
    returns the number of failures."""
    failures = 0
    for name, systems in SYSTEMS.items():
        for system in systems:
            for python in PYTHONS:
                with tempfile.TemporaryDirectory() as target:
                    options = ["--python-platform", system, "--python-version", python, "--target", target]
                    command = ["uv", "pip", "install", "--dry-run", "--no-deps", "--only-binary", ":all:", "--quiet"]
                    done = subprocess.run(
                        [*command, *options, "--require-hashes", "--requirement", name],
                        cwd=ROOT,
                        check=False,
                        capture_output=True,
                        encoding="utf-8",
                    )
                failures += done.returncode != 0
                reason = " ".join(done.stderr.split())[:300] if done.returncode else "every package has a wheel"
                print(f"{name} {system} Python {python}: {reason}", flush=True)
    return failures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only check the lock files")
    if parser.parse_args().check:
        sys.exit(min(check(), 1))
    write()
