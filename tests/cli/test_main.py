"""The command line as a user meets it: real processes, exact keys, exit codes, no traceback, no Qt for text."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readers.test_strangers import MADE
from zjviewer import paths
from zjviewer.cli.main import main
from zjviewer.cli.options import COMMANDS
from zjviewer.core.editorial.corrections import remove_heading, set_report_properties
from zjviewer.core.editorial.sidecar_writer import save_edit
from zjviewer.pipeline.open_report import open_report

PROJECT = Path(__file__).parent.parent.parent
BLOCK_QT = "import sys; sys.modules['PySide6'] = None; sys.modules['pyqtgraph'] = None; "


def run(*arguments: str | Path, before: str = "") -> subprocess.CompletedProcess[str]:
    code = f"{before}import sys; from zjviewer.cli.main import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "ascii"}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=120,
        check=False,
    )


def run_here(capsys, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same in this process, where the start of a process is not what is tested."""
    try:
        code = main([*arguments])
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return subprocess.CompletedProcess(arguments, code, said.out, said.err)


def read_json(*arguments: str | Path):
    done = run(*arguments, before=BLOCK_QT)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def text() -> str:
    done = run("text", before=BLOCK_QT)
    assert done.returncode == 0
    return done.stdout.removesuffix("\n")


def test_text_is_the_canonical_text_and_nothing_else(text):
    assert len(text) == 8990
    assert text.startswith("2017年,我省")
    assert text.endswith("有力保障。")


def test_outline_has_its_keys_in_reading_order(text):
    sections = read_json("outline", "--format", "json")
    assert {frozenset(s) for s in sections} == {frozenset({"id", "title", "level", "start", "end", "source"})}
    assert [s["start"] for s in sections] == sorted(s["start"] for s in sections)
    assert {s["source"] for s in sections} == {"text", "editorial"}
    assert run("outline").stdout.count("\n") == len(sections)


def test_figures_as_json_and_csv_say_the_same(text):
    figures = read_json("figures", "--format", "json")
    keys = list(figures[0])
    older = "id start end literal value unit kind qualifier indicator subject year section tables"
    assert " ".join(keys) == f"{older} low high status magnitude"
    assert all(text[f["start"] : f["end"]] == f["literal"] for f in figures)
    rows = list(csv.DictReader(io.StringIO(run("figures", before=BLOCK_QT).stdout)))
    assert list(rows[0]) == keys
    assert [(r["id"], r["literal"], float(r["value"]), r["tables"].split()) for r in rows] == [
        (f["id"], f["literal"], f["value"], f["tables"]) for f in figures
    ]


def test_tables_point_at_figures(text):
    tables = read_json("tables", "--format", "json")
    figures = {f["id"]: f for f in read_json("figures", "--format", "json")}
    assert len(tables) == 21
    for table in tables:
        assert set(table) == {"id", "title", "section", "columns", "rows"}
        for row in table["rows"]:
            assert set(row) == {"label", "cells", "level"}
            assert len(row["cells"]) == len(table["columns"])
            for cell in filter(None, row["cells"]):
                assert set(cell) == {"figure", "value", "unit"}
                figure = figures[cell["figure"]]
                assert (cell["value"], cell["unit"]) == (figure["value"], figure["unit"])
                assert table["id"] in figure["tables"]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_tables_are_written_into_a_folder_and_never_over_a_file(tmp_path, format):
    first = run("tables", "--format", format, "--out", tmp_path / "导出", before=BLOCK_QT)
    assert first.returncode == 0, first.stderr
    written = [Path(line) for line in first.stdout.splitlines()]
    assert written
    assert all(path.stat().st_size > 500 for path in written)
    kept = {path: path.read_bytes() for path in written}
    run("tables", "--format", format, "--out", tmp_path / "导出")
    assert {path: path.read_bytes() for path in written} == kept


def test_search_gives_places_with_their_section(text):
    hits = read_json("search", "公开率", "--format", "json")
    (hit,) = hits
    assert set(hit) == {"file", "start", "end", "text", "section", "context"}
    assert text[hit["start"] : hit["end"]] == hit["text"] == "公开率"
    assert hit["section"] == "7"
    assert "公开率" in hit["context"]


