"""Files of drawn scenes: PNG, SVG and PDF, drawn by the canvas of the charts."""

from typing import Any

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from zjviewer.core.charts.scene import ChartScene
from zjviewer.gui.charts.chart_export import INCH, LOGICAL, ExportOptions
from zjviewer.gui.theme.theme import load_theme


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
        """Content of an SVG file, with text as paths, and with a title and a description for screen readers."""
        self._canvas.set_outlined(True)
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
        return bytes(buffer.data().data())

    def scene_pdf(self, scene: ChartScene, export: ExportOptions) -> bytes:
        """Content of a PDF file of one page as large as the scene, with embedded fonts."""
        scale = self._show(scene, export)
        width, height = scene.width * scale, scene.height * scale
        buffer = _open_buffer()
        writer = QPdfWriter(buffer)
        writer.setResolution(int(LOGICAL))
        writer.setTitle(scene.title)
        writer.setCreator("zjviewer")
        paper = QSizeF(width / LOGICAL * INCH, height / LOGICAL * INCH)
        page = QPageSize(paper, QPageSize.Unit.Millimeter, matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch)
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        self._render(writer, QRectF(0, 0, width, height))
        return bytes(buffer.data().data())

    def scene_file(self, scene: ChartScene, export: ExportOptions) -> bytes:
        """Content of a file in the format of the options."""
        writers = {"png": self.scene_png, "svg": self.scene_svg, "pdf": self.scene_pdf}
        return writers[export.format](scene, export)

    def _show(self, scene: ChartScene, export: ExportOptions) -> float:
        """Draw a scene on the canvas; returns the factor that scales it to the requested width."""
        theme = load_theme(export.ground == "dark")
        backgrounds = {"white": "#ffffff", "transparent": None, "dark": theme.background}
        self._canvas.show_theme(theme, backgrounds[export.ground])
        self._canvas.show_scene(scene)
        return export.width_mm / INCH * LOGICAL / scene.width

    def _render(self, device: Any, target: QRectF) -> None:
        painter = QPainter(device)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._canvas.render(painter, target, self._canvas.rect(), Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    return buffer
