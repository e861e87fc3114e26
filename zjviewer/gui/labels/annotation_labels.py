"""Kinds and colours of annotations as words, signs and inks."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from zjviewer.core.annotations.annotation import COLOURS, Anchor, Annotation, Colour, Kind, Target
from zjviewer.gui.theme.theme import Theme

ICONS: Mapping[Kind, str] = {"bookmark": "bookmark", "highlight": "highlight", "note": "note"}


def kind_label(kind: Kind) -> str:
    """Its name."""
    names = {
        "bookmark": QCoreApplication.translate("Annotation", "Bookmark"),
        "highlight": QCoreApplication.translate("Annotation", "Highlight"),
        "note": QCoreApplication.translate("Annotation", "Note"),
    }
    return names[kind]


def target_label(target: Target) -> str:
    """What an annotation is about; empty for words of the text."""
    names = {
        "words": "",
        "section": QCoreApplication.translate("Annotation", "Section"),
        "table": QCoreApplication.translate("Annotation", "Table"),
        "chart": QCoreApplication.translate("Annotation", "Chart"),
    }
    return names[target]


def colour_label(colour: Colour) -> str:
    """Its name."""
    names = {
        "amber": QCoreApplication.translate("Annotation", "Amber"),
        "green": QCoreApplication.translate("Annotation", "Green"),
        "teal": QCoreApplication.translate("Annotation", "Teal"),
        "violet": QCoreApplication.translate("Annotation", "Violet"),
        "rose": QCoreApplication.translate("Annotation", "Rose"),
    }
    return names[colour]


def background_of(colour: Colour, theme: Theme) -> str:
    """Behind words."""
    return theme.notes[COLOURS.index(colour)]


def text_color_of(colour: Colour, theme: Theme) -> str:
    """Of lines and signs."""
    return theme.note_inks[COLOURS.index(colour)]


def tooltip_of(annotation: Annotation) -> str:
    """What it says, for a tip over it: its words, else what it is."""
    return annotation.note or kind_label(annotation.kind)


def quote_of(anchor: Anchor) -> str:
    """What is annotated, in words on one line: a section, a table or a chart by its title."""
    return " ".join((anchor.section if anchor.target == "section" else anchor.quote).split())
