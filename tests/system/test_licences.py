"""Everything that the program is made of is named, with the words of its licence."""

import json
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import zjviewer
from zjviewer import paths
from zjviewer.system import licences

ROOT = Path(zjviewer.__file__).parents[1]


def test_all_that_the_project_asks_for_is_among_the_parts():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {canonicalize_name(part.name) for part in licences.parts()}
    assert {canonicalize_name(Requirement(line).name) for line in asked} <= names


def test_every_part_has_a_version_a_licence_and_its_words():
    parts = licences.parts()
    assert {"Python", "Noto Sans SC", "OpenCC", "pypinyin", "PySide6_Essentials", "shiboken6", "numpy"} <= {
        part.name for part in parts
    }
    assert [part.name for part in parts if not (part.version and part.licence)] == []
    assert [part.name for part in parts if not part.text and part.name != "Python"] == []
    assert len({part.name for part in parts}) == len(parts)


def test_qt_comes_with_both_texts_of_its_licence():
    text = next(part.text for part in licences.parts() if part.name == "PySide6_Essentials")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "TERMS AND CONDITIONS" in text


def test_a_bundle_says_what_was_written_into_it(tmp_path, monkeypatch):
    (tmp_path / licences.CARRIED).write_text(json.dumps([["libxcb", "1.15", "MIT", "words"]]))
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert licences.parts() == (licences.Part("libxcb", "1.15", "MIT", "words"),)


def test_qt_comes_with_the_offer_of_its_source():
    for part in licences.parts():
        if "LGPL-3" in part.licence:
            assert part.text.startswith(f"Source of {part.name} {part.version}\n")
            assert "https://download.qt.io/official_releases/" in part.text
            assert "shared libraries" in part.text
    assert any("LGPL-3" in part.licence for part in licences.parts())
