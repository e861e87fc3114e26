"""OFD files, written by hand as GB/T 33190 describes them."""

from pathlib import Path

import pytest

from tests.ofd_files import NAMESPACE, layer, package, packed, page, path, text
from zjviewer.errors import UnreadableFile
from zjviewer.readers.registry import read_report

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "ofd"
SENTENCE = "全年受理政府信息公开申请21件。"
OTHER = "全年办结行政复议案件305件。"


def read(folder, content):
    file = folder / "report.ofd"
    file.write_bytes(content)
    return read_report(file)


def content(folder, *objects, **options):
    return read(folder, package(page(layer(*objects)), **options))


SAME = {
    "steps": text(SENTENCE, 20, 40),
    "repeated steps": text(SENTENCE, 20, 40, DeltaX="g 12 5 2.5 2.5 5"),
    "steps that end early": text("受理政府信息公开申请件", 20, 40, DeltaX="5"),
    "a repetition longer than the text": text("受理政府信息公开申请件", 20, 40, DeltaX="g 999999999 5"),
    "no steps": text(SENTENCE, 20, 40, DeltaX=""),
    "a matrix": text(SENTENCE, 20, 40, attributes='CTM="2 0 0 2 0 -5"'),
    "narrow characters": text(SENTENCE, 20, 40, attributes='HScale="0.7"', DeltaX="g 12 3.5 1.75 1.75 3.5"),
    "wide spacing": text(SENTENCE, 20, 40, DeltaX="g 12 6.6 4.1 4.1 5"),
    "a hexadecimal colour": text(SENTENCE, 20, 40, inside='<ofd:FillColor Value="#ee #20 #25"/>'),
    "a grey colour": text(SENTENCE, 20, 40, inside='<ofd:FillColor Value="0"/>'),
    "CMYK": text(SENTENCE, 20, 40, inside='<ofd:FillColor Value="0 0 0 255"/>'),
    "only an outline": text(SENTENCE, 20, 40, attributes='Fill="false" Stroke="true"'),
    "a block": f"<ofd:PageBlock>{text(SENTENCE, 20, 40)}</ofd:PageBlock>",
    "a bold look": text(SENTENCE, 20, 40) + text(SENTENCE, 20.1, 40),
    "pieces": text("全年受理政府信息", 20, 40) + text("公开申请21件。", 60, 40),
    "pieces in any order": text("公开申请21件。", 60, 40) + text("全年受理政府信息", 20, 40),
    "several codes": text("全年受理政府信息", 20, 40).replace(
        "</ofd:TextObject>",
        '<ofd:TextCode X="40" DeltaX="g 4 5 2.5 2.5 5">公开申请21件。</ofd:TextCode></ofd:TextObject>',
    ),
}


@pytest.mark.parametrize("objects", SAME.values(), ids=list(SAME))
def test_a_sentence_is_read_in_whatever_way_it_is_placed(tmp_path, objects):
    wanted = "受理政府信息公开申请件" if "申请件" in objects else SENTENCE
    assert content(tmp_path, objects).text == wanted


