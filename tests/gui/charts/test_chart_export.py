"""Charts as files: opened again, they are what was asked for."""

import re
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.chart_sample import ALL, CHANNELS, DISCLOSURE, PILOTS
from zjviewer.core.model.chart_options import AS_REPORTED, ChartOptions
from zjviewer.errors import NotWritten
from zjviewer.gui.charts.chart_export import (
    ChartExporter,
    ExportOptions,
    charts_command,
    export_all,
    save_chart,
    suggested_name,
)
from zjviewer.gui.theme.theme import load_theme

LIGHT = load_theme(False)
PNG = ExportOptions("png", 100, "mm", 96)
SVG = "{http://www.w3.org/2000/svg}"


def saved(tmp_path: Path, analysis=PILOTS, options=AS_REPORTED, **choices) -> Path:
    export = ExportOptions(**choices)
    path = tmp_path / f"chart.{export.format}"
    save_chart(analysis, analysis.charts[0], path, export, options)
    return path


@pytest.mark.parametrize("dpi", [96, 150, 300, 600])
def test_a_png_is_as_wide_as_asked_and_says_its_resolution(qapp, tmp_path, dpi):
    image = QImage(str(saved(tmp_path, width=120, dpi=dpi)))
    assert image.width() == round(120 / 25.4 * dpi)
    assert image.dotsPerMeterX() == pytest.approx(dpi / 0.0254, abs=1)


def test_a_png_can_be_measured_in_pixels(qapp, tmp_path):
    assert QImage(str(saved(tmp_path, width=1000, unit="px"))).width() == 1000


def test_more_dots_draw_the_same_chart_finer(qapp, tmp_path):
    coarse = QImage(str(saved(tmp_path, dpi=96)))
    (tmp_path / "finer").mkdir()
    fine = QImage(str(saved(tmp_path / "finer", dpi=600)))
    assert fine.width() / coarse.width() == pytest.approx(600 / 96, abs=0.01)
    assert fine.height() / coarse.height() == pytest.approx(600 / 96, rel=0.01)
    bar = QColor(LIGHT.series[0])
    assert shares_of(fine, bar) == pytest.approx(shares_of(coarse, bar), rel=0.05)


def shares_of(image: QImage, colour: QColor) -> float:
    small = image.scaledToWidth(300)
    found = sum(small.pixelColor(x, y) == colour for x in range(small.width()) for y in range(small.height()))
    return found / small.width() / small.height()


def test_bars_of_a_png_stand_where_the_values_say(qapp, tmp_path):
    image = QImage(str(saved(tmp_path, CHANNELS, width=160, dpi=300)))
    bar = QColor(LIGHT.series[0])
    runs = {}
    for y in range(0, image.height(), 4):
        length = sum(image.pixelColor(x, y) == bar for x in range(0, image.width(), 2)) * 2
        if length > 2:
            runs.setdefault(round(length, -1), y)
    longest, second = sorted(runs, reverse=True)[:2]
    assert second / longest == pytest.approx(642174 / 2797179, abs=0.02)


@pytest.mark.parametrize(
    ("ground", "colour"), [("white", "#ffffff"), ("dark", load_theme(True).background), ("transparent", None)]
)
def test_the_ground_is_what_was_chosen(qapp, tmp_path, ground, colour):
    corner = QImage(str(saved(tmp_path, ground=ground))).pixelColor(3, 3)
    assert corner.alpha() == 0 if colour is None else corner == QColor(colour)


def test_a_chart_without_its_note_is_lower(qapp, tmp_path):
    with_note = QImage(str(saved(tmp_path, DISCLOSURE)))
    (tmp_path / "chart.png").unlink()
    assert QImage(str(saved(tmp_path, DISCLOSURE, note=False))).height() < with_note.height()


def test_the_order_on_the_screen_is_the_order_in_the_file(qapp):
    with closing(ChartExporter()) as exporter:
        told = [
            exporter.svg(PILOTS, PILOTS.charts[0], ExportOptions("svg"), options).decode()
            for options in (AS_REPORTED, ChartOptions("descending"))
        ]
    assert told[0].index("204项") < told[0].index("429项")
    assert told[1].index("429项") < told[1].index("204项")


