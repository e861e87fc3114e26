"""Rules of a style sheet: those for the screen count, those inside a block that begins with `@` do not."""

import pytest

from zjviewer.readers.registry import read_report

TEXT = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件。"
PROSE = f"<p>{TEXT}</p>"


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        (".h{display:none}", True),
        ("p{color:red} .h{display:none}", True),
        ("@charset 'utf-8'; .h{display:none}", True),
        ("@import url(a.css); .h{display:none}", True),
        ("@media print{.q{color:red} .h{display:none}}", False),
        ("@media print{.h{display:none} .q{color:red}}", False),
        ("@media print{.h{display:none}} .q{color:red}", False),
        ("@supports (a){@media print{.h{display:none}}}", False),
        ("@page{margin:0} .h{display:none}", True),
        ("@font-face{font-family:x} .h{display:none}", True),
        ("@media print{.q{color:red}} .h{display:none}", True),
        (".q{color:red}} .h{display:none}", True),
    ],
)
def test_what_a_rule_for_the_screen_hides_is_not_read(tmp_path, sheet, hidden):
    path = tmp_path / "report.html"
    body = f"{PROSE}<p class='h'>另有内部信息77条。</p>{PROSE}"
    path.write_text(f"<html><head><style>{sheet}</style></head><body>{body}</body></html>", encoding="utf-8")
    assert ("内部信息77条" not in read_report(path).text) == hidden


@pytest.mark.parametrize("words", ["全市绿地100km", "共公开100条", "面积为3m", "依法公开"])
@pytest.mark.parametrize("mark", ["2", "[1]", "①", "th"])
@pytest.mark.parametrize(
    "markup", ["<span>{}<b>{}</b>{}</span>", "<b><i>{}</i>{}</b>{}", "<i>{}</i><span><b>{}</b>{}</span>"]
)
def test_a_raised_mark_is_read_alike_in_whatever_markup_the_words_before_it_stand(tmp_path, words, mark, markup):
    texts = []
    for number, before in enumerate((words, markup.format(words[:2], words[2:3], words[3:]))):
        path = tmp_path / f"{number}.html"
        path.write_text(f"<html><body>{PROSE}<p>{before}<sup>{mark}</sup>。</p>{PROSE}</body></html>", encoding="utf-8")
        texts.append(read_report(path).text)
    assert texts[0] == texts[1]


TABLE_ROWS = "<tr><th>项目</th><th{0}>内部</th><th>数量</th></tr>" + "".join(
    f"<tr{{{row}}}><td>{name}</td><td{{0}}>9</td><td>{row}</td></tr>" for row, name in ((1, "甲"), (2, "乙"), (3, "丙"))
)


@pytest.mark.parametrize("hiding", [" style='display:none'", " hidden", " class=x", " style='display:none !important'"])
@pytest.mark.parametrize(
    ("place", "text"),
    [
        (0, "项目\t数量\n甲\t1\n乙\t2\n丙\t3"),
        (1, "项目\t内部\t数量\n乙\t9\t2\n丙\t9\t3"),
        (2, "项目\t内部\t数量\n甲\t9\t1\n丙\t9\t3"),
    ],
)
def test_hidden_rows_and_cells_of_a_table_are_left_out_and_listed(tmp_path, hiding, place, text):
    attributes = [hiding if at == place else "" for at in range(4)]
    path = tmp_path / "page.html"
    sheet = "<style>.x{display:none}</style>"
    path.write_text(f"<html>{sheet}<body>{PROSE}<table>{TABLE_ROWS.format(*attributes)}</table></body></html>")
    report = read_report(path)
    assert report.text == f"{TEXT}\n{text}"
    assert any(dropped.reason == "hidden" for dropped in report.dropped)


@pytest.mark.parametrize(
    ("sheet", "style", "seen"),
    [
        (".a{display:block !important} p.a{display:none}", "", True),
        (".a{display:none !important}", "display:block", False),
        (".a{display:none}", "display:block", True),
        ("@media screen{.a{display:none}}", "", False),
        ("@media all{.b{color:red}.a{display:none}}", "", False),
        ("@media only screen{.a{display:none}} .a{display:block}", "", True),
        ("@media print{.a{display:none}}", "", True),
        ("@media screen and (max-width:600px){.a{display:none}}", "", True),
        ("@media screen{@media print{.a{display:none}}}", "", True),
        ("", "opacity:0.00", False),
        ("", "opacity:.5", True),
    ],
)
def test_declarations_weigh_as_in_a_browser(tmp_path, sheet, style, seen):
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><style>{sheet}</style><body>{PROSE}<p class='a' style='{style}'>另有907条。</p></body></html>"
    )
    assert ("907" in read_report(path).text) is seen


@pytest.mark.parametrize(
    ("sheet", "markup", "items"),
    [
        ("ol{list-style:none}", "<ol><li>甲</li><li>乙</li></ol>", "甲\n乙"),
        ("li{list-style-type:none}", "<ol><li>甲</li><li>乙</li></ol>", "甲\n乙"),
        ("", "<ol style='list-style: none outside'><li>甲</li><li>乙</li></ol>", "甲\n乙"),
        (".n{list-style-type:upper-roman}", "<ol class=n><li>甲</li><li>乙</li></ol>", "I.甲\nII.乙"),
        ("ul{list-style:none}", "<ol><li>甲</li><li>乙</li></ol>", "1.甲\n2.乙"),
    ],
)
def test_a_list_counts_as_its_style_says(tmp_path, sheet, markup, items):
    path = tmp_path / "page.html"
    path.write_text(f"<html><style>{sheet}</style><body>{PROSE}{markup}</body></html>")
    assert read_report(path).text == f"{TEXT}\n{items}"


def test_readings_above_characters_are_listed_and_closed_dialogs_are_hidden(tmp_path):
    path = tmp_path / "page.html"
    body = "澄<ruby>原<rp>(</rp><rt>yuán</rt><rp>)</rp></ruby>市公开940条。<dialog><p>请登录5次。</p></dialog>"
    path.write_text(f"<html><body>{PROSE}<p>{body}</p></body></html>")
    report = read_report(path)
    assert report.text == f"{TEXT}\n澄原市公开940条。"
    assert {(dropped.text, dropped.reason) for dropped in report.dropped} == {
        ("yuán", "reading"),
        ("请登录5次。", "hidden"),
    }
