"""`zjviewer library`: exact keys, exit codes, and every report found by its text and its title."""

import json

import pytest

from tests.library.reports import PoolHere
from zjviewer.cli.main import main
from zjviewer.library import indexing

LIST_KEYS = ["file", "title", "body", "unit_type", "region", "year", "era", "state", "message"]
SEARCH_KEYS = ["file", "title", "body", "year", "hits", "passages"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with reports, an own library, and readers in this process."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    defaults = indexing.update_library.__kwdefaults__
    monkeypatch.setitem(defaults, "pool", PoolHere)
    made = tmp_path / "年报"
    made.mkdir()
    (made / "洪泽区.txt").write_text(
        "洪泽区2022年政府信息公开年报\n一、总体情况\n公开信息3条，公开5次。", encoding="utf-8"
    )
    (made / "区财政局.md").write_text("# 区财政局2021年政府信息公开年报\n\n依申请公开2件。\n", encoding="utf-8")
    (made / "damaged.docx").write_bytes(b"PK nothing")
    return made


def run(capsys, *arguments: str):
    try:
        code = main(["library", *map(str, arguments)])
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return code, said.out, said.err


def test_files_are_added_listed_searched_counted_and_removed(folder, capsys):
    code, out, err = run(capsys, "add", folder)
    assert (code, out) == (1, "2 read, 0 unchanged, 1 failed, 0 missing\n")
    assert "list --state failed" in err

    code, out, _ = run(capsys, "list", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert [list(row) for row in rows] == [LIST_KEYS] * 3
    by_name = {row["file"].rpartition("/")[2]: row for row in rows}
    assert by_name["damaged.docx"]["state"] == "failed"
    assert by_name["damaged.docx"]["message"].startswith("damaged.docx is damaged")
    unknown, known = by_name["区财政局.md"], by_name["洪泽区.txt"]
    assert (unknown["body"], unknown["unit_type"], unknown["region"]) == ("区财政局", "department", "")
    assert (known["body"], known["unit_type"], known["year"]) == ("淮安市洪泽区人民政府", "county", 2022)
    assert known["region"] == "江苏省淮安市洪泽区"

    code, out, _ = run(capsys, "search", "公开", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert [list(each) for each in found] == [SEARCH_KEYS] * 2
    assert {each["year"]: each["hits"] for each in found} == {2022: 3, 2021: 2}
    for each in found:
        assert all(passage["text"] == "公开" in passage["context"] for passage in each["passages"])

    code, out, _ = run(capsys, "status", "--format", "json")
    status = json.loads(out)
    assert code == 0
    assert [status[name] for name in ("files", "reports", "indexed", "failed", "missing")] == [3, 2, 2, 1, 0]
    assert status["folders"] == [str(folder)]

    assert run(capsys, "remove", folder)[0] == 0
    assert run(capsys, "list")[:2] == (1, "")
    assert (folder / "洪泽区.txt").exists()


def test_titles_are_searched_too(folder, capsys):
    run(capsys, "add", folder)
    code, out, _ = run(capsys, "search", "区财政局", "--format", "json")
    (each,) = json.loads(out)
    assert (code, each["hits"], each["passages"][0]["in_title"]) == (0, 1, True)


def test_a_second_addition_reads_nothing_and_marks_what_is_missing(folder, capsys):
    (folder / "damaged.docx").unlink()
    assert run(capsys, "add", folder)[:2] == (0, "2 read, 0 unchanged, 0 failed, 0 missing\n")
    (folder / "区财政局.md").unlink()
    assert run(capsys, "add", folder)[:2] == (0, "0 read, 1 unchanged, 0 failed, 1 missing\n")
    assert "missing" in run(capsys, "list")[1]
    assert run(capsys, "search", "依申请")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("list",), 1, "empty"),
        (("search", "公开"), 1, "empty"),
        (("search", ""), 2, "PATTERN is empty"),
        (("search", "(", "--regex"), 2, "expression"),
        (("status",), 0, ""),
        (("add", "/no/such/folder"), 2, "no folder"),
        (("add",), 2, "required"),
        (("remove", "/no/such/folder"), 1, "no folder of the library"),
        (("frobnicate",), 2, "invalid choice"),
        ((), 2, "required"),
    ],
)
def test_codes_and_sentences_without_a_library(tmp_path, monkeypatch, capsys, arguments, code, said):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found, _, err = run(capsys, *arguments)
    assert found == code
    assert said in err
    assert "Traceback" not in err


def test_an_empty_folder_holds_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "empty").mkdir()
    assert run(capsys, "add", tmp_path / "empty")[0] == 1


def test_a_damaged_library_is_built_again_before_it_is_searched(folder, capsys):
    run(capsys, "add", folder)
    (library,) = (folder.parent / "data").rglob("library.sqlite")
    library.write_bytes(b"damage" * 1000)
    for journal in library.parent.glob("library.sqlite-*"):
        journal.unlink()
    code, out, err = run(capsys, "search", "公开")
    assert code == 0
    assert "洪泽区.txt" in out
    assert "was damaged" in err
