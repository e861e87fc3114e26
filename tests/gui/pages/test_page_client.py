"""Answers of the worker that draws pages are not trusted, and a worker that hangs or dies is given up."""

import json
import sys

import pytest

from zjviewer.gui.pages import page_client
from zjviewer.gui.pages.page_client import PageClient

SIZES = [[300, 200], [300, 200]]
PROGRAM = """
import sys, time
out = sys.stdout.buffer
for answer in {answers!r}:
    out.write(answer)
    out.flush()
    sys.stdin.buffer.readline()
{end}
"""


def framed(value, pixels=b""):
    head = json.dumps(value).encode()
    return len(head).to_bytes(4, "big") + len(pixels).to_bytes(4, "big") + head + pixels


@pytest.fixture
def client(monkeypatch, tmp_path, qapp):
    """Client of a program that gives these answers, whatever it is asked."""
    made = []

    def start(*answers, end="time.sleep(60)"):
        program = PROGRAM.format(answers=answers, end=end)
        monkeypatch.setattr(page_client, "worker_command", lambda *_: [sys.executable, "-I", "-c", program])
        made.append(PageClient(tmp_path / "a.pdf"))
        return made[-1]

    yield start
    for each in made:
        each.close()


def test_pictures_and_characters_arrive_as_they_were_asked_for(qtbot, client):
    text = ["公开", [[0, 0, 1, 1], [1, 0, 2, 1]], [[[0, 0, 9, 9], 1, 20]]]
    asked = client(framed(SIZES), framed([2, 1], b"\0\0\0\0\xff\xff\xff\0"), framed(text))
    seen = []
    asked.drawn.connect(lambda *values: seen.append(values))
    with qtbot.waitSignal(asked.opened) as opened:
        pass
    assert opened.args == [((300.0, 200.0), (300.0, 200.0))]
    with qtbot.waitSignal(asked.text_read) as read:
        asked.ask([("picture", 1, 2), ("text", 0)])
    page, found = read.args
    assert (page, found.characters, found.links[0].page) == (0, "公开", 1)
    [(page, width, picture)] = seen
    assert (page, width, picture.width(), picture.height()) == (1, 2, 2, 1)
    assert [picture.pixelColor(x, 0).name() for x in (0, 1)] == ["#000000", "#ffffff"]
    assert not asked.busy


@pytest.mark.parametrize(
    "sizes",
    [
        framed(None),
        framed([]),
        framed([[0, 5]]),
        framed([[1e9, 5]]),
        framed([["a", 5]]),
        framed([[float("nan"), 5]]),
        framed({"a": 1}),
        b"\0\0\0\3\0\0\0\0xxx",
        b"\xff\xff\xff\xff\0\0\0\0",
        b"\0\0\0\1\xff\xff\xff\xff1",
    ],
)
def test_sizes_that_are_none_end_the_worker(qtbot, client, sizes):
    with qtbot.waitSignal(client(sizes).failed):
        pass


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (("picture", 0, 9), framed([2, 2], b"1234")),
        (("picture", 0, 9), framed([2.0, 1], b"12345678")),
        (("picture", 0, 9), framed([-1, -1], b"1234")),
        (("picture", 0, 9), framed("ab")),
        (("text", 0), framed(["ab", [[0, 0, 1, 1]], []])),
        (("text", 0), framed(["a", [[0, 0, 1]], []])),
        (("text", 0), framed(["a", [[0, 0, 1, float("inf")]], []])),
        (("text", 0), framed(["a", [[0, 0, 1, 1]], [[[0, 0, 1, 1], 7, 0]]])),
        (("text", 0), framed([7, [], []])),
    ],
)
def test_an_answer_that_does_not_fit_ends_the_worker(qtbot, client, request_, answer):
    asked = client(framed(SIZES), answer)
    with qtbot.waitSignal(asked.opened):
        pass
    with qtbot.waitSignal(asked.failed):
        asked.ask([request_])
    assert not asked.busy


def test_a_page_that_cannot_be_drawn_is_said_and_the_next_one_is_drawn(qtbot, client):
    asked = client(framed(SIZES), framed(None), framed([1, 1], b"1234"))
    with qtbot.waitSignal(asked.opened):
        pass
    with qtbot.waitSignals([asked.page_failed, asked.drawn]):
        asked.ask([("picture", 0, 5), ("picture", 1, 1)])


def test_a_worker_that_dies_or_does_not_start_is_said(qtbot, client, monkeypatch, tmp_path):
    with qtbot.waitSignal(client(framed(SIZES)[:6], end="").failed):
        pass
    monkeypatch.setattr(page_client, "worker_command", lambda *_: [str(tmp_path / "none")])
    asked = PageClient(tmp_path / "a.pdf")
    qtbot.waitUntil(lambda: not asked.busy)
    asked.close()


def test_a_worker_that_does_not_answer_is_given_up(qtbot, client, monkeypatch):
    monkeypatch.setattr(page_client, "PATIENCE_MS", 50)
    with qtbot.waitSignal(client().failed):
        pass


def test_what_is_no_longer_wanted_is_not_asked_for(qtbot, client):
    asked = client(framed(SIZES), *(framed([1, 1], b"1234") for _ in range(5)))
    seen = []
    asked.drawn.connect(lambda page, *_: seen.append(page))
    asked.ask([("picture", 0, 1)])
    asked.ask([("picture", 1, 1)])
    qtbot.waitUntil(lambda: bool(seen) and not asked.busy)
    assert seen == [1]