UNSEEN = {
    "invisible": text("不可见文字", 20, 80, attributes='Visible="false"'),
    "transparent": text("不可见文字", 20, 80, attributes='Alpha="0"'),
    "transparent colour": text("不可见文字", 20, 80, inside='<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
    "neither filled nor outlined": text("不可见文字", 20, 80, attributes='Fill="false"'),
    "outside the page": text("不可见文字", 250, 80),
    "outside its own box": text("不可见文字", 20, 80).replace('Y="5"', 'Y="60"'),
    "in an invisible block": f'<ofd:PageBlock Visible="false">{text("不可见文字", 20, 80)}</ofd:PageBlock>',
}


@pytest.mark.parametrize("objects", UNSEEN.values(), ids=list(UNSEEN))
def test_what_nobody_can_see_is_left_out_and_listed(tmp_path, objects):
    report = content(tmp_path, text(SENTENCE, 20, 40), objects)
    assert report.text == SENTENCE
    assert [(part.text, part.reason, part.page) for part in report.dropped] == [("不可见文字", "hidden", 1)]


def test_an_invisible_layer_is_left_out(tmp_path):
    hidden = layer(text("不可见文字", 20, 80), attributes='Visible="false"')
    report = read(tmp_path, package(page(layer(text(SENTENCE, 20, 40)), hidden)))
    assert report.text == SENTENCE
    assert [part.reason for part in report.dropped] == ["hidden"]


@pytest.mark.parametrize("turn", ["0.7 -0.7 0.7 0.7 60 150", "0.87 -0.5 0.5 0.87 60 150"])
def test_a_slanting_watermark_is_left_out_and_listed(tmp_path, turn):
    grey = '<ofd:FillColor Value="200 200 200"/>'
    mark = text("内部资料", 0, 12, 12, attributes=f'CTM="{turn}"', inside=grey).replace(" 200 16.8", " 210 297")
    report = content(tmp_path, text(SENTENCE, 20, 40), mark)
    assert report.text == SENTENCE
    assert [(part.text, part.reason) for part in report.dropped] == [("内部资料", "watermark")]


def test_lines_written_downwards_are_read_from_right_to_left(tmp_path):
    columns = [
        text(words, 180 - 10 * n, 40, attributes='ReadDirection="90"', DeltaX="", DeltaY=" ".join("6" * 12))
        for n, words in enumerate(("全年受理政府信息公开", "申请二十一件。"))
    ]
    tall = [each.replace(" 200 7", " 10 200") for each in columns]
    assert content(tmp_path, *tall).text == "全年受理政府信息公开申请二十一件。"


def test_a_template_belongs_to_the_page_and_its_running_lines_do_not(tmp_path):
    template = page(layer(text("江阳市人民政府公报", 20, 15, 3.5), text("本表由办公室填报。", 20, 60, 4)))
    pages = [
        page(layer(text(words, 20, 40)), before='<ofd:Template TemplateID="9" ZOrder="Background"/>')
        for words in (SENTENCE, OTHER, "全年公开信息3条。")
    ]
    common = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    report = read(tmp_path, package(*pages, parts={"Doc_0/Tpls/Tpl_0/Content.xml": template}, common=common))
    assert report.text.split("\n")[:3] == [SENTENCE, "本表由办公室填报。", OTHER]
    assert {part.reason for part in report.dropped if "公报" in part.text} == {"running head"}


@pytest.mark.parametrize("kind", ["Stamp", "Watermark", "Highlight"])
def test_annotations_and_stamps_are_left_out_and_listed(tmp_path, kind):
    annotation = (
        f'<ofd:PageAnnot {NAMESPACE}><ofd:Annot Type="{kind}" ID="5"><ofd:Appearance Boundary="20 80 60 20">'
        f"{text('仅供参考', 0, 10)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    )
    listed = (
        f'<ofd:Annotations {NAMESPACE}><ofd:Page PageID="100"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc>'
        "</ofd:Page></ofd:Annotations>"
    )
    parts = {"Doc_0/Annots/Annotations.xml": listed, "Doc_0/Annots/Page_0/Annotation.xml": annotation}
    after = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    report = content(tmp_path, text(SENTENCE, 20, 40), parts=parts, after=after)
    assert report.text == SENTENCE
    reason = "watermark" if kind == "Watermark" else "annotation"
    assert [(part.text, part.reason, part.page) for part in report.dropped] == [("仅供参考", reason, 1)]


def test_signatures_are_remarked(tmp_path):
    report = content(tmp_path, text(SENTENCE, 20, 40), body="<ofd:Signatures>Signs/Signatures.xml</ofd:Signatures>")
    assert any("not verified" in str(remark) for remark in report.remarks)


def test_several_documents_in_one_file_follow_one_another(tmp_path):
    entries = "".join(f"<ofd:DocBody><ofd:DocRoot>/D{n}/Main.xml</ofd:DocRoot></ofd:DocBody>" for n in range(2))
    parts = {"OFD.xml": f"<ofd:OFD {NAMESPACE}>{entries}</ofd:OFD>"}
    for n, words in enumerate((SENTENCE, OTHER)):
        listed = f'<ofd:Pages><ofd:Page ID="1" BaseLoc="/D{n}/P.xml"/></ofd:Pages>'
        parts[f"D{n}/Main.xml"] = f"<ofd:Document {NAMESPACE}>{listed}</ofd:Document>"
        parts[f"D{n}/P.xml"] = page(layer(text(words, 20, 40)))
    report = read(tmp_path, packed(parts))
    assert report.text == f"{SENTENCE}\n{OTHER}"
    assert report.pages == (0, len(SENTENCE) + 1)
    assert any("2 documents" in str(remark) for remark in report.remarks)


def test_a_group_is_drawn_where_it_is_used(tmp_path):
    unit = (
        f'<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7" Width="100" Height="20">'
        f"<ofd:Content>{text(SENTENCE, 0, 10)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
        "</ofd:Res>"
    )
    used = '<ofd:CompositeObject ID="3" ResourceID="7" Boundary="20 60 100 20"/>'
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    report = content(tmp_path, text(OTHER, 20, 40), used, parts={"Doc_0/Res.xml": unit}, common=common)
    assert report.text == f"{OTHER}\n{SENTENCE}"


def test_a_group_that_contains_itself_ends(tmp_path):
    used = '<ofd:CompositeObject ID="3" ResourceID="7" Boundary="0 0 200 200"/>'
    unit = (
        f'<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnit ID="7"><ofd:Content>{used * 9}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:Res>"
    )
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    report = content(tmp_path, text(SENTENCE, 20, 40), used, parts={"Doc_0/Res.xml": unit}, common=common)
    assert report.text == SENTENCE


def grid(rule):
    """A table of 2 × 3 cells whose lines `rule` draws."""
    lines = [rule(20, 60 + 10 * n, 90, 0) for n in range(3)] + [rule(20 + 30 * n, 60, 0, 20) for n in range(4)]
    cells = [
        text(words, 22 + 30 * (n % 3), 67 + 10 * (n // 3), 4)
        for n, words in enumerate(("指标", "2022年", "2023年", "受理", "21", "305"))
    ]
    return (*lines, *cells)


def rectangle(wide, high):
    return f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"


RULES = {
    "lines": lambda x, y, w, h: path(x, y, max(w, 0.2), max(h, 0.2), f"M 0 0 L {w} {h}"),
    "lines with a start": lambda x, y, w, h: path(x, y, max(w, 0.2), max(h, 0.2), f"S 0 0 L {w} {h} C"),
    "thin filled shapes": lambda x, y, w, h: path(
        x, y, w or 0.3, h or 0.3, rectangle(w or 0.3, h or 0.3), 'Stroke="false" Fill="true"'
    ),
    "a matrix": lambda x, y, w, h: path(x, y, w or 0.2, h or 0.2, f"M 0 0 L {w / 2} {h / 2}", 'CTM="2 0 0 2 0 0"'),
}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_ruled_lines_make_a_table(tmp_path, rule):
    report = content(tmp_path, text(SENTENCE, 20, 40), *grid(rule))
    (found,) = report.grids
    assert report.text[slice(*found.span)] == "指标\t2022年\t2023年\n受理\t21\t305"


@pytest.mark.parametrize("colour", ['Value="255 255 255"', 'Value="0 0 0" Alpha="0"'])
def test_lines_that_nobody_can_see_make_no_table(tmp_path, colour):
    inside = f"<ofd:StrokeColor {colour}/>"
    frame = [path(20, 60 + 10 * n, 90, 10, "M 0 0 L 90 0 L 90 10 L 0 10 C", inside=inside) for n in range(2)]
    report = content(tmp_path, text(SENTENCE, 20, 65), text(OTHER, 20, 75), *frame)
    assert report.grids == ()


def test_the_colour_of_a_drawing_parameter_counts(tmp_path):
    parameters = (
        f'<ofd:Res {NAMESPACE}><ofd:DrawParam ID="1" Relative="2"/><ofd:DrawParam ID="2" Relative="1">'
        '<ofd:FillColor Value="0 0 0" Alpha="0"/></ofd:DrawParam></ofd:Res>'
    )
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    hidden = text("不可见文字", 20, 80, attributes='DrawParam="1"')
    report = content(tmp_path, text(SENTENCE, 20, 40), hidden, parts={"Doc_0/Res.xml": parameters}, common=common)
    assert report.text == SENTENCE


def test_a_page_area_that_begins_elsewhere_moves_the_page(tmp_path):
    area = "<ofd:Area><ofd:PhysicalBox>100 100 210 297</ofd:PhysicalBox></ofd:Area>"
    moved = page(layer(text(SENTENCE, 120, 140), text("不可见文字", 20, 40)), before=area)
    assert read(tmp_path, package(moved)).text == SENTENCE


def test_other_prefixes_folders_and_slashes_are_read(tmp_path):
    parts = {
        "OFD.xml": '<OFD xmlns="http://www.ofdspec.org/2016"><DocBody><DocRoot>a\\b\\Doc.xml</DocRoot></DocBody></OFD>',
        "a/b/Doc.xml": "<Document><Pages><Page BaseLoc='../p/0.xml' ID='1'/></Pages></Document>",
        "A/P/0.XML": page(layer(text(SENTENCE, 20, 40))),
    }
    assert read(tmp_path, packed(parts)).text == SENTENCE


BOMB = f'<!DOCTYPE x [<!ENTITY a "{"九" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'
REFUSED = {
    "no pages": (packed({"OFD.xml": f"<ofd:OFD {NAMESPACE}/>"}), "damaged"),
    "no document": (packed({"OFD.xml": "<OFD><DocBody><DocRoot>x.xml</DocRoot></DocBody></OFD>"}), "damaged"),
    "no XML": (packed({"OFD.xml": "<a"}), "damaged"),
    "encrypted": (packed({"OFD.xml": "<OFD/>", "Encryptions.xml": "<a/>"}), "encrypted"),
    "no text": (package(page(layer())), "no text"),
    "only pictures": (package(page(layer('<ofd:ImageObject Boundary="0 0 210 297"/>'))), "pictures"),
    "private characters": (package(page(layer(text("\ue001\ue002\ue003\ue004" * 5, 20, 40)))), "which characters"),
    "too many pages": (package(*["<a/>"] * 2001), "2001 pages"),
}


@pytest.mark.parametrize(("made", "says"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_read_is_told(tmp_path, made, says):
    with pytest.raises(UnreadableFile, match=says):
        read(tmp_path, made)


def test_entities_are_not_expanded(tmp_path):
    small = '<!DOCTYPE x [<!ENTITY c "九九">]>' + page(layer(text(SENTENCE, 20, 40), text("X", 20, 80)))
    assert read(tmp_path, package(small.replace(">X<", ">&c;<"))).text == SENTENCE
    with pytest.raises(UnreadableFile, match="damaged"):
        read(tmp_path, package(BOMB + page(layer(text("X", 20, 80))).replace(">X<", ">&c;<")))


def test_a_part_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("zjviewer.readers.common.xml_parts.LARGEST_PART", 5_000)
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        content(tmp_path, text(SENTENCE, 20, 40), " " * 6_000)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples of other writers here")
@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("1.ofd", "价税合计（大写）"),
        ("n.ofd", "你院《关于给张阿三同志辞职的请示》（路中医发〔2011〕10号）收悉。"),
        ("chineseDir.ofd", "你好呀，OFD Reader&Writer！"),
    ],
)
def test_files_of_other_writers_are_read(name, holds):
    assert holds in read_report(SAMPLES / name).text
