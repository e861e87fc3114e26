# ruff: noqa: E501 (a case is one line)
"""Markdown as people write it: wrapped lines, fences, entities, struck words, lists, tables, headings."""

import pytest

from tests.readers.variations import Case, problems


def md(id_: str, source: str, **right) -> Case:
    return Case(id_, source.encode(), **right)


LEAD = "全市共办理行政许可3275件，其中网上办理2980件。\n\n"
CASES = [
    # wrapped lines
    md("wrapped-chinese", "全市共办理行政许\n可3275件，其中网\n上办理2980件。\n", text="全市共办理行政许可3275件，其中网上办理2980件。"),
    md("wrapped-number", "全市共办理行政许可\n3275件，其中网上\n办理2980件。\n", text="全市共办理行政许可3275件，其中网上办理2980件。"),
    md("wrapped-latin", "采用 OFD\nformat 保存 12 件，全部\n归档。\n", has=("OFD format", "全部归档。")),
    md("hard-break-spaces", "甲乡12件，  \n乙乡7件。\n", has=("甲乡12件，\n乙乡7件。",)),
    md("hard-break-backslash", "甲乡12件，\\\n乙乡7件。\n", text="甲乡12件，\n乙乡7件。"),
    md("hard-break-tag", "甲乡12件，<br>乙乡7件。\n", has=("甲乡12件，", "乙乡7件。")),
    md("wrapped-item", "- 全市共办理许可\n  3275件，网上办理\n  2980件。\n- 其他7件。\n", text="全市共办理许可3275件，网上办理2980件。\n其他7件。"),
    md("wrapped-quote", "> 全市共办理许可\n> 3275件，其中网\n> 上2980件。\n", text="全市共办理许可3275件，其中网上2980件。"),
    md("quote-nested", "> > 甲乡12件。\n>\n> 乙乡7件。\n", text="甲乡12件。\n乙乡7件。"),
    md("windows-line-ends", "全市共办理许\r\n可3275件。\r\n\r\n其他7件。\r\n", text="全市共办理许可3275件。\n其他7件。"),
    # fences and code
    md("fence-tildes", LEAD + "~~~\n# 不是标题\n甲 12\n~~~\n", has=("# 不是标题", "甲 12"), headings=()),
    md("fence-long", LEAD + "````\n```\n# 不是标题\n```\n````\n\n## 问题\n\n无。\n", has=("# 不是标题",), headings=("问题",)),
    md("fence-in-item", LEAD + "- 说明\n  ```\n  # 不是标题\n  ```\n", headings=(), has=("# 不是标题",)),
    md("indented-code", LEAD + "    # 不是标题\n    甲 12\n\n## 问题\n\n无。\n", headings=("问题",), has=("# 不是标题",)),
    md("code-in-line", "字段`**数量**`为12件。\n", text="字段**数量**为12件。"),
    md("code-double-ticks", "字段``a`b``为12件。\n", text="字段a`b为12件。"),
    # entities and escapes
    md("entity-numbers", "占比&#62;45&#37;，&#x2265;12件&nbsp;。\n", has=("占比>45%，≥12件",)),
    md("entity-named", "甲&amp;乙&lt;12&gt;件，&yen;5，&mdash;&hellip;\n", has=("甲&乙<12>件，¥5，—…",)),
    md("entity-in-table", LEAD + "| 项 | 数 |\n| --- | --- |\n| 甲&amp;乙 | 12 |\n| 丙 | 7 |\n", rows=("甲&乙|12",)),
    md("escapes", "3\\*4\\*5米，\\#12，1\\. 甲，\\~\\~不删\\~\\~。\n", text="3*4*5米，#12，1. 甲，~~不删~~。"),
    md("entity-in-code", "字段`&lt;`共12件。\n", text="字段&lt;共12件。"),
    # struck and raised
    md("struck-wrapped", "许可~~3200件，其\n中网上2900件~~3275件。\n", has=("许可3275件。",), lacks=("3200", "2900"), dropped=("struck:",)),
    md("struck-nested-bold", "许可~~**3200**件~~3275件。\n", text="许可3275件。"),
    md("struck-in-bold", "许可**~~3200~~3275件**。\n", text="许可3275件。"),
    md("range-tildes", "1~3月办12件，4~6月办7件。\n", text="1~3月办12件，4~6月办7件。"),
    md("struck-tag-attributes", "许可<del class=\"x\" cite='y'>3200件</del>3275件。\n", text="许可3275件。"),
    md("struck-cell", LEAD + "| 项 | 数 |\n|---|---|\n| 甲 | ~~11~~ 12 |\n| 乙 | 7 |\n", rows=("甲|12", "乙|7")),
    md("note-two", "许可3275[^1][^说明]件。\n\n[^1]: 含补办。\n[^说明]: 不含撤回\n    12件。\n", has=("许可3275件。", "含补办。", "不含撤回"), figures=("3275件",)),
    md("raised-tag-marks", "许可12<sup>1,2</sup>件，占地78m<sup>2</sup>。\n", figures=("12件",), has=("78m²",)),
    md("raised-carets", "许可12^[3]^件，约10^6^次。\n", figures=("12件",), has=("10⁶",)),
    # headings
    md("setext-two-levels", "年度报告\n========\n\n总体情况\n--------\n\n许可3275件。\n\n存在问题\n--------\n\n无。\n", headings=("总体情况", "存在问题")),
    md("setext-over-two-lines", "总体\n情况\n----\n\n许可3275件。\n\n存在问题\n----\n\n无。\n", headings=("总体情况", "存在问题")),
    md("rule-after-blank", LEAD + "\n---\n\n其他7件。\n", text=LEAD.strip() + "\n其他7件。", headings=()),
    md("rule-below-sentence", "许可3275件。\n---\n其他7件。\n", headings=(), has=("许可3275件。", "其他7件。")),
    md("atx-closed", "# 报告\n\n## 总体情况 ##\n\n许可3275件。\n\n## C# 培训\n\n12人。\n", headings=("总体情况", "C# 培训")),
    md("atx-tight", "##总体情况\n\n许可3275件。\n\n##问题\n\n无。\n", headings=("总体情况", "问题")),
    md("atx-bold", "## **一、总体情况**\n\n许可3275件。\n\n## **二、问题**\n\n无。\n", headings=("总体情况", "问题")),
    md("atx-link-anchor", "## <a id=\"a\"></a>总体情况 {#a}\n\n许可3275件。\n\n## 问题 {#b .c}\n\n无。\n", headings=("总体情况", "问题")),
    md("hash-in-text", LEAD + "见#3号楼，#政务公开#话题12条。\n", has=("见#3号楼，#政务公开#话题12条。",), headings=()),
    # lists
    md("nested-mixed", "1. 总体\n   - 许可12件；\n   - 处罚7件。\n2. 问题\n", has=("1. 总体", "许可12件；\n处罚7件。", "2. 问题")),
    md("numbered-brackets", "1) 许可12件。\n2) 处罚7件。\n", has=("许可12件。", "处罚7件。"), figures=("12件", "7件")),
    md("tasks", "- [x] 公开12件\n- [ ] 未公开7件\n", has=("公开12件", "未公开7件"), lacks=("[x]", "[ ]")),
    md("year-is-no-item", "2021. 这一年\n许可12件。\n", has=("2021", "许可12件。")),
    md("bullets-star-plus", "* 甲12件\n+ 乙7件\n", text="甲12件\n乙7件"),
    # tables
    md("table-alignment", LEAD + "| 项 | 数 | 注 |\n|:--|--:|:-:|\n| 甲 | 12 | 无 |\n| 乙 | 7 | 有 |\n", rows=("甲|12|无", "乙|7|有")),
    md("table-no-edges", LEAD + "项 | 数\n--- | ---\n甲 | 12\n乙 | 7\n", rows=("甲|12", "乙|7")),
    md("table-one-dash", LEAD + "|项|数|\n|-|-|\n|甲|12|\n|乙|7|\n", rows=("甲|12", "乙|7")),
    md("table-escaped-bar", LEAD + "| 项 | 数 |\n| --- | --- |\n| 甲\\|乙 | 12 |\n| `a\\|b` | 7 |\n", has=("甲|乙\t12", "a|b\t7")),
    md("table-short-rows", LEAD + "| 项 | 数 | 注 |\n|---|---|---|\n| 甲 | 12 |\n| 乙 | 7 | 有 | 多余 |\n", rows=("甲|12|-|-", "乙|7|有|多余")),
    md("table-in-quote", "> | 项 | 数 |\n> | --- | --- |\n> | 甲 | 12 |\n> | 乙 | 7 |\n", rows=("甲|12", "乙|7")),
    md("table-in-item", "- 明细：\n\n  | 项 | 数 |\n  | --- | --- |\n  | 甲 | 12 |\n  | 乙 | 7 |\n", rows=("甲|12", "乙|7")),
    md("table-html-struck", LEAD + "<table><tr><th>项</th><th>数</th></tr><tr><td>甲</td><td><s>11</s>12</td></tr><tr><td>乙</td><td>7<sup>1</sup></td></tr></table>\n", rows=("甲|12", "乙|7")),
    md("table-break-in-cell", LEAD + "| 项 | 数 |\n|---|---|\n| 甲<br>乡 | 12 |\n| 乙 | 7 |\n", rows=("甲 乡|12",)),
    # the rest
    md("front-matter", "---\ntitle: 年度报告\ndate: 2022-01-05\n---\n\n## 总体情况\n\n许可3275件。\n\n## 问题\n\n无。\n", headings=("总体情况", "问题"), lacks=("date:",)),
    md("links-images", "见[附件](http://x/a_(1).pdf \"下载\")和![图](b.png)，<https://a.cn/12>许可12件，[甲][ref]。\n\n[ref]: http://x/99\n", has=("见附件", "许可12件，甲。"), lacks=("b.png", "99", "http://x")),
    md("emphasis", "***许可***12件，**处罚** *7* 件，snake_case_名。\n", text="许可12件，处罚 7 件，snake_case_名。"),
    md("comment", "许可12件。<!-- 内部：99件 -->\n\n<!--\n# 旧稿\n-->\n处罚7件。\n", text="许可12件。\n处罚7件。"),
    md("html-block", "<div align=\"center\">\n\n许可12件。\n\n</div>\n\n<details><summary>明细</summary>\n\n处罚7件。\n\n</details>\n", has=("许可12件。", "处罚7件。"), lacks=("<",)),
    md("html-hidden", "许可12件。<span style=\"display:none\">旧99件。</span>\n", lacks=("旧99件",), has=("许可12件。",)),
    md("definition-and-toc", "[TOC]\n\n## 总体情况\n\n许可12件。\n\n## 问题\n\n无。\n", lacks=("[TOC]",), headings=("总体情况", "问题")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_markdown_is_read_as_it_is_shown(tmp_path, case):
    assert problems(case, tmp_path, "年报.md") == []
