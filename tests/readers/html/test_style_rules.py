"""Rules of a style sheet: those for the screen count, those inside a block that begins with `@` do not."""

import pytest

from zjviewer.readers.registry import read_report

PROSE = "<p>2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件。</p>"


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
