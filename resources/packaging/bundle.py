"""Build the one-folder bundle for the system that this runs on, and try it: `python3 main.py bundle`.

It lies in dist/zjviewer (and dist/zjviewer.app on macOS). With `--no-check` it is not started afterwards; with `--ocr`
it also recognises characters in pictures, for which `python3 main.py ocr` must have been run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from zjviewer.system.licences import CARRIED, Part, installed, part_of, parts

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILT = ROOT / "build" / "bundle"
BUNDLE = ROOT / "dist" / "zjviewer"
LIMIT, LIMIT_WITH_RECOGNITION = 300, 600
"""Megabytes."""
COMMON = Path("/usr/share/common-licenses")
CARRIED_TOOL = "pyinstaller"
"""Its loader starts the bundle; the rest of the tools stays outside."""


def main(arguments: list[str]) -> int:
    """0 where the bundle is made, small enough and works."""
    shutil.rmtree(BUILT, ignore_errors=True)
    shutil.rmtree(BUNDLE, ignore_errors=True)
    if run("app_icons.py", str(BUILT)):
        return 1
    recognition = "--ocr" in arguments
    limit = LIMIT_WITH_RECOGNITION if recognition else LIMIT
    environment = {**os.environ, "ZJVIEWER_BUNDLE": "ocr" if recognition else ""}
    write_licences((), recognition)
    command = ("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN")
    folders = ("--distpath", str(ROOT / "dist"), "--workpath", str(BUILT / "work"))
    build = [sys.executable, "-I", *command, *folders, str(HERE / "zjviewer.spec")]
    subprocess.run(build, cwd=ROOT, check=True, env=environment)
    slim()
    write_licences(system_parts(), recognition)
    shutil.copy(BUILT / CARRIED, resources_of(BUNDLE))
    shutil.copy(ROOT / "LICENSE", BUNDLE)
    size = megabytes(BUNDLE)
    print(f"zjviewer: {BUNDLE} has {size} MB (limit {limit})")
    if size >= limit:
        return 1
    return 0 if "--no-check" in arguments else run("check_bundle.py", str(BUNDLE))


def run(script: str, *arguments: str) -> int:
    """Another script of this folder, in this environment, and its exit code."""
    return subprocess.run([sys.executable, "-I", str(HERE / script), *arguments], cwd=ROOT, check=False).returncode


def resources_of(bundle: Path) -> Path:
    """Where the program will look for them."""
    return next(path for path in (bundle / "_internal" / "resources", bundle / "resources") if path.is_dir())


def write_licences(more: tuple[Part, ...], recognition: bool) -> None:
    """What `zjviewer.system.licences` reads in the bundle."""
    loader = tuple(part_of(found) for found in installed(CARRIED_TOOL) if found.name.lower() == CARRIED_TOOL)
    found = {part.name: part for part in (*parts(recognition=recognition), *loader, *more)}
    carried = sorted(found.values(), key=lambda part: part.name.lower())
    BUILT.mkdir(parents=True, exist_ok=True)
    (BUILT / CARRIED).write_text(json.dumps(carried, ensure_ascii=False, indent=1), encoding="utf-8")


def slim() -> None:
    """Take the names out of Python's own libraries, which nobody debugs here; not every other one survives that."""
    if sys.platform == "linux" and (strip := shutil.which("strip")):
        own = (*BUNDLE.glob("_internal/libpython*.so*"), *BUNDLE.glob("_internal/python*/lib-dynload/*.so"))
        subprocess.run([strip, "--strip-unneeded", *map(str, own)], check=True)


def system_parts() -> tuple[Part, ...]:
    """The system's libraries that were taken along; known on Debian and what comes of it."""
    if not shutil.which("dpkg-query"):
        return ()
    taken = {path.name for path in (BUNDLE / "_internal").iterdir() if path.is_file() and ".so" in path.name}
    found = {package for name in sorted(taken) for package in packages_with(name)}
    return tuple(debian_part(package) for package in sorted(found))


def packages_with(library: str) -> Iterator[str]:
    """Those that hold a library of this name, where the loader looks."""
    said = subprocess.run(["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True, check=False)
    for line in said.stdout.splitlines():
        package, _, path = line.partition(": ")
        if re.fullmatch(rf"(/usr)?/lib(/[\w-]+)?/{re.escape(library)}", path):
            yield package


def debian_part(package: str) -> Part:
    """With the licences that its copyright file only names, where this system has them."""
    asked = ["dpkg-query", "--show", "--showformat=${Version}", package]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    name = package.partition(":")[0]
    copyright_text = Path("/usr/share/doc", name, "copyright").read_text(encoding="utf-8", errors="replace")
    names = sorted(set(re.findall(r"^License:[ \t]*(\S[^\n]{0,60})", copyright_text, re.M)))
    common = sorted(set(re.findall(r"common-licenses/([\w.-]*\w)", copyright_text)))
    texts = [(COMMON / each).read_text(encoding="utf-8") for each in common if (COMMON / each).is_file()]
    licence = ", ".join(names[:3] or common[:3]) or "as in its text"
    return Part(name, version, licence, "\n\n\n".join((copyright_text, *texts)))


def megabytes(folder: Path) -> int:
    """What its files take, links not counted twice."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) // 1_000_000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
