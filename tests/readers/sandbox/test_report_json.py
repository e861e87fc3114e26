"""A report as JSON: what goes in comes out, and what no reader of ours would send is refused."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjviewer.core.model.report import DroppedText, ImportRemark, Report, SourceCell, SourceGrid, Span, StyledHeading
from zjviewer.errors import UnreadableFile
from zjviewer.readers.sandbox.report_json import (
    InvalidWorkerReply,
    decode_reply,
    encode_reply,
    plain_problem,
    problem_from,
    report_from_json,
    report_to_json,
)

PATH = Path("年报.pdf")
FULL = Report(
    text="一、概述\n甲\t3\n\t乙",
    title="年报 \ud800",
    issuer="江阳市人民政府",
    region="江阳市",
    year=2023,
    path=PATH,
    dropped=(DroppedText("首页", 3, "site furniture", 1),),
    note="抄本",
    grids=(
        SourceGrid(
            Span(5, 11),
            2,
            2,
            (SourceCell(Span(5, 6), 0, 0, 2), SourceCell(Span(7, 8), 0, 1), SourceCell(Span(10, 11), 1, 1)),
            1,
        ),
    ),
    marks=(StyledHeading(Span(0, 4), 2),),
    pages=(0, 5, 5),
    metadata=(("索引号", "0001"),),
    published=date(2024, 1, 26),
    period=(date(2023, 1, 1), date(2023, 12, 31)),
    remarks=(
        ImportRemark("repaired", "Joined: {count}.", (("count", "2"),), Span(5, 9)),
        ImportRemark("doubted", "Odd."),
    ),
    format="PDF",
    encoding="utf-8",
)


def plain():
    return decode_reply(encode_reply(report_to_json(FULL)))


def test_every_field_comes_back():
    assert report_from_json(plain(), PATH) == FULL
    assert set(plain()) | {"path"} == set(Report.__dataclass_fields__)


SPOILT = {
    "text": ["", "a\r\nb", "a\u2028b", 3],
    "year": [10**6, "2023", True, 2023.0],
    "pages": [[1], [0, 9, 5], [0, 10**9], 0],
    "marks": [[[0, 99, 1]], [[4, 0, 1]], [[0, 4]], [[-1, 4, 1]]],
    "dropped": [[["x", 0, "because", 0]], [["x", -1, "title", 0]]],
    "metadata": [[["a"]], [["a", None]], {"a": "b"}],
    "published": ["2023", "tomorrow", 5],
    "period": [["2023-01-01"], "2023"],
    "remarks": [
        [["repaired", "{count.__class__}", [["count", "1"]], None]],
        [["repaired", "{count:>9999999999}", [["count", "1"]], None]],
        [["repaired", "{count!r}", [["count", "1"]], None]],
        [["repaired", "{a.b}", [["a.b", "1"]], None]],
        [["repaired", "{} and }", [], None]],
        [["shouted", "Odd.", [], None]],
        [["doubted", "Odd.", [], [0, 99]]],
    ],
    "grids": [
        [[5, 11, 3, 2, 0, []]],
        [[5, 11, 2, 3, 0, []]],
        [[5, 11, 2, 2, 3, []]],
        [[5, 99, 2, 2, 0, []]],
        [[5, 11, 2, 2, 0, [[0, 4, 0, 0, 1, 1]]]],
        [[5, 11, 2, 2, 0, [[5, 6, 2, 0, 1, 1]]]],
        [[5, 11, 2, 2, 0, [[5, 6, 0, 0, 3, 1]]]],
        [[5, 11, 2, 2, 0, [[5, 6, 0, 0, 1, 0]]]],
        [[5, 11, 2, 2, 0, []], [5, 11, 2, 2, 0, []]],
    ],
    "shell": ["rm"],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field in SPOILT for value in SPOILT[field]])
def test_what_no_reader_sends_is_refused(field, value):
    with pytest.raises(InvalidWorkerReply):
        report_from_json({**plain(), field: value}, PATH)


@pytest.mark.parametrize("field", list(report_to_json(FULL)))
def test_no_field_may_be_missing(field):
    fields = plain()
    del fields[field]
    with pytest.raises(InvalidWorkerReply):
        report_from_json(fields, PATH)


@pytest.mark.parametrize("raw", [b"", b"null", b"[1]", b"\xff", b"[" * 100_000, b'{"a":' + b"9" * 5000 + b"}"])
def test_what_is_no_object_is_refused(raw):
    with pytest.raises(InvalidWorkerReply):
        decode_reply(raw)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(st.sampled_from(sorted(report_to_json(FULL))), anything)
def test_any_value_is_taken_or_refused(field, value):
    try:
        report = report_from_json({**plain(), field: json.loads(json.dumps(value))}, PATH)
    except InvalidWorkerReply:
        return
    assert report_from_json(decode_reply(encode_reply(report_to_json(report))), PATH) == report


def test_a_problem_keeps_its_template_and_values():
    problem = UnreadableFile("{name} is too large: {size} MB.", name=PATH, size=70)
    told = problem_from(decode_reply(encode_reply({"problem": plain_problem(problem)}))["problem"])
    assert (told.message, told.values, str(told)) == (problem.message, {"name": "年报.pdf", "size": 70}, str(problem))


@pytest.mark.parametrize(
    "sent",
    [
        ["{name}", {}, 1],
        ["{name.x}", {"name": "a"}],
        ["{other}", {"name": "a"}],
        ["{name}", {"name": ["a"]}],
        ["{name}", {"name": "a", "message": "b"}],
        [5, {}],
    ],
)
def test_a_problem_that_no_reader_raises_is_refused(sent):
    with pytest.raises(InvalidWorkerReply):
        problem_from(sent)
