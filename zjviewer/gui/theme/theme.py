"""Colours, type and spacing, read from `resources/theme`: the only place that knows a colour."""

import json
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from zjviewer import paths

SPACE = 8
"""Pixels; every margin and gap is a multiple of it, or half of it."""

ICON = 20
"""Pixels of an icon in the toolbar and on buttons."""

FAMILY = "Noto Sans SC"
TEXT_SIZE = 17
"""Pixels, of the report's text at 100 %."""
UI_SIZE = 13
"""Pixels, of the interface's own words where the reader wants them neither larger nor smaller."""
SMALL_SIZE = 12
HEADING_SIZE = 20


class Theme(NamedTuple):
    """Named colours as `#rrggbb`."""

    dark: bool
    contrast: bool
    """Whether every ink stands out from its ground at 7 to 1 or better."""
    background: str
    """Behind the report's text and the charts."""
    surface: str
    """Behind the side panes, the toolbar and the status bar."""
    raised: str
    """Fields, menus, tooltips."""
    hover: str
    line: str
    """Hairlines between panes; never a frame inside a frame."""
    thumb: str
    """What is dragged in a scroll bar."""
    text_color: str
    text_color_soft: str
    text_color_faint: str
    accent: str
    """What is selected, and nothing else."""
    accent_soft: str
    on_accent: str
    result: str
    """The side of a selected check that states its result; the other one is in the accent."""
    result_soft: str
    danger: str
    """What went wrong, and what does not add up."""
    agrees: str
    """What adds up."""
    figure_mark: str
    """The quiet line under a number that stands in a table."""
    hit_current: str
    hit_current_ink: str
    hits: tuple[str, ...]
    """Backgrounds of hits, one per word of a search of several words."""
    notes: tuple[str, ...]
    """Backgrounds of annotations, in the order of `annotations.COLOURS`."""
    note_inks: tuple[str, ...]
    """Beside `notes`: the line below highlighted words, and signs."""
    series: tuple[str, ...]
    """Chart series, in order; told apart by colour-blind readers."""
    muted: str
    """Bars that are context, not subject."""
    positive: str
    negative: str

    def color(self, name: str) -> QColor:
        """A named colour; raises AttributeError for an unknown name."""
        return QColor(getattr(self, name))


def load_theme(dark: bool, contrast: bool = False) -> Theme:
    """The light or the dark theme, or that of the two for eyes that need strong contrasts."""
    name = f"{'contrast-' if contrast else ''}{'dark' if dark else 'light'}.json"
    values = json.loads((paths.resources() / "theme" / name).read_text(encoding="utf-8"))
    return Theme(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})


def load_fonts() -> None:
    """Make the bundled Chinese fonts known to Qt; once, after QApplication is made."""
    for name in ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"):
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))


def font(pixels: float, bold: bool = False) -> QFont:
    """The bundled font at a size in logical pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(round(pixels))
    made.setBold(bold)
    return made


def ui_font(pixels: float = UI_SIZE, bold: bool = False) -> QFont:
    """The bundled font for the interface's own words, as much larger or smaller as the reader wants these."""
    return font(pixels * ui_scale(), bold)


def ui_scale() -> float:
    """How much larger than 1 the reader wants the interface; it is the application's font that keeps it."""
    size = QGuiApplication.font().pixelSize()
    return size / UI_SIZE if size > 0 else 1.0


def scaled(pixels: float) -> int:
    """A length that goes with the words of the interface, such as the height of a line in a list."""
    return round(pixels * ui_scale())
