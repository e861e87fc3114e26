"""What stands inside a run: fields of forms, and text that markup interrupts."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zjviewer.readers.registry import read_report

PROSE = "2023年，全市各级行政机关认真贯彻落实条例，主动公开政府信息1136条，办理依申请公开21件。"


def text_of(folder, *runs: str) -> str:
    """The text of a document whose second paragraph has these runs."""
    document = docx.Document()
    document.add_paragraph(PROSE)
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{run}</w:r>"))
    path = folder / "report.docx"
    document.save(path)
    return read_report(path).text.removeprefix(PROSE).strip()


def field(data: str) -> tuple[str, ...]:
    return (
        f"<w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar>",
        "<w:fldChar w:fldCharType='separate'/>",
        "<w:fldChar w:fldCharType='end'/>",
        "<w:t>是否公开</w:t>",
    )


@pytest.mark.parametrize(
    ("box", "sign"),
    [
        ("<w:checked/>", "☑"),
        ("<w:checked w:val='1'/>", "☑"),
        ("<w:checked w:val='0'/>", "□"),
        ("<w:default w:val='1'/>", "☑"),
        ("<w:default w:val='0'/>", "□"),
        ("<w:default w:val='1'/><w:checked w:val='0'/>", "□"),
        ("<w:default w:val='0'/><w:checked w:val='true'/>", "☑"),
        ("", "□"),
    ],
)
def test_a_check_box_has_its_state_or_else_its_default(tmp_path, box, sign):
    assert text_of(tmp_path, *field(f"<w:checkBox>{box}</w:checkBox>")) == f"{sign}是否公开"


@pytest.mark.parametrize(
    ("chosen", "entry"),
    [("", "予以公开"), ("<w:result w:val='1'/>", "部分公开"), ("<w:default w:val='2'/>", "不予公开"),
     ("<w:default w:val='2'/><w:result w:val='1'/>", "部分公开"), ("<w:result w:val='3'/>", ""),
     ("<w:result w:val='x'/>", "予以公开")],
)  # fmt: skip
def test_a_list_has_the_chosen_entry(tmp_path, chosen, entry):
    entries = "".join(f"<w:listEntry w:val='{each}'/>" for each in ("予以公开", "部分公开", "不予公开"))
    assert text_of(tmp_path, *field(f"<w:ddList>{chosen}{entries}</w:ddList>")) == f"{entry}是否公开"


@pytest.mark.parametrize("inside", ["<!-- 说明 -->", "<?mark?>"])
@pytest.mark.parametrize(("before", "after"), [("公开", "信息"), ("公开", ""), ("", "信息")])
def test_a_comment_in_the_markup_interrupts_no_text(tmp_path, inside, before, after):
    text_of(tmp_path)
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    body = parts["word/document.xml"].decode()
    run = f"<w:p><w:r><w:t>甲{before}{inside}{after}乙</w:t></w:r></w:p>"
    end = f"<w:p><w:r><w:t>丙{before}{inside}</w:t></w:r></w:p>"
    parts["word/document.xml"] = body.replace("<w:sectPr", f"{run}{end}<w:sectPr", 1).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    path.write_bytes(written.getvalue())
    assert read_report(path).text.endswith(f"\n甲{before}{after}乙\n丙{before}")


@pytest.mark.parametrize("kind", ["", "other", "separate", "end"])
def test_a_mark_of_a_field_without_its_beginning_or_of_an_unknown_kind_changes_nothing(tmp_path, kind):
    box = "<w:checkBox><w:checked/></w:checkBox>"
    begin, separate, end, words = field(box)
    stray = f"<w:fldChar w:fldCharType='{kind}'/>" if kind else "<w:fldChar/>"
    assert text_of(tmp_path, stray, words) == "是否公开"
    if kind in ("", "other"):
        assert text_of(tmp_path, begin, stray, separate, end, words) == "☑是否公开"
