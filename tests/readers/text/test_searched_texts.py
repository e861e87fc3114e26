"""Words pasted into the search, in files that write them in another way: spaces, line ends, quotation marks, dashes and
forms of characters."""

import pytest

from zjviewer.core.search.engine import Query, find
from zjviewer.readers.registry import read_report

CASES = [
    # pasted with something around or within
    ("pasted-windows-line-end", "龙泉镇行政许可12件。", "行政许可\r\n", 1),
    ("pasted-two-lines", "龙泉镇行政许可12件。", "龙泉镇\n行政许可", 1),
    ("pasted-line-end-and-indent", "龙泉镇行政许可12件。", "龙泉镇\n　　行政许可", 1),
    ("pasted-wide-spaces", "龙泉镇行政许可12件。", "　　行政许可　", 1),
    ("pasted-mark", "龙泉镇行政许可12件。", "\ufeff行政许可", 1),
    ("pasted-joiner", "龙泉镇行政许可12件。", "行政\u2060许\u200d可", 1),
    ("pasted-soft-hyphen", "使用 OFD format 保存。", "for\u00admat", 1),
    ("pasted-direction", "龙泉镇行政许可12件。", "\u202a行政许可\u202c", 1),
    ("pasted-tab", "龙泉镇行政许可12件。", "\t行政许可\t", 1),
    ("pasted-over-number", "龙泉镇行政许可12件。", "行政许可\n12件", 1),
    ("pasted-latin-lines", "采用 open data 标准。", "open\ndata", 1),
    ("pasted-variation", "葛洲坝12件。", "葛\U000e0100洲坝", 1),
    ("zero-width-in-text", "行政\u200b许可12件。", "行政许可", 1),
    ("soft-hyphen-in-text", "行政\u00ad许可12件。", "行政许可", 1),
    ("mark-in-text", "行政\ufeff许可12件。", "行政许可", 1),
    # spaces beside numbers
    ("space-both-sides", "受理 12 件。", "受理12件", 1),
    ("no-space-in-text", "受理12件。", "受理 12 件", 1),
    ("no-break-space", "受理\u00a012\u00a0件。", "受理12件", 1),
    ("thin-space", "受理\u200912\u2009件。", "受理12件", 1),
    ("narrow-no-break-space", "受理\u202f12件。", "受理12件", 1),
    ("wide-digits-and-space", "受理 １２ 件。", "受理12件", 1),
    ("space-beside-percent", "占 45.6% 以上。", "占45.6%以上", 1),
    ("two-spaces", "受理  12  件。", "受理12件", 1),
    ("space-between-words-stays", "甲 乙。", "甲乙", 0),
    ("digits-apart-stay", "1 2件。", "12件", 0),
    # quotation marks
    ("quotes-corner", "推行「一网」通办。", "“一网”", 1),
    ("quotes-corner-white", "推行『一网』通办。", "「一网」", 1),
    ("quotes-straight-in-text", '推行"一网"通办。', "“一网”", 1),
    ("quotes-single", "推行‘一网’通办。", "'一网'", 1),
    ("quotes-wide", "推行＂一网＂通办。", '"一网"', 1),
    ("quotes-ticks", "推行〝一网〞通办。", '"一网"', 1),
    # dashes
    ("dash-two", "时间——地点。", "--地点", 1),
    ("dash-wide-wave", "1～3月。", "1~3月", 1),
    ("dash-wave-dash", "1〜3月。", "1~3月", 1),
    ("dash-en", "2019–2021年。", "2019-2021年", 1),
    ("dash-figure", "2019‒2021年。", "2019—2021年", 1),
    ("dash-box", "2019─2021年。", "2019-2021年", 1),
    ("dash-small", "A﹣7。", "A-7", 1),
    # forms of characters
    ("kangxi-many", "⼀、⼯作⽅⾯", "一、工作方面", 1),
    ("radical-supplement", "⻅⻋⻓⻔⻛", "见车长门风", 1),
    ("compatibility", "⾦額福祉", "金額福祉", 1),
    ("kangxi-in-search", "工作方面", "⼯作⽅⾯", 1),
    ("ligature", "ﬁle ﬂow", "file flow", 1),
    ("presentation-brackets", "附件︵一︶", "附件（一）", 1),
    ("small-punctuation", "甲﹐乙﹔丙", "甲，乙；丙", 1),
    ("wide-letters", "ＯＦＤ格式", "ofd格式", 1),
    ("half-brackets", "附件(一)", "附件（一）", 1),
    ("dot-middle", "买买提•阿不都", "买买提·阿不都", 1),
    ("dot-katakana", "买买提・阿不都", "买买提·阿不都", 1),
    ("case", "Open Data", "open DATA", 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "pattern", "count"), CASES, ids=[case[0] for case in CASES])
def test_words_are_found_however_they_are_written(tmp_path, name, text, pattern, count):
    path = tmp_path / "年报.txt"
    path.write_text(f"第一段没有这些。\n{text}\n末段也没有。\n", "utf-8")
    report = read_report(path)
    hits = find(report.text, Query(pattern))
    assert len(hits) == count, report.text
