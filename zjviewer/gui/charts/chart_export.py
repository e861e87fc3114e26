"""Exports charts as PNG, SVG and PDF and to the clipboard, drawn by the same canvas as in the window."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QMimeData, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from zjviewer.core.charts.compose import Size, compose_scene
from zjviewer.core.charts.scene import ChartScene
from zjviewer.core.export.chart_slides import PICTURE_SIZE, Slide, slides_file
from zjviewer.core.model.analysis import Analysis, Chart
from zjviewer.core.model.chart_options import AS_REPORTED, NARROWEST, WIDEST, ChartOptions
from zjviewer.errors import Problem
from zjviewer.gui.theme.theme import FAMILY, load_fonts, load_theme
from zjviewer.storage.atomic_files import free_name, make_folder, write_atomically
from zjviewer.storage.filenames import file_name, make_unique

Format = Literal["png", "svg", "pdf", "book.pdf", "pptx"]
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
BOOKS: tuple[Format, ...] = ("book.pdf", "pptx")
"""All charts in one file, each on a page with its note."""
GROUNDS = ("white", "transparent", "dark")
RESOLUTIONS = (96, 150, 300, 600)
LOGICAL = 96.0
"""Logical pixels per inch, the unit of font sizes and line widths."""
INCH = 25.4
"""Millimetres per inch."""
SMALLEST_ZOOM = 0.4
"""Least size of text, of the usual one, to which a chart of a fixed height is made smaller; then it gets higher."""
_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
_SLIDE_TEXT = 170
"""Size of text on a slide, in per cent."""
_SLIDE_DPI = 200
_FAMILIES = f"{FAMILY}, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
"""Fonts of live text, for systems without the bundled one."""
MOST_PIXELS = 20_000
"""Largest width of a PNG, which limits the memory it takes."""
LARGEST_SIDE = 32_000
"""Largest width and height of a PNG: beyond 32,767 pixels nothing is painted."""
HIGHEST_PAGE = 5_080
"""Largest height of a page in PDF, 200 inches, in millimetres."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Format, size and background of an exported chart."""

    format: Format = "png"
    width: float = 160.0
    unit: str = "mm"
    """Unit of `width`: `mm`, or `px` for pixels of a PNG and logical pixels of SVG and PDF."""
    dpi: float = 300
    """Resolution of a PNG."""
    ground: str = "white"
    note: bool = True
    live_text: bool = False
    """Whether the text of an SVG is text, drawn in the fonts of the system that opens it, instead of outlines."""

    @property
    def width_mm(self) -> float:
        """Width on paper in millimetres."""
        inch = self.dpi if self.format == "png" else LOGICAL
        return self.width if self.unit == "mm" else self.width / inch * INCH

    @property
    def width_px(self) -> int:
        """Width of a PNG in pixels."""
        return round(self.width if self.unit == "px" else self.width / INCH * self.dpi)

    def to_dict(self) -> dict[str, Any]:
        """Values for the settings; `from_dict` is the inverse."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "ExportOptions":
        """ChartOptions from the settings; missing or invalid values are the default ones."""
        allowed = {
            "format": (*FORMATS, *BOOKS),
            "unit": ("mm", "px"),
            "dpi": RESOLUTIONS,
            "ground": GROUNDS,
            "note": (True, False),
            "live_text": (True, False),
        }
        valid = {name: stored[name] for name, values in allowed.items() if stored.get(name) in values}
        options = cls(**valid)
        width = stored.get("width")
        resized = replace(options, width=float(width)) if isinstance(width, int | float) else options
        return resized if NARROWEST - 1 <= resized.width_mm <= WIDEST + 1 else options


class SceneExporter:
    """Draws scenes one after another on a hidden canvas, until it is closed. A scene is scaled to the width of the
    file."""

    def __init__(self) -> None:
        from zjviewer.gui.charts.chart_canvas import ChartCanvas

        self._window = QWidget()
        self._window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._canvas = ChartCanvas(load_theme(False), self._window)
        self._window.show()

    def close(self) -> None:
        """Delete the canvas."""
        self._window.close()
        self._window.deleteLater()

    def scene_file(self, scene: ChartScene, export: ExportOptions) -> bytes:
        """Content of a file in the format of the options: PNG, SVG, else PDF. Raises Problem for a scene that is too
        high for the format."""
        high = scene.height / scene.width
        width, height = export.width_px, round(export.width_px * high)
        if export.format == "png" and max(width, height) > LARGEST_SIDE:
            raise Problem(
                "The picture would be {width} × {height} pixels, and {most} are possible in each direction. Choose a "
                "lower resolution, a smaller width, SVG or PDF.",
                width=width,
                height=height,
                most=LARGEST_SIDE,
            )
        if export.format == "pdf" and export.width_mm * high > HIGHEST_PAGE:
            raise Problem(
                "The page would be {millimetres} mm high, and {most} mm are possible. Choose a smaller width or SVG.",
                millimetres=round(export.width_mm * high),
                most=HIGHEST_PAGE,
            )
        if export.format == "png":
            return self.scene_png(scene, export)
        return self.scene_svg(scene, export) if export.format == "svg" else self.scene_pdf(((scene, export),))

    def scene_png(self, scene: ChartScene, export: ExportOptions) -> bytes:
        """Content of a PNG file, its resolution included."""
        buffer = _open_buffer()
        self.scene_image(scene, export).save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants str
        return bytes(buffer.data().data())

    def scene_image(self, scene: ChartScene, export: ExportOptions) -> QImage:
        """The scene as an image."""
        self._show(scene, export)
        dots = export.width_px / scene.width
        transparent = export.ground == "transparent"
        pixels = QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32
        image = QImage(export.width_px, max(round(scene.height * dots), 1), pixels)
        image.fill(Qt.GlobalColor.transparent)
        self._render(image, QRectF(image.rect()))
        image.setDotsPerMeterX(round(export.dpi / INCH * 1000))
        image.setDotsPerMeterY(round(export.dpi / INCH * 1000))
        return image

    def scene_svg(self, scene: ChartScene, export: ExportOptions) -> bytes:
        """Content of an SVG file, with text as paths unless `export` wants live text, and with a title and a
        description for screen readers."""
        self._canvas.set_outlined(not export.live_text)
        scale = self._show(scene, export)
        buffer = _open_buffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(int(LOGICAL))
        generator.setTitle(scene.title)
        generator.setDescription(scene.description)
        generator.setSize(QSize(round(scene.width * scale), round(scene.height * scale)))
        target = QRectF(0, 0, scene.width * scale, scene.height * scale)
        generator.setViewBox(target)
        self._render(generator, target)
        self._canvas.set_outlined(False)
        drawing = bytes(buffer.data().data())
        return drawing.replace(f'font-family="{FAMILY}"'.encode(), f'font-family="{_FAMILIES}"'.encode())

    def scene_pdf(self, pages: Iterable[tuple[ChartScene, ExportOptions]], title: str = "") -> bytes:
        """Content of a PDF file with a page for each scene, as large as the scene, with embedded fonts. The title is
        that of the first scene unless one is given."""
        buffer = _open_buffer()
        writer = QPdfWriter(buffer)
        writer.setResolution(int(LOGICAL))
        writer.setCreator("zjviewer")
        painter = QPainter()
        for scene, export in pages:
            scale = self._show(scene, export)
            width, height = scene.width * scale, scene.height * scale
            paper = QSizeF(width / LOGICAL * INCH, height / LOGICAL * INCH)
            page = QPageSize(paper, QPageSize.Unit.Millimeter, matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch)
            writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
            if painter.isActive():
                writer.newPage()
            else:
                writer.setTitle(title or scene.title)
                painter.begin(writer)
                painter.setRenderHints(_HINTS)
            target = QRectF(0, 0, width, height)
            self._canvas.render(painter, target, self._canvas.rect(), Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()
        return bytes(buffer.data().data())

    def _show(self, scene: ChartScene, export: ExportOptions) -> float:
        """Draw a scene on the canvas; returns the factor that scales it to the requested width."""
        theme = load_theme(export.ground == "dark")
        backgrounds = {"white": "#ffffff", "transparent": None, "dark": theme.background}
        self._canvas.show_theme(theme, backgrounds[export.ground])
        self._canvas.show_scene(scene)
        return export.width_mm / INCH * LOGICAL / scene.width

    def _render(self, device: Any, target: QRectF) -> None:
        painter = QPainter(device)
        painter.setRenderHints(_HINTS)
        self._canvas.render(painter, target, self._canvas.rect(), Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()


class ChartExporter(SceneExporter):
    """The same for charts of a report."""

    def png(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions) -> bytes:
        """Content of a PNG file, its resolution included."""
        return self.scene_png(*self._page(analysis, chart, export, options))

    def image(
        self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions, head: bool = True
    ) -> QImage:
        """The chart as an image, with title and subtitle if `head`."""
        return self.scene_image(*self._page(analysis, chart, export, options, head))

    def scene(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions) -> ChartScene:
        """What is drawn."""
        return self._page(analysis, chart, export, options)[0]

    def preview(
        self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions, width: int
    ) -> QImage:
        """The same chart, `width` device pixels wide."""
        export = with_own_width(export, options)
        inches = export.width_mm / INCH
        shown = replace(export, format="png", unit="mm", width=export.width_mm, dpi=max(width / inches, 1.0))
        return self.image(analysis, chart, shown, options)

    def svg(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions) -> bytes:
        """Content of an SVG file."""
        return self.scene_svg(*self._page(analysis, chart, export, options))

    def pdf(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions) -> bytes:
        """Content of a PDF file of one page."""
        return self.scene_pdf((self._page(analysis, chart, export, options),))

    def pdf_book(
        self,
        analysis: Analysis,
        charts: Sequence[Chart],
        export: ExportOptions,
        options: Callable[[Chart], ChartOptions],
    ) -> bytes:
        """Content of a PDF file with a page for each chart."""
        pages = (self._page(analysis, chart, export, options(chart)) for chart in charts)
        return self.scene_pdf(pages, analysis.report.title if len(charts) > 1 else "")

    def slide(self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions) -> Slide:
        """A slide with the chart as a picture below its title."""
        width, height = PICTURE_SIZE
        sized = replace(options, width=width, height=height, text_size=_SLIDE_TEXT)
        drawn = replace(export, format="png", dpi=max(export.dpi, _SLIDE_DPI), ground="white")
        picture = self.scene_png(*self._page(analysis, chart, drawn, sized, head=False))
        scene = self.scene(analysis, chart, export, options)
        notes = "\n".join((*scene.notes, scene.sources[0]))
        return Slide(scene.title, scene.subtitle, picture, scene.description, notes)

    def _page(
        self, analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions, head: bool = True
    ) -> tuple[ChartScene, ExportOptions]:
        """Scene of a chart, and the options of the export with the chart's own width."""
        from zjviewer.gui.charts.chart_text import measure, spell

        export = with_own_width(export, options)
        wanted = export.width_mm / INCH * LOGICAL
        high = options.height / INCH * LOGICAL
        options = replace(options, note=options.note and export.note)
        zoom = options.text_size / 100
        while True:
            size = Size(wanted / zoom, high / zoom, bool(high), head=head)
            scene = compose_scene(analysis, chart, options, size, measure, spell)
            if not high or scene.height <= high / zoom + 0.5 or zoom <= SMALLEST_ZOOM:
                return scene, export
            zoom *= 0.95


