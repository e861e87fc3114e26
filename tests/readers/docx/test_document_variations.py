# ruff: noqa: E501 (a case is one line)
"""Documents written by hand as XML: what Word shows of styles, fields, notes, symbols, changes, boxes and lists."""

import io
import zipfile

import pytest

from tests.readers.variations import Case, problems

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
R = f"{OFFICE}/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{R}" xmlns:m="{OFFICE}/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ROOTS = {"styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering"}


def document(*body: str, main: str = "word/document.xml", target: str = "", more: dict[str, bytes] | None = None,
             links: str = "", **parts: str) -> bytes:  # fmt: skip
    """A package with a body and parts such as `styles`; `more` are files by name, `links` further relationships."""
    folder, _, name = main.rpartition("/")
    place = f"{folder}/" if folder else ""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" ContentType="{TYPE}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{R}/officeDocument" Target="{target or main}"/></Relationships>',
        )
        related = "".join(f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in parts)
        archive.writestr(
            f"{place}_rels/{name}.rels", f'<Relationships xmlns="{PACKAGE}">{related}{links}</Relationships>'
        )
        archive.writestr(main, f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>")
        for kind, content in parts.items():
            archive.writestr(f"{place}{kind}.xml", f"<w:{ROOTS[kind]} {NAMESPACES}>{content}</w:{ROOTS[kind]}>")
        for file, raw in (more or {}).items():
            archive.writestr(file, raw)
    return buffer.getvalue()


def t(text: str, shape: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{shape}</w:rPr>" if shape else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, shape: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{shape}</w:pPr>' if shape else ''}{''.join(runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell if cell.startswith('<w:') else p(t(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(instruction: str, result: str, data: str = "") -> str:
    return mark("begin", data) + code(instruction) + mark("separate") + result + mark("end")


def style(id_: str, shape: str = "", kind: str = "character", based: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id_}">{base}{more}{f"<w:rPr>{shape}</w:rPr>" if shape else ""}</w:style>'
    )


def numbering(*levels: tuple[str, str]) -> str:
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def listed(level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def note(kind: str, id_: str, text: str) -> str:
    return f'<w:{kind} w:id="{id_}">{p(f"<w:r><w:{kind}Ref/></w:r>", t(text))}</w:{kind}>'


def refer(kind: str, id_: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{id_}"/></w:r>'


def box(*inside: str) -> str:
    """Text box as Word writes it: a drawing, and the same in VML for old versions."""
    content = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def choice(kind: str, inside: str) -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


UP, STRUCK, HIDDEN = '<w:vertAlign w:val="superscript"/>', "<w:strike/>", "<w:vanish/>"
LINE = "许可3275件。"
CASES = [
    # the main part
    Case("main-absolute", document(p(t(LINE)), main="content/body.xml", target="/content/body.xml"), text=LINE),
    Case("main-dot", document(p(t(LINE)), main="word/main7.xml", target="./word/main7.xml"), text=LINE),
    Case("main-at-root", document(p(t(LINE)), main="doc.xml"), text=LINE),
    Case("main-upper-case", document(p(t(LINE)), main="Word/Document.XML"), text=LINE),
    # notes
    Case("notes-other-folder", document(p(t("许可3275"), refer("footnote", "4"), t("件。")), main="a/b/c.xml", footnotes=note("footnote", "4", "含补办7件。")), has=("许可3275件。", "含补办7件"), figures=("3275件",)),
    Case("notes-two-in-a-number", document(p(t("许可12"), refer("footnote", "1"), refer("footnote", "2"), t("件。")), footnotes=note("footnote", "1", "甲项7件。") + note("footnote", "2", "乙项5件。")), figures=("12件", "7件", "5件")),
    Case("endnote-in-table", document(p(t(LINE)), table(("事项", "件数"), ("许可", p(t("12"), refer("endnote", "1"))), ("处罚", "7")), endnotes=note("endnote", "1", "含补办3件。")), has=("含补办3件",), rows=("许可|12",)),
    Case("note-separator-is-no-note", document(p(t("许可12"), refer("footnote", "1"), t("件。")), footnotes=f'<w:footnote w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:footnote>' + note("footnote", "1", "甲项7件。")), has=("许可12件。", "甲项7件")),
    Case("note-custom-mark", document(p(t("许可12"), '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>3</w:t></w:r>', t("件。")), footnotes=note("footnote", "1", "甲项7件。")), figures=("12件",), no_figures=("123件",)),
    # raised and struck
    Case("raised-by-style", document(p(t("许可12"), t("3", '<w:rStyle w:val="up"/>'), t("件。")), styles=style("up", UP)), figures=("12件",), no_figures=("123件",)),
    Case("raised-position", document(p(t("许可12"), t("3", '<w:position w:val="8"/><w:sz w:val="14"/>'), t("件。"))), no_figures=("123件",)),
    Case("raised-several-marks", document(p(t("许可12"), t("1,2", UP), t("件，处罚7"), t("[3-4]", UP), t("件。"))), figures=("12件", "7件")),
    Case("raised-split-mark", document(p(t("许可12"), t("[", UP), t("1", UP), t("]", UP), t("件。"))), figures=("12件",), text="许可12件。"),
    Case("raised-off", document(p(t("许可12", UP.replace("superscript", "baseline")), t("件。"))), figures=("12件",)),
    Case("area", document(p(t("新建78m"), t("2", UP), t("，库容10"), t("6", UP), t("m"), t("3", UP), t("。"))), text="新建78m²，库容10⁶m³。"),
    Case("lowered", document(p(t("PM"), t("2.5", UP.replace("superscript", "subscript")), t("均值35微克。"))), text="PM2.5均值35微克。"),
    Case("double-strike-by-style", document(p(t("许可11件", '<w:rStyle w:val="old"/>'), t("许可12件。")), styles=style("old", "<w:dstrike/>")), text="许可12件。", dropped=("struck:许可11件",)),
    Case("strike-paragraph-style", document(p(t("作废11件。"), shape='<w:pStyle w:val="old"/>'), p(t("许可12件。")), styles=style("old", STRUCK, "paragraph")), text="许可12件。", dropped=("struck:作废11件",)),
    Case("strike-off-in-run", document(p(t("许可12件。", '<w:strike w:val="off"/>'), shape='<w:pStyle w:val="old"/>'), styles=style("old", STRUCK, "paragraph")), text="许可12件。"),
    Case("strike-in-cell", document(p(t(LINE)), table(("事项", "件数"), ("许可", p(t("11", STRUCK), t("12"))), ("处罚", "7"))), rows=("许可|12",)),
    # hidden
    Case("hidden-default", document(p(t("旧稿99件。", '<w:vanish w:val="on"/>'), t("新稿12件。", '<w:vanish w:val="off"/>'))), text="新稿12件。"),
    Case("hidden-web", document(p(t("新稿12件。", "<w:webHidden/>"))), text="新稿12件。"),
    Case("hidden-document-default", document(p(t("新稿12件。", '<w:vanish w:val="0"/>'), t("旧稿99件。")), styles=f"<w:docDefaults><w:rPrDefault><w:rPr>{HIDDEN}</w:rPr></w:rPrDefault></w:docDefaults>"), text="新稿12件。"),
    Case("hidden-default-style", document(p(t("旧稿99件。")), p(t("新稿12件。"), shape='<w:pStyle w:val="b"/>'), styles=style("n", HIDDEN, "paragraph").replace("<w:style ", '<w:style w:default="1" ') + style("b", "", "paragraph")), text="新稿12件。"),
    Case("hidden-link-style", document(p(t("旧稿99件。", '<w:rStyle w:val="h2"/>'), t("新稿12件。")), styles=style("h", HIDDEN) + style("h2", "", based="h")), text="新稿12件。", dropped=("hidden:旧稿99件",)),
    Case("hidden-table-row", document(p(t(LINE)), f"<w:tbl><w:tr><w:tc>{p(t('事项'))}</w:tc><w:tc>{p(t('件数'))}</w:tc></w:tr><w:tr><w:tc>{p(t('旧项', HIDDEN))}</w:tc><w:tc>{p(t('99', HIDDEN))}</w:tc></w:tr><w:tr><w:tc>{p(t('许可'))}</w:tc><w:tc>{p(t('12'))}</w:tc></w:tr></w:tbl>"), rows=("许可|12",), lacks=("旧项", "99")),
    Case("white-letters", document(p(t("隐字99件。", '<w:color w:val="FFFFFF"/>'), t("新稿12件。"))), text="新稿12件。", dropped=("hidden:隐字99件",)),
    Case("white-on-shade", document(p(t("新稿12件。", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>'))), text="新稿12件。"),
    # symbols
    Case("ticks-wingdings", document(p(sym("Wingdings", "F0FE"), t("公开　"), sym("Wingdings", "F0A8"), t("不公开"))), has=("☑公开", "□不公开")),
    Case("tick-as-character", document(p(t("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), t("公开　"), t("\uf0a8", '<w:rFonts w:ascii="Wingdings"/>'), t("不公开"))), has=("☑公开", "□不公开")),
    Case("tick-as-letter", document(p(t("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), t("公开"))), has=("☑公开",)),
    Case("tick-control", document(p(choice('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', t("☒")), t("公开"))), has=("☒公开",)),
    Case("symbol-times", document(p(t("3"), sym("Symbol", "F0B4"), t("4米，误差"), sym("Symbol", "F0B1"), t("2%。"))), text="3×4米，误差±2%。"),
    Case("symbol-in-table", document(p(t(LINE)), table(("事项", "公开"), ("许可", p(sym("Wingdings", "F0FC"))), ("处罚", p(sym("Wingdings", "F0FB"))))), rows=("许可|✓", "处罚|✗")),
    # wrappers and fields
    Case("direction-nested", document(p(t("前"), f'<w:dir w:val="rtl"><w:bdo w:val="ltr">{t("许可12件")}</w:bdo></w:dir>', t("后。"))), text="前许可12件后。"),
    Case("field-in-instruction", document(p(t("共"), mark("begin"), code(" = "), field("SEQ a", t("99")), code(" + 1 "), mark("separate"), t("12"), mark("end"), t("件。"))), text="共12件。"),
    Case("field-in-result", document(p(t("见"), mark("begin"), code("HYPERLINK x"), mark("separate"), t("第"), field("PAGEREF y", t("7")), t("页"), mark("end"), t("。"))), text="见第7页。"),
    Case("field-without-separate", document(p(t("甲"), mark("begin"), code('XE "索引99"'), mark("end"), t("许可12件。"))), text="甲许可12件。"),
    Case("field-simple", document(p(t("共"), f'<w:fldSimple w:instr="DOCPROPERTY n">{t("12")}</w:fldSimple>', t("件。"))), text="共12件。"),
    Case("field-contents", document(p(t("目录")), p(mark("begin"), code("TOC"), mark("separate"), t("一、总体情况"), "<w:r><w:tab/></w:r>", t("1")), p(t("二、存在问题"), "<w:r><w:tab/></w:r>", t("2"), mark("end")), p(t("一、总体情况")), p(t(LINE)), p(t("二、存在问题")), p(t("处罚7件。"))), has=("许可3275件。",), headings=("总体情况", "存在问题")),
    Case("form-text", document(p(t("户数："), field("FORMTEXT", t("12"), "<w:ffData><w:textInput/></w:ffData>"), t("户。"))), text="户数：12户。"),
    Case("drop-down-default", document(p(t("等级："), mark("begin", '<w:ffData><w:ddList><w:default w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData>'), code("FORMDROPDOWN"), mark("end"), t("级。"))), text="等级：乙级。"),
    Case("drop-down-control", document(p(t("等级："), choice('<w:dropDownList w:lastValue="2"><w:listItem w:displayText="甲" w:value="1"/><w:listItem w:displayText="乙" w:value="2"/></w:dropDownList>', t("乙")), t("级。"))), text="等级：乙级。"),
    Case("control-placeholder", document(p(t("户数："), choice("<w:showingPlcHdr/><w:text/>", t("单击此处输入文字")), t("户。")), p(t(LINE))), has=("户数：户。",), lacks=("单击此处",)),
    Case("control-around-paragraphs", document(choice("<w:docPartObj/>", p(t("甲12件。")) + p(t("乙7件。")))), text="甲12件。\n乙7件。"),
    Case("control-around-cell", document(p(t(LINE)), f"<w:tbl><w:tr><w:tc>{p(t('事项'))}</w:tc><w:tc>{p(t('件数'))}</w:tc></w:tr><w:tr><w:tc>{p(t('许可'))}</w:tc>{choice('<w:text/>', '<w:tc>' + p(t('12')) + '</w:tc>')}</w:tr></w:tbl>"), rows=("许可|12",)),
    Case("alternate-run", document(p(t("共"), f'<mc:AlternateContent><mc:Choice Requires="w14">{t("12件")}</mc:Choice><mc:Fallback>{t("99件")}</mc:Fallback></mc:AlternateContent>', t("。"))), text="共12件。"),
    Case("alternate-fallback-only", document(p(t("共"), f"<mc:AlternateContent><mc:Fallback>{t('12件')}</mc:Fallback></mc:AlternateContent>", t("。"))), text="共12件。"),
    Case("alternate-paragraphs", document(f'<mc:AlternateContent><mc:Choice Requires="w14">{p(t("甲12件。"))}</mc:Choice><mc:Fallback>{p(t("旧99件。"))}</mc:Fallback></mc:AlternateContent>', p(t("乙7件。"))), text="甲12件。\n乙7件。"),
    Case("box-with-table", document(p(t(LINE), box(p(t("框内说明12件。")), table(("事项", "件数"), ("许可", "5"))))), has=(LINE, "框内说明12件。"), rows=("许可|5",)),
    Case("box-vml-only", document(p(t(LINE), f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(t('框内12件。'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")), text=f"{LINE}\n框内12件。"),
    Case("box-hidden-run", document(p(f"<w:r><w:rPr>{HIDDEN}</w:rPr><w:t>旧99件</w:t></w:r>", t(LINE))), text=LINE),
    # inserted files and formulas
    Case("alt-chunk-html", document(p(t(LINE)), '<w:altChunk r:id="c1"/>', links=f'<Relationship Id="c1" Type="{R}/aFChunk" Target="chunk.html"/>', more={"word/chunk.html": "<html><meta charset='utf-8'><body><p>并入12件。</p></body></html>".encode()}), has=(LINE, "并入12件。")),
    Case("alt-chunk-text", document('<w:altChunk r:id="c1"/>', p(t(LINE)), links=f'<Relationship Id="c1" Type="{R}/aFChunk" Target="/word/chunk.txt"/>', more={"word/chunk.txt": "并入12件。".encode()}), has=("并入12件。", LINE)),
    Case("alt-chunk-docx", document(p(t(LINE)), '<w:altChunk r:id="c1"/>', links=f'<Relationship Id="c1" Type="{R}/aFChunk" Target="part.docx"/>', more={"word/part.docx": document(p(t("并入12件。")))}), has=(LINE, "并入12件。")),
    Case("alt-chunk-lost", document(p(t(LINE)), '<w:altChunk r:id="c1"/>'), text=LINE, remark="inserted into the document"),
    Case("formula-fraction", document(p(t("办结率"), "<m:oMath><m:f><m:num><m:r><m:t>230</m:t></m:r></m:num><m:den><m:r><m:t>231</m:t></m:r></m:den></m:f></m:oMath>", t("。"))), text="办结率230/231。", remark="formula"),
    # tracked changes
    Case("moved", document(p(f"<w:moveFrom>{t('许可12件')}</w:moveFrom>", t("处罚7件，"), f"<w:moveTo>{t('许可12件')}</w:moveTo>", t("。"))), text="处罚7件，许可12件。"),
    Case("deleted-in-number", document(p(t("许可1"), "<w:del><w:r><w:delText>2</w:delText></w:r></w:del>", f"<w:ins>{t('3')}</w:ins>", t("件。"))), figures=("13件",)),
    Case("deleted-paragraph-mark", document(p(t("许可12件，"), shape="<w:rPr><w:del/></w:rPr>"), p(t("处罚7件。"))), text="许可12件，处罚7件。"),
    Case("inserted-then-deleted", document(p(f"<w:ins><w:del><w:r><w:delText>99件</w:delText></w:r></w:del>{t('12件')}</w:ins>", t("。"))), text="12件。"),
    Case("comment-range", document(p('<w:commentRangeStart w:id="0"/>', t("许可12"), '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>', t("件。"))), text="许可12件。"),
    Case("property-change", document(p('<w:r><w:rPr><w:rPrChange><w:rPr><w:strike/><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>许可12件。</w:t></w:r>')), text="许可12件。"),
    # lists, breaks, headings
    Case("list-chinese", document(p(t("总体情况"), shape=listed()), p(t("许可12件。")), p(t("存在问题"), shape=listed()), p(t("处罚7件。")), numbering=numbering(("chineseCountingThousand", "%1、"))), has=("一、总体情况", "二、存在问题"), headings=("总体情况", "存在问题")),
    Case("list-two-levels", document(p(t("甲项"), shape=listed()), p(t("子项12件。"), shape=listed(1)), p(t("乙项"), shape=listed()), p(t("子项7件。"), shape=listed(1)), numbering=numbering(("decimal", "%1."), ("decimal", "%1.%2"))), has=("1.甲项", "1.1子项12件。", "2.乙项", "2.1子项7件。")),
    Case("list-number-hides-no-figure", document(p(t("12件许可已办结。"), shape=listed()), p(t("7件处罚已执行。"), shape=listed()), numbering=numbering(("decimal", "%1."))), figures=("12件", "7件"), no_figures=("1.12件", "112件")),
    Case("list-bullet", document(p(t("许可12件。"), shape=listed()), numbering=numbering(("bullet", "\uf0b7"))), text="许可12件。"),
    Case("breaks", document(p(t("甲12件。"), "<w:r><w:br/></w:r>", t("乙7件。"), '<w:r><w:br w:type="page"/></w:r>', t("丙3件。"))), has=("甲12件。\n乙7件。", "丙3件。")),
    Case("soft-hyphen", document(p(t("办结"), "<w:r><w:softHyphen/></w:r>", t("率99%，编号A"), "<w:r><w:noBreakHyphen/></w:r>", t("7。"))), text="办结率99%，编号A-7。"),
    Case("phonetic", document(p("<w:r><w:ruby><w:rt><w:r><w:t>lóng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>龙</w:t></w:r></w:rubyBase></w:ruby></w:r>", t("泉镇12户。"))), text="龙泉镇12户。"),
    Case("heading-outline", document(p(t("工作开展"), shape='<w:outlineLvl w:val="0"/>'), p(t(LINE)), p(t("改进措施"), shape='<w:outlineLvl w:val="0"/>'), p(t("处罚7件。"))), headings=("工作开展", "改进措施")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_document_is_read_as_word_shows_it(tmp_path, case):
    assert problems(case, tmp_path, "年报.docx") == []
