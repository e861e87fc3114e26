from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.core.annotations.anchors import anchor_words, resolve_annotations
from zjviewer.core.annotations.annotation import (
    COLOURS,
    KINDS,
    TARGETS,
    Anchor,
    Annotation,
    next_id,
    with_annotation,
    without_annotation,
)
from zjviewer.core.annotations.annotation_file import (
    mark_on,
    marks_path,
    read_annotation_file,
    save_mark,
    update_annotation_file,
)
from zjviewer.core.annotations.entry_writer import updated_file
from zjviewer.core.annotations.file_content import AnnotationFile
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.checks import Check
from zjviewer.core.model.report import Report, Span
from zjviewer.errors import BadMarks

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8))])
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)

anchors = st.builds(
    Anchor,
    st.sampled_from(TARGETS),
    *[st.text(max_size=20)] * 5,
    st.integers(0, 10**7),
)
annotations = st.builds(
    Annotation,
    st.text("0123456789abcdef", min_size=8, max_size=8),
    st.sampled_from(KINDS),
    st.sampled_from(COLOURS),
    st.text(max_size=40),
    anchors,
    st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=ZONES),
)


def made(id_: str, note: str = "") -> Annotation:
    return Annotation(id_, "highlight", "amber", note, Anchor("words", "公开"), NOON)


@pytest.fixture
def report(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    (tmp_path / "report.txt").write_text("2017年共收到申请30件。", encoding="utf-8")
    return tmp_path / "report.txt"


@given(st.lists(annotations, max_size=4, unique_by=lambda each: each.id))
def test_whatever_is_kept_is_read_again(tmp_path_factory, kept):
    path = tmp_path_factory.getbasetemp() / "any.marks.toml"
    path.write_bytes(updated_file(b"", AnnotationFile(), AnnotationFile((), tuple(kept))))
    assert read_annotation_file(path) == AnnotationFile((), tuple(kept))


@given(st.lists(annotations, max_size=5, unique_by=lambda each: each.id), annotations, st.data())
def test_every_change_can_be_taken_back_to_the_byte(kept, new, data):
    kept = tuple(each for each in kept if each.id != new.id)
    added = with_annotation(kept, new)
    assert without_annotation(added, new.id) == kept
    if kept:
        gone = data.draw(st.sampled_from(kept))
        behind = next_id(kept, gone.id)
        assert with_annotation(without_annotation(kept, gone.id), gone, behind) == kept


WORDS = st.text("公开申请复议数据年度，。\n0123456789𠮷", min_size=3, max_size=6)


@given(st.data(), st.lists(WORDS, min_size=6, max_size=30), st.text("新增的内容。", min_size=1, max_size=60))
def test_annotations_of_any_text_survive_the_file_and_a_change_elsewhere(tmp_path_factory, data, words, new):
    text = "".join(f"{number:03}{each}" for number, each in enumerate(words))
    analysis = Analysis(Report(text, "", "", "", None, None), ())
    edges = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True).map(sorted))
    spans = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    made_of = tuple(replace(made(f"a{at}"), anchor=anchor_words(analysis, span)) for at, span in enumerate(spans))
    path = tmp_path_factory.getbasetemp() / "survive.marks.toml"
    path.write_bytes(updated_file(b"", AnnotationFile(), AnnotationFile((), made_of)))
    free = [at for at in range(len(text) + 1) if not any(span.start < at < span.end for span in spans)]
    at = data.draw(st.sampled_from(free))
    changed = Analysis(Report(text[:at] + new + text[at:], "", "", "", None, None), ())
    found = {
        each.annotation.id: each.span for each in resolve_annotations(read_annotation_file(path).annotations, changed)
    }
    for number, span in enumerate(spans):
        shift = len(new) if at <= span.start else 0
        assert found[f"a{number}"] == Span(span.start + shift, span.end + shift)


def test_marks_and_annotations_share_a_file_and_leave_each_other_alone(report):
    check = Check("c-1", "total", "1 + 1 = 3", "", None, None, None, 0, "fail", (), "", "")
    save_mark(report, check, mark_on(check, "review", "看"), None)
    update_annotation_file(
        report, lambda kept: kept._replace(annotations=with_annotation(kept.annotations, made("a1")))
    )
    save_mark(report, check, mark_on(check, "confirmed"), None)
    kept = read_annotation_file(marks_path(report))
    assert [mark.kind for mark in kept.marks] == ["confirmed"]
    assert kept.annotations == (made("a1"),)


def test_what_another_window_has_kept_stays(report):
    for id_ in ("a1", "b2"):
        update_annotation_file(
            report, lambda kept, id_=id_: kept._replace(annotations=with_annotation(kept.annotations, made(id_)))
        )
    assert [each.id for each in read_annotation_file(marks_path(report)).annotations] == ["a1", "b2"]


@pytest.mark.parametrize(
    "content",
    [
        "[[annotation]]\nid = 'a'",
        "[[annotation]]\nid = 'a'\nkind = 'poem'\ncolour = 'amber'\ntarget = 'words'\ncreated = 2026-01-01T00:00:00Z",
        "[[annotation]]\nid = ''\nkind = 'note'\ncolour = 'amber'\ntarget = 'words'\ncreated = 2026-01-01T00:00:00Z",
        "[[annotation]]\nid = 'a'\nkind = 'note'\ncolour = 'amber'\ntarget = 'words'\ncreated = 2026",
        "annotation = 3",
    ],
)
def test_a_spoilt_file_is_told_and_left_alone(report, content):
    path = marks_path(report)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadMarks, match=r"report\.(txt\.)?marks\.toml"):
        update_annotation_file(report, lambda kept: kept)
    assert path.read_text(encoding="utf-8") == content
