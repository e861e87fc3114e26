"""Charts of a size of their own, in one file, with live text and with rare characters: every file is opened again."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from tests.chart_sample import CHANNELS, DISCLOSURE, PILOTS, REVIEW, Cell, analysis_of
from zjviewer.core.export.chart_slides import PICTURE_SIZE, SLIDE_SIZE
from zjviewer.core.model.analysis import Chart
from zjviewer.core.model.chart_options import AS_REPORTED, PRESETS, ChartOptions
from zjviewer.gui.charts.chart_export import ChartExporter, ExportOptions, charts_command, save_book, save_chart
from zjviewer.gui.charts.chart_text import measure, spell, text_runs

POINTS = 72 / 25.4
"""Points of PDF in a millimetre."""
RARE = "𠮷"
"""A character that is neither in the bundled fonts nor in those of a bare system."""
SVG = "{http://www.w3.org/2000/svg}"


def every_option(_: Chart) -> ChartOptions:
    return ChartOptions(finding=True)


def written(tmp_path: Path, analysis=CHANNELS, options=AS_REPORTED, **choices) -> Path:
    export = ExportOptions(**choices)
    path = tmp_path / f"chart.{export.format}"
    save_chart(analysis, analysis.charts[0], path, export, options, overwrite=True)
    return path


def book(tmp_path: Path, format: str, analysis=DISCLOSURE, options=every_option) -> Path:
    path = tmp_path / f"book.{format.removeprefix('book.')}"
    for _ in save_book(analysis, analysis.charts, path, ExportOptions(format), options):
        pass
    return path


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("analysis", [CHANNELS, PILOTS], ids=["few", "many"])
def test_every_format_has_the_size_of_the_preset(qapp, tmp_path, name, analysis):
    preset = PRESETS[name]
    options = ChartOptions(width=preset.width, height=preset.height, text_size=preset.text_size)
    image = QImage(str(written(tmp_path, analysis, options, dpi=150)))
    assert image.width() == round(preset.width / 25.4 * 150)
    assert image.dotsPerMeterY() == pytest.approx(150 / 0.0254, abs=1)
    page = pypdfium2.PdfDocument(str(written(tmp_path, analysis, options, format="pdf")))[0].get_size()
    root = ET.parse(written(tmp_path, analysis, options, format="svg")).getroot()
    drawn = [float(root.get(side).removesuffix("mm")) for side in ("width", "height")]
    assert page[0] == pytest.approx(preset.width * POINTS, abs=1)
    assert drawn[0] == pytest.approx(preset.width, abs=0.5)
    if preset.height:
        assert image.height() == pytest.approx(preset.height / 25.4 * 150, abs=2)
        assert page[1] == pytest.approx(preset.height * POINTS, abs=1.5)
        assert drawn[1] == pytest.approx(preset.height, abs=0.5)


def test_the_width_of_the_chart_is_that_of_the_file_unless_it_has_none(qapp, tmp_path):
    assert QImage(str(written(tmp_path, options=ChartOptions(width=80.0), dpi=96))).width() == 302
    assert QImage(str(written(tmp_path, dpi=96))).width() == 605


def test_a_pdf_has_its_text_in_embedded_fonts(qapp, tmp_path):
    with pdfplumber.open(written(tmp_path, options=ChartOptions(title="网站领先"), format="pdf")) as document:
        page = document.pages[0]
        text = page.extract_text()
        names = {each["fontname"] for each in page.chars}
    assert "网站领先" in text
    assert "2,797,179" in text
    assert names
    assert all(re.match(r"[A-Z]{6}\+NotoSansSC", name) for name in names)  # a subset in the file


def test_an_svg_has_outlines_or_live_text(qapp, tmp_path):
    for live in (False, True):
        root = ET.parse(written(tmp_path, format="svg", live_text=live)).getroot()
        texts = ["".join(each.itertext()).strip() for each in root.iter(f"{SVG}text")]
        assert ("浙江省2017年公开渠道" in texts) is live
        assert bool(texts) is live
        assert root.find(f"{SVG}title").text == "浙江省2017年公开渠道"
        assert "政府网站 2,797,179条" in root.find(f"{SVG}desc").text
        if live:
            families = {each.get("font-family") for each in root.iter(f"{SVG}text")}
            assert all(family.startswith("Noto Sans SC, ") and family.endswith("sans-serif") for family in families)


def test_all_charts_are_one_pdf_a_chart_a_page(qapp, tmp_path):
    path = book(tmp_path, "book.pdf", options=lambda chart: ChartOptions(width=80.0 if chart.id == "t" else 0.0))
    with pdfplumber.open(path) as document:
        assert len(document.pages) == len(DISCLOSURE.charts) == 2
        widths = [float(page.width) / POINTS for page in document.pages]
        texts = [page.extract_text() for page in document.pages]
        fonts = {each["fontname"][7:17] for page in document.pages for each in page.chars}
    assert widths == [pytest.approx(80, abs=1), pytest.approx(160, abs=1)]
    assert "市县与省级之和不等于全省合计" in texts[0].replace("\n", "")
    assert all("来源：" in text for text in texts)
    assert "−7%" in texts[1]
    assert fonts == {"NotoSansSC"}


def test_all_charts_are_one_presentation_a_chart_a_slide(qapp, tmp_path):
    pptx = pytest.importorskip("pptx")
    deck = pptx.Presentation(str(book(tmp_path, "pptx")))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=0.001)
    assert len(deck.slides) == 2
    assert deck.core_properties.title == DISCLOSURE.report.title
    second = deck.slides[1]
    assert second.shapes.title.text == "各设区市和县级政府及设区市级政府部门增长16%，省级政府部门下降7%"
    (picture,) = (each for each in second.shapes if each.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE)
    assert "省级政府部门 −7%" in picture._element.nvPicPr.cNvPr.get("descr")
    image = QImage.fromData(picture.image.blob)
    assert image.width() / image.height() == pytest.approx(PICTURE_SIZE[0] / PICTURE_SIZE[1], rel=0.01)
    assert image.width() >= 2000
    for shape in second.shapes:
        assert shape.left >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height + 1000
    assert "来源：浙江省人民政府" in deck.slides[0].notes_slide.notes_text_frame.text
    assert "市县与省级之和不等于全省合计" in deck.slides[0].notes_slide.notes_text_frame.text
    assert PICTURE_SIZE[0] < SLIDE_SIZE[0]


def test_a_presentation_is_valid_whatever_a_title_holds(qapp, tmp_path):
    pptx = pytest.importorskip("pptx")
    title = "<b>&amp;\x0b\x01\ud800𠮷"
    path = book(tmp_path, "pptx", REVIEW, lambda _: ChartOptions(title=title, own_note=title))
    deck = pptx.Presentation(str(path))
    assert deck.slides[0].shapes.title.text.startswith("<b>&amp;")
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                ET.fromstring(archive.read(name))


def test_a_book_of_the_command_never_replaces_a_file(qapp, tmp_path):
    export = ExportOptions("book.pdf")
    first, second = (charts_command(DISCLOSURE, tmp_path, export, DISCLOSURE.charts)[0] for _ in range(2))
    assert first.name == "浙江省人民政府_2017_图表.pdf"
    assert first != second
    assert charts_command(DISCLOSURE, tmp_path, export, ()) == []


def glyphs(text: str, bold: bool) -> QImage:
    """The text as charts draw it."""
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for run in text_runs(text, 24, bold):
        path = QPainterPath()
        path.addText(4 + run.x, 30, run.font, run.text)
        painter.fillPath(path, QColor("black"))
    painter.end()
    return image


def test_a_name_that_the_bold_font_lacks_is_no_box(qapp):
    assert [(run.text, run.font.bold(), run.thickened) for run in text_runs("朱镕基", 16, True)] == [
        ("朱", True, False),
        ("镕", False, True),
        ("基", True, False),
    ]
    assert glyphs("镕", True) == glyphs("镕", False)
    assert glyphs("镕", True) != glyphs("喆", True)  # two boxes would be alike
    assert measure("朱镕基", 16, True) == pytest.approx(
        measure("朱", 16, True) + measure("镕", 16, False) + measure("基", 16, True)
    )


def test_a_character_without_any_font_is_named(qapp, monkeypatch):
    monkeypatch.setattr("zjviewer.gui.charts.chart_text._can_draw", lambda each: each != RARE)
    assert spell(f"{RARE}野家") == "〔U+20BB7〕野家"
    made = analysis_of((f"{RARE}野家", [Cell("9", "件")]), ("其他", [Cell("1", "件")]))
    with closing(ChartExporter()) as exporter:
        scene = exporter.scene(made, made.charts[0], ExportOptions(), AS_REPORTED)
    assert [mark.category for mark in scene.marks] == ["〔U+20BB7〕野家", "其他"]
    assert not any(RARE in item.text for item in scene.texts)
    assert scene.description.endswith(f"没有字体的字以编码代替：{RARE} 〔U+20BB7〕。")


def test_what_the_system_can_draw_is_drawn(qapp):
    drawn = [each for each in "中文ABC，。%−½é→" if spell(each) == each]
    assert "".join(drawn) == "中文ABC，。%−½é→"
    system = next((each for each in "😀ԱאकᎠ" if spell(each) == each), None)
    if system is None:
        pytest.skip("the system has no other font")
    assert glyphs(system, False) != glyphs(chr(0x10FFFD), False)  # of which no font has one


def test_highlights_reach_a_label_with_a_rare_character(qapp, monkeypatch):
    monkeypatch.setattr("zjviewer.gui.charts.chart_text._can_draw", lambda each: each != RARE)
    made = analysis_of((f"{RARE}野家", [Cell("9", "件")]), ("其他", [Cell("1", "件")]))
    with closing(ChartExporter()) as exporter:
        options = ChartOptions(highlights=(f"{RARE}野家",))
        scene = exporter.scene(made, made.charts[0], ExportOptions(), options)
    assert [mark.color_role for mark in scene.marks] == ["series0", "muted"]


def test_an_image_in_memory_is_what_the_file_has(qapp, tmp_path):
    with closing(ChartExporter()) as exporter:
        options = replace(AS_REPORTED, kind="dots")
        data = exporter.png(CHANNELS, CHANNELS.charts[0], ExportOptions(dpi=96), options)
    path = written(tmp_path, options=options, dpi=96)
    assert QImage.fromData(io.BytesIO(data).getvalue()) == QImage(str(path))
