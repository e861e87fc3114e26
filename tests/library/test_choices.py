"""Choices for the library are kept whole, by several processes, and outside its database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zjviewer.library.body_names import UNIT_TYPES
from zjviewer.library.choices import (
    Choices,
    Folder,
    SavedSearch,
    change_choices,
    enclosing_folder,
    read_choices,
    with_assignments,
    with_folders,
    without_folders,
)
from zjviewer.library.identity import Assignment

TEXT = st.text(max_size=8)
ASSIGNMENT = st.builds(
    Assignment, TEXT, st.sampled_from(["", *UNIT_TYPES]), TEXT, st.none() | st.integers(1, 9999)
).filter(lambda given: given != Assignment())
SEARCH = st.builds(
    SavedSearch, TEXT, TEXT, st.dictionaries(TEXT, st.lists(TEXT).map(tuple)).map(lambda d: tuple(d.items()))
)
CHOICES = st.builds(
    Choices,
    st.lists(st.builds(Folder, TEXT, st.booleans())).map(tuple),
    st.dictionaries(TEXT, ASSIGNMENT).map(lambda d: tuple(d.items())),
    st.lists(SEARCH).map(tuple),
    st.booleans(),
)


@settings(max_examples=25)
@given(CHOICES)
def test_choices_are_read_as_they_were_written(tmp_path_factory, choices):
    path = tmp_path_factory.mktemp("choices") / "library-choices.json"
    change_choices(path, lambda _: choices)
    assert read_choices(path) == choices


def test_each_change_starts_from_what_another_process_has_written(tmp_path):
    path = tmp_path / "library-choices.json"
    change_choices(path, lambda before: with_folders(before, (Folder("/a"),)))
    change_choices(path, lambda before: with_folders(before, (Folder("/b", True),)))
    after = change_choices(path, lambda before: with_assignments(before, {b"\1" * 32: Assignment("洪泽区人民政府")}))
    assert [folder.path for folder in after.folders] == ["/a", "/b"]
    assert after.assignment(b"\1" * 32) == Assignment("洪泽区人民政府")
    assert with_assignments(after, {b"\1" * 32: Assignment()}).assigned == ()


def test_of_folders_in_one_another_the_outermost_is_listed(tmp_path):
    choices = with_folders(Choices(), (Folder("/a/b/c"), Folder("/a/b"), Folder("/ab")))
    assert [folder.path for folder in choices.folders] == ["/a/b", "/ab"]
    assert [str(enclosing_folder(choices, tmp_path.__class__(path))) for path in ("/a/b", "/a/b/x/y", "/a")] == [
        *("/a/b", "/a/b", "None")
    ]
    assert without_folders(choices, ("/a/b",)).folders == (Folder("/ab"),)


@pytest.mark.parametrize("raw", [b"{", b"[]", b'{"folders": [{}]}', b'{"assigned": {"x": {"year": "1"}}}', b"\xff"])
def test_a_damaged_file_is_renamed_and_nothing_is_chosen(tmp_path, raw):
    path = tmp_path / "library-choices.json"
    path.write_bytes(raw)
    assert read_choices(path) == Choices()
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [raw]
