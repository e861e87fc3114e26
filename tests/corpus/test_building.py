"""Corpora from real files: what they hold, how they go on after changes and kills, and who may build them."""

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import kills
from tests.corpus.documents import write_reports
from zjviewer.cli.main import main
from zjviewer.corpus import building
from zjviewer.corpus.building import Options, build
from zjviewer.corpus.reading import open_corpus
from zjviewer.corpus.store import CorpusFolder, path_of
from zjviewer.corpus.tables import COLUMNS, MEASURED
from zjviewer.errors import NotWritten, Problem
from zjviewer.pipeline.open_report import open_report

ROOT = Path(__file__).parents[2]
FEW = Options(workers=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Documents and their corpus; never changed."""
    folder = tmp_path_factory.mktemp("made")
    write_reports(folder / "年报", 16)
    build([folder / "年报"], folder / "corpus", FEW)
    return folder


def copied(made: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(made, tmp_path / "copy")
    about = json.loads((tmp_path / "copy" / "corpus" / "corpus.json").read_text("utf-8"))
    about["folders"] = [str(tmp_path / "copy" / "年报")]
    (tmp_path / "copy" / "corpus" / "corpus.json").write_text(json.dumps(about), encoding="utf-8")
    return tmp_path / "copy"


def test_the_frames_hold_what_the_reports_say(made):
    corpus = open_corpus(made / "corpus")
    reports, figures, errors = corpus.reports_frame(), corpus.figures_frame(), corpus.errors_frame()
    assert (len(reports), len(errors)) == (14, 2)
    assert set(reports["file"]) | set(errors["file"]) == {
        path.relative_to(made / "年报").as_posix() for path in (made / "年报").rglob("*.*")
    }
    for row in reports.itertuples():
        analysis = open_report(made / "年报" / row.file)
        assert (row.body, row.year) == (row.file[5:8] + "人民政府", int(row.file[:4]))
        own = figures[figures["file"] == row.file]
        assert list(own["literal"]) == [figure.literal for figure in analysis.figures]
        assert list(own["exact"]) == [f"{figure.value:f}" for figure in analysis.figures]
        assert (row.passed, row.failed) == tuple(
            sum(check.verdict == verdict for check in analysis.checks) for verdict in ("pass", "fail")
        )
    assert set(errors["kind"]) == {"unreadable"}
    assert corpus.verify() == ()


def test_parquet_is_read_by_others_through_the_folder_alone(made, monkeypatch, capsys):
    monkeypatch.chdir(made)
    page = (ROOT / "docs" / "corpora.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.S)
    assert len(blocks) == 3
    for block in blocks:
        if importlib.util.find_spec(re.search(r"import (\w+)", block)[1]):  # polars is larger than the program
            exec(block, {})
    assert "杭州市人民政府" in capsys.readouterr().out


def test_nothing_is_read_again_and_the_content_stays(made, tmp_path):
    folder = copied(made, tmp_path)
    before = open_corpus(folder / "corpus").content_hash()
    times = {path: path.stat().st_mtime_ns for path in (folder / "年报").rglob("*.*")}
    original = {path: (made / path.relative_to(folder)).stat().st_mtime_ns for path in times}
    assert times == original, "copying keeps times"
    result = build([folder / "年报"], folder / "corpus", FEW)
    assert (result.read, result.unchanged, result.failed) == (0, 16, 2)
    assert open_corpus(folder / "corpus").content_hash() == before


def test_changed_new_and_removed_files_give_the_corpus_of_a_first_build(made, tmp_path):
    folder = copied(made, tmp_path)
    files = sorted((folder / "年报").rglob("*.txt"))
    files[0].unlink()
    files[1].write_text(files[1].read_text("utf-8").replace("概述", "总体情况"), encoding="utf-8")
    (folder / "年报" / "新.txt").write_text(
        "衢州市2020年政府信息公开工作年度报告\n主动公开政府信息8条。\n", encoding="utf-8"
    )
    result = build([folder / "年报"], folder / "corpus", FEW)
    assert (result.read, result.unchanged, result.failed) == (2, 14, 2)
    build([folder / "年报"], folder / "anew", FEW)
    assert open_corpus(folder / "corpus").content_hash() == open_corpus(folder / "anew").content_hash()
    assert open_corpus(folder / "corpus").verify() == ()
    named = [path.stem for path in (folder / "corpus" / "cells").iterdir()]
    assert sorted(named) == sorted(path.stem for path in (folder / "corpus" / "done").iterdir())


def test_a_limit_stops_early_and_the_next_run_goes_on(made, tmp_path):
    folder = copied(made, tmp_path)
    build([folder / "年报"], folder / "parts", FEW._replace(limit=5))
    assert open_corpus(folder / "parts").status()["files"] == 5
    build([folder / "年报"], folder / "parts", FEW._replace(workers=2))
    assert open_corpus(folder / "parts").content_hash() == open_corpus(folder / "corpus").content_hash()


def test_files_that_failed_are_tried_again_on_request_only(made, tmp_path):
    folder = copied(made, tmp_path)
    result = build([folder / "年报"], folder / "corpus", FEW._replace(retry_errors=True))
    assert (result.read, result.failed) == (2, 2)
    errors = open_corpus(folder / "corpus").errors_frame()
    assert list(errors["attempts"]) == [2, 2]


def test_kills_at_random_moments_lose_nothing(made, tmp_path):
    folder = copied(made, tmp_path)
    assert kills(folder / "年报", tmp_path, 3) == (3, True)


def test_files_without_an_entry_are_ignored_and_removed(made, tmp_path):
    folder = copied(made, tmp_path)
    part = next((folder / "corpus" / "figures").iterdir())
    orphan = part.with_name("000009-00000000.parquet")
    orphan.write_bytes(part.read_bytes())
    (folder / "corpus" / "figures" / ".000010-1.parquet.77").write_bytes(b"half")
    before = open_corpus(made / "corpus").content_hash()
    assert open_corpus(folder / "corpus").content_hash() == before
    build([folder / "年报"], folder / "corpus", FEW)
    assert not orphan.exists()
    assert [path.name for path in (folder / "corpus" / "figures").iterdir()] == [part.name]


def test_a_second_builder_is_refused_by_name(made, tmp_path, capsys):
    folder = copied(made, tmp_path)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from zjviewer.corpus.store import CorpusFolder\n"
            "with CorpusFolder(Path(sys.argv[1])).building():\n    print('held', flush=True); sys.stdin.read()",
            str(folder / "corpus"),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    assert main(["corpus", "build", str(folder / "年报"), "--out", str(folder / "corpus")]) == 2
    assert f"process {holder.pid}" in capsys.readouterr().err
    assert open_corpus(folder / "corpus").status()["running"]
    holder.communicate("")
    assert not open_corpus(folder / "corpus").status()["running"]


def test_damage_is_found_and_told(made, tmp_path, capsys):
    folder = copied(made, tmp_path)
    part = next((folder / "corpus" / "figures").iterdir())
    part.write_bytes(part.read_bytes()[:-1] + b"x")
    assert main(["corpus", "verify", str(folder / "corpus")]) == 1
    assert "has been changed" in capsys.readouterr().err
    part.unlink()
    assert main(["corpus", "verify", str(folder / "corpus")]) == 1
    entry = next((folder / "corpus" / "done").iterdir())
    entry.write_text("{", encoding="utf-8")
    assert main(["corpus", "status", str(folder / "corpus")]) == 2
    assert "damaged" in capsys.readouterr().err


def test_a_builder_killed_at_its_first_steps_can_go_on(made, tmp_path, monkeypatch):
    class Killed(BaseException):
        pass

    real, steps = os.replace, []
    for step in range(3):

        def killed(source, target, step=step):
            steps.append(target)
            if len(steps) > step:
                raise Killed
            real(source, target)

        monkeypatch.setattr(os, "replace", killed)
        with pytest.raises(Killed):
            build([made / "年报"], tmp_path / "out", FEW)
        steps.clear()
        (tmp_path / "out" / ".zjviewer-1-1-1.json").write_bytes(b"")
    monkeypatch.setattr(os, "replace", real)
    build([made / "年报"], tmp_path / "out", FEW)
    assert open_corpus(tmp_path / "out").content_hash() == open_corpus(made / "corpus").content_hash()
    assert not [each for each in (tmp_path / "out").iterdir() if each.name.startswith(".")]


def test_places_that_cannot_be_used_are_told(made, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match="is not empty"):
        build([made / "年报"], tmp_path / "full", FEW)
    with pytest.raises(Problem, match="no folder"):
        build([tmp_path / "none"], tmp_path / "out", FEW)
    with pytest.raises(Problem, match="lies in another"):
        build([made / "年报", made / "年报" / "2012"], tmp_path / "out", FEW)
    with pytest.raises(Problem, match="corpus of"):
        build([tmp_path / "full"], made / "corpus", FEW)
    with pytest.raises(Problem, match="is not a corpus"):
        open_corpus(tmp_path)
    newer = tmp_path / "newer"
    CorpusFolder(newer).prepare([tmp_path], {})
    (newer / "corpus.json").write_text('{"schema": 99, "program": "9.0", "folders": []}', encoding="utf-8")
    with pytest.raises(Problem, match="newer version"):
        open_corpus(newer)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


def test_links_that_lead_outside_are_skipped_and_told(tmp_path, capsys):
    write_reports(tmp_path / "年报", 1)
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密3件。", encoding="utf-8")
    (tmp_path / "年报" / "link.txt").symlink_to(secret)
    (tmp_path / "年报" / "up").symlink_to(tmp_path)
    assert main(["corpus", "build", str(tmp_path / "年报"), "--out", str(tmp_path / "out"), "--workers", "1"]) == 0
    told = capsys.readouterr().err
    assert told.count("leads outside") == 2
    assert len(open_corpus(tmp_path / "out").reports_frame()) == 1


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_table_is_exported_once_and_read_again(made, tmp_path, format):
    import pandas as pd

    out = tmp_path / f"figures.{format}"
    corpus = open_corpus(made / "corpus")
    rows = corpus.export("figures", out, format)
    again = pd.read_csv(out) if format == "csv" else pd.read_parquet(out)
    assert list(again.columns) == list(COLUMNS["figures"])
    assert (len(again), list(again["literal"])) == (rows, list(corpus.figures_frame()["literal"]))
    with pytest.raises(NotWritten):
        corpus.export("figures", out, format)
    with pytest.raises(Problem, match="no table"):
        corpus.export("nothing", tmp_path / "x", format)


def test_cells_are_chosen_by_metric_and_year(made):
    corpus = open_corpus(made / "corpus")
    every = corpus.cells_frame()
    for metric in set(every["metric"]):
        chosen = corpus.cells_frame(metric=metric, years=[2012])
        assert len(chosen) == ((every["metric"] == metric) & (every["year"] == 2012)).sum()
    assert len(corpus.cells_frame(years=[])) == 0
    assert set(MEASURED) == {"seconds", "attempts"}


def test_the_command_prints_numbers(made, tmp_path, capsys):
    folder = copied(made, tmp_path)
    assert main(["corpus", "build", str(folder / "年报"), "--out", str(folder / "corpus"), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "read": 0,
        "errors": 2,
        "unchanged": 16,
        "skipped": 0,
        "unlisted": 0,
    }
    assert main(["corpus", "status", str(folder / "corpus"), "--format", "json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["reports"], status["errors"], status["running"]) == (14, 2, False)
    assert isinstance(status["rate"], float)


def test_two_workers_of_dask_give_the_same_rows_though_one_is_killed(made, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed")
    from zjviewer.corpus.dask_engine import dask_engine

    folder = copied(made, tmp_path)
    monkeypatch.setattr(building, "FILES", 4)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        killed = []

        def kill_one(done, total, failed, seconds):
            if done and not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        monkeypatch.setattr(building, "_REPORT_INTERVAL", 0)
        engine = dask_engine(cluster.scheduler_address)
        result = build([folder / "年报"], folder / "cluster", FEW, kill_one, engine)
    assert killed
    assert (result.read, result.failed) == (16, 2)
    assert open_corpus(folder / "cluster").content_hash() == open_corpus(folder / "corpus").content_hash()
    assert open_corpus(folder / "cluster").verify() == ()


def test_a_cluster_that_is_not_there_is_told(made, tmp_path, capsys):
    pytest.importorskip("distributed")
    from dask import config

    out = ["--out", str(tmp_path / "out"), "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"]
    with config.set({"distributed.comm.timeouts.connect": "0.5s"}):
        assert main(["corpus", "build", str(made / "年报"), *out]) == 2
    assert "does not answer" in capsys.readouterr().err


def test_a_drive_that_is_not_there_changes_nothing(made, tmp_path):
    folder = copied(made, tmp_path)
    before = open_corpus(folder / "corpus").content_hash()
    (folder / "年报").rename(folder / "elsewhere")
    (folder / "年报").mkdir()
    with pytest.raises(Problem, match="drive"):
        build([folder / "年报"], folder / "corpus", FEW)
    assert open_corpus(folder / "corpus").content_hash() == before


def test_folders_that_cannot_be_listed_are_told_and_keep_their_rows(made, tmp_path, monkeypatch, capsys):
    folder = copied(made, tmp_path)
    before = open_corpus(folder / "corpus").content_hash()
    scandir = os.scandir

    def refused(path):
        if str(path).endswith("2013"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert main(["corpus", "build", str(folder / "年报"), "--out", str(folder / "corpus")]) == 1
    assert "2013: Permission denied" in capsys.readouterr().err
    assert open_corpus(folder / "corpus").content_hash() == before


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are of Linux")
def test_names_of_any_bytes_are_read_once(tmp_path):
    folder = tmp_path / "年报"
    write_reports(folder, 2)
    odd = os.fsencode(folder / "2012") + b"/" + "杭州市2013年报告.txt".encode("gbk")
    with open(odd, "wb") as written:
        written.write("杭州市2013年政府信息公开工作年度报告\n收到申请3件。\n".encode())
    os.mkfifo(folder / "pipe.txt")
    for expected in ((3, 0), (0, 3)):
        result = build([folder], tmp_path / "out", FEW)
        assert (result.read, result.unchanged, result.failed) == (*expected, 0)
    frame = open_corpus(tmp_path / "out").reports_frame()
    assert sum(path_of(str(folder / file)) == os.fsdecode(odd) for file in frame["file"]) == 1


def test_numbers_stay_right_while_files_are_read_again(made, tmp_path):
    folder = copied(made, tmp_path)
    for path in sorted((folder / "年报").rglob("*.*"))[:9]:
        path.write_bytes(path.read_bytes() + b"\n")
    whole = open_corpus(folder / "corpus").status()
    for _ in range(3):
        build([folder / "年报"], folder / "corpus", FEW._replace(limit=2))
        status = open_corpus(folder / "corpus").status()
        assert {name: status[name] for name in ("reports", "errors", "files")} == {
            name: whole[name] for name in ("reports", "errors", "files")
        }
        assert len(open_corpus(folder / "corpus").reports_frame()) == status["reports"]


def test_a_part_that_would_be_too_large_is_divided(made, tmp_path, monkeypatch):
    folder = copied(made, tmp_path)
    monkeypatch.setattr(building, "_WEIGHT", 9_000)
    build([folder / "年报"], folder / "parts", FEW)
    assert len(list((folder / "parts" / "done").iterdir())) > 2
    assert open_corpus(folder / "parts").content_hash() == open_corpus(folder / "corpus").content_hash()
