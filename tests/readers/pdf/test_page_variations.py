# ruff: noqa: E501 (a case is one line)
"""Pages drawn by hand: watermarks, turned and vertical words, what a reader does not see, forms, headings. Every case
says what a person reads on the page."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.readers.variations import Case, problems

for font in ("STSong-Light",):
    pdfmetrics.registerFont(UnicodeCIDFont(font))
WORDS = "全市共办理行政许可3275件，其中网上办理2980件，群众满意。"
ROWS = [["事项", "新收", "结转"], ["个人许可", "40", "2"], ["企业许可", "9", "0"], ["总计", "49", "2"]]
MORE = (WORDS, "县里另办理备案401件。", "乡镇办理证明402件。")
READ = ("事项|新收|结转", "个人许可|40|2", "企业许可|9|0", "总计|49|2")
Draw = Callable[[Canvas], None]


def drawn(*draw: Draw, prose: bool = True, table: bool = True, pages: int = 1, size: tuple[float, float] = (595, 842)):
    """A file with a sentence and a ruled table on each page, and what the functions draw on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for number in range(pages):
        canvas.setFont("STSong-Light", 12)
        if prose:
            canvas.drawString(72, 740 - 90 * number, MORE[number])
        if table and number == 0:
            ruled(canvas)
        for each in draw:
            canvas.saveState()
            each(canvas)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def ruled(canvas: Canvas, left: float = 72, top: float = 700) -> None:
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            canvas.rect(left + 100 * c, top - 24 * (r + 1), 100, 24)
            canvas.drawString(left + 100 * c + 8, top - 24 * (r + 1) + 8, text)


def words(text: str, x: float, y: float, angle: float = 0, size: float = 12, grey: float = 0, alpha: float = 1,
          mode: int = 0, colour: tuple[float, float, float] | None = None) -> Draw:  # fmt: skip
    def draw(canvas: Canvas) -> None:
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.setFillColor(Color(*(colour or (grey, grey, grey)), alpha))
        line = canvas.beginText(0, 0)
        line.setFont("STSong-Light", size)
        line.setTextRenderMode(mode)
        line.textLine(text)
        canvas.drawText(line)

    return draw


def upright(text: str, x: float, y: float, step: float = 14) -> Draw:
    """Vertical writing, a character below the other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 12)
        for at, letter in enumerate(text):
            canvas.drawString(x, y - step * at, letter)

    return draw


def turned(angle: float, x: float, y: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(0, 110, "附表二　行政许可情况")
        ruled(canvas, 0, 100)

    return draw


def clipped(text: str) -> Draw:
    """Words outside the region that is painted."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(60, 100, 200, 50)
        canvas.clipPath(path, stroke=0)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 400, text)

    return draw


def lines(*texts: tuple[str, float], top: float = 780, gap: float = 28) -> Draw:
    """Short lines of given sizes, one below the other."""

    def draw(canvas: Canvas) -> None:
        for at, (text, size) in enumerate(texts):
            canvas.setFont("STSong-Light", size)
            canvas.drawString(72, top - gap * at, text)

    return draw


PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
SHOWN = "BT /F 12 Tf 72 700 Td (open 6543) Tj ET "
HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def written(content: str, *more: str, page: str = "", resources: str = "", catalogue: str = "", font: str = HELVETICA):
    """A file of objects written by hand; `more` are objects from number 6."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"{PAGE}/Resources<</Font<</F 5 0 R>>{resources}>>{page}>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        font,
        *more,
    ]
    out = bytearray(b"%PDF-1.6\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def form_object(content: str, more: str = "") -> str:
    return f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>{more}/Length {len(content)}>>\nstream\n{content}\nendstream"


def widget(value: str, *, more: str = "", kind: str = "Tx") -> str:
    return f"<</Type/Annot/Subtype/Widget/FT/{kind}/T(a)/Rect[72 600 300 620]/V{value}{more}>>"


def with_annotations(*notes: str) -> bytes:
    places = " ".join(f"{6 + at} 0 R" for at in range(len(notes)))
    return written(SHOWN, *notes, page=f"/Annots[{places}]", catalogue=f"/AcroForm<</Fields[{places}]>>")


OFF = "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>"
CASES = [
    # watermarks
    Case("mark-two-sizes", drawn(words("某市政府", 100, 500, 35, 48, 0.8), words("内部审阅", 200, 200, 35, 20, 0.8)), rows=READ, has=(WORDS,), lacks=("内部审阅",), dropped=("watermark:某市政府",)),
    Case("mark-red-level", drawn(words("征求意见稿", 90, 640, 0, 40, colour=(1, 0.7, 0.7))), rows=READ, has=(WORDS,), lacks=("征求意见稿",), dropped=("watermark:征求意见稿",)),
    Case("mark-transparent-black", drawn(words("征求意见稿", 90, 640, 0, 40, alpha=0.15)), rows=READ, lacks=("征求意见稿",), dropped=("watermark:征求意见稿",)),
    Case("mark-small-tiles", drawn(*(words("张三0105", 60 + 130 * n % 480, 200 + 61 * n, 20, 9, 0.85) for n in range(10))), rows=READ, has=(WORDS,), lacks=("张三",), dropped=("watermark:张三0105",)),
    Case("mark-small-level-tiles", drawn(*(words("内部资料", 60 + 130 * (n % 4), 120 + 97 * (n // 4), 0, 12, 0.88) for n in range(28))), rows=READ, has=(WORDS,), lacks=("内部资料",), dropped=("watermark:内部资料",)),
    Case("mark-on-every-page", drawn(words("某市政府", 100, 400, 45, 60, 0.9), table=False, pages=3), lacks=("某市政府",), has=("3275件", "401件", "402件")),
    Case("mark-outline-mode", drawn(words("征求意见稿", 90, 640, 30, 40, 0.7, mode=1)), rows=READ, lacks=("征求意见稿",)),
    Case("artifact-watermark", written(SHOWN + "/Artifact <</Subtype/Watermark/Type/Pagination>> BDC BT /F 40 Tf 80 600 Td (DRAFT) Tj ET EMC"), has=("open 6543",), lacks=("DRAFT",)),
    # turned and vertical
    Case("table-sideways-left", drawn(turned(90, 500, 100), table=False), rows=READ, has=("行政许可情况",)),
    Case("table-sideways-right", drawn(turned(270, 100, 620), table=False), rows=READ, has=("行政许可情况",)),
    Case("page-turned-by-flag", drawn(lambda c: (c.setPageRotation(270), c.translate(0, 595), c.rotate(-90), c.setFont("STSong-Light", 12), c.drawString(40, 560, WORDS), ruled(c, 40, 500)), prose=False, table=False), rows=READ, has=(WORDS,)),
    Case("margin-note-upward", drawn(words("第二页附件下载自某网站", 20, 300, 90, 9, 0.5)), rows=READ, has=(WORDS,), lacks=("下载自", "\n载\n")),
    Case("vertical-three-columns", drawn(upright("竖排公告全年办理许可十二件", 420, 600), upright("其中网上办理九件余为窗口", 390, 600), upright("群众表示满意谢谢大家支持", 360, 600), table=False), has=("竖排公告全年办理许可十二件", "其中网上办理九件余为窗口", "群众表示满意谢谢大家支持")),
    Case("vertical-wide-steps", drawn(upright("竖排公告全年办理许可十二件", 420, 620, 20), table=False), has=("竖排公告全年办理许可十二件",)),
    Case("vertical-narrow-head", drawn(upright("许可事项名称", 500, 690, 13)), rows=READ, has=("许可事项名称",)),
    # not seen
    Case("render-mode-3", drawn(words("隐字901件", 72, 500, mode=3)), lacks=("901",), dropped=("hidden:隐字901件",), rows=READ),
    Case("transparent", drawn(words("隐字901件", 72, 500, alpha=0)), lacks=("901",), dropped=("hidden:隐字901件",)),
    Case("white-on-white", drawn(words("隐字901件", 72, 500, grey=1)), lacks=("901",), dropped=("hidden:隐字901件",)),
    Case("white-on-dark-is-text", drawn(lambda c: (c.setFillGray(0.2), c.rect(60, 490, 300, 30, stroke=0, fill=1)), words("白字901件", 72, 500, grey=1)), has=("白字901件",)),
    Case("tiny", drawn(words("隐字901件", 72, 500, size=0.8)), lacks=("901",), dropped=("hidden:隐字901件",)),
    Case("clipped-away", drawn(clipped("隐字901件")), lacks=("901",), dropped=("hidden:隐字901件",), rows=READ),
    Case("off-left-and-below", drawn(words("隐字901件", -200, 500), words("隐字902件", 72, -30)), lacks=("901", "902"), dropped=("hidden:隐字901件",)),
    Case("cropped-offset", drawn(lambda c: c.setCropBox((50, 560, 560, 800)), words("隐字901件", 72, 400)), lacks=("901",), has=(WORDS,), rows=READ, dropped=("hidden:隐字901件",)),
    Case("media-box-offset", written("BT /F 12 Tf 172 900 Td (open 6543) Tj ET BT /F 12 Tf 72 700 Td (gone 901) Tj ET", page="/MediaBox[100 760 695 1500]").replace(b"/MediaBox[0 0 595 842]", b""), has=("open 6543",), lacks=("901",)),
    Case("layer-of-form", written(SHOWN + "/X Do", "<</Type/OCG/Name(a)>>", form_object("BT /F 12 Tf 72 600 Td (gone 901) Tj ET", "/OC 6 0 R"), resources="/XObject<</X 7 0 R>>", catalogue=OFF), has=("open 6543",), lacks=("901",), dropped=("hidden:gone901",)),
    Case("layer-membership", written(SHOWN + "/OC /L BDC BT /F 12 Tf 72 600 Td (gone 901) Tj ET EMC", "<</Type/OCG/Name(a)>>", "<</Type/OCMD/OCGs[6 0 R]/P/AllOn>>", resources="/Properties<</L 7 0 R>>", catalogue=OFF), has=("open 6543",), lacks=("901",), dropped=("hidden:gone901",)),
    Case("layer-on", written(SHOWN + "/OC /L BDC BT /F 12 Tf 72 600 Td (more 901) Tj ET EMC", "<</Type/OCG/Name(a)>>", resources="/Properties<</L 6 0 R>>", catalogue="/OCProperties<</OCGs[6 0 R]/D<</ON[6 0 R]>>>>"), has=("open 6543", "more 901")),
    Case("layer-in-marked-content", written(SHOWN + "/OC /L BDC /Span <</MCID 0>> BDC BT /F 12 Tf 72 600 Td (gone 901) Tj ET EMC EMC", "<</Type/OCG/Name(a)>>", resources="/Properties<</L 6 0 R>>", catalogue=OFF), lacks=("901",)),
    Case("invisible-in-form", written(SHOWN + "/X Do", form_object("BT 3 Tr /F 12 Tf 72 600 Td (gone 901) Tj ET"), resources="/XObject<</X 6 0 R>>"), has=("open 6543",), lacks=("901",), dropped=("hidden:gone901",)),
    # forms and notes
    Case("field-text", with_annotations(widget("(typed 88)")), has=("open 6543", "typed 88")),
    Case("field-chinese", with_annotations(widget("<FEFF0031003262374E0D8BA1>")), has=("12户不计",)),
    Case("field-of-parent", with_annotations("<</Type/Annot/Subtype/Widget/Parent 7 0 R/Rect[72 600 300 620]>>", "<</FT/Tx/T(a)/V(typed 88)/Kids[6 0 R]>>"), has=("typed 88",)),
    Case("field-choice", with_annotations(widget("(level two)", kind="Ch", more="/Opt[(level one)(level two)]")), has=("level two",), lacks=("level one",)),
    Case("field-check-box", with_annotations("<</Type/Annot/Subtype/Widget/FT/Btn/T(a)/V/Yes/AS/Yes/Rect[72 600 84 612]/AP<</N<</Yes 7 0 R/Off 7 0 R>>>>>>", form_object("")), has=("☑",)),
    Case("field-hidden", with_annotations(widget("(gone 901)", more="/F 2")), lacks=("901",), dropped=("hidden:gone901",)),
    Case("field-password", with_annotations(widget("(secret901)", more="/Ff 8192")), lacks=("secret901",)),
    Case("free-text", with_annotations("<</Type/Annot/Subtype/FreeText/Rect[72 500 300 540]/Contents(typed 88)/DA(/F 12 Tf)>>"), has=("typed 88",)),
    Case("free-text-lines", with_annotations("<</Type/Annot/Subtype/FreeText/Rect[72 500 300 540]/Contents(typed 88\\rnext 77)/DA(/F 12 Tf)>>"), has=("typed 88", "next 77")),
    Case("comment-is-listed", with_annotations("<</Type/Annot/Subtype/Text/Rect[72 500 90 520]/Contents(remark 901)>>"), lacks=("901",), dropped=("annotation:remark 901",)),
    # fonts
    Case("no-mapping", written("BT /F 12 Tf 72 700 Td <000100020003000400050006000700080009> Tj ET", "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Unknown/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/DW 1000>>", "<</Type/FontDescriptor/FontName/ABCDEF+Unknown/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>", font="<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Unknown/Encoding/Identity-H/DescendantFonts[6 0 R]>>"), refused="does not say which characters"),
    Case("no-mapping-in-part", written("".join(SHOWN.replace("700", str(750 - 20 * n)) for n in range(6)) + "BT /G 12 Tf 72 600 Td <000100020003000400050006> Tj ET", "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Unknown/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/DW 1000>>", "<</Type/FontDescriptor/FontName/ABCDEF+Unknown/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>", "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Unknown/Encoding/Identity-H/DescendantFonts[6 0 R]>>", resources="").replace(b"/Font<</F 5 0 R>>", b"/Font<</F 5 0 R/G 8 0 R>>"), has=("open 6543",), remark="characters"),
    Case("private-letters", written("BT /F 12 Tf 72 700 Td (open 6543 and more words here) Tj ET BT /G 12 Tf 72 650 Td (ABC) Tj ET", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>", "<</Length 180>>\nstream\n/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <41> <E041> <42> <E042> <43> <E043> endbfchar endcmap                                \nendstream").replace(b"/Font<</F 5 0 R>>", b"/Font<</F 5 0 R/G 6 0 R>>"), has=("open 6543",), remark="characters"),
    # headings
    Case("short-lines", drawn(lines(("总体情况", 18), ("许可12件", 11), ("处罚7件", 11), ("存在问题", 18), ("人手不足", 11), ("经费不足", 11), ("改进措施", 18), ("加强培训", 11), ("增加经费", 11)), prose=False, table=False), headings=("总体情况", "存在问题", "改进措施")),
    Case("numbered-short-lines", drawn(lines(("一、总体情况", 12), ("许可12件，处罚7件。", 12), ("二、存在问题", 12), ("人手不足。", 12)), prose=False, table=False), headings=("总体情况", "存在问题")),
    Case("large-number-is-no-heading", drawn(lines(("总体情况", 18), ("许可12件，处罚7件，合计19件。", 11), ("3275", 30), ("件许可全部办结。", 11), ("存在问题", 18), ("人手不足，经费不足。", 11)), prose=False, table=False), headings=("总体情况", "存在问题")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_page_is_read_as_it_is_seen(tmp_path, case):
    assert problems(case, tmp_path, "年报.pdf") == []
