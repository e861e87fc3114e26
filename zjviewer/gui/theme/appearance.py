"""Theme, size and language of the running application: what the reader chose, or what the system says."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator, QVersionNumber, Signal
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from zjviewer import paths
from zjviewer.gui.theme.style_sheet import palette, style_sheet
from zjviewer.gui.theme.theme import UI_SIZE, Theme, font, load_theme

THEMES = ("system", "light", "dark", "contrast_light", "contrast_dark")
LANGUAGES = ("system", "zh", "en")
SIZES = (90, 100, 110, 125, 140, 160)
"""Per cent, of the interface's own words."""


class Appearance(QObject):
    """Signals (payload):

    - `theme_changed` (Theme): application-wide colours are set already
    - `language_changed` (): translations are installed; texts that stand on the screen must be made anew
    - `size_changed` (): the application's font and style sheet are set; what has been measured must be made anew
    """

    theme_changed = Signal(object)
    language_changed = Signal()
    size_changed = Signal()

    def __init__(self, app: QApplication, theme: str = "system", language: str = "system", size: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._translators: tuple[QTranslator, ...] = ()
        self.size = size if size in SIZES else 100
        app.setFont(font(UI_SIZE * self.size / 100))
        self.theme_choice = theme if theme in THEMES else "system"
        self.language_choice = language if language in LANGUAGES else "system"
        self._translate()
        self.theme = self._wanted_theme()
        app.setPalette(palette(self.theme))
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def paint(self) -> None:
        """Give every widget its look; to be called once the window is built: before, each widget is styled twice."""
        self._app.setPalette(palette(self.theme))
        self._app.setStyleSheet(style_sheet(self.theme))

    def choose_theme(self, choice: str) -> None:
        """One of `THEMES`."""
        self.theme_choice = choice
        self._follow()

    def choose_size(self, per_cent: int) -> None:
        """One of `SIZES`."""
        if per_cent != self.size:
            self.size = per_cent
            self._app.setFont(font(UI_SIZE * per_cent / 100))
            self.paint()
            self.size_changed.emit()

    def choose_language(self, choice: str) -> None:
        """One of `LANGUAGES`."""
        before = self.language
        self.language_choice = choice
        if self.language != before:
            self._translate()
            self.language_changed.emit()

    @property
    def language(self) -> str:
        """`zh` or `en`."""
        if self.language_choice != "system":
            return self.language_choice
        return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"

    def _wanted_theme(self) -> Theme:
        if self.theme_choice != "system":
            return load_theme(self.theme_choice.endswith("dark"), self.theme_choice.startswith("contrast"))
        hints = self._app.styleHints()
        return load_theme(hints.colorScheme() == Qt.ColorScheme.Dark, _asks_for_contrast(hints))

    def _follow(self) -> None:
        theme = self._wanted_theme()
        if theme != self.theme:
            self.theme = theme
            self.paint()
            self.theme_changed.emit(theme)

    def _translate(self) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = tuple(self._translations()) if self.language == "zh" else ()
        for translator in self._translators:
            self._app.installTranslator(translator)

    def _translations(self) -> list[QTranslator]:
        """Qt's own words and ours; Qt's are missing from some installations, which leaves its dialogs in English."""
        folders = {
            "qtbase_zh_CN": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
            "zjviewer_zh_CN": str(paths.resources() / "translations"),
        }
        made = []
        for name, folder in folders.items():
            translator = QTranslator(self)
            if translator.load(name, folder):
                made.append(translator)
        return made


def _asks_for_contrast(hints: QStyleHints) -> bool:
    """Whether the system does; Qt tells so from 6.10 on."""
    return QLibraryInfo.version() >= QVersionNumber(6, 10) and (
        hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    )


_STILL = "still"
_BLINK = 1000
"""Milliseconds that a cursor takes to blink, as Qt has it where the system says nothing."""


def is_motion_reduced() -> bool:
    """Whether the reader wants no flash, nothing that fades or turns, and no cursor that blinks."""
    return bool(QCoreApplication.instance().property(_STILL))


def set_motion_reduced(on: bool) -> None:
    """From now on."""
    if on != is_motion_reduced():
        QCoreApplication.instance().setProperty(_STILL, on)
        QGuiApplication.styleHints().setCursorFlashTime(0 if on else _BLINK)