def test_search_over_several_files_and_expressions(tmp_path):
    for name in ("一.txt", "二.txt"):
        (tmp_path / name).write_text(f"第{name[0]}份报告,公开信息３条。", encoding="utf-8")
    hits = read_json("search", r"第.份|3条", tmp_path / "一.txt", tmp_path / "二.txt", "--regex", "--format", "json")
    assert [Path(h["file"]).stem + h["text"] for h in hits] == ["一第一份", "一３条", "二第二份", "二３条"]


def test_options_may_stand_between_words_and_files(tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text("公开信息３条。", encoding="utf-8")
    assert len(read_json("search", "公开|3条", "--regex", path, "--format", "json")) == 2
    assert len(read_json("search", "--format", "json", "公开", path, "--variants", path)) == 2
    assert run("search", "--", "-x", path).returncode == 1


def test_nothing_found_is_one(tmp_path):
    (tmp_path / "plain.txt").write_text("没有数字。", encoding="utf-8")
    assert run("search", "没有这个词").returncode == 1
    for command in ("figures", "tables", "outline"):
        assert run(command, tmp_path / "plain.txt").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("text", "/no/such/file.txt"),
        ("figures", "--format", "xml"),
        ("search",),
        ("search", ""),
        ("search", "(", "--regex"),
        ("charts",),
        ("charts", "--out", "x", "--dpi", "0"),
        ("charts", "--out", "x", "--table", "no-such"),
        ("tables", "--format", "xlsx"),
        ("--size", "12"),
        ("--nonsense",),
        ("/no/such/file.txt", "--screenshot", "x.png"),
    ],
)
def test_unusable_input_is_one_line_and_two(arguments, capsys):
    done = run_here(capsys, *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("zjviewer")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, capsys):
    done = run_here(capsys, command, "--help")
    assert done.returncode == 0
    assert f"zjviewer {command}" in done.stdout.split("Example:")[1]


def test_a_closed_pipe_is_no_error():
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        f'"{sys.executable}" -m zjviewer figures | head -1',
        shell=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.stdout.startswith("id,start")
    assert done.stderr == ""


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_charts_are_drawn_without_a_display(tmp_path, format):
    done = run("charts", "--out", tmp_path, "--format", format, "--dpi", "96", "--table", "channels")
    assert done.returncode == 0, done.stderr
    (path,) = map(Path, done.stdout.splitlines())
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[format]
    assert path.read_bytes().startswith(start)
    assert path.name.startswith("浙江省人民政府_2017_公开渠道")


@pytest.mark.parametrize(("options", "told"), [((), True), (("--no-note",), False)])
def test_a_chart_tells_what_does_not_add_up_in_it_unless_that_is_turned_off(tmp_path, options, told):
    done = run("charts", "--out", tmp_path, "--format", "svg", "--table", "disclosure", *options)
    assert done.returncode == 0, done.stderr
    first = Path(done.stdout.splitlines()[0]).read_text(encoding="utf-8")
    assert ("勾稽不符：8,517,780 + 997,784 = 9,515,564 ≠ 9,341,853，差 173,711，1.9%" in first) is told


def test_charts_are_drawn_in_the_order_asked_for(tmp_path):
    drawings = []
    for order in ("report", "ascending"):
        done = run("charts", "--out", tmp_path / order, "--format", "svg", "--table", "channels", "--sort", order)
        assert done.returncode == 0, done.stderr
        drawings.append(Path(done.stdout.splitlines()[0]).read_bytes())
    assert drawings[0] != drawings[1]


def test_charts_are_drawn_as_they_were_edited(tmp_path, monkeypatch):
    report = tmp_path / "report.txt"
    report.write_bytes(paths.bundled_report().read_bytes())
    sidecar = paths.bundled_report().with_suffix(".toml")
    if sidecar.exists():
        (tmp_path / "report.toml").write_bytes(sidecar.read_bytes())
    edit = '[[chart]]\nchart = "{id}"\nwas = "{title}"\ntitle = "网站领先"\nwidth = 80\n'
    analysis = open_report(report)
    chart = next(chart for chart in analysis.charts if not chart.id.endswith("-2"))
    marks = tmp_path / "report.txt.marks.toml"
    marks.write_text(edit.format(id=chart.id, title=chart.title), encoding="utf-8")
    sizes = []
    for options in ((), ("--as-reported",), ("--title", "另一个", "--kind", "dots", "--width-mm", "100")):
        done = run("charts", report, "--out", tmp_path / "out", "--format", "svg", "--chart", chart.id, *options)
        assert done.returncode == 0, done.stderr
        drawing = Path(done.stdout.strip()).read_text(encoding="utf-8")
        sizes.append(
            (
                drawing.count("网站领先") > 0,
                drawing.count("另一个") > 0,
                round(float(re.search(r'width="([\d.]+)', drawing)[1])),
            )
        )
    assert sizes == [(True, False, 80), (False, False, 160), (False, True, 100)]


