"""Colours, fonts and spacing. Colours are read from `resources/theme`; no other module defines one."""

import json
from typing import Any, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from zjviewer import paths

SPACE = 8
"""Base unit of margins and spacing, in pixels; all of them are multiples of it, or half of it."""

ICON = 20
"""Pixels of an icon in the toolbar and on buttons."""

FAMILY = "Noto Sans SC"
TEXT_SIZE = 17
"""Font size of the report's text at 100 %, in pixels."""
UI_SIZE = 13
"""Font size of the interface at 100 %, in pixels."""
SMALL_SIZE = 12
HEADING_SIZE = 20


class Theme(NamedTuple):
    """Named colours, as `#rrggbb`."""

    dark: bool
    contrast: bool
    """Whether every text colour has a contrast ratio of at least 7:1 with its background."""
    background: str
    """Background of the report's text and of the charts."""
    surface: str
    """Background of the side panes, the toolbar and the status bar."""
    raised: str
    """Background of input fields, menus and tooltips."""
    hover: str
    line: str
    """Separator lines between panes."""
    thumb: str
    """Handle of a scroll bar."""
    text_color: str
    text_color_soft: str
    text_color_faint: str
    accent: str
    """Selected elements, and nothing else."""
    accent_soft: str
    on_accent: str
    result: str
    """Figures of a selected check that state its result; the other side is drawn in `accent`."""
    result_soft: str
    danger: str
    """Errors and failed checks."""
    agrees: str
    """Passed checks."""
    figure_mark: str
    """Underline of a figure that is part of a table."""
    hit_current: str
    hit_current_text_color: str
    hits: tuple[str, ...]
    """Backgrounds of hits, one for each term of the query."""
    notes: tuple[str, ...]
    """Backgrounds of annotations, in the order of `annotations.COLOURS`."""
    note_text_colors: tuple[str, ...]
    """Underlines and icons of annotations, in the same order as `notes`."""
    series: tuple[str, ...]
    """Chart series, in order; distinguishable with colour blindness."""
    muted: str
    """Bars that give context only."""
    positive: str
    negative: str

    def color(self, name: str) -> QColor:
        """A colour by its name. Raises AttributeError for an unknown one."""
        return QColor(getattr(self, name))


def load_theme(dark: bool, contrast: bool = False) -> Theme:
    """The light or dark theme, with normal or high contrast."""
    name = f"{'contrast-' if contrast else ''}{'dark' if dark else 'light'}.json"
    values = json.loads((paths.resources() / "theme" / name).read_text(encoding="utf-8"))
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Theme(**fields)


def load_fonts() -> None:
    """Register the bundled Chinese fonts with Qt; once, after the QApplication has been created."""
    for name in ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"):
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))


def font(pixels: float, bold: bool = False) -> QFont:
    """The bundled font at a size in logical pixels."""
    result = QFont(FAMILY)
    result.setPixelSize(round(pixels))
    result.setBold(bold)
    return result


def ui_font(pixels: float = UI_SIZE, bold: bool = False) -> QFont:
    """The bundled font for the interface, at a size in pixels that is scaled by `ui_scale`."""
    return font(pixels * ui_scale(), bold)


def ui_scale() -> float:
    """Scale factor of the interface, derived from the application's font; 1 at 100 %."""
    size = QGuiApplication.font().pixelSize()
    return size / UI_SIZE if size > 0 else 1.0


def scaled(pixels: float) -> int:
    """A length in pixels that grows with the interface, such as the height of a row, rounded."""
    return round(pixels * ui_scale())
