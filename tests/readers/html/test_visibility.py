"""What a reader of a page sees: hidden, struck and raised text, lists, captions and feet of tables."""

import pytest

from zjviewer.readers.registry import read_report

FIRST = "全年主动公开政府信息6543条，受理依申请公开231件，全部按时办结，未发生纠错情形。"


@pytest.fixture
def read(tmp_path):
    def read_page(body: str, style: str = ""):
        path = tmp_path / "年报.html"
        page = (
            f"<html><head><meta charset='utf-8'><style>{style}</style></head><body><p>{FIRST}</p>{body}</body></html>"
        )
        path.write_text(page, "utf-8")
        return read_report(path)

    return read_page


def text_of(report) -> str:
    return report.text.removeprefix(FIRST).strip()


@pytest.mark.parametrize("tag", ["sup", "SUP"])
@pytest.mark.parametrize("mark", ["1", "[2]", "①", "*", "（3）", "注2", "<a href='#n1'>[4]</a>", "<b>5</b>"])
@pytest.mark.parametrize("around", ["受理231{}件。", "受理<b>231</b>{}件。", "受理<span>231{}</span>件。"])
def test_a_note_mark_never_fuses_with_a_number(read, tag, mark, around):
    report = read(f"<p>{around.format(f'<{tag}>{mark}</{tag}>')}</p>")
    assert text_of(report) == "受理231件。"
    assert [dropped.reason for dropped in report.dropped if dropped.reason == "note mark"] == ["note mark"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("占地78m<sup>2</sup>。", "占地78m²。"),
        ("约10<sup>4</sup>次。", "约10⁴次。"),
        ("浓度1.2×10<sup>-3</sup>。", "浓度1.2×10⁻³。"),
        ("PM<sub>2.5</sub>平均35微克。", "PM2.5平均35微克。"),
        ("占地9m<span style='vertical-align:super'>2</span>。", "占地9m²。"),
    ],
)
def test_exponents_and_indices_stay(read, markup, text):
    assert text_of(read(f"<p>{markup}</p>")) == text


def test_a_raised_mark_in_a_cell_is_no_part_of_its_number(read):
    rows = "<tr><th>项目</th><th>数量</th></tr><tr><td>个人</td><td>231<sup>2</sup></td></tr>"
    assert text_of(read(f"<table>{rows}<tr><td>企业</td><td>7<sup>[3]</sup></td></tr></table>")) == (
        "项目\t数量\n个人\t231\n企业\t7"
    )


@pytest.mark.parametrize(
    "struck",
    [
        "<del>845</del>",
        "<s>845</s>",
        "<strike>8<b>45</b></strike>",
        "<span style='text-decoration: line-through'>845</span>",
        "<span style='TEXT-DECORATION-LINE:LINE-THROUGH'>845</span>",
        "<span class='old'>845</span>",
    ],
)
@pytest.mark.parametrize(
    "where",
    ["<p>受理{}231件。</p>", "<table><tr><td>受理</td><td>{}231</td></tr><tr><td>答复</td><td>3</td></tr></table>"],
)
def test_struck_text_is_left_out_and_listed(read, struck, where):
    report = read(where.format(struck), style=".old{text-decoration:line-through}")
    assert "845" not in report.text
    assert "231" in report.text
    assert ("845", "struck") in [(dropped.text, dropped.reason) for dropped in report.dropped]


@pytest.mark.parametrize(
    ("style", "markup"),
    [
        (".h{display:none}", "<p class='a h'>{}</p>"),
        ("p.h , b{ color:red; DISPLAY : none !important }", "<p class='h'>{}</p>"),
        ("#x{visibility:hidden}", "<p id='x'>{}</p>"),
        ("div.tab > p{opacity:0}", "<div class='tab'><p>{}</p></div>"),
        ("/* .h{} */ @media print{.q{color:red}} .h{display:none}", "<p class='h'>{}</p>"),
        ("", "<p hidden>{}</p>"),
        ("", "<p style='color:red;display:none'>{}</p>"),
    ],
)
def test_what_is_hidden_is_left_out_and_listed(read, style, markup):
    report = read(markup.format("隐藏907件。") + "<p>可见908件。</p>", style=style)
    assert text_of(report) == "可见908件。"
    assert ("隐藏907件。", "hidden") in [(dropped.text, dropped.reason) for dropped in report.dropped]


@pytest.mark.parametrize(
    "style",
    [
        "@media print{.v{display:none}}",
        ".v{display:none} .v.on{display:block}",
        ".v{display:none} #i{display:block}",
        "div .w{display:none}",
        ".v{display:",
        "}}}} .x{{display:none}",
        ".v:::{display:none}",
    ],
)
def test_what_a_sheet_shows_or_spoils_is_shown(read, style):
    assert text_of(read("<p class='v on' id='i'>可见908件。</p>", style=style)) == "可见908件。"


