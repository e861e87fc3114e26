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
