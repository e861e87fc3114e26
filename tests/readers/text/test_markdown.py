"""Markdown, hard-wrapped text, older encodings and exports."""

import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report
from zjviewer.readers.text.plain_text import detect_hard_wrap

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件，应公开尽公开。"


def read(folder, text, name="report.md", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_report(path)


def test_headings_and_tables_of_markdown_are_understood(tmp_path):
    text = f"""---
title: 年报
date: 2024-01-26
---
# 江阳市2023年政府信息公开工作年度报告

<!-- 说明 -->
## 概述
{PROSE}
**加粗**的`词`和[链接](http://example.org)。

数量
---
| 指标 | 2022年 | 2023年 |
|:-----|-------:|-------:|
| 公开\\|信息 | 3 | 4 |
| 申请 | / | |

* 一项
"""
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    analysis = open_report(tmp_path / "report.md")
    report = analysis.report
    assert (report.title, str(report.published)) == ("江阳市2023年政府信息公开工作年度报告", "2024-01-26")
    assert [(s.id, s.title) for s in analysis.sections] == [("1", "概述"), ("2", "数量")]
    assert "加粗的词和链接。" in report.text
    assert report.text.endswith("指标\t2022年\t2023年\n公开|信息\t3\t4\n申请\t/\t\n一项")
    (table,) = (table for table in analysis.tables if table.id.startswith("grid"))
    assert [(row.label, [c and c.literal for c in row.cells], row.cell_texts) for row in table.rows] == [
        ("公开|信息", ["3", "4"], ("", "")),
        ("申请", [None, None], ("/", "")),
    ]


def wrapped(text: str, width: int) -> str:
    return "\n".join("\n".join(p[i : i + width] for i in range(0, len(p), width)) for p in text.split("\n"))


def test_lines_of_a_fixed_width_are_joined_into_paragraphs(tmp_path):
    text = f"一、概述\n　　{PROSE * 3}\n　　{PROSE * 2}\n（一）主动公开。{PROSE}\n二、其他\n　　{PROSE}"
    report = read(tmp_path, wrapped(text, 30), "report.txt")
    assert report.text == text.replace("　　", "")
    assert [remark.kind for remark in report.remarks] == ["repaired"]


def test_paragraphs_on_lines_of_their_own_are_left_alone(tmp_path):
    lines = [f"{PROSE}{'公开。' * n}" for n in range(12)]
    assert detect_hard_wrap(lines) is None
    assert read(tmp_path, "\n".join(lines), "report.txt").text.split("\n") == lines


def test_lines_with_tabs_are_a_table(tmp_path):
    report = read(tmp_path, f"{PROSE}\n指标\t数量\n公开\t3\n\t4\n完毕。", "report.txt")
    assert report.text == f"{PROSE}\n指标\t数量\n公开\t3\n\t4\n完毕。"
    assert (report.grids[0].height, report.grids[0].width) == (3, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_encodings_are_recognised(tmp_path, encoding, name):
    assert read(tmp_path, PROSE * 3, name, encoding).text == PROSE * 3


def test_big5_is_recognised_and_any_encoding_may_be_chosen(tmp_path):
    text = "全市各級行政機關認真貫徹條例，主動公開政府資訊1136條，辦理申請21件，應公開盡公開。" * 3
    report = read(tmp_path, text, "report.txt", "big5")
    assert (report.text, report.encoding) == (text, "big5")
    (tmp_path / "short.txt").write_bytes("浙江省年报".encode("utf-16-le"))
    assert read_report(tmp_path / "short.txt", "utf-16-le").text == "浙江省年报"
    with pytest.raises(UnreadableFile, match="no encoding klingon"):
        read_report(tmp_path / "short.txt", "klingon")


def test_a_text_with_a_broken_letter_is_still_utf_8(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes((PROSE * 20).encode("utf-8") + b"\xe4\xbd")
    assert read_report(path).text == PROSE * 20 + "\ufffd"


def test_an_export_of_reports_opens_its_first(tmp_path):
    body = f"下载\n打印\n江阳市2023年政府信息公开工作年度报告\n来源：市政府\n一、概述\n{PROSE * 8}"
    rows = (f'江阳市,2023,江阳市年报,2024-01-26,"{body}"', f'江北市,2023,x,2024-01-27,"{body}"')
    text = "\n".join(("region,year,title,publish_date,full_text", *rows))
    report = read(tmp_path, text, "all.csv", "utf-8-sig")
    assert (report.title, str(report.published)) == ("江阳市2023年政府信息公开工作年度报告", "2024-01-26")
    assert report.text.startswith("一、概述")
    assert any("2 reports" in str(remark) for remark in report.remarks)


def test_a_table_as_csv_is_a_report_of_one_table(tmp_path):
    (tmp_path / "t.csv").write_text("指标,2022年,2023年\n公开,3,4\n申请,1,/\n", encoding="utf-8")
    analysis = open_report(tmp_path / "t.csv")
    assert [row.label for row in analysis.tables[0].rows] == ["公开", "申请"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("公开&lt;8件&gt;及其他", "公开<8件>及其他"),
        ("答复~~845~~118件", "答复118件"),
        ("<del>作废999件</del>撤回12件", "撤回12件"),
        ("<s class='x'>作废9件</s>撤回12件", "撤回12件"),
        ("受理231[^1]件", "受理231件"),
        ("公开6543<sup>2</sup>条", "公开6543条"),
        ("占地78m^2^", "占地78m²"),
        ("约10^4^次", "约10⁴次"),
        ("浓度10<sup>-3</sup>", "浓度10⁻³"),
        ("PM<sub>2.5</sub>下降", "PM2.5下降"),
        ("**重点**工作", "重点工作"),
        ("3*4*5", "3*4*5"),
        (r"\*不是\*强调", "*不是*强调"),
        ("[目录](#a)公开", "目录公开"),
        ("A&amp;B&nbsp;类", "A&B\xa0类"),
        ("2**3 与 **4", "2**3 与 **4"),
    ],
)
def test_inline_markup_is_removed(tmp_path, written, plain):
    report = read(tmp_path, f"# 报告\n\n## 概述\n\n开头{written}，结尾。")
    assert report.text == f"概述\n开头{plain}，结尾。"


def test_what_is_struck_out_is_listed_with_its_line(tmp_path):
    report = read(tmp_path, "# 报告\n\n## 概述\n\n答复~~845~~118件，公开[^1]。\n\n[^1]: 含5件。")
    left_out = [(d.text, d.reason, d.line) for d in report.dropped if d.reason != "title"]
    assert sorted(left_out) == [("845", "struck", 5), ("[^1]", "note mark", 5)]
    assert report.text.endswith("含5件。")


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("公开\n深度不够。", ["公开深度不够。"]),
        ("受理231件，\n其中网络申请\n200件。", ["受理231件，其中网络申请200件。"]),
        ("> 引文第一行，\n> 第二行。", ["引文第一行，第二行。"]),
        ("- 第一项，\n  接着写。\n- 第二项", ["第一项，接着写。", "第二项"]),
        ("第一段。\n第二段。", ["第一段。", "第二段。"]),
        ("硬换行  \n第二行", ["硬换行", "第二行"]),
        ("（一）小标题\n正文内容。", ["（一）小标题", "正文内容。"]),
        ("澄原市人民政府\n2024年1月8日", ["澄原市人民政府", "2024年1月8日"]),
        ("using plain\nwords here", ["using plain words here"]),
    ],
)
def test_line_ends_inside_a_paragraph_are_white_space(tmp_path, written, paragraphs):
    assert read(tmp_path, f"# 报告\n\n## 概述\n\n{written}\n").text.split("\n")[1:] == paragraphs


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "```text"])
def test_fenced_text_holds_no_headings(tmp_path, fence):
    closing = fence.replace("text", "")
    (tmp_path / "f.md").write_text(f"# 报告\n\n## 甲\n\n{fence}\n# 不是标题\n**原样**\n{closing}\n\n## 乙\n\n完。")
    analysis = open_report(tmp_path / "f.md")
    assert [section.title for section in analysis.sections] == ["甲", "乙"]
    assert "# 不是标题\n**原样**" in analysis.report.text


def test_a_fence_that_nothing_closes_hides_no_headings(tmp_path):
    (tmp_path / "f.md").write_text("# 报告\n\n## 甲\n\n```\n命令\n\n## 乙\n\n完。")
    assert [section.title for section in open_report(tmp_path / "f.md").sections] == ["甲", "乙"]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_the_separator_of_a_table_is_found(tmp_path, separator):
    rows = [["乡镇", "说明", "数量"], ["长坡镇", "甲、乙", "5"], ["石桥镇", "丙", "7"]]
    text = "\n".join(separator.join(row) for row in rows)
    report = read(tmp_path, text, "t.csv")
    assert (report.grids[0].height, report.grids[0].width) == (3, 3)
