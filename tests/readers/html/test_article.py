"""The article of a page that marks nothing: the part that holds the text, without the short lines around it."""

import pytest

from zjviewer.readers.registry import read_report

PROSE = (
    "<p>2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件，做到应公开尽公开。</p>"
)


@pytest.mark.parametrize("around", ["您是第10023位访客", "江阳市人民政府网站", "当前位置 首页"])
@pytest.mark.parametrize("depth", [1, 2, 4])
@pytest.mark.parametrize("side", ["before", "after", "both"])
def test_short_lines_beside_the_article_are_no_part_of_it(tmp_path, around, depth, side):
    line = f"<div>{around}</div>"
    article = "<div>" * depth + PROSE * 4 + "</div>" * depth
    path = tmp_path / "report.html"
    parts = (line * (side != "after"), article, line * (side != "before"))
    path.write_text(f"<html><body>{''.join(parts)}</body></html>", encoding="utf-8")
    report = read_report(path)
    assert report.text.split("\n") == [PROSE.removeprefix("<p>").removesuffix("</p>")] * 4
    assert {(dropped.text, dropped.reason) for dropped in report.dropped} == {(around, "site furniture")}
