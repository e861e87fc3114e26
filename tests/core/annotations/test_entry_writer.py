"""A write changes only the entries that differ."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from zjviewer.core.annotations.annotation import Anchor, Annotation
from zjviewer.core.annotations.entry_writer import updated_file
from zjviewer.core.annotations.file_content import content_in
from zjviewer.storage.toml_files import parse_toml

NEWER = """# A comment of the reader.
format = 3

[[mark]]
check = "a-1"
kind = "review"  # to be asked
note = ""
rule = "total"
formula = "1 + 1 = 3"
colour = "blue"

# Above the note.
[[annotation]]
id = "n1"
kind = "note"
colour = "amber"
note = "旧"
target = "words"
quote = "申请"
created = 2026-01-01T00:00:00Z
replies = ["一", "二"]
[annotation.thread]
state = "open"

[settings]
newer = true
"""
BEFORE = content_in(tomllib.loads(NEWER))


def test_without_a_change_the_file_is_the_same():
    assert updated_file(NEWER.encode(), BEFORE, BEFORE) == NEWER.encode()


def test_what_a_newer_version_wrote_survives_changes_and_additions():
    new = Annotation("n2", "note", "rose", "新", Anchor("words", "公开"), datetime(2026, 1, 2, tzinfo=UTC))
    changed = replace(BEFORE.annotations[0], note="改")
    after = BEFORE._replace(marks=(BEFORE.marks[0]._replace(kind="confirmed"),), annotations=(new, changed))
    data = updated_file(NEWER.encode(), BEFORE, after)
    assert content_in(parse_toml(data)) == after
    values = tomllib.loads(data.decode())
    assert values["format"] == 3
    assert values["settings"] == {"newer": True}
    assert values["mark"][0]["colour"] == "blue"
    assert values["annotation"][1]["replies"] == ["一", "二"]
    assert values["annotation"][1]["thread"] == {"state": "open"}
    for comment in ("# A comment of the reader.", "# to be asked", "# Above the note."):
        assert comment in data.decode()


def test_what_is_removed_is_gone_and_the_rest_stays():
    data = updated_file(NEWER.encode(), BEFORE, BEFORE._replace(annotations=()))
    values = tomllib.loads(data.decode())
    assert "annotation" not in values
    assert values["settings"] == {"newer": True}


def test_line_ends_stay():
    raw = NEWER.replace("\n", "\r\n").encode()
    data = updated_file(raw, BEFORE, BEFORE._replace(marks=()))
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize(
    "text", ['mark = [{ check = "a", kind = "review", rule = "r", formula = "f", newer = 1 }]\nx = 2\n']
)
def test_entries_in_line_are_written_as_tables(text):
    before = content_in(tomllib.loads(text))
    data = updated_file(text.encode(), before, before._replace(marks=(before.marks[0]._replace(note="n"),)))
    assert tomllib.loads(data.decode())["mark"][0]["newer"] == 1
    assert tomllib.loads(data.decode())["x"] == 2
    assert content_in(parse_toml(data)).marks[0].note == "n"
