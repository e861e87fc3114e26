"""The worker that draws pages: answers in order, survives bad requests, and ends with its input."""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from reportlab.pdfgen.canvas import Canvas

from zjviewer.readers.pdf import document
from zjviewer.readers.sandbox import page_worker
from zjviewer.system.child_processes import PAGES, worker_command, worker_environment


def made(path, pages=2):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 200))
    for number in range(pages):
        canvas.drawString(60, 90, f"page {number}")
        canvas.showPage()
    canvas.save()
    path.write_bytes(file.getvalue())
    return path


def answers(path, *requests):
    """What the worker answers: JSON values and pixels. It has ended."""
    command = worker_command(PAGES, "zjviewer.readers.sandbox.page_worker", str(path), "2048")
    given = b"".join(
        request if isinstance(request, bytes) else json.dumps(request).encode() + b"\n" for request in requests
    )
    ran = subprocess.run(command, input=given, capture_output=True, env=worker_environment(), timeout=60, check=True)
    found, at = [], 0
    while at < len(ran.stdout):
        head, pixels = (int.from_bytes(ran.stdout[at + part : at + part + 4], "big") for part in (0, 4))
        found.append(
            (json.loads(ran.stdout[at + 8 : at + 8 + head]), ran.stdout[at + 8 + head : at + 8 + head + pixels])
        )
        at += 8 + head + pixels
    return found


def test_sizes_pictures_and_characters_are_answered_in_order(tmp_path):
    found = answers(made(tmp_path / "a.pdf"), ["picture", 1, 150], ["text", 0])
    assert [sizes for sizes, _ in found[:1]] == [[[300, 200]] * 2]
    (width, height), pixels = found[1]
    assert (width, height, len(pixels)) == (150, 100, 60_000)
    (characters, rects, links), none = found[2]
    assert (characters, len(rects), links, none) == ("page 0", 6, [], b"")


@pytest.mark.parametrize(
    "request_",
    [["picture", 9, 100], ["text", -9], ["picture"], [], {}, None, b"no JSON\n", ["picture", 0, "wide"], b"\xff\n"],
)
def test_a_bad_request_is_answered_by_null_and_the_next_one_as_usual(tmp_path, request_):
    found = answers(made(tmp_path / "a.pdf"), request_, ["picture", 0, 30])
    assert found[1] == (None, b"")
    assert found[2][0] == [30, 20]


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.4 and no more", b"PK\x03\x04"])
def test_a_file_that_cannot_be_drawn_is_one_null(tmp_path, content):
    path = tmp_path / "a.pdf"
    if content is not None:
        path.write_bytes(content)
    assert answers(path, ["text", 0]) == [(None, b"")]


def test_the_only_document_of_an_archive_is_drawn_and_one_of_several_by_its_name(tmp_path):
    inside = made(tmp_path / "a.pdf", 3).read_bytes()
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    for path, names in ((one, ("报告.pdf",)), (two, ("报告.pdf", "b.txt"))):
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, inside)
    assert len(answers(one)[0][0]) == 3
    assert answers(two) == [(None, b"")]
    assert len(answers(two / "报告.pdf")[0][0]) == 3


def test_the_program_itself_is_the_worker_where_it_is_frozen(tmp_path):
    path = made(tmp_path / "a.pdf")
    command = [sys.executable, "-I", "-m", "zjviewer", PAGES, str(path), "2048"]
    ran = subprocess.run(command, input=b"", capture_output=True, timeout=60, check=True)
    assert json.loads(ran.stdout[8:]) == [[300, 200], [300, 200]]


def test_as_many_pages_are_shown_as_are_read():
    assert page_worker.MOST_PAGES == document.MOST_PAGES
