"""Labels, icons and colours of annotations."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from zjviewer.core.annotations.annotation import COLOURS, Anchor, Annotation, Colour, Target
from zjviewer.core.annotations.kinds import Kind
from zjviewer.gui.theme.theme import Theme

_SWATCH = 16
"""Pixels of the icon of a colour."""


def kind_label(kind: Kind) -> str:
    """Translated name of a kind of annotation."""
    names = {
        "bookmark": QCoreApplication.translate("Annotation", "Bookmark"),
        "highlight": QCoreApplication.translate("Annotation", "Highlight"),
        "note": QCoreApplication.translate("Annotation", "Note"),
    }
    return names[kind]


def target_label(target: Target) -> str:
    """Translated name of what an annotation is attached to; empty for a span of text."""
    names = {
        "words": "",
        "section": QCoreApplication.translate("Annotation", "Section"),
        "table": QCoreApplication.translate("Annotation", "Table"),
        "chart": QCoreApplication.translate("Annotation", "Chart"),
    }
    return names[target]


def colour_label(colour: Colour) -> str:
    """Translated name of a colour."""
    names = {
        "amber": QCoreApplication.translate("Annotation", "Amber"),
        "green": QCoreApplication.translate("Annotation", "Green"),
        "teal": QCoreApplication.translate("Annotation", "Teal"),
        "violet": QCoreApplication.translate("Annotation", "Violet"),
        "rose": QCoreApplication.translate("Annotation", "Rose"),
    }
    return names[colour]


def background_of(colour: Colour, theme: Theme) -> str:
    """Background of annotated text, as `#rrggbb`."""
    return theme.notes[COLOURS.index(colour)]


def text_color_of(colour: Colour, theme: Theme) -> str:
    """Colour of underlines and icons of annotations, as `#rrggbb`."""
    return theme.note_text_colors[COLOURS.index(colour)]


def tooltip_of(annotation: Annotation) -> str:
    """Tooltip of an annotation: its note, else its kind."""
    return annotation.note or kind_label(annotation.kind)


def quote_of(anchor: Anchor) -> str:
    """The annotated text on one line; the title of a section, table or chart."""
    return " ".join((anchor.section if anchor.target == "section" else anchor.quote).split())


def swatch(colour: Colour, theme: Theme, ratio: float) -> QIcon:
    """Icon of an annotation colour: a filled circle."""
    pixmap = QPixmap(round(_SWATCH * ratio), round(_SWATCH * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(text_color_of(colour, theme)))
    painter.setBrush(QColor(background_of(colour, theme)))
    painter.drawEllipse(2, 2, _SWATCH - 4, _SWATCH - 4)
    painter.end()
    return QIcon(pixmap)