@pytest.mark.parametrize("analysis", ALL, ids=lambda analysis: analysis.tables[0].title)
def test_an_svg_needs_no_font_and_tells_what_it_shows(qapp, tmp_path, analysis):
    path = saved(tmp_path, analysis, format="svg")
    root = ET.parse(path).getroot()
    assert not list(root.iter(f"{SVG}text"))
    assert len(list(root.iter(f"{SVG}path"))) > 10
    assert root.find(f"{SVG}title").text.endswith(f"年{analysis.charts[0].title}")
    assert "来源" in root.find(f"{SVG}desc").text
    assert float(root.get("width").removesuffix("mm")) == pytest.approx(160, abs=0.3)


def test_an_svg_looks_like_the_png(qapp, tmp_path):
    png = QImage(str(saved(tmp_path, width=160, dpi=96)))
    renderer = QSvgRenderer(QByteArray(saved(tmp_path, format="svg").read_bytes()))
    drawn = QImage(png.size(), QImage.Format.Format_RGB32)
    drawn.fill(QColor("#ffffff"))
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    different = sum(
        abs(drawn.pixelColor(x, y).lightness() - png.pixelColor(x, y).lightness()) > 100
        for x in range(png.width())
        for y in range(png.height())
    )
    assert different < png.width() * png.height() / 100


def test_a_pdf_has_one_page_of_its_size_with_its_fonts(qapp, tmp_path):
    data = saved(tmp_path, format="pdf").read_bytes()
    assert data.startswith(b"%PDF")
    left, _, right, _ = map(float, re.search(rb"/MediaBox \[([\d. ]+)\]", data).group(1).split())
    assert right - left == pytest.approx(160 / 25.4 * 72, abs=1)
    assert data.count(b"/Type /Page\n") == 1
    assert b"/FontFile" in data
    assert b"NotoSansSC" in data
    assert b"/Subtype /Image" not in data


def test_a_width_below_what_type_needs_shrinks_the_whole_chart(qapp, tmp_path):
    image = QImage(str(saved(tmp_path, width=40, dpi=300)))
    assert image.width() == round(40 / 25.4 * 300)


def test_an_existing_file_is_not_touched_without_leave(qapp, tmp_path):
    path = tmp_path / "chart.png"
    path.write_text("kept")
    with pytest.raises(NotWritten, match=re.escape("chart.png exists already")):
        saved(tmp_path)
    assert path.read_text() == "kept"
    save_chart(PILOTS, PILOTS.charts[0], path, ExportOptions(), overwrite=True)
    assert QImage(str(path)).width() == 1890


def test_a_folder_that_is_not_there_is_told_and_leaves_nothing(qapp, tmp_path):
    with pytest.raises(NotWritten, match="no folder"):
        save_chart(PILOTS, PILOTS.charts[0], tmp_path / "none" / "a.svg", ExportOptions("svg"))
    assert list(tmp_path.iterdir()) == []


def test_a_name_says_whose_when_and_what(qapp):
    assert suggested_name(PILOTS, PILOTS.charts[0], "png") == "浙江省人民政府_2017_试点公开事项.png"


def test_all_charts_come_one_by_one_and_stop_when_nobody_asks(qapp, tmp_path):
    run = export_all(DISCLOSURE, DISCLOSURE.charts, tmp_path, ExportOptions(dpi=96))
    first = next(run)
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    run.close()
    assert len(list(tmp_path.iterdir())) == 1


def test_the_command_writes_every_chart_and_loses_nothing(qapp, tmp_path):
    out = tmp_path / "新 文件夹"
    first = charts_command(DISCLOSURE, out, PNG, DISCLOSURE.charts)
    again = charts_command(DISCLOSURE, out, PNG, DISCLOSURE.charts)
    assert len(first) == len(again) == 2
    assert len(set(first) | set(again)) == 4
    assert all(path.stem.endswith("-2") for path in again)
    assert charts_command(DISCLOSURE, out, PNG, ()) == []


@pytest.mark.parametrize(
    "spoilt", [{}, {"format": "exe"}, {"dpi": 97}, {"width": "wide"}, {"width": 5}, {"width": 1e9}, {"ground": None}]
)
def test_spoilt_settings_are_as_by_default(spoilt):
    assert ExportOptions.from_dict(spoilt) == ExportOptions()


def test_export_choices_survive_a_restart():
    chosen = ExportOptions("pdf", 90.0, "mm", 600, "dark", False)
    assert ExportOptions.from_dict(chosen.to_dict()) == chosen
