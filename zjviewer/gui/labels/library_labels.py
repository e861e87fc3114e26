"""Names of types of unit, facets, sources and orders of the library on screen."""

from PySide6.QtCore import QCoreApplication

from zjviewer.gui.labels.translation import QT_TRANSLATE_NOOP

_NAMES = {
    "province": QT_TRANSLATE_NOOP("Library", "Province"),
    "city": QT_TRANSLATE_NOOP("Library", "City"),
    "county": QT_TRANSLATE_NOOP("Library", "County or district"),
    "department": QT_TRANSLATE_NOOP("Library", "Department"),
    "town": QT_TRANSLATE_NOOP("Library", "Town or subdistrict"),
    "zone": QT_TRANSLATE_NOOP("Library", "Development zone"),
    "central": QT_TRANSLATE_NOOP("Library", "Central body"),
    "unknown": QT_TRANSLATE_NOOP("Library", "Unknown"),
    "": QT_TRANSLATE_NOOP("Library", "Unknown"),
    "failed": QT_TRANSLATE_NOOP("Library", "Checks that fail"),
    "passed": QT_TRANSLATE_NOOP("Library", "All checks pass"),
    "unchecked": QT_TRANSLATE_NOOP("Library", "Nothing to check"),
    "facet:region": QT_TRANSLATE_NOOP("Library", "Region"),
    "facet:unit_type": QT_TRANSLATE_NOOP("Library", "Type of unit"),
    "facet:year": QT_TRANSLATE_NOOP("Library", "Year"),
    "facet:era": QT_TRANSLATE_NOOP("Library", "Era of the form"),
    "facet:checks": QT_TRANSLATE_NOOP("Library", "Checks"),
    "order:relevance": QT_TRANSLATE_NOOP("Library", "By relevance"),
    "order:year": QT_TRANSLATE_NOOP("Library", "By year"),
    "order:body": QT_TRANSLATE_NOOP("Library", "By body"),
    "source:sidecar": QT_TRANSLATE_NOOP("Library", "editorial file"),
    "source:reader": QT_TRANSLATE_NOOP("Library", "assigned by you"),
    "source:title": QT_TRANSLATE_NOOP("Library", "title"),
    "source:text": QT_TRANSLATE_NOOP("Library", "text"),
    "source:site": QT_TRANSLATE_NOOP("Library", "web page"),
    "source:file name": QT_TRANSLATE_NOOP("Library", "file name"),
    "source:folder": QT_TRANSLATE_NOOP("Library", "folder"),
}


def library_label(name: str) -> str:
    """Translated name; the name itself where it is none of the table, such as a year."""
    return QCoreApplication.translate("Library", _NAMES[name]) if name in _NAMES else name
