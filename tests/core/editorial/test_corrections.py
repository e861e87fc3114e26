"""Corrections on files: each is read back as what was corrected, none touches the source, and all of them can be taken
back to the last byte."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.examples import examples
from zjviewer import paths
from zjviewer.core.editorial.corrections import (
    add_heading,
    add_table,
    bind_figure,
    change_heading,
    remove_heading,
    remove_table,
    restore_heading,
    set_report_properties,
    unbind_cell,
)
from zjviewer.core.editorial.sidecar import FOLDER, SUFFIX, sidecar_path
from zjviewer.core.editorial.sidecar_writer import EntryEdit, SavedEdit, revert_edit, save_edit
from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Span
from zjviewer.core.text.report_metadata import period_in
from zjviewer.core.text.segmentation import sentences
from zjviewer.errors import BadSidecar, NotWritten, Problem
from zjviewer.paths import user_folder
from zjviewer.pipeline.open_report import complete_report, open_report, reparse_report
from zjviewer.storage.companion_files import user_data_path

TEXT = """某某市2017年政府信息公开工作年度报告
一、概述
2017年,全市各级行政机关认真做好政府信息公开工作。重要的话。全市共公开信息120条。
二、依申请公开情况
（一）收到申请
全市收到政府信息公开申请30件,同比增长25%。其中网络申请12件,信函申请18件。
（二）办理
全市答复28件。另有2件结转。
三、复议和诉讼
全市发生行政复议5件,行政诉讼3件。
"""

HAND_WRITTEN = """# Notes of the editor
region = "某某市" # known from the page

# The first lost heading
[[heading]]
title = "重要"      # as in the printed copy
level = 2
begins = "重要的话"