@pytest.mark.parametrize(("format", "start"), [("pdf", b"%PDF"), ("pptx", b"PK")])
def test_charts_are_written_into_one_file(tmp_path, format, start):
    if format == "pptx":
        pytest.importorskip("pptx")
    options = ("--format", format, "--together", "--table", "disclosure", "--finding")
    done = run("charts", "--out", tmp_path, *options)
    assert done.returncode == 0, done.stderr
    (path,) = map(Path, done.stdout.splitlines())
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("options", [("--title", "x"), ("--chart", "no-such"), ("--preset", "huge"), ("--kind", "map")])
def test_a_wrong_option_of_charts_is_told(tmp_path, options):
    done = run("charts", "--out", tmp_path, *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_the_text_commands_follow_what_the_reader_has_corrected_in_a_folder_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    bundled = paths.bundled_report()
    save_edit(bundled, set_report_properties({"year": 2018}))
    analysis = open_report(bundled)
    save_edit(bundled, remove_heading(analysis, analysis.sections[0]))
    titles = [section["title"] for section in read_json("outline", "--format", "json")]
    assert titles == [section.title for section in analysis.sections[1:]]


def test_search_reads_pinyin_and_traditional_characters_and_finds_words_near_one_another():
    plain = read_json("search", "主动公开", "--format", "json")
    for pattern, option in (("zdgk", "--pinyin"), ("主動公開", "--variants")):
        assert read_json("search", pattern, option, "--format", "json") == plain
        assert run("search", pattern).returncode == 1
    near = read_json("search", "公开 NEAR/10 申请", "--format", "json")
    assert near
    assert all(len(hit["text"]) <= 14 for hit in near)


def test_an_editorial_file_that_is_not_valid_costs_a_line_and_not_the_report(tmp_path):
    (tmp_path / "report.txt").write_text("一、概述\n公开信息3条。\n", encoding="utf-8")
    (tmp_path / "report.toml").write_text("title = ", encoding="utf-8")
    done = run("text", tmp_path / "report.txt", before=BLOCK_QT)
    assert done.returncode == 0
    assert "公开信息3条" in done.stdout
    assert done.stderr.startswith("zjviewer: The editorial file report.toml is not valid")
    assert done.stderr.count("\n") == 1


def test_a_text_is_read_in_the_encoding_that_is_named(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes("公开信息3条。".encode("utf-16-be"))
    done = run("text", path, "--encoding", "utf-16-be")
    assert (done.returncode, done.stdout.strip()) == (0, "公开信息3条。")
    assert json.loads(run("figures", path, "--encoding", "UTF-16BE", "--format", "json").stdout)[0]["literal"] == "3条"
    assert run("search", "公开", path, "--encoding", "utf-16-be").returncode == 0


@pytest.mark.parametrize("name", ["klingon", "latin-1", "base64"])
def test_an_encoding_that_is_none_is_told(tmp_path, name):
    path = tmp_path / "report.txt"
    path.write_text("公开信息3条。", encoding="utf-8")
    done = run("text", path, "--encoding", name)
    assert done.returncode == 2
    assert "is no encoding of Chinese" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "pdf", "csv"])
def test_every_command_reads_every_format(tmp_path, capsys, monkeypatch, ending):
    path = tmp_path / f"report.{ending}"
    path.write_bytes(MADE[f"report.{ending}"])
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for arguments, words in (
        (["text", str(path)], "公开"),
        (["outline", str(path), "--format", "json"], "title"),
        (["figures", str(path)], "indicator"),
        (["tables", str(path)], "申请"),
        (["search", "公开", str(path)], "公开"),
        (["charts", str(path), "--out", str(tmp_path / "charts"), "--dpi", "60"], "png"),
    ):
        done = main(arguments)
        said = capsys.readouterr()
        assert said.err == ""
        if ending == "csv" and arguments[0] in ("tables", "charts", "outline"):
            assert done in (0, 1)  # a report in a field of an export has no tables
        else:
            assert done == 0, arguments
            assert words in said.out
