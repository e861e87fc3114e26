import csv
import io
import json
from datetime import UTC, datetime

import docx
import pytest

from tests.cli.test_main import BLOCK_QT, run
from tests.sample import sample_analysis
from zjviewer.core.annotations.anchors import anchor_item, anchor_section, anchor_words, resolve_annotations
from zjviewer.core.annotations.annotation import Anchor, Annotation
from zjviewer.core.annotations.annotation_file import update_annotation_file
from zjviewer.core.export.annotations import LOST, format_annotations, lines_of, to_document, write_lines
from zjviewer.core.model.report import Span
from zjviewer.errors import NotWritten
from zjviewer.pipeline.open_report import open_report

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def made(id_, anchor, kind="highlight", note="", colour="amber"):
    return Annotation(id_, kind, colour, note, anchor, NOON)


@pytest.fixture(scope="module")
def lines():
    analysis = sample_analysis()
    at = analysis.report.text.index("维持具体行政行为845件")
    kept = (
        made("a1", anchor_words(analysis, Span(at, at + 12)), "note", "=核对\n*两处*", "rose"),
        made("b2", anchor_section(analysis, analysis.section_by_id["2"]), "bookmark"),
        made("c3", anchor_item(analysis, analysis.table_by_id["review"]), "bookmark"),
        made("d4", Anchor("words", "这些话从来没有写过在这里面", section="旧章节")),
    )
    return lines_of(analysis, resolve_annotations(kept, analysis))


def test_every_line_has_its_citation(lines):
    by_id = {line.id: line for line in lines}
    assert by_id["a1"].citation.startswith("——浙江省人民政府:《浙江省2017年政府信息公开工作年度报告》,三、")
    assert by_id["b2"].citation.count("–") == 0
    assert (by_id["b2"].named, by_id["c3"].named) == ("章节书签", "指标表书签")
    assert (by_id["d4"].citation, by_id["d4"].section) == (LOST, "旧章节")
    assert lines[-1].id == "d4"


def test_a_sheet_opens_again_with_harmless_fields(lines, tmp_path):
    write_lines(lines, tmp_path / "notes.csv", "csv")
    raw = (tmp_path / "notes.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == 4
    noted = next(row for row in rows if row["批注"])
    assert noted["批注"] == "'=核对\n*两处*"
    assert noted["原文"] == "维持具体行政行为845件"


def test_markdown_keeps_letters_that_look_like_markup(lines):
    told = format_annotations(lines, "md")
    assert "> 维持具体行政行为845件" in told
    assert r"- 批注（玫瑰）：=核对 \*两处\*" in told
    assert told.count("\n## ") == 3


def test_a_document_opens_again_with_words_on_their_colour(lines):
    document = docx.Document(io.BytesIO(to_document(lines)))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "维持具体行政行为845件" in words
    assert "批注：=核对\n*两处*" in words
    assert 'w:fill="FAE3E8"' in document.element.xml


def test_nothing_is_overwritten_unasked(lines, tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(NotWritten):
        write_lines(lines, path, "md")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    path = tmp_path / "report.txt"
    path.write_text("2017年共收到申请30件。全部办结。", encoding="utf-8")
    analysis = open_report(path)
    kept = made("a1", anchor_words(analysis, Span(0, 5)), "note", "看")
    update_annotation_file(path, lambda before: before._replace(annotations=(kept,)))
    return path


def test_the_command_prints_and_writes_what_is_kept(report, tmp_path):
    done = run("annotations", report, before=BLOCK_QT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == ["[批注·琥珀] 2017年", "  看"]
    (told,) = json.loads(run("annotations", report, "--format", "json", before=BLOCK_QT).stdout)
    assert (told["kind"], told["target"], told["quote"], told["note"]) == ("note", "words", "2017年", "看")
    out = tmp_path / "notes.docx"
    assert run("annotations", report, "--format", "docx", "--out", out, before=BLOCK_QT).stdout.strip() == str(out)
    assert any("看" in paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    again = run("annotations", report, "--format", "docx", "--out", out, before=BLOCK_QT)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)


def test_the_command_says_what_it_cannot_do(report, tmp_path):
    assert run("annotations", report, "--format", "docx", before=BLOCK_QT).returncode == 2
    other = tmp_path / "other.txt"
    other.write_text("没有批注的一份。", encoding="utf-8")
    assert run("annotations", other, before=BLOCK_QT).returncode == 1


def test_json_has_every_field_of_every_line(lines):
    written = format_annotations(lines, "json")
    assert json.loads(written) == [line._asdict() for line in lines]
    assert written.endswith("\n")
    assert "维持具体行政行为845件" in written
