"""Edits of charts in the annotation file: kept whole, limited where they are read, never on another chart."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from zjviewer.core.annotations.annotation_file import load_annotation_file, update_annotation_file
from zjviewer.core.annotations.chart_edit import ChartEdit, chart_edit_in, options_for, with_options
from zjviewer.core.annotations.entry_writer import HEAD, updated_file
from zjviewer.core.annotations.file_content import AnnotationFile, content_in
from zjviewer.core.model.chart_options import (
    AS_REPORTED,
    LABELS,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MEASURES,
    MOST_HIGHLIGHTS,
    PALETTES,
    SORTS,
    ChartOptions,
)
from zjviewer.errors import DamagedMarks
from zjviewer.storage.toml_files import parse_toml

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
OPTIONS = st.builds(
    ChartOptions,
    sort=st.sampled_from(SORTS),
    measure=st.sampled_from(MEASURES),
    log=st.booleans(),
    note=st.booleans(),
    title=WORDS,
    finding=st.booleans(),
    subtitle=WORDS,
    own_note=WORDS,
    highlights=st.lists(WORDS, max_size=4, unique=True).map(tuple),
    kind=st.sampled_from(("", "dots", "full")),
    labels=st.sampled_from(LABELS),
    palette=st.sampled_from(PALETTES),
    width=st.sampled_from((0.0, 80.0, 254.0)),
    height=st.sampled_from((0.0, 142.9)),
    text_size=st.sampled_from((50, 100, 225)),
)


def read(raw: bytes) -> AnnotationFile:
    return content_in(parse_toml(raw))


def edited(**values: object) -> ChartEdit:
    return chart_edit_in({"chart": "t", "was": "公开事项", **values})


@examples(60)
@given(OPTIONS)
def test_what_is_written_is_read_again(options):
    content = AnnotationFile(charts=with_options((), "t", "公开事项", options))
    raw = updated_file(b"", AnnotationFile(), content)
    assert read(raw) == content
    assert options_for(read(raw).charts, "t", "公开事项") == options


def test_default_options_leave_no_entry():
    edits = with_options((), "t", "公开事项", ChartOptions(log=True))
    assert with_options(edits, "t", "公开事项", AS_REPORTED) == ()


def test_every_option_has_a_place_in_the_file():
    entry = {"chart": "t", "was": "T", **{each.name: each.default for each in fields(ChartOptions)}}
    entry["highlights"] = []
    assert not chart_edit_in(entry).has_unknown_keys


@pytest.mark.parametrize(
    ("values", "options"),
    [
        ({"title": "字" * 500}, ChartOptions(title="字" * LONGEST_TITLE)),
        ({"own_note": "字" * 5000}, ChartOptions(own_note="字" * LONGEST_NOTE)),
        (
            {"highlights": [str(n) for n in range(900)]},
            ChartOptions(highlights=tuple(map(str, range(MOST_HIGHLIGHTS)))),
        ),
        ({"highlights": ["甲", "甲"]}, ChartOptions(highlights=("甲",))),
        *(({"width": width}, AS_REPORTED) for width in (-1, 0, 39, 10**9, True, "80")),
        ({"text_size": 10**6}, AS_REPORTED),
        ({"sort": "sideways", "palette": "neon", "labels": 3, "log": "yes"}, AS_REPORTED),
        ({"width": 80}, ChartOptions(width=80.0)),
    ],
)
def test_what_is_read_has_limits(values, options):
    assert edited(**values).options == options


@pytest.mark.parametrize("values", [{"title": 5}, {"highlights": "甲"}, {"highlights": [5]}, {"was": 1}])
def test_a_value_of_another_type_is_a_damaged_file(values, tmp_path):
    with pytest.raises(TypeError):
        edited(**values)


def test_a_chart_with_another_title_is_never_drawn_with_these_words():
    edits = with_options((), "t-2", "依申请公开答复", ChartOptions(title="四成申请获予以公开"))
    assert options_for(edits, "t-2", "行政复议") == AS_REPORTED
    assert (
        options_for(edits, "t-3", "依申请公开答复").title == "四成申请获予以公开"
    )  # the tables before it have changed


def test_two_charts_of_one_title_are_told_apart_by_their_ids():
    edits = with_options((), "a", "T", ChartOptions(log=True))
    edits = with_options(edits, "b", "T", ChartOptions(finding=True))
    assert options_for(edits, "a", "T") == ChartOptions(log=True)
    assert options_for(edits, "b", "T") == ChartOptions(finding=True)
    assert options_for(edits, "c", "T") == AS_REPORTED


NEWER = f"""{HEAD}
# mine
[[chart]]
chart = "t"
was = "公开事项"
palette = "neon" # of a newer version
animation = "slow"
title = "老"

[[shape]]
kind = "arrow"
"""


def test_keys_and_choices_of_a_newer_version_are_kept():
    content = read(NEWER.encode())
    changed = replace(content.charts[0].options, title="新")
    after = content._replace(charts=with_options(content.charts, "t", "公开事项", changed))
    text = updated_file(NEWER.encode(), content, after).decode()
    assert text == NEWER.replace("老", "新")
    back = content._replace(charts=with_options(content.charts, "t", "公开事项", AS_REPORTED))
    assert 'animation = "slow"' in updated_file(NEWER.encode(), content, back).decode()


def test_a_file_of_an_older_version_has_no_edits(tmp_path):
    report = tmp_path / "r.txt"
    report.write_text("年报", encoding="utf-8")
    (tmp_path / "r.txt.marks.toml").write_text('[[mark]]\ncheck = "c"\nkind = "review"\n', encoding="utf-8")
    assert load_annotation_file(report).charts == ()
    options = ChartOptions(title="新")
    update_annotation_file(report, lambda now: now._replace(charts=with_options(now.charts, "t", "T", options)))
    now = load_annotation_file(report)
    assert [mark.check for mark in now.marks] == ["c"]
    assert options_for(now.charts, "t", "T") == options


def test_a_damaged_entry_is_told_and_the_file_is_left_alone(tmp_path):
    report = tmp_path / "r.txt"
    report.write_text("年报", encoding="utf-8")
    marks = tmp_path / "r.txt.marks.toml"
    marks.write_text('[[chart]]\nchart = "t"\nwas = 5\n', encoding="utf-8")
    before = marks.read_bytes()
    with pytest.raises(DamagedMarks):
        update_annotation_file(report, lambda now: now)
    assert marks.read_bytes() == before