def with_own_width(export: ExportOptions, options: ChartOptions) -> ExportOptions:
    """The options of an export with the width of a chart that has one of its own."""
    return replace(export, width=options.width, unit="mm") if options.width else export


def as_reported(_: Chart) -> ChartOptions:
    """Default options of every chart."""
    return AS_REPORTED


def suggested_name(analysis: Analysis, chart: Chart, format: str) -> str:
    """File name such as `单位_年份_指标.png`, valid on every system."""
    report = analysis.report
    return file_name(report.body, str(report.year or ""), chart.title, suffix=f".{format}")


def save_chart(
    analysis: Analysis,
    chart: Chart,
    path: Path,
    export: ExportOptions,
    options: ChartOptions = AS_REPORTED,
    overwrite: bool = False,
    exporter: ChartExporter | None = None,
) -> None:
    """Write one chart to a file.

    Raises NotWritten, also where the file exists and must not be overwritten; no incomplete file is left.
    """
    if exporter is None:
        with closing(ChartExporter()) as own:
            save_chart(analysis, chart, path, export, options, overwrite, own)
        return
    write_atomically(path, getattr(exporter, export.format)(analysis, chart, export, options), overwrite)


def copy_chart(analysis: Analysis, chart: Chart, export: ExportOptions, options: ChartOptions) -> None:
    """Copy a chart as an image and as SVG."""
    with closing(ChartExporter()) as exporter:
        data = QMimeData()
        data.setImageData(exporter.image(analysis, chart, replace(export, format="png"), options))
        data.setData("image/svg+xml", QByteArray(exporter.svg(analysis, chart, replace(export, format="svg"), options)))
    QGuiApplication.clipboard().setMimeData(data)


