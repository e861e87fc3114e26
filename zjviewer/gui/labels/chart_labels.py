"""Names of kinds, orders, labels, palettes and sizes of charts on screen."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication


def kind_name(kind: str) -> str:
    """Name of a kind of chart."""
    names = {
        "bars": QCoreApplication.translate("Charts", "Bars"),
        "grouped": QCoreApplication.translate("Charts", "Bars side by side"),
        "parts": QCoreApplication.translate("Charts", "One bar of parts"),
        "change": QCoreApplication.translate("Charts", "Increase and decrease"),
        "rates": QCoreApplication.translate("Charts", "Lollipops"),
        "stacked": QCoreApplication.translate("Charts", "Stacked bars"),
        "full": QCoreApplication.translate("Charts", "Stacked bars of 100 %"),
        "dots": QCoreApplication.translate("Charts", "Dots"),
        "lollipop": QCoreApplication.translate("Charts", "Lollipops"),
        "results": QCoreApplication.translate("Charts", "Groups of the form"),
        "balance": QCoreApplication.translate("Charts", "Balance"),
    }
    return names[kind]


def order_names() -> Mapping[str, str]:
    """Orders of bars, by their ids."""
    return {
        "report": QCoreApplication.translate("Charts", "Order of the report"),
        "descending": QCoreApplication.translate("Charts", "Largest first"),
        "ascending": QCoreApplication.translate("Charts", "Smallest first"),
    }


def label_names() -> Mapping[str, str]:
    """What the labels of marks show, by its id."""
    return {
        "all": QCoreApplication.translate("Charts", "Values and shares"),
        "values": QCoreApplication.translate("Charts", "Values"),
        "none": QCoreApplication.translate("Charts", "None, but an axis"),
    }


def palette_names() -> Mapping[str, str]:
    """Palettes, by their ids."""
    return {
        "standard": QCoreApplication.translate("Charts", "Blue"),
        "teal": QCoreApplication.translate("Charts", "Teal"),
        "colours": QCoreApplication.translate("Charts", "A colour for each series"),
        "print": QCoreApplication.translate("Charts", "Black and white"),
    }


def preset_names() -> Mapping[str, str]:
    """Sizes, by their ids."""
    return {
        "word": QCoreApplication.translate("Charts", "Page of Word, 160 mm"),
        "half": QCoreApplication.translate("Charts", "Half a column, 80 mm"),
        "slide": QCoreApplication.translate("Charts", "Slide, 16:9"),
        "square": QCoreApplication.translate("Charts", "Square"),
        "tall": QCoreApplication.translate("Charts", "Tall, 9:16"),
    }
