"""Charts as PNG, SVG, PDF and on the clipboard, of any width, drawn by the canvas that the window draws with."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QMimeData, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from zjviewer.core.charts.chart_data import AS_REPORTED, Options
from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.charts.scene import ChartScene
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.gui.theme.theme import load_fonts, load_theme
from zjviewer.storage.atomic_files import free_name, make_folder, write_atomically
from zjviewer.storage.filenames import file_name, make_unique

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
GROUNDS = ("white", "transparent", "dark")
RESOLUTIONS = (96, 150, 300, 600)
LOGICAL = 96.0
"""Logical pixels in an inch: what sizes of type and lines are given in."""
INCH = 25.4
"""Millimetres."""
NARROWEST, WIDEST = 40.0, 1000.0
"""Millimetres."""
MOST_PIXELS = 20_000
"""Of a PNG's width: beyond, its memory is no longer a reader's."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a chart is taken out."""

    format: Format = "png"
    width: float = 160.0
    unit: str = "mm"
    """`mm`, or `px`: pixels of the PNG, logical pixels of SVG and PDF."""
    dpi: float = 300
    """Of a PNG."""
    ground: str = "white"
    note: bool = True

    @property
    def width_mm(self) -> float:
        """On paper."""
        inch = self.dpi if self.format == "png" else LOGICAL
        return self.width if self.unit == "mm" else self.width / inch * INCH

    @property
    def width_px(self) -> int:
        """Of a PNG."""
        return round(self.width if self.unit == "px" else self.width / INCH * self.dpi)

    def to_dict(self) -> dict[str, Any]:
        """For `from_dict` at the next start."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> "ExportOptions":
        """What is missing, or not what it should be, is as it is by default."""
        allowed = {
            "format": FORMATS,
            "unit": ("mm", "px"),
            "dpi": RESOLUTIONS,
            "ground": GROUNDS,
            "note": (True, False),
        }
        taken = {name: kept[name] for name, among in allowed.items() if kept.get(name) in among}
        made = cls(**taken)
        width = kept.get("width")
        wide = replace(made, width=float(width)) if isinstance(width, int | float) else made
        return wide if NARROWEST - 1 <= wide.width_mm <= WIDEST + 1 else made


class ChartExporter:
    """An unseen canvas on which charts are drawn one after another, until it is closed."""

    def __init__(self) -> None:
        from zjviewer.gui.charts.chart_canvas import ChartCanvas

        self._room = QWidget()
        self._room.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._canvas = ChartCanvas(load_theme(False), self._room)
        self._room.show()

    def close(self) -> None:
        """Let go of the canvas."""
        self._room.close()
        self._room.deleteLater()

    def png(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: Options) -> bytes:
        """The file's bytes, with its resolution in it."""
        buffer = _open_buffer()
        self.image(analysis, chart, export, options).save(buffer, "PNG")
        return buffer.data().data()

    def image(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: Options) -> QImage:
        """The chart in device pixels."""
        drawn, _ = self._drawn(analysis, chart, export, options)
        dots = export.width_px / drawn.width
        clear = export.ground == "transparent"
        pixels = QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
        image = QImage(export.width_px, max(round(drawn.height * dots), 1), pixels)
        image.fill(Qt.GlobalColor.transparent)
        self._render(image, QRectF(image.rect()))
        image.setDotsPerMeterX(round(export.dpi / INCH * 1000))
        image.setDotsPerMeterY(round(export.dpi / INCH * 1000))
        return image

    def preview(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: Options, width: int) -> QImage:
        """The same drawing, `width` device pixels wide."""
        inches = export.width_mm / INCH
        shown = replace(export, format="png", unit="mm", width=export.width_mm, dpi=max(width / inches, 1.0))
        return self.image(analysis, chart, shown, options)

    def svg(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: Options) -> bytes:
        """Letters as paths, and the chart in words for those who do not see it."""
        self._canvas.set_outlined(True)
        drawn, scale = self._drawn(analysis, chart, export, options)
        buffer = _open_buffer()
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setResolution(int(LOGICAL))
        made.setTitle(drawn.title)
        made.setDescription(drawn.description)
        made.setSize(QSize(round(drawn.width * scale), round(drawn.height * scale)))
        target = QRectF(0, 0, drawn.width * scale, drawn.height * scale)
        made.setViewBox(target)
        self._render(made, target)
        self._canvas.set_outlined(False)
        return buffer.data().data()

    def pdf(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: Options) -> bytes:
        """One page as large as the chart, fonts embedded."""
        drawn, scale = self._drawn(analysis, chart, export, options)
        width, height = drawn.width * scale, drawn.height * scale
        buffer = _open_buffer()
        made = QPdfWriter(buffer)
        made.setResolution(int(LOGICAL))
        made.setTitle(drawn.title)
        made.setCreator("zjviewer")
        paper = QSizeF(width / LOGICAL * INCH, height / LOGICAL * INCH)
        page = QPageSize(paper, QPageSize.Unit.Millimeter, matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch)
        made.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        self._render(made, QRectF(0, 0, width, height))
        return buffer.data().data()

    def _drawn(
        self, analysis: Analysis, chart: Chart, export: ExportOptions, options: Options
    ) -> tuple[ChartScene, float]:
        """The plan on the canvas, and how much smaller it has to become where the width asked for is too little."""
        from zjviewer.gui.charts.chart_canvas import measure

        wanted = export.width_mm / INCH * LOGICAL
        drawn = compose_scene(analysis, chart, replace(options, note=export.note), Size(wanted), measure)
        theme = load_theme(export.ground == "dark")
        grounds = {"white": "#ffffff", "transparent": None, "dark": theme.background}
        self._canvas.show_theme(theme, grounds[export.ground])
        self._canvas.show_scene(drawn)
        return drawn, wanted / drawn.width

    def _render(self, device: Any, target: QRectF) -> None:
        painter = QPainter(device)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._canvas.render(painter, target, self._canvas.rect(), Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()


def suggested_name(analysis: Analysis, chart: Chart, format: str) -> str:
    """`单位_年份_指标.png`, safe on every system."""
    report = analysis.report
    return file_name(report.issuer or report.region, str(report.year or ""), chart.title, suffix=f".{format}")


def save_chart(
    analysis: Analysis,
    chart: Chart,
    path: Path,
    export: ExportOptions,
    options: Options = AS_REPORTED,
    overwrite: bool = False,
    press: ChartExporter | None = None,
) -> None:
    """Write one chart, whole or not at all.

    Raises NotWritten, also where the file exists and may not be overwritten.
    """
    if press is None:
        with closing(ChartExporter()) as own:
            save_chart(analysis, chart, path, export, options, overwrite, own)
        return
    write_atomically(path, getattr(press, export.format)(analysis, chart, export, options), overwrite)


def copy_chart(analysis: Analysis, chart: Chart, export: ExportOptions, options: Options) -> None:
    """Put a chart on the clipboard as a picture and as SVG."""
    with closing(ChartExporter()) as press:
        data = QMimeData()
        data.setImageData(press.image(analysis, chart, replace(export, format="png"), options))
        data.setData("image/svg+xml", QByteArray(press.svg(analysis, chart, replace(export, format="svg"), options)))
    QGuiApplication.clipboard().setMimeData(data)


def paths_in(analysis: Analysis, charts: tuple[Chart, ...], folder: Path, format: str) -> tuple[Path, ...]:
    """A path for every chart, no two alike even where capitals make no difference."""
    taken: set[str] = set()
    found = []
    for chart in charts:
        name = make_unique(suggested_name(analysis, chart, format), taken)
        taken.add(name.casefold())
        found.append(folder / name)
    return tuple(found)


def export_all(
    analysis: Analysis,
    charts: tuple[Chart, ...],
    folder: Path,
    export: ExportOptions,
    options: Options = AS_REPORTED,
    overwrite: bool = False,
) -> Iterator[Path]:
    """Write charts into a folder, which is made, and give each path when its file is there; stop asking to cancel.

    A file that exists is overwritten where that is allowed, and else stays: the new one gets a number. Raises
    NotWritten; what was written before stays.
    """
    make_folder(folder)
    with closing(ChartExporter()) as press:
        for chart, path in zip(charts, paths_in(analysis, charts, folder, export.format), strict=True):
            place = path if overwrite else free_name(path)
            save_chart(analysis, chart, place, export, options, overwrite, press)
            yield place


def charts_command(
    analysis: Analysis, out: Path, format: Format, dpi: int, width_mm: float, table: str | None, note: bool = True
) -> list[Path]:
    """The charts of a report, or of one of its tables, as files in a folder; nothing there is overwritten. `note`: with
    what is told below a chart, such as that its numbers do not add up.

    Works without a display where Qt has been told to draw offscreen. Raises NotWritten.
    """
    application = QApplication.instance()
    if application is None:
        application = QApplication([])
        load_fonts()
    chosen = tuple(chart for chart in analysis.charts if table in (None, chart.table))
    return list(export_all(analysis, chosen, out, ExportOptions(format, width_mm, "mm", dpi, note=note)))


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    return buffer