def paths_in(analysis: Analysis, charts: tuple[Chart, ...], folder: Path, format: str) -> tuple[Path, ...]:
    """A path for each chart, all different even on file systems that ignore case."""
    names: set[str] = set()
    paths = []
    for chart in charts:
        name = make_unique(suggested_name(analysis, chart, format), names)
        names.add(name.casefold())
        paths.append(folder / name)
    return tuple(paths)


def export_all(
    analysis: Analysis,
    charts: tuple[Chart, ...],
    folder: Path,
    export: ExportOptions,
    options: Callable[[Chart], ChartOptions] = as_reported,
    overwrite: bool = False,
) -> Iterator[Path]:
    """Write charts into a folder, which is created; yields the path of each file after it is written. `options` returns
    order, measure and scale of a chart.

    An existing file is overwritten where that is allowed; else the new file gets a number. Raises NotWritten; files
    written before remain.
    """
    make_folder(folder)
    with closing(ChartExporter()) as exporter:
        for chart, path in zip(charts, paths_in(analysis, charts, folder, export.format), strict=True):
            target = path if overwrite else free_name(path)
            save_chart(analysis, chart, target, export, options(chart), overwrite, exporter)
            yield target


def save_book(
    analysis: Analysis,
    charts: tuple[Chart, ...],
    path: Path,
    export: ExportOptions,
    options: Callable[[Chart], ChartOptions] = as_reported,
    overwrite: bool = False,
) -> Iterator[int]:
    """Write charts into one PDF or PPTX file, each on a page with its note; yields how many are drawn, and writes the
    file at the end. Raises NotWritten; no incomplete file is left."""
    with closing(ChartExporter()) as exporter:
        if export.format == "pptx":
            slides = []
            for chart in charts:
                slides.append(exporter.slide(analysis, chart, export, options(chart)))
                yield len(slides)
            data = slides_file(slides, analysis.report.title, analysis.report.issuer)
        else:
            data = exporter.pdf_book(analysis, charts, export, options)
            yield len(charts)
    write_atomically(path, data, overwrite)


def book_name(analysis: Analysis, format: Format) -> str:
    """File name of all charts of a report, such as `单位_年份_图表.pptx`."""
    report = analysis.report
    return file_name(report.body, str(report.year or ""), "图表", suffix=f".{format.removeprefix('book.')}")


def charts_command(
    analysis: Analysis,
    out: Path,
    export: ExportOptions,
    charts: tuple[Chart, ...],
    options: Callable[[Chart], ChartOptions] = as_reported,
) -> list[Path]:
    """Save charts of a report in a folder, each in a file or all of them in one; existing files are not overwritten.

    Works without a display on Qt's offscreen platform. Raises NotWritten.
    """
    application = QApplication.instance()
    if application is None:
        application = QApplication([])
        load_fonts()
    if export.format not in BOOKS:
        return list(export_all(analysis, charts, out, export, options))
    if not charts:
        return []
    make_folder(out)
    path = free_name(out / book_name(analysis, export.format))
    for _ in save_book(analysis, charts, path, export, options):
        pass
    return [path]


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    return buffer
