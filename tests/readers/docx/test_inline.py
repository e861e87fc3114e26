"""What a reader sees inside a paragraph of DOCX: formatting by run and by style, fields, symbols, notes."""

import io
import zipfile

import pytest

from zjviewer.readers.registry import read_report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, *properties: str) -> str:
    shape = f"<w:rPr>{''.join(properties)}</w:rPr>" if properties else ""
    return f'<w:r>{shape}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*parts: str, style: str = "") -> str:
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{shape}{''.join(parts)}</w:p>"


def field(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


RAISED, HIDDEN, STRUCK = '<w:vertAlign w:val="superscript"/>', "<w:vanish/>", "<w:strike/>"


@pytest.fixture
def read(tmp_path):
    def read_parts(*body: str, name: str = "word/document.xml", **parts: str):
        folder, _, file = name.rpartition("/")
        related = {"styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes"}
        links = "".join(
            f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in related if kind in parts
        )
        path = tmp_path / "年报.docx"
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(
                "[Content_Types].xml", f'<Types><Override PartName="/{name}" ContentType="{MAIN}"/></Types>'
            )
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{PACKAGE}">'
                f'<Relationship Id="r1" Type="{R}/officeDocument" Target="{name}"/></Relationships>',
            )
            archive.writestr(f"{folder}/_rels/{file}.rels", f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>')
            archive.writestr(name, f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>')
            for kind, content in parts.items():
                archive.writestr(f"{folder}/{kind}.xml", f'<w:{kind} xmlns:w="{W}">{content}</w:{kind}>')
        path.write_bytes(buffer.getvalue())
        return read_report(path)

    return read_parts


@pytest.mark.parametrize("mark", ["1", "12", "[2]", "〔3〕", "（4）", "①", "*", "注1", "a", "※"])
@pytest.mark.parametrize(("before", "after"), [("受理231", "件。"), ("占比45.6%", "，"), ("公开信息", "6543条。")])
def test_a_note_mark_never_fuses_with_what_stands_before_it(read, mark, before, after):
    report = read(paragraph(run(before), run(mark, RAISED), run(after)))
    assert report.text == before + after
    assert any(mark in dropped.text for dropped in report.dropped if dropped.reason == "note mark")


@pytest.mark.parametrize(
    ("before", "raised", "text"),
    [("占地78m", "2", "占地78m²"), ("约10", "4", "约10⁴"), ("1.2×10", "-3", "1.2×10⁻³"), ("500 cm", "3", "500 cm³")],
)
def test_an_exponent_stays_as_a_superscript(read, before, raised, text):
    assert read(paragraph(run(before), run(raised, RAISED), run("，完。"))).text == text + "，完。"


@pytest.mark.parametrize("value", ["", ' w:val="1"', ' w:val="true"', ' w:val="on"'])
@pytest.mark.parametrize("name", ["vanish", "strike", "dstrike"])
def test_hidden_and_struck_text_is_left_out_and_listed(read, name, value):
    report = read(paragraph(run("有效9件，"), run("作废7件", f"<w:{name}{value}/>"), run("。")))
    assert report.text == "有效9件，。"
    reason = "hidden" if name == "vanish" else "struck"
    assert [(dropped.text, dropped.reason) for dropped in report.dropped] == [("作废7件", reason)]


@pytest.mark.parametrize("value", ["0", "false", "off"])
@pytest.mark.parametrize("name", ["vanish", "strike"])
def test_a_property_that_is_switched_off_hides_nothing(read, name, value):
    assert read(paragraph(run("有效9件。", f'<w:{name} w:val="{value}"/>'))).text == "有效9件。"


def test_styles_hide_and_runs_may_show_again(read):
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    report = read(
        paragraph(run("一1件"), run("二2件", '<w:rStyle w:val="H2"/>'), run("三3件")),
        paragraph(run("四4件"), style="P"),
        paragraph(run("五5件", '<w:vanish w:val="0"/>'), style="P"),
        styles=styles,
    )
    assert report.text == "一1件三3件\n五5件"


@pytest.mark.parametrize("element", ["bdo", "dir", "smartTag", "ins", "moveTo", "hyperlink"])
def test_text_in_wrappers_is_read(read, element):
    assert read(paragraph(run("前"), f"<w:{element}>{run('受理20件')}</w:{element}>", run("。"))).text == "前受理20件。"


def test_only_the_result_of_the_outermost_field_is_shown(read):
    inner = field("begin") + instruction("PAGE") + field("separate") + run("99") + field("end")
    outer = (
        field("begin") + instruction("IF ") + inner + instruction("=1") + field("separate") + run("7件") + field("end")
    )
    assert read(paragraph(run("嵌套"), outer, run("完。"))).text == "嵌套7件完。"


def test_a_field_over_two_paragraphs_is_followed(read):
    first = paragraph(run("一"), field("begin"), instruction("INCLUDETEXT"), field("separate"), run("甲1件"))
    assert read(first, paragraph(run("乙2件"), field("end"), run("。"))).text == "一甲1件\n乙2件。"


@pytest.mark.parametrize(("index", "entry"), [("0", "甲级"), ("1", "乙级"), ("7", "")])
def test_the_choice_of_a_drop_down_is_shown(read, index, entry):
    entries = '<w:listEntry w:val="甲级"/><w:listEntry w:val="乙级"/>'
    begin = field("begin", f'<w:ffData><w:ddList><w:result w:val="{index}"/>{entries}</w:ddList></w:ffData>')
    assert (
        read(paragraph(run("下拉"), begin, instruction("FORMDROPDOWN"), field("end"), run("完。"))).text
        == f"下拉{entry}完。"
    )


@pytest.mark.parametrize(("state", "shown"), [("<w:checked/>", "☑"), ('<w:checked w:val="0"/>', "□"), ("", "□")])
def test_a_check_box_shows_its_state(read, state, shown):
    begin = field("begin", f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>")
    assert read(paragraph(begin, instruction("FORMCHECKBOX"), field("end"), run("公开"))).text == f"{shown}公开"


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00FC", "✓"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0A3", "□"),
    ],
)
def test_symbols_of_forms_are_characters(read, font, code, shown):
    assert read(paragraph(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>', run("公开"))).text == f"{shown}公开"


def test_an_unknown_symbol_is_remarked(read):
    report = read(paragraph('<w:r><w:sym w:font="Curlz" w:char="F041"/></w:r>', run("公开1件")))
    assert "A symbol of the font Curlz is unknown and was left out." in map(str, report.remarks)


def test_notes_stand_behind_their_paragraph_and_at_the_end(read):
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{}Reference w:id="2"/></w:r>'
    notes = {kind: f'<w:{kind} w:id="2">{paragraph(run(text))}</w:{kind}>' for kind, text in
             (("footnote", "含结转5件。"), ("endnote", "不含撤回3件。"))}  # fmt: skip
    report = read(
        paragraph(
            run("受理231"), reference.format("footnote"), run("件，答复118"), reference.format("endnote"), run("件。")
        ),
        paragraph(run("次段。")),
        footnotes=notes["footnote"],
        endnotes=notes["endnote"],
    )
    assert report.text == "受理231件，答复118件。\n注：含结转5件。\n次段。\n注：不含撤回3件。"


def test_a_note_in_a_table_leaves_the_cell_its_number(read):
    cell = "<w:tc>{}</w:tc>".format
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    rows = "".join(f"<w:tr>{cells}</w:tr>" for cells in (
        cell(paragraph(run("项目"))) + cell(paragraph(run("数量"))),
        cell(paragraph(run("受理"))) + cell(paragraph(run("231"), reference)),
    ))  # fmt: skip
    report = read(f"<w:tbl>{rows}</w:tbl>", footnotes=f'<w:footnote w:id="1">{paragraph(run("含撤回"))}</w:footnote>')
    assert report.text == "项目\t数量\n受理\t231\n注：含撤回"


@pytest.mark.parametrize("name", ["word/main.xml", "word/document2.xml", "content/doc.xml"])
def test_the_main_part_is_found_by_its_relationship(read, name):
    assert read(paragraph(run("受理231件。")), name=name).text == "受理231件。"


def test_an_inserted_file_and_a_formula_are_remarked(read):
    formula = '<m:oMath xmlns:m="m"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
    report = read(paragraph(run("比率"), formula, run("。")), '<w:altChunk w:val="x"/>')
    assert report.text == "比率a+b。"
    assert {remark.message[:9] for remark in report.remarks if remark.kind == "doubted"} >= {"A formula", "A file th"}
