"""Pages of government sites: the article found, what was dropped kept, every trap of saved markup."""

import pytest

from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件，做到应公开尽公开。"


def page(folder, body, name="report.html", encoding="utf-8"):
    path = folder / name
    path.write_bytes(body.encode(encoding))
    return read_report(path)


def test_the_article_is_found_and_what_stood_around_it_is_kept(tmp_path):
    body = (
        "<html><body><div class=nav><a href=/>首页</a> <a href=/a>新闻，政务。</a></div>"
        "<div><h1>江阳市2023年政府信息公开工作年度报告</h1>"
        f"<div id=x><p>{PROSE}</p><p>一、概述</p><p>{PROSE}</p></div></div>"
        "<div>版权所有：江阳市人民政府</div><script>var a='。，；'</script></body></html>"
    )
    report = page(tmp_path, body)
    assert report.text == f"{PROSE}\n一、概述\n{PROSE}"
    assert report.title == "江阳市2023年政府信息公开工作年度报告"
    dropped = {d.text: d.reason for d in report.dropped}
    assert dropped["首页 新闻，政务。"] == "site furniture"
    assert dropped["版权所有：江阳市人民政府"] == "site furniture"
    assert not any("var a" in text for text in dropped)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<span>20</span><span>23</span>年公开<font>11<b>3</b></font>6条。", "2023年公开1136条。"),
        ("<p>全市\n    各级\n政府部门。</p>", "全市各级政府部门。"),
        ("<p>GDP\n growth rate。</p>", "GDP growth rate。"),
        ("<p>&nbsp;&nbsp;公开&nbsp;信息。&#12288;</p>", "公开 信息。"),
        ("<p>上段。<br>下段。<br/><br/>末段。</p>", "上段。\n下段。\n末段。"),
        ("<pre>上段。\n下段。</pre>", "上段。\n下段。"),
        ("<ol><li>公开。</li><li>透明。</li></ol>", "1.公开。\n2.透明。"),
        ("公开信息。<div style='display: none'>隐藏。</div>", "公开信息。"),
        ("<!-- 注释 --><p>公开<!-- 注 -->信息。</p><noscript>请启用脚本。</noscript>", "公开信息。"),
        ("<p>第一段。\r\n</p>\r\n<p>第二段。</p>", "第一段。\n第二段。"),
        ("公开 &lt;信息&gt; &amp; 数据。", "公开 <信息> & 数据。"),
    ],
)
def test_markup_reads_as_a_browser_shows_it(tmp_path, markup, text):
    assert page(tmp_path, markup).text == text


@pytest.mark.parametrize(
    ("said", "encoding"), [("utf-8", "gb18030"), ("gb2312", "utf-8"), ("big5", "gb18030"), ("utf-8", "utf-16")]
)
def test_a_charset_that_lies_is_not_believed(tmp_path, said, encoding):
    body = f'<html><head><meta charset="{said}"></head><body><p>{PROSE}</p></body></html>'
    assert page(tmp_path, body, encoding=encoding).text == PROSE


def test_a_layout_table_gives_way_to_what_is_in_it(tmp_path):
    inner = f"<table><tr><td><p>{PROSE}</p><p>{PROSE}</p></td></tr></table>"
    body = f"<table><tr><td width=200>导航</td><td>{inner}</td></tr></table>"
    report = page(tmp_path, body)
    assert report.grids == ()
    assert report.text.endswith(f"{PROSE}\n{PROSE}")


def test_a_data_table_keeps_its_merged_cells(tmp_path):
    body = (
        f"<p>{PROSE}</p><table><thead><tr><th rowspan=2>指标</th><th colspan='2'>数量</th></tr>"
        "<tr><th>2022年</th><th>2023年</th></tr></thead>"
        "<tr><td>公开<br>信息</td><td>1<span>02</span></td><td>  </td></tr>"
        "<tr><td>申请</td><td>/</td><td>不适用</td></tr></table>"
    )
    (tmp_path / "t.html").write_text(body, encoding="utf-8")
    analysis = open_report(tmp_path / "t.html")
    (grid,) = analysis.report.grids
    assert analysis.report.text[slice(*grid.span)].split("\n") == [
        "指标\t数量\t",
        "\t2022年\t2023年",
        "公开信息\t102\t",
        "申请\t/\t不适用",
    ]
    assert [(c.row, c.column, c.rows, c.columns) for c in grid.cells[:2]] == [(0, 0, 2, 1), (0, 1, 1, 2)]
    (table,) = (table for table in analysis.tables if table.id.startswith("grid"))
    assert table.columns == ("2022年", "2023年")
    assert [(row.label, [cell and cell.literal for cell in row.cells], row.cell_texts) for row in table.rows] == [
        ("公开信息", ["102", None], ("", "")),
        ("申请", [None, None], ("/", "不适用")),
    ]
    assert table.rows[0].cells[0].year == 2022


def test_metadata_is_kept_and_dates_the_report(tmp_path):
    body = (
        "<table><tr><td><b>索 引 号：</b></td><td>0001/2024-00005</td>"
        "<td>发布机构：</td><td>江阳市人民政府办公室</td></tr>"
        "<tr><td>文　　号</td><td>江政办〔2024〕3号</td><td>发布日期：</td><td>2024年01月26日</td></tr></table>"
        f"<div><p>{PROSE}</p><p>{PROSE}</p></div>"
    )
    report = page(tmp_path, body)
    assert dict(report.metadata) == {
        "索引号": "0001/2024-00005",
        "发布机构": "江阳市人民政府办公室",
        "文号": "江政办〔2024〕3号",
        "发布日期": "2024年01月26日",
    }
    assert (report.issuer, str(report.published)) == ("江阳市人民政府办公室", "2024-01-26")
    assert "索引号" not in report.text


def test_a_report_parted_into_several_boxes_stays_whole(tmp_path):
    rest = f"<p>二、其他</p><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p>"
    body = f"<div class=a><div><p>{PROSE * 9}</p></div><div>{rest}</div></div>"
    assert page(tmp_path, body).text.count(PROSE) == 12


def test_deep_nesting_is_read(tmp_path):
    assert page(tmp_path, "<div>" * 1500 + PROSE + "</div>" * 1500).text == PROSE


@pytest.mark.parametrize("body", ["<html></html>", "<html><script>1</script></html>", "<div><img src=a></div>"])
def test_a_page_without_words_is_told(tmp_path, body):
    with pytest.raises(UnreadableFile, match="no text in"):
        page(tmp_path, body)


def test_nothing_outside_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密。", encoding="utf-8")
    declared = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = f"{declared}<html><body><p>{PROSE}&x;</p></body></html>"
    assert page(tmp_path, body).text == f"{PROSE}&x;"


def test_a_page_saved_as_one_file_is_read(tmp_path):
    message = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>{PROSE}</p></body></html>\r\n--B--\r\n"
    )
    path = tmp_path / "page.mht"
    path.write_bytes(message.encode("utf-8"))
    report = read_report(path)
    assert (report.text, report.format) == (PROSE, "MHTML")