[[table]] # by hand
id = "mail"
title = "来件"
columns = ["数量"]
rows = [
    { label = "信函", cells = ["信函申请{}件"] }, # letters
]
"""


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    return user_folder()


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "reports" / "report.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def titles(analysis: Analysis) -> list[str]:
    return [f"{section.level} {section.title}" for section in analysis.sections]


def section(analysis: Analysis, title: str) -> Section:
    return next(each for each in analysis.sections if each.title == title)


def words(analysis: Analysis, quoted: str) -> Span:
    start = analysis.report.text.index(quoted)
    return Span(start, start + len(quoted))


def corrected(path: Path, make: Callable[[Analysis], object]) -> tuple[Analysis, SavedEdit]:
    kept = save_edit(path, make(open_report(path)))
    return open_report(path), kept


def figure(analysis: Analysis, literal: str):
    return next(each for each in analysis.figures if each.literal == literal)


def test_the_report_has_the_outline_that_is_corrected_below(report):
    assert titles(open_report(report)) == [
        *("1 概述", "1 依申请公开情况", "2 收到申请", "2 办理", "1 复议和诉讼"),
    ]


def test_a_sentence_becomes_a_heading_of_its_level(report):
    analysis, _ = corrected(report, lambda a: add_heading(a, words(a, "另有2件结转"), "另有2件结转", 3))
    assert "3 另有2件结转" in titles(analysis)
    made = section(analysis, "另有2件结转")
    assert (made.source, made.heading) == ("text", words(analysis, "另有2件结转"))
    assert analysis.unresolved_quotations == ()


def test_a_heading_that_is_called_otherwise_keeps_its_place_and_says_so(report):
    analysis, _ = corrected(report, lambda a: change_heading(a, section(a, "办理"), "答复", 2, "(二)"))
    assert titles(analysis)[2:4] == ["2 收到申请", "2 答复"]
    assert (section(analysis, "答复").source, section(analysis, "答复").heading) == (
        "editorial",
        words(analysis, "（二）办理"),
    )


def test_a_heading_that_is_none_goes_and_comes_back(report):
    analysis, _ = corrected(report, lambda a: remove_heading(a, section(a, "收到申请")))
    assert "2 收到申请" not in titles(analysis)
    again, _ = corrected(report, lambda a: add_heading(a, words(a, "（一）收到申请"), "收到申请", 2, "（一）"))
    assert (
        titles(again)
        == titles(open_report(report))
        == ["1 概述", "1 依申请公开情况", "2 收到申请", "2 办理", "1 复议和诉讼"]
    )
    assert not sidecar_path(report).exists()


def test_a_level_takes_what_stands_below_along(report):
    analysis, _ = corrected(
        report, lambda a: change_heading(a, section(a, "依申请公开情况"), "依申请公开情况", 2, "二")
    )
    assert titles(analysis) == ["1 概述", "2 依申请公开情况", "3 收到申请", "3 办理", "1 复议和诉讼"]
    assert section(analysis, "依申请公开情况").source == "text"
    back, _ = corrected(report, lambda a: restore_heading(a, section(a, "依申请公开情况")))
    assert titles(back) == ["1 概述", "1 依申请公开情况", "2 收到申请", "2 办理", "1 复议和诉讼"]


def test_a_chosen_figure_states_a_cell_of_the_era_until_it_is_freed(report):
    def press(analysis: Analysis):
        return {
            row.key: row.cells[0].literal for table in analysis.tables for row in table.rows if row.key and row.cells[0]
        }

    assert press(open_report(report))["applications"] == "30件"
    analysis, _ = corrected(report, lambda a: bind_figure(a, figure(a, "28件"), "applications"))
    assert press(analysis)["applications"] == "28件"
    analysis, _ = corrected(report, lambda a: bind_figure(a, figure(a, "12件"), "applications"))
    assert press(analysis)["applications"] == "12件"
    analysis, _ = corrected(report, lambda _: unbind_cell("applications"))
    assert press(analysis)["applications"] == "30件"


def test_a_correction_of_one_heading_leaves_the_others_as_they_are(tmp_path):
    """In a text of which the program finds run-in headings, each by what stands around it."""
    path = tmp_path / "report.txt"
    path.write_bytes(paths.bundled_report().read_bytes())
    first = open_report(path)
    text, found = first.report.text, first.sections
    assert len(found) > 10
    for each in found:
        kept = save_edit(path, change_heading(first, each, "新名", each.level, each.number))
        now = reparse_report(first).sections
        assert [(s.title, s.level, s.heading) for s in now] == [
            ("新名" if s is each else s.title, s.level, s.heading) for s in found
        ]
        revert_edit(kept)
        kept = save_edit(path, remove_heading(first, each))
        assert [s.start for s in reparse_report(first).sections] == [s.start for s in found if s is not each]
        revert_edit(kept)
    headings = {s.start for s in found}
    for sentence in [s for s in sentences(text) if s.start not in headings][::9]:
        words = text[sentence.start : sentence.end].rstrip("。")
        kept = save_edit(path, add_heading(first, Span(sentence.start, sentence.start + len(words)), words, 2))
        now = reparse_report(first).sections
        assert {s.start for s in now} == headings | {sentence.start}
        assert {s.source for s in now} == {"text"}
        revert_edit(kept)


def test_a_national_form_is_made_of_what_is_bound_to_it(report):
    report.write_text(TEXT.replace("2017", "2022"), encoding="utf-8")
    corrected(report, lambda a: bind_figure(a, figure(a, "30件"), "applications/new/all"))
    analysis, _ = corrected(report, lambda a: bind_figure(a, figure(a, "28件"), "applications/total/all"))
    table = analysis.table_by_id["applications"]
    assert [(row.key, row.cells[0].literal) for row in table.rows] == [("new", "30件"), ("total", "28件")]
    assert table.keys == ("all",)


def test_chosen_figures_become_a_table_that_reads_its_numbers_from_the_text(report):
    def make(analysis: Analysis):
        rows = [("复议", [figure(analysis, "5件")]), ("诉讼", [figure(analysis, "3件")]), ("调解", [None])]
        return add_table(analysis, "争议", ["数量"], rows)

    analysis, _ = corrected(report, make)
    table = analysis.table_by_id["own-1"]
    assert [(row.label, row.cells[0] and row.cells[0].literal) for row in table.rows] == [
        *(("复议", "5件"), ("诉讼", "3件"), ("调解", None)),
    ]
    assert not {"5", "3"} & set(sidecar_path(report).read_text(encoding="utf-8").split("rows", 1)[1])
    report.write_text(TEXT.replace("行政复议5件", "行政复议7件"), encoding="utf-8")
    assert open_report(report).table_by_id["own-1"].rows[0].cells[0].literal == "7件"
    analysis, _ = corrected(report, lambda _: remove_table("own-1"))
    assert "own-1" not in analysis.table_by_id


def test_what_the_report_is_can_be_said_and_left_to_the_program_again(report):
    period = (date(2017, 1, 1), date(2017, 12, 31))
    wanted = {
        "title": "年报",
        "issuer": "某市",
        "year": 2018,
        "era": "E3",
        "published": date(2018, 3, 1),
        "period": period,
    }
    analysis, _ = corrected(report, lambda _: set_report_properties(wanted))
    said = analysis.report
    assert (said.title, said.issuer, said.year, said.published, said.period, analysis.era) == (
        *("年报", "某市", 2018, date(2018, 3, 1), period, "E3"),
    )
    analysis, _ = corrected(report, lambda _: set_report_properties(dict.fromkeys(wanted)))
    assert analysis.report == open_report(report).report
    assert analysis.report.title == "某某市2017年政府信息公开工作年度报告"


def test_comments_and_order_of_a_hand_written_file_stay(report):
    sidecar_path(report).write_text(HAND_WRITTEN, encoding="utf-8")
    corrected(report, lambda a: add_heading(a, words(a, "另有2件结转"), "另有2件结转", 3))
    corrected(report, lambda a: change_heading(a, section(a, "重要"), "要紧", 2, ""))
    corrected(report, lambda _: set_report_properties({"year": 2018}))
    written = sidecar_path(report).read_text(encoding="utf-8")
    assert [line for line in HAND_WRITTEN.splitlines() if line and line not in written] == [
        'title = "重要"      # as in the printed copy'
    ]
    assert 'title = "要紧"      # as in the printed copy' in written
    assert written.index("[[heading]]") < written.index("另有2件结转") < written.index("[[table]]")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(report, ends, mark):
    path = sidecar_path(report)
    path.write_bytes(mark + HAND_WRITTEN.replace("\n", ends).encode())
    _, kept = corrected(report, lambda a: remove_heading(a, section(a, "概述")))
    written = path.read_bytes()
    assert written.startswith(mark + b"#")
    assert written.count(b"\r\n") == (written.count(b"\n") if ends == "\r\n" else 0)
    revert_edit(kept)
    assert path.read_bytes() == mark + HAND_WRITTEN.replace("\n", ends).encode()


EDITS = ("heading", "rename", "deeper", "remove", "restore", "bind", "free", "table", "no table", "describe")


def edit(kind: str, number: int, analysis: Analysis):
    text, sections = analysis.report.text, analysis.sections
    chosen = sections[number % len(sections)] if sections else None
    stated = analysis.figures[number % len(analysis.figures)]
    if kind == "heading":
        start = [match for match in range(len(text)) if text[match] in "全另重其"][number % 6]
        return add_heading(analysis, Span(start, start + 4), text[start : start + 4], number % 3 + 1)
    if kind == "bind":
        return bind_figure(analysis, stated, ("applications", "disclosed", "applications.network")[number % 3])
    if kind == "table":
        return add_table(analysis, f"表{number}", ["数量"], [("甲", [stated]), ("乙", [None])])
    simple = {
        "free": unbind_cell("applications"),
        "no table": remove_table("own-1"),
        "describe": set_report_properties(
            {"year": 2000 + number, "title": None, "published": date(2018, 1, number + 1)}
        ),
    }
    if kind in simple:
        return simple[kind]
    if chosen is None:
        return None
    if kind == "remove":
        return remove_heading(analysis, chosen)
    if kind == "restore":
        return restore_heading(analysis, chosen)
    title = f"标题{number}" if kind == "rename" else chosen.title
    return change_heading(analysis, chosen, title, max(1, min(6, chosen.level + number % 3 - 1)), chosen.number)


steps = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 20)), min_size=1, max_size=7)


@examples(20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, hand_written=st.booleans(), meanwhile=st.none() | st.integers(0, 6))
def test_any_corrections_are_taken_back_to_the_last_byte(report, steps, hand_written, meanwhile):
    """`meanwhile`: after which step another window writes; then all that is its own stays, and nothing else."""
    path = sidecar_path(report)
    path.unlink(missing_ok=True)
    if hand_written:
        path.write_text(HAND_WRITTEN, encoding="utf-8")
    before = path.read_bytes() if hand_written else None
    source = report.read_bytes()
    done: list[SavedEdit] = []
    foreign: list[SavedEdit] = []
    analysis = open_report(report)
    for number, (kind, chosen) in enumerate(steps):
        change = edit(kind, chosen, analysis)
        if change is not None:
            done.append(save_edit(report, change))
        analysis = complete_report(reparse_report(analysis))
        assert analysis == open_report(report)
        if number == meanwhile:
            foreign.append(save_edit(report, lambda values: [EntryEdit("", {}, {"note": "another window"})]))
    for kept in reversed(done):
        revert_edit(kept)
    assert report.read_bytes() == source
    if not foreign:
        assert (path.read_bytes() if path.exists() else None) == before
        return
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    assert values.pop("note") == "another window"
    assert values == (tomllib.loads(HAND_WRITTEN) if hand_written else {})


def test_what_is_taken_back_is_made_again_just_as_it_was(report):
    _, kept = corrected(report, lambda a: remove_heading(a, section(a, "概述")))
    written = sidecar_path(report).read_bytes()
    again = revert_edit(revert_edit(kept))
    assert sidecar_path(report).read_bytes() == written
    revert_edit(again)
    assert not sidecar_path(report).exists()


def test_an_entry_that_another_window_has_changed_is_not_lost(report):
    _, first = corrected(report, lambda a: change_heading(a, section(a, "概述"), "总述", 1, "一"))
    _, second = corrected(report, lambda a: change_heading(a, section(a, "总述"), "综述", 1, "一"))
    corrected(report, lambda a: change_heading(a, section(a, "综述"), "总论", 1, "一"))
    written = sidecar_path(report).read_bytes()
    with pytest.raises(NotWritten, match=r"report\.txt\.toml was changed elsewhere"):
        revert_edit(second)
    revert_edit(first)
    assert sidecar_path(report).read_bytes() == written


def test_a_file_that_is_not_valid_is_told_of_and_not_written_over(report):
    sidecar_path(report).write_text("title = ", encoding="utf-8")
    analysis = open_report(report)
    assert [str(remark) for remark in analysis.remarks if sidecar_path(report).name in str(remark)]
    with pytest.raises(BadSidecar, match=r"report\.txt\.toml is not valid"):
        save_edit(report, remove_heading(analysis, section(analysis, "概述")))
    assert sidecar_path(report).read_text(encoding="utf-8") == "title = "


def test_the_bundled_report_is_corrected_in_the_users_folder_above_its_own_editorial_file():
    path = paths.bundled_report()
    shipped = sidecar_path(path).read_bytes()
    first = open_report(path)
    analysis, kept = corrected(path, lambda a: change_heading(a, section(a, "概述"), "总述", 1, "一"))
    assert sidecar_path(path).read_bytes() == shipped
    assert kept.path == user_data_path(path, FOLDER, SUFFIX)
    assert [s.title for s in analysis.sections] == ["总述", *(s.title for s in first.sections[1:])]
    analysis, _ = corrected(path, lambda a: remove_heading(a, section(a, "总述")))
    assert [s.title for s in analysis.sections] == [s.title for s in first.sections[1:]]
    analysis, _ = corrected(path, lambda a: remove_heading(a, section(a, "部署与推进机制")))
    assert "基层政务公开标准化规范化试点" in {s.title for s in analysis.sections}
    assert analysis.table_by_id.keys() == first.table_by_id.keys()
    assert analysis.report.title == first.report.title


def test_where_nothing_is_writable_beside_the_report_its_file_there_stays_in_force(report, monkeypatch):
    sidecar_path(report).write_text(HAND_WRITTEN, encoding="utf-8")
    monkeypatch.setattr("zjviewer.storage.companion_files._is_writable", lambda _: False)
    analysis, kept = corrected(report, lambda a: change_heading(a, section(a, "重要"), "要紧", 3, ""))
    assert kept.path.is_relative_to(user_folder())
    assert "要紧" in {each.title for each in analysis.sections}
    assert "重要" not in {each.title for each in analysis.sections}
    assert analysis.table_by_id["mail"].figures[0].literal == "18件"
    assert sidecar_path(report).read_text(encoding="utf-8") == HAND_WRITTEN
    revert_edit(kept)
    assert list(kept.path.parent.iterdir()) == []


def test_a_drive_that_only_says_that_it_is_writable_to_is_gone_round(report, monkeypatch):
    from zjviewer.core.editorial import sidecar_writer as sidecar_file

    write = sidecar_file.write_atomically

    def refuse(path, data, overwrite):
        if not path.is_relative_to(user_folder()):
            raise NotWritten("{path} was not written.", path=path)
        write(path, data, overwrite)

    monkeypatch.setattr(sidecar_file, "write_atomically", refuse)
    analysis, kept = corrected(report, lambda a: remove_heading(a, section(a, "概述")))
    assert kept.path.is_relative_to(user_folder())
    assert "概述" not in {each.title for each in analysis.sections}


def test_a_changed_text_names_what_is_lost_and_loses_nothing(report):
    corrected(report, lambda a: change_heading(a, section(a, "办理"), "答复", 2, "（二）"))
    corrected(report, lambda a: remove_heading(a, section(a, "概述")))
    corrected(report, lambda a: bind_figure(a, figure(a, "12件"), "applications"))
    corrected(report, lambda a: add_table(a, "争议", ["数量"], [("复议", [figure(a, "5件")])]))
    whole = open_report(report)
    written = sidecar_path(report).read_bytes()
    report.write_text(TEXT.replace("（二）办理", "（二）处理").replace("行政复议5件", "复议案件5件"), encoding="utf-8")
    changed = open_report(report)
    assert len(changed.unresolved_quotations) == 2
    assert "答复" in changed.unresolved_quotations
    assert "own-1" not in changed.table_by_id
    assert sidecar_path(report).read_bytes() == written
    report.write_text(TEXT, encoding="utf-8")
    assert open_report(report) == whole
    assert whole.unresolved_quotations == ()


def test_words_that_recur_are_lengthened_until_they_do_not(report):
    report.write_text("公开工作。\n公开工作。\n公开工作。很好。\n公开工作。", encoding="utf-8")
    text = report.read_text(encoding="utf-8")
    places = [0, 6, 12, 21]
    for place in places:
        corrected(report, lambda a, at=place: add_heading(a, Span(at, at + 4), "公开工作", 1))
    assert [each.start for each in open_report(report).sections] == places
    assert text[21:25] == "公开工作"


def test_a_place_that_no_words_tell_from_others_is_refused_with_a_sentence(report):
    report.write_text("公" * 2000, encoding="utf-8")
    analysis = open_report(report)
    with pytest.raises(Problem, match="stand elsewhere"):
        add_heading(analysis, Span(800, 804), "公公公公", 1)


def test_every_figure_and_heading_of_the_bundled_report_can_be_quoted(report):
    from zjviewer.core.tables.prose_tables import figure_in_placeholder
    from zjviewer.core.text.quotations import figure_quotation, heading_quotation

    analysis = open_report(paths.bundled_report())
    text, figures = analysis.report.text, analysis.figures
    for each in figures:
        quotation = figure_quotation(text, figures, each)
        assert figure_in_placeholder(text, figures, quotation) == each
        assert not any(other.literal in quotation for other in figures if len(other.literal) > 2)
    for each in analysis.sections:
        assert text.startswith(heading_quotation(text, each.start, each.start), each.start)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("统计期限为2017年1月1日至2017年12月31日。", ("2017-01-01", "2017-12-31")),
        ("数据的统计期限自2023年1月1日起至12月31日止。", ("2023-01-01", "2023-12-31")),
        ("2019年1月1日—12月31日,我市公开信息3条。", ("2019-01-01", "2019-12-31")),
        ("2017年3月1日至3月5日举办培训。", None),
        ("统计期限为2017年13月1日至14月2日。", None),
    ],
)
def test_the_period_of_the_statistics_is_recognised(words, period):
    found = period_in(words)
    assert (found and tuple(day.isoformat() for day in found)) == period
