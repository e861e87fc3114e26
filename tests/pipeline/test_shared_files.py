"""Documents with one stem in one folder: whose is the file with the bare stem?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from zjviewer.core.annotations.annotation import Anchor, Annotation, with_annotation
from zjviewer.core.annotations.annotation_file import load_annotation_file, marks_path, update_annotation_file
from zjviewer.core.editorial.corrections import set_report_properties
from zjviewer.core.editorial.sidecar import sidecar_path
from zjviewer.core.editorial.sidecar_writer import revert_edit, save_edit
from zjviewer.pipeline.open_report import open_report

OWN = "一、总体情况\n2024年，全县主动公开政府信息120条。收到申请12件。\n"
OTHER = "# 二、另一份报告\n\n2023年，全市主动公开政府信息90条。\n"
SIDECAR = 'title = "甲"\n\n[[heading]]\ntitle = "申请"\nbegins = "收到申请"\nlevel = 1\n'


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "r.txt").write_text(OWN, encoding="utf-8")
    return tmp_path / "reports"


def note(name: str) -> Annotation:
    return Annotation(name, "note", "amber", name, Anchor("words", "收到申请"), datetime(2026, 1, 1, tzinfo=UTC))


def test_documents_of_one_stem_have_files_of_their_own(folder):
    (folder / "r.md").write_text(OTHER, encoding="utf-8")
    for name in ("r.txt", "r.md"):
        save_edit(folder / name, set_report_properties({"title": name}))
        update_annotation_file(folder / name, lambda now, name=name: now._replace(annotations=(note(name),)))
    for name in ("r.txt", "r.md"):
        assert open_report(folder / name).report.title == name
        assert [each.id for each in load_annotation_file(folder / name).annotations] == [name]
    assert {"r.txt.toml", "r.md.toml", "r.txt.marks.toml", "r.md.marks.toml"} < {each.name for each in folder.iterdir()}


def test_an_older_file_of_one_document_is_written_in_place(folder):
    (folder / "r.toml").write_text(SIDECAR, encoding="utf-8")
    (folder / "r.marks.toml").write_text("# empty\n", encoding="utf-8")
    analysis = open_report(folder / "r.txt")
    assert analysis.report.title == "甲"
    assert not [remark for remark in analysis.remarks if "r.toml" in str(remark)]
    save_edit(folder / "r.txt", set_report_properties({"title": "乙"}))
    update_annotation_file(folder / "r.txt", lambda now: now._replace(annotations=(note("a"),)))
    assert {each.name for each in folder.iterdir()} == {"r.txt", "r.toml", "r.marks.toml"}
    assert open_report(folder / "r.txt").report.title == "乙"


def test_a_shared_file_belongs_to_the_document_with_its_quotations_and_is_copied(folder):
    (folder / "r.md").write_text(OTHER, encoding="utf-8")
    (folder / "r.toml").write_text(SIDECAR, encoding="utf-8")
    own, other = open_report(folder / "r.txt"), open_report(folder / "r.md")
    assert own.report.title == "甲"
    assert "申请" in [section.title for section in own.sections]
    assert other.report.title != "甲"
    assert [str(remark) for remark in own.remarks if "r.toml" in str(remark) and "r.txt" in str(remark)]
    assert [str(remark) for remark in other.remarks if "r.toml" in str(remark) and "r.txt" in str(remark)]
    saved = save_edit(folder / "r.txt", set_report_properties({"region": "县"}))
    save_edit(folder / "r.md", set_report_properties({"title": "丙"}))
    assert (folder / "r.toml").read_text(encoding="utf-8") == SIDECAR
    assert sidecar_path(folder / "r.txt").read_text(encoding="utf-8").count("收到申请") == 1
    again = open_report(folder / "r.txt").report
    assert (again.title, again.region) == ("甲", "县")
    assert open_report(folder / "r.md").report.title == "丙"
    revert_edit(saved)
    assert not (folder / "r.txt.toml").exists()
    assert open_report(folder / "r.txt").report.title == "甲"


def test_shared_marks_are_inherited_with_all_that_is_in_them(folder):
    update_annotation_file(folder / "r.txt", lambda now: now._replace(annotations=(note("a"),)))
    (folder / "r.txt.marks.toml").rename(folder / "r.marks.toml")
    (folder / "r.md").write_text(OTHER, encoding="utf-8")
    open_report(folder / "r.txt")
    open_report(folder / "r.md")
    before = (folder / "r.marks.toml").read_bytes()
    assert [each.id for each in load_annotation_file(folder / "r.txt").annotations] == ["a"]
    assert load_annotation_file(folder / "r.md").annotations == ()
    update_annotation_file(
        folder / "r.txt", lambda now: now._replace(annotations=with_annotation(now.annotations, note("b")))
    )
    assert [each.id for each in load_annotation_file(folder / "r.txt").annotations] == ["a", "b"]
    assert marks_path(folder / "r.txt").name == "r.txt.marks.toml"
    assert (folder / "r.marks.toml").read_bytes() == before


def test_a_damaged_shared_file_is_nobodys_and_stays(folder):
    (folder / "r.md").write_text(OTHER, encoding="utf-8")
    (folder / "r.toml").write_text("title = ", encoding="utf-8")
    assert [str(remark) for remark in open_report(folder / "r.txt").remarks if "damaged" in str(remark)]
    save_edit(folder / "r.txt", set_report_properties({"title": "x"}))
    assert (folder / "r.toml").read_text(encoding="utf-8") == "title = "
