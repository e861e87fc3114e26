"""The public interface: what `import zjviewer` offers, and the page of the documents that shows it."""

import dataclasses
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import zjviewer
from zjviewer.cli.main import main
from zjviewer.paths import bundled_report

PROJECT = Path(__file__).parent.parent
PAGE = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report():
    return zjviewer.open_report(bundled_report())


def test_the_code_of_the_page_runs(capsys):
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.S):
        exec(block, names)
    printed = capsys.readouterr().out
    assert "浙江省2017年政府信息公开工作年度报告" in printed
    assert "There is no file no-such-report.pdf." in printed
    assert "9,515,564" in printed


def test_the_page_names_every_member():
    for name in (*dir(zjviewer), "figures_frame", "checks_frame", "search", "remarks", "sections", "tables"):
        assert name in PAGE, name


def test_importing_it_imports_neither_qt_nor_pandas():
    code = (
        "import sys, zjviewer; before = set(sys.modules); zjviewer.open_report\n"
        "late = ('PySide6', 'pandas', 'numpy', 'lxml', 'pypdfium2')\n"
        "print([m for m in late if m in sys.modules], 'zjviewer.api' in before, zjviewer.errors.Problem.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert done.stdout == "[] False Problem\n"


def test_only_the_public_names_are_there():
    assert dir(zjviewer) == ["Document", "errors", "open_corpus", "open_report"]
    with pytest.raises(AttributeError, match="no attribute 'launch'"):
        _ = zjviewer.launch


def test_a_document_is_frozen(report):
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.title = "x"
    with pytest.raises(TypeError):
        report.tables["x"] = None


def test_metadata_and_counts(report):
    assert (report.issuer, report.region, report.year) == ("浙江省人民政府", "浙江省", 2017)
    assert (report.era, report.encoding) == ("E1", "utf-8")
    assert len(report.tables) == 21
    assert repr(report).startswith("<Document 浙江省2017年政府信息公开工作年度报告: 43 sections")


def test_the_frames_say_what_the_commands_say(report, capsys):
    main(["figures", "--format", "json"])
    figures = json.loads(capsys.readouterr().out)
    frame = report.figures_frame()
    assert list(frame.columns) == list(figures[0])
    assert frame["literal"].tolist() == [figure["literal"] for figure in figures]
    assert frame["value"].astype(float).tolist() == [float(figure["value"]) for figure in figures]
    main(["check", "--format", "json"])
    checks = json.loads(capsys.readouterr().out)
    frame = report.checks_frame()
    assert list(frame.columns) == [key for key in checks[0] if key != "file"]
    assert frame["id"].tolist() == [check["id"] for check in checks]


def test_a_table_gives_numbers_and_exact_values(report):
    table = report.tables["review"]
    values = [cell.value for row in table.rows for cell in row.cells if cell]
    numbers = table.frame().to_numpy().ravel().tolist()
    assert [number for number in numbers if number == number] == [float(value) for value in values]
    exact = table.frame(exact=True).to_numpy().ravel().tolist()
    assert [value for value in exact if isinstance(value, Decimal)] == values


def test_a_search_gives_places_with_sections(report):
    hits = report.search("公开")
    assert all(report.text[hit.start : hit.end] == hit.text == "公开" for hit in hits)
    assert len(hits) == report.text.count("公开")
    assert report.search("") == ()
    assert len(report.search(r"\d{4}年", regex=True)) > 5
    with pytest.raises(zjviewer.errors.BadPattern):
        report.search("(", regex=True)


def test_a_notebook_shows_an_overview_and_no_markup_of_the_report(tmp_path):
    path = tmp_path / "年报.txt"
    path.write_text("<b>某县</b>2024年政府信息公开工作年度报告\n一、总体情况\n全县公开信息12条。\n", "utf-8")
    shown = zjviewer.open_report(str(path))._repr_html_()
    assert "<b>" not in shown
    assert "sections" in shown


def test_errors_are_sentences(tmp_path):
    with pytest.raises(zjviewer.errors.UnreadableFile, match=r"^There is no file 没有\.txt\.$"):
        zjviewer.open_report("没有.txt")
    path = tmp_path / "a.txt"
    path.write_text("全县公开信息12条。", "utf-8")
    with pytest.raises(zjviewer.errors.UnreadableFile, match="encoding"):
        zjviewer.open_report(path, encoding="klingon")
    assert zjviewer.open_report(path, encoding="utf-8").text == "全县公开信息12条。"
