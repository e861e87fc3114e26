"""Files from strangers: whatever is done to one, it opens or gives a sentence."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.examples import examples
from tests.papers import as_docx, as_html, as_markdown, as_ofd, as_pdf, as_text, national
from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report

MADE = {
    "report.txt": as_text(national()).encode("gb18030"),
    "report.md": as_markdown(national()).encode("utf-8"),
    "report.html": as_html(national()).encode("utf-8"),
    "report.docx": as_docx(national()),
    "report.pdf": as_pdf(national()),
    "report.ofd": as_ofd(national()),
    "report.csv": b"a,b,full_text\n1,2," + "公开信息3条。".encode() * 200,
}
BOUNDED = examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def opens_or_tells(path):
    with contextlib.suppress(UnreadableFile):
        analysis = open_report(path, read=read_report)
        text = analysis.report.text
        assert text.strip()
        assert all(text[figure.start : figure.end] == figure.literal for figure in analysis.figures)
        assert all(grid.span.end <= len(text) for grid in analysis.report.grids)


def mutated(content: bytes, changes: list[tuple[int, bytes]], length: float) -> bytes:
    changed = bytearray(content)
    for at, new in changes:
        at %= len(changed)
        changed[at : at + len(new)] = new
    return bytes(changed[: max(1, int(len(changed) * length))])


@pytest.mark.parametrize("name", list(MADE))
@BOUNDED
@given(
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8)), max_size=12),
    length=st.sampled_from([1.0, 1.0, 0.97, 0.5, 0.1]),
)
def test_a_changed_file_opens_or_is_told(tmp_path, name, changes, length):
    path = tmp_path / name
    path.write_bytes(mutated(MADE[name], changes, length))
    opens_or_tells(path)


@BOUNDED
@given(st.data())
def test_a_document_with_changed_markup_opens_or_is_told(tmp_path, data):
    document = data.draw(st.sampled_from(["report.docx", "report.ofd"]))
    with zipfile.ZipFile(io.BytesIO(MADE[document])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = data.draw(st.sampled_from([part for part in parts if part in CHANGED or "Page_" in part]))
    changes = data.draw(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(TAGS)), min_size=1, max_size=6))
    parts[name] = mutated(parts[name], changes, 1.0)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    path = tmp_path / document
    path.write_bytes(written.getvalue())
    opens_or_tells(path)


TAGS = [b'w:val="99999999"', b'w:val="-1"', b"<w:tbl></w:tbl>", b"</w:p><w:p>", b'w:val=""', b"<w:tc/>", b"\0"]
TAGS += [b' CTM="nan 0 0 1e308 0 0" ', b"g 999999999 1e300", b"M L B C", b' Size="1e309" ', b' Boundary="0 0 -1 inf" ']
CHANGED = {"word/document.xml", "word/styles.xml", "word/numbering.xml", "OFD.xml", "Doc_0/Document.xml"}


@BOUNDED
@given(
    st.recursive(
        st.sampled_from(["公开3条。", "一、概述", ""]),
        lambda inner: st.builds(
            lambda tag, span, parts: f"<{tag} rowspan={span} colspan={span}>{''.join(parts)}</{tag}>",
            st.sampled_from(["table", "tr", "td", "div", "p", "ol", "li", "b", "pre", "thead"]),
            st.sampled_from([0, 1, 2, 999999]),
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )
)
def test_any_nesting_of_markup_opens_or_is_told(tmp_path, markup):
    path = tmp_path / "report.html"
    path.write_text(f"<html>{markup}</html>", encoding="utf-8")
    opens_or_tells(path)


@BOUNDED
@given(st.binary(max_size=400), st.sampled_from(list(MADE)))
def test_any_bytes_under_any_name_open_or_are_told(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    opens_or_tells(path)
