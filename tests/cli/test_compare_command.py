"""`zjviewer compare`: rows of several reports; metrics, bodies, years; files left out; exit codes."""

import csv
import io
import json

import pytest

from tests.checks.reports import OUTCOMES, balanced, national
from zjviewer.cli.compare_command import years_named
from zjviewer.cli.main import main
from zjviewer.comparison.panel import KEYS
from zjviewer.comparison.panel_files import read_rows
from zjviewer.errors import Problem

NEW = "applications/new/all"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    paths = []
    for name, year in (("淮安市洪泽区", 2021), ("淮安市洪泽区", 2023), ("淮安市淮安区", 2021)):
        path = folder / f"{name}{year}.html"
        path.write_text(national(balanced, OUTCOMES, year).replace("江阳市", name), encoding="utf-8")
        paths.append(str(path))
    return paths


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_every_row_of_the_csv_has_the_declared_columns(files, capsys):
    assert main(["compare", *files, "--metric", NEW]) == 0
    rows = rows_of(capsys.readouterr().out)
    assert tuple(rows[0]) == KEYS
    assert [(row["body"], row["year"], row["semantics"]) for row in rows] == [
        ("淮安市淮安区人民政府", "2021", "number"),
        ("淮安市淮安区人民政府", "2022", "no_report"),
        ("淮安市淮安区人民政府", "2023", "no_report"),
        ("淮安市洪泽区人民政府", "2021", "number"),
        ("淮安市洪泽区人民政府", "2022", "no_report"),
        ("淮安市洪泽区人民政府", "2023", "number"),
    ]


def test_json_and_files_have_the_same_rows(files, capsys, tmp_path):
    assert main(["compare", *files, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    for format in ("xlsx", "parquet"):
        path = tmp_path / f"panel.{format}"
        assert main(["compare", *files, "--format", format, "--out", str(path)]) == 0
        assert read_rows(path) == rows


def test_bodies_and_years_are_chosen_by_any_name_and_range(files, capsys):
    assert main(["compare", "--bodies", "洪泽区", "--years", "2022-2023", files[1], *files, "--metric", NEW]) == 0
    rows = rows_of(capsys.readouterr().out)
    assert [(row["body"], row["year"]) for row in rows] == [
        ("淮安市洪泽区人民政府", "2022"),
        ("淮安市洪泽区人民政府", "2023"),
    ]


def test_a_file_of_an_unknown_body_is_named_and_the_others_are_compared(files, capsys, tmp_path):
    unknown = tmp_path / "x.html"
    unknown.write_text(national(balanced, OUTCOMES, 2022).replace("江阳市人民政府", ""), encoding="utf-8")
    assert main(["compare", *files, str(unknown), "--metric", NEW]) == 0
    captured = capsys.readouterr()
    assert "1 of 4 files is left out." in captured.err
    assert "x.html is left out: its body is unknown." in captured.err
    assert "x.html" not in captured.out
    assert main(["compare", str(unknown)]) == 1


def test_the_metrics_are_listed_without_reading_a_file(capsys):
    assert main(["compare", "--list-metrics"]) == 0
    rows = rows_of(capsys.readouterr().out)
    assert NEW in {row["metric"] for row in rows}
    assert main(["compare", "--list-metrics", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == rows


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--metric", "nonsense"], "no metric nonsense"),
        (["--years", "soon"], "neither a year nor a range"),
        (["--bodies", "杭州市"], "There is no report of 杭州市"),
        (["--format", "xlsx"], "add --out"),
        (["--format", "xlsx", "--out", "panel.csv"], "ends in .xlsx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(files, capsys, arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["compare", files[0], *arguments]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_years_are_read_alone_in_lists_and_in_ranges():
    assert years_named(["2019-2021", "2023,2025"]) == [2019, 2020, 2021, 2023, 2025]
    with pytest.raises(Problem, match="2023-2019"):
        years_named(["2023-2019"])


@pytest.mark.parametrize(("format", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_picture_is_a_file_of_its_format(files, tmp_path, format, begins, qapp):
    path = tmp_path / f"trend.{format}"
    assert main(["compare", *files, "--metric", NEW, "--format", format, "--out", str(path)]) == 0
    data = path.read_bytes()
    assert data.startswith(begins)
    if format == "svg":
        assert "淮安市洪泽区人民政府" in data.decode()


@pytest.mark.parametrize(
    ("chosen", "told"), [([], ("2021年 → ", "2023年")), (["--years", "2021"], ("淮安区人民政府2021年 → ", "洪泽区"))]
)
def test_texts_of_two_years_or_bodies_are_drawn(files, tmp_path, chosen, told, qapp):
    path = tmp_path / "text.svg"
    bodies = [] if chosen else ["--bodies", "洪泽区"]
    arguments = ["compare", *files, "--view", "text", "--format", "svg", "--out", str(path), *bodies, *chosen]
    assert main(arguments) == 0
    written = path.read_text(encoding="utf-8")
    assert all(words in written for words in told)


def test_one_text_alone_is_not_compared_and_too_high_a_picture_is_not_written(files, capsys, tmp_path, qapp):
    path = tmp_path / "text.png"
    picture = ["--format", "png", "--out", str(path), "--view"]
    assert main(["compare", files[0], *picture, "text"]) == 2
    assert "two years of one body" in capsys.readouterr().err
    assert main(["compare", *files, *picture, "text", "--dpi", "1200", "--width-mm", "1000"]) == 2
    assert "47244 ×" in capsys.readouterr().err
    assert not path.exists()


def test_a_picture_needs_a_file(files, capsys):
    assert main(["compare", *files, "--format", "png"]) == 2
    assert "add --out" in capsys.readouterr().err
