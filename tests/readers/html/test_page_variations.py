# ruff: noqa: E501 (a case is one line)
"""Pages written by hand as sites write them: raised and struck words, lists, tables, hidden parts, articles that wait for
a script, and what stands around an article. Every case says what a visitor of the page reads."""

import pytest

from tests.readers.variations import Case, problems

LEAD = "<p>全市共办理行政许可3275件，其中网上办理2980件，群众满意率为99.2%。</p>"
WORDS = "全市共办理行政许可3275件，其中网上办理2980件，群众满意率为99.2%。"
TABLE = "<tr><th>事项</th><th>件数</th></tr><tr><td>许可</td><td>{}</td></tr><tr><td>处罚</td><td>7</td></tr>"


def page(id_: str, body: str, style: str = "", attributes: str = "", lead: str = LEAD, head: str = "", **right) -> Case:
    content = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}<style>{style}</style></head>"
        f"<body {attributes}>{lead}{body}</body></html>"
    )
    return Case(id_, content.encode(), **right)


CASES = [
    # raised and struck
    page("sup-class", "<p>撤销12<span class='note-ref'>3</span>件。</p>", ".note-ref{vertical-align:super;font-size:75%}", figures=("12件",), no_figures=("123件",)),
    page("sup-link-inside-bold", "<p>撤销<strong>12<a href='#f3'><sup>[3]</sup></a></strong>件。</p>", figures=("12件",), lacks=("[3]",)),
    page("sup-two-marks", "<p>撤销12<sup>3</sup><sup>,4</sup>件。</p>", figures=("12件",), no_figures=("123件",)),
    page("sup-comma-marks", "<p>撤销12<sup>3,4</sup>件。</p>", figures=("12件",), no_figures=("123件", "4件")),
    page("sup-range", "<p>撤销12<sup>3-5</sup>件。</p>", figures=("12件",)),
    page("sup-area", "<p>新建用房78m<sup>2</sup>，绿地9km<sup>2</sup>。</p>", has=("78m²", "9km²")),
    page("sup-position-relative", "<p>撤销12<span style='position:relative;top:-0.5em;font-size:60%'>3</span>件。</p>", no_figures=("123件",)),
    page("sub-formula", "<p>削减CO<sub>2</sub>排放30万吨，SO<sub>2</sub>下降5%。</p>", has=("CO2", "SO2")),
    page("strike-tags", "<p>撤销<strike>45</strike><s>46</s><del datetime='2020'>47</del><ins>48</ins>件。</p>", figures=("48件",), dropped=("struck:45", "struck:46", "struck:47")),
    page("strike-nested-style", "<p>撤销<span style='color:red;TEXT-DECORATION:LINE-THROUGH'>45<b>6</b></span>48件。</p>", figures=("48件",), dropped=("struck:456",)),
    page("strike-line-longhand", "<p>撤销<em style='text-decoration-line: underline line-through'>45</em>48件。</p>", figures=("48件",)),
    page("strike-by-class", "<p>撤销<i class='old'>45</i>48件。</p>", "p .old{text-decoration:line-through}", figures=("48件",)),
    page("strike-off", "<p>撤销<s style='text-decoration:none'>45</s>件。</p>", figures=("45件",)),
    page("strike-cell", f"<table>{TABLE.format('<del>11</del>12')}</table>", rows=("许可|12", "处罚|7")),
    page("underline-is-text", "<p>撤销<u>45</u>件，<span style='text-decoration:underline'>46</span>人。</p>", figures=("45件", "46人")),
    # captions and tables
    page("caption-unit-in-brackets", "<table><caption>表2　支出（万元）</caption><tr><th>科目</th><th>决算数</th></tr><tr><td>教育</td><td>12.5</td></tr><tr><td>卫生</td><td>3.1</td></tr></table>", has=("表2",), figures=("12.5",), rows=("教育|12.5",)),
    page("caption-below", "<table><caption style='caption-side:bottom'>单位：万元</caption><tr><th>科目</th><th>决算数</th></tr><tr><td>教育</td><td>12.5</td></tr><tr><td>卫生</td><td>3.1</td></tr></table>", has=("单位：万元",), rows=("教育|12.5",)),
    page("caption-hidden", f"<table><caption style='display:none'>内部编号99件</caption>{TABLE.format(12)}</table>", lacks=("内部编号",), rows=("许可|12",)),
    page("caption-with-markup", f"<table><caption><b>表3</b><br><small>单位：件</small></caption>{TABLE.format(12)}</table>", has=("表3", "单位：件"), rows=("许可|12",)),
    page("figcaption", f"<figure><figcaption>表4 办理情况（单位：件）</figcaption><table>{TABLE.format(12)}</table></figure>", has=("表4 办理情况（单位：件）", "许可"), rows=("许可|12",)),
    page("foot-before-two-bodies", "<table><thead><tr><th>事项</th><th>件数</th></tr></thead><tfoot><tr><td>合计</td><td>19</td></tr></tfoot><tbody><tr><td>许可</td><td>12</td></tr></tbody><tbody><tr><td>处罚</td><td>7</td></tr></tbody></table>", has=("许可\t12", "处罚\t7", "合计\t19")),
    page("foot-by-style", "<table><tr style='display:table-footer-group'><td>合计</td><td>19</td></tr><tr><td>许可</td><td>12</td></tr><tr><td>处罚</td><td>7</td></tr></table>", rows=("合计|19", "许可|12")),
    page("rowgroup-display-none", "<table><thead><tr><th>事项</th><th>件数</th></tr></thead><tbody style='display:none'><tr><td>旧</td><td>99</td></tr></tbody><tbody><tr><td>许可</td><td>12</td></tr><tr><td>处罚</td><td>7</td></tr></tbody></table>", lacks=("旧",), rows=("许可|12",)),
    # lists
    page("ol-start-style", "<ol start='3' style='list-style-type:upper-alpha'><li>受理45件</li><li>办结44件</li></ol>", has=("C.", "受理45件", "D.", "办结44件")),
    page("ol-type-a-value", "<ol type='a'><li>受理45件</li><li value='5'>办结44件</li><li>退回1件</li></ol>", has=("a.受理45件", "e.办结44件", "f.退回1件")),
    page("ol-reversed-start", "<ol reversed start='9'><li>受理45件</li><li>办结44件</li></ol>", has=("9.受理45件", "8.办结44件")),
    page("ol-reversed-value", "<ol reversed><li>甲受理45件</li><li value='7'>乙办结44件</li><li>丙退回1件</li></ol>", has=("3.甲", "7.乙", "6.丙")),
    page("ol-nested", "<ol><li>受理45件<ol type='i'><li>网上40件</li><li>窗口5件</li></ol></li><li>办结44件</li></ol>", has=("1.受理45件", "i.网上40件", "ii.窗口5件", "2.办结44件")),
    page("ol-unordered-inside", "<ol><li>受理45件<ul><li>网上40件</li></ul></li><li>办结44件</li></ol>", has=("1.受理45件", "网上40件", "2.办结44件"), lacks=("1.网上", "2.网上")),
    page("ol-none-class", "<ol class='bare'><li>一、受理45件</li><li>二、办结44件</li></ol>", ".bare{list-style:none}", has=("一、受理45件", "二、办结44件"), lacks=("1.",)),
    page("ol-roman-upper-css", "<ol class='r'><li>受理45件</li><li>办结44件</li></ol>", "ol.r li{list-style-type:upper-roman}", has=("I.受理45件", "II.办结44件")),
    page("ol-negative-start", "<ol start='0'><li>受理45件</li><li>办结44件</li></ol>", has=("0.受理45件", "1.办结44件")),
    page("ol-chinese-css", "<ol style='list-style-type:simp-chinese-informal'><li>受理45件</li><li>办结44件</li></ol>", has=("一", "受理45件", "二", "办结44件")),
    # hidden
    page("hidden-attribute", "<p hidden>旧稿99件。</p><p hidden='until-found'>旧稿98件。</p><p>新稿12件。</p>", has=("新稿12件",), lacks=("99件", "98件"), dropped=("hidden:旧稿99件",)),
    page("display-important", "<p style='display:block'>旧稿99件。</p><p>新稿12件。</p>", "p[style]{display:none !important}", has=("新稿12件",), lacks=("99件",)),
    page("hidden-by-two-classes", "<div class='a b'>旧稿99件。</div><div class='a'>新稿12件。</div>", ".a.b{display:none}", has=("新稿12件",), lacks=("99件",)),
    page("hidden-by-child-selector", "<div id='box'><p>新稿12件。</p><div><p>旧稿99件。</p></div></div>", "#box > div{visibility:hidden}", has=("新稿12件",), lacks=("99件",)),
    page("media-print-is-not-screen", "<p class='np'>新稿12件。</p>", "@media print{.np{display:none}}", has=("新稿12件",)),
    page("media-screen-and-width", "<p class='m'>旧稿99件。</p><p>新稿12件。</p>", "@media screen and (min-width:1px){.m{display:none}}", has=("新稿12件",), lacks=("99件",)),
    page("media-narrow-is-not-here", "<p class='m'>新稿12件。</p>", "@media (max-width:600px){.m{display:none}}", has=("新稿12件",)),
    page("shown-again-by-id", "<p class='x' id='y'>新稿12件。</p><p class='x'>旧稿99件。</p>", ".x{display:none}#y{display:block}", has=("新稿12件",), lacks=("99件",)),
    page("off-screen", "<p style='position:absolute;left:-9999px'>读屏专用99件。</p><p>新稿12件。</p>", has=("新稿12件",), lacks=("99件",)),
    page("clipped", "<p class='sr-only'>读屏专用99件。</p><p>新稿12件。</p>", ".sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}", has=("新稿12件",), lacks=("99件",)),
    page("text-indent-away", "<p style='text-indent:-9999px'>隐字99件。</p><p>新稿12件。</p>", has=("新稿12件",), lacks=("99件",)),
    page("no-height", "<div style='height:0;overflow:hidden'>隐字99件。</div><p>新稿12件。</p>", has=("新稿12件",), lacks=("99件",)),
    page("white-on-white", "<p style='color:#fff'>隐字99件。</p><p>新稿12件。</p>", has=("新稿12件",), lacks=("99件",)),
    page("white-on-dark-is-text", "<p style='color:#fff;background:#036'>新稿12件。</p>", has=("新稿12件",)),
    page("details-closed", "<details><summary>办理明细</summary><p>新稿12件。</p></details>", has=("新稿12件",)),
    page("input-hidden", "<input type='hidden' value='99件'><textarea style='display:none'>98件</textarea><p>新稿12件。</p>", has=("新稿12件",), lacks=("99件", "98件")),
    page("conditional-comment", "<!--[if lt IE 9]><p>请升级浏览器99次。</p><![endif]--><p>新稿12件。</p>", has=("新稿12件",), lacks=("99次",)),
    page("template-and-script", "<template><p>模板99件。</p></template><script>var a='98件';</script><p>新稿12件。</p>", has=("新稿12件",), lacks=("99件", "98件")),
    # waits for a script
    page("waits-body-display", f"<div>{LEAD}<p>撤销12件。</p></div>", "body{display:none}", lead="", has=(WORDS, "撤销12件。")),
    page("waits-class-display", f"<div id='app' class='v-cloak'>{LEAD}<p>撤销12件。</p></div>", ".v-cloak{display:none}", lead="", has=(WORDS, "撤销12件。")),
    page("waits-attribute-cloak", f"<div id='app' v-cloak>{LEAD}<p>撤销12件。</p></div>", "[v-cloak]{display:none!important}", lead="", has=(WORDS, "撤销12件。")),
    page("waits-hidden-attribute", f"<main hidden>{LEAD}<p>撤销12件。</p></main><p>页面加载中</p>", lead="", has=(WORDS, "撤销12件。")),
    page("waits-opacity", f"{LEAD}<p>撤销12件。</p>", "html{opacity:0;transition:opacity .3s}", lead="", has=(WORDS, "撤销12件。")),
    page("waits-animation", f"<div class='wow'>{LEAD}</div><div class='wow'><p>撤销12件。</p></div>", ".wow{visibility:hidden}", lead="", has=(WORDS, "撤销12件。")),
    page("waits-noscript-article", f"<div id='root'></div><noscript><article>{LEAD}<p>撤销12件。</p></article></noscript>", lead="", has=(WORDS, "撤销12件。")),
    page("waits-noscript-style", f"<div class='c'>{LEAD}<p>撤销12件。</p></div>", ".c{display:none}", lead="", head="<noscript><style>.c{display:block}</style></noscript>", has=(WORDS, "撤销12件。")),
    page("noscript-hint-is-no-text", "<noscript>本页需要启用脚本才能正常浏览，请升级99次。</noscript><p>撤销12件。</p>", has=("撤销12件。",), lacks=("99次",)),
    page("hidden-share-panel-stays-hidden", "<div style='display:none'>分享给99位好友</div><p>撤销12件。</p>", has=("撤销12件。",), lacks=("99位",)),
    # around the article
    page("related-list", "<div>相关报道：</div><ul><li><a href='a'>某县公布去年报告</a></li><li><a href='b'>某市公布去年报告</a></li></ul>", lacks=("相关报道", "某县公布"), dropped=("site furniture:相关报道",)),
    page("related-other-words", "<h3>延伸阅读</h3><p><a href='a'>某县公布去年报告</a></p>", lacks=("延伸阅读", "某县公布")),
    page("toolbar", "<p>【打印】【关闭】【收藏】</p><p>上一篇：某县公布报告</p><p>下一篇：无</p>", lacks=("打印", "上一篇", "下一篇"), text=WORDS),
    page("toolbar-in-spans", "<div><span>打印</span> | <span>关闭窗口</span></div><div>分享到：<a>微信</a> <a>微博</a></div>", lacks=("关闭窗口", "分享到")),
    page("last-sentence-print", "<p>打印政策汇编1200册，发放到各乡镇。</p>", has=("打印政策汇编1200册，发放到各乡镇。",), figures=("1200册",)),
    page("last-sentence-source", "<p>来源于群众的建议占45.6%，均已答复。</p>", has=("来源于群众的建议占45.6%，均已答复。",)),
    page("last-sentence-share", "<p>分享会举办12场，参加人数340人。</p>", has=("分享会举办12场",), figures=("12场", "340人")),
    page("last-sentence-previous", "<p>上一篇报告提出的7项问题已全部整改。</p>", has=("上一篇报告提出的7项问题已全部整改。",)),
    page("last-sentence-related", "<p>相关报道被中央媒体采用34篇次。</p>", has=("相关报道被中央媒体采用34篇次。",), figures=("34篇次",)),
    page("last-sentence-no-number", "<p>编辑出版政务公开年鉴，打印装订成册。</p>", has=("编辑出版政务公开年鉴，打印装订成册。",)),
    page("source-line-before", LEAD, lead="<p>来源：某某局　发布时间：2022-01-05　浏览次数：99</p>", has=(WORDS,), lacks=("浏览次数",)),
    page("nested-layout-tables", f"<table><tr><td><table><tr><td>首页</td><td>政务</td></tr></table></td></tr><tr><td>{LEAD}<table border=1>{TABLE.format(12)}</table></td></tr></table>", lead="", has=(WORDS,), rows=("许可|12",)),
    page("break-lines", "<div>撤销12件。<br/>维持7件。<br><br>其他无。</div>", has=("撤销12件。\n维持7件。\n其他无。",)),
    page("entities", "<p>占比&nbsp;&gt;&nbsp;45.6&#37;，&ldquo;一网&rdquo;覆盖&#x4E00;&#20061;个乡。</p>", has=("> 45.6%，“一网”覆盖一九个乡。",)),
    page("form-values", "<p>户数：<select><option>7</option><option selected>12</option></select></p>", has=("户数：",), lacks=("712",)),
    page("ruby", "<p><ruby>龙泉<rt>lóngquán</rt></ruby>镇12户。</p>", has=("龙泉镇12户。",)),
    page("pre-lines", "<pre>\n撤销12件。\n维持7件。\n</pre>", has=("撤销12件。\n维持7件。",)),
    page("xhtml", "<p>撤销12件。</p>", head="<base href='http://x'/>", attributes="xmlns='http://www.w3.org/1999/xhtml'", has=("撤销12件。",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_page_is_read_as_a_visitor_reads_it(tmp_path, case):
    assert problems(case, tmp_path, "年报.html") == []
