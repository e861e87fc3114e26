"""DOCX: styles or numbering, lists, merged cells, tables in place, what was deleted or hidden."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件。"


def saved(folder, document, name="report.docx"):
    path = folder / name
    document.save(path)
    return path


def test_styles_are_headings_and_the_title_is_not_text(tmp_path):
    document = docx.Document()
    document.add_paragraph("江阳市2023年政府信息公开工作年度报告").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("概述", 1)
    document.add_paragraph(PROSE)
    document.add_heading("公开渠道", 2)
    document.add_paragraph(PROSE)
    document.add_heading("存在的问题", 1)
    document.add_paragraph(PROSE)
    analysis = open_report(saved(tmp_path, document))
    assert analysis.report.title == "江阳市2023年政府信息公开工作年度报告"
    assert [(s.id, s.title) for s in analysis.sections] == [("1", "概述"), ("1.1", "公开渠道"), ("2", "存在的问题")]
    assert all(section.source == "text" for section in analysis.sections)


def numbered(document, texts, forms=("chineseCounting", "decimal")):
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(zip(forms, ("%1、", "%1.%2"), strict=True))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in texts:
        paragraph = document.add_paragraph(text)
        listed = paragraph._p.get_or_add_pPr()._add_numPr()
        listed._add_ilvl().set(qn("w:val"), str(level))
        listed._add_numId().set(qn("w:val"), "77")


def test_numbers_that_word_writes_are_part_of_the_text(tmp_path):
    document = docx.Document()
    texts = [(0, "概述"), (0, "主动公开"), (1, "政府网站。"), (1, "政务新媒体。"), (0, "其他")]
    numbered(document, texts)
    document.add_paragraph(PROSE)
    report = read_report(saved(tmp_path, document))
    assert report.text.split("\n")[:5] == ["一、概述", "二、主动公开", "二.1政府网站。", "二.2政务新媒体。", "三、其他"]


def test_tables_stand_in_place_with_their_merged_cells(tmp_path):
    document = docx.Document()
    document.add_paragraph(PROSE)
    table = document.add_table(3, 3)
    for r, texts in enumerate((("指标", "数量", ""), ("", "上年", "本年"), ("申请", "12", "/"))):
        for c, text in enumerate(texts):
            table.cell(r, c).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("完。")
    report = read_report(saved(tmp_path, document))
    assert report.text.split("\n") == [PROSE, "指标\t数量\t", "\t上年\t本年", "申请\t12\t/", "完。"]
    assert [(c.rows, c.columns) for c in report.grids[0].cells[:2]] == [(2, 1), (1, 2)]


def test_what_was_deleted_or_hidden_is_not_read_and_what_was_inserted_is(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("公开")
    hidden = paragraph.add_run("机密")
    hidden.font.hidden = True
    for tag, inner, words in (("w:del", "w:delText", "旧"), ("w:ins", "w:t", "新")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("信息。")
    assert read_report(saved(tmp_path, document)).text == "公开新信息。"


def test_running_heads_are_left_out_and_told(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "江阳市人民政府文件"
    document.add_paragraph(PROSE)
    report = read_report(saved(tmp_path, document))
    assert report.text == PROSE
    assert ("江阳市人民政府文件", "running head") in [(d.text, d.reason) for d in report.dropped]


def test_a_broken_line_of_a_paragraph_is_a_paragraph(tmp_path):
    document = docx.Document()
    run = document.add_paragraph().add_run("一、概述")
    run.add_break()
    run.add_text("公开信息。")
    assert read_report(saved(tmp_path, document)).text == "一、概述\n公开信息。"


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("zjviewer.readers.common.xml_parts.LARGEST_PART", 1 << 20)
    path = tmp_path / "bomb.docx"
    path.write_bytes(packed({"word/document.xml": b"<a>" + b"0" * (4 << 20) + b"</a>"}))
    with pytest.raises(UnreadableFile, match=r"unpacks to more than 1 MB"):
        read_report(path)


def test_entities_are_left_alone(tmp_path):
    (tmp_path / "secret.txt").write_text("机密", encoding="utf-8")
    path = tmp_path / "report.docx"
    path.write_bytes(entity(f'<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'))
    text = read_report(path).text
    assert "机密" not in text
    assert text == "公开信息。"


def test_entities_that_multiply_are_refused(tmp_path):
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path = tmp_path / "report.docx"
    path.write_bytes(entity(f'<!ENTITY l0 "笑">{lol}<!ENTITY x "&l9;">'))
    with pytest.raises(UnreadableFile, match="damaged"):
        read_report(path)


def entity(declared):
    body = "<w:body><w:p><w:r><w:t>公开&x;信息。</w:t></w:r></w:p></w:body>"
    document = f'<?xml version="1.0"?><!DOCTYPE d [{declared}]><w:document {W}>{body}</w:document>'
    return packed({"word/document.xml": document.encode("utf-8")})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (packed({"word/document.xml": b"<a><b></a>"}), "damaged"),
        (packed({"word/document.xml": f"<w:document {W}><w:body/></w:document>"}), "no text in"),
        (packed({"word/document.xml": b"<a/>" * 400})[:200], "damaged"),
        (packed({"xl/workbook.xml": b"<a/>"}), "damaged"),
        (packed({"OFD.xml": b"<a/>"}), "damaged"),
    ],
)
def test_what_is_no_document_is_told(tmp_path, content, says):
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=says):
        read_report(path)


@pytest.mark.parametrize("value", ["", ' w:val="1"', ' w:val="true"'])
def test_hidden_rows_of_a_table_are_left_out_and_listed(tmp_path, value):
    def row(*cells, properties=""):
        return (
            f"<w:tr>{properties}{''.join(f'<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>' for c in cells)}</w:tr>"
        )

    hidden = row("草稿", "99", properties=f"<w:trPr><w:hidden{value}/></w:trPr>")
    shown = row("受理", "21", properties='<w:trPr><w:hidden w:val="0"/></w:trPr>')
    body = f"<w:tbl>{row('指标', '数量')}{hidden}{shown}</w:tbl>"
    path = tmp_path / "report.docx"
    path.write_bytes(packed({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}))
    report = read_report(path)
    assert report.text == "指标\t数量\n受理\t21"
    assert [(part.text, part.reason) for part in report.dropped] == [("草稿99", "hidden")]