@pytest.mark.parametrize("style", ["visibility:hidden", "opacity:0", "visibility: hidden; opacity: 0;"])
def test_a_page_that_waits_for_a_script_is_shown(tmp_path, style):
    path = tmp_path / "page.html"
    body = (
        f"<div style='{style}'><p>一、总体情况</p><p>{FIRST}</p><p>公开深度不够，共整改12次。</p></div><p>阅读原文</p>"
    )
    path.write_text(f"<html><meta charset=utf-8><body>{body}</body></html>", "utf-8")
    assert "共整改12次" in read_report(path).text


@pytest.mark.parametrize(
    ("attributes", "items", "shown"),
    [
        ("", ["", " value=5", ""], ["1.", "5.", "6."]),
        (" start=3", ["", ""], ["3.", "4."]),
        (" type=a start=3", [""], ["c."]),
        (" type=I", ["", ""], ["I.", "II."]),
        (" reversed", ["", "", ""], ["3.", "2.", "1."]),
        (" style='list-style-type: upper-alpha'", ["", ""], ["A.", "B."]),
        (" style='list-style:cjk-ideographic'", ["", ""], ["一.", "二."]),
        (" start=x", [" value=y"], ["1."]),
    ],
)
def test_items_carry_the_number_that_a_browser_shows(read, attributes, items, shown):
    entries = "".join(f"<li{item}>公开{number}件。</li>" for number, item in enumerate(items, 11))
    lines = [f"{mark}公开{number}件。" for number, mark in enumerate(shown, 11)]
    assert text_of(read(f"<ol{attributes}>{entries}</ol>")) == "\n".join(lines)


def test_a_caption_stands_above_its_table_and_a_foot_below(read):
    head, body, foot = (f"<{tag}><tr><td>{label}</td><td>{value}</td></tr></{tag}>" for tag, label, value in (
        ("thead", "项目", "数量"), ("tbody", "规章", "3"), ("tfoot", "合计", "3"),
    ))  # fmt: skip
    report = read(f"<table><caption>表1 收入（单位：万元）</caption>{head}{foot}{body}</table>")
    assert text_of(report) == "表1 收入（单位：万元）\n项目\t数量\n规章\t3\n合计\t3"


@pytest.mark.parametrize("count", [2_000, 8_000])
def test_many_raised_marks_and_rules_take_linear_time(tmp_path, count):
    path = tmp_path / "page.html"
    style = ".a{display:none}" * count + "/*" * count
    path.write_text(
        f"<html><style>{style}</style><body><p>{'受理1<sup>2</sup>件，' * count}。</p></body></html>", "utf-8"
    )
    assert read_report(path).text.count("受理1件") == count


SHOWN_AGAIN = {
    "visibility": ("visibility:hidden", "visibility:visible"),
    "no size": ("font-size:0", "font-size:14px"),
    "no size in points": ("font-size:0.0pt", "font-size:1em"),
    "transparent": ("color:transparent", "color:#333"),
}


@pytest.mark.parametrize(("hides", "shows"), SHOWN_AGAIN.values(), ids=list(SHOWN_AGAIN))
@pytest.mark.parametrize("tag", ["p", "span", "b"])
def test_a_part_that_is_shown_again_inside_hidden_text_is_read(read, hides, shows, tag):
    report = read(
        f'<div style="{hides}">缓存13件<{tag} style="{shows}">受理<i>231</i>件。</{tag}>缓存14件<p>缓存15件</p></div>'
    )
    assert "".join(text_of(report).split()) == "受理231件。"
    assert "".join(part.text for part in report.dropped if part.reason == "hidden") == "缓存13件缓存14件缓存15件"


@pytest.mark.parametrize(("hides", "shows"), SHOWN_AGAIN.values(), ids=list(SHOWN_AGAIN))
def test_text_without_size_or_colour_is_left_out_and_listed(read, hides, shows):
    report = read(f'<p>受理231件。</p><p style="{hides}">缓存13件</p>')
    assert text_of(report) == "受理231件。"
    assert [part.text for part in report.dropped] == ["缓存13件"]


@pytest.mark.parametrize("style", ["font-size:10px", "font-size:0.8em", "background-color:transparent", "color:#000"])
def test_text_with_a_size_and_a_colour_is_read(read, style):
    assert text_of(read(f'<p style="{style}">受理231件。</p>')) == "受理231件。"
