"""Description of the system for bug reports: versions, screens, style, language; without paths and names."""

import os
import platform
import sys

import PySide6
from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from zjviewer.system.licences import parts
from zjviewer.version import __version__

LIBRARIES = ("numpy", "pandas", "pyqtgraph", "pypdfium2", "lxml")


def environment_report(window: QWidget) -> str:
    """One line for each property, in English in every language of the window."""
    kind = "bundle" if getattr(sys, "frozen", False) else "Python package"
    lines = [
        f"zjviewer {__version__} ({kind})",
        f"Python {platform.python_version()} ({platform.python_implementation()}, {platform.machine()})",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
        ", ".join(f"{part.name} {part.version}" for part in parts() if part.name in LIBRARIES),
        f"System: {QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}",
        f"Desktop: {QGuiApplication.platformName()}, {os.environ.get('XDG_CURRENT_DESKTOP', '-')}",
        *_screens(window),
        f"Style: {QApplication.style().objectName()}, {window.palette().window().color().name()}",
        f"Font: {window.font().family()}, {window.fontInfo().pixelSize()} px",
        f"Locale: {QLocale.system().name()}, file names {sys.getfilesystemencoding()}",
    ]
    return "\n".join(lines)


def _screens(window: QWidget) -> list[str]:
    lines = []
    for screen in QGuiApplication.screens():
        size, mark = screen.size(), " (here)" if screen is window.screen() else ""
        lines.append(
            f"Screen: {size.width()} × {size.height()}, scale {screen.devicePixelRatio():g}, "
            f"{screen.logicalDotsPerInch():.0f} dpi{mark}"
        )
    lines.append(f"Window: {window.width()} × {window.height()}")
    return lines
