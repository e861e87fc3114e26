"""Theme, size and language of the application, as chosen by the reader or by the system."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator, QVersionNumber, Signal
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from zjviewer import paths
from zjviewer.gui.theme.style_sheet import palette, style_sheet
from zjviewer.gui.theme.theme import UI_SIZE, Theme, font, load_theme

THEMES = ("system", "light", "dark", "contrast_light", "contrast_dark")
LANGUAGES = ("system", "zh", "en")
SIZES = (90, 100, 110, 125, 140, 160)
"""Sizes of the interface, in per cent."""


class Appearance(QObject):
    """Applies theme, size and language to the application.

    Signals (payload):

    - `theme_changed` (Theme): palette and style sheet are set; widgets that paint themselves must repaint
    - `language_changed` (): translations are installed; visible texts must be translated again
    - `size_changed` (): font and style sheet are set; layouts that depend on text size must be built again
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
        """Apply palette and style sheet. First called when the window is built; earlier, each widget is styled
        twice."""
        self._app.setPalette(palette(self.theme))
        self._app.setStyleSheet(style_sheet(self.theme))

    def choose_theme(self, choice: str) -> None:
        """Apply one of `THEMES`."""
        self.theme_choice = choice
        self._follow()

    def choose_size(self, per_cent: int) -> None:
        """Apply one of `SIZES`."""
        if per_cent != self.size:
            self.size = per_cent
            self._app.setFont(font(UI_SIZE * per_cent / 100))
            self.paint()
            self.size_changed.emit()

    def choose_language(self, choice: str) -> None:
        """Apply one of `LANGUAGES`."""
        before = self.language
        self.language_choice = choice
        if self.language != before:
            self._translate()
            self.language_changed.emit()

    @property
    def language(self) -> str:
        """Language in use, `zh` or `en`."""
        if self.language_choice != "system":
            return self.language_choice
        return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"

    def _wanted_theme(self) -> Theme:
        if self.theme_choice != "system":
            return load_theme(self.theme_choice.endswith("dark"), self.theme_choice.startswith("contrast"))
        hints = self._app.styleHints()
        return load_theme(hints.colorScheme() == Qt.ColorScheme.Dark, _prefers_high_contrast(hints))

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
        """Loaded translators: for Qt's own texts and those of the program. Qt's are missing from some installations,
        which leaves its dialogs in English."""
        folders = {
            "qtbase_zh_CN": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
            "zjviewer_zh_CN": str(paths.resources() / "translations"),
        }
        loaded = []
        for name, folder in folders.items():
            translator = QTranslator(self)
            if translator.load(name, folder):
                loaded.append(translator)
        return loaded


def _prefers_high_contrast(hints: QStyleHints) -> bool:
    """Whether the system is set to high contrast. False before Qt 6.10, which does not report it."""
    return QLibraryInfo.version() >= QVersionNumber(6, 10) and (
        hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    )


_REDUCED_MOTION = "reduced_motion"
_BLINK_TIME = 1000
"""Milliseconds of a cursor's blinking cycle: Qt's default if the system sets none."""


def is_motion_reduced() -> bool:
    """Whether animations, flashes and the blinking of the cursor are switched off."""
    application = QCoreApplication.instance()
    return bool(application and application.property(_REDUCED_MOTION))


def set_motion_reduced(on: bool) -> None:
    """Switch animations, flashes and the blinking of the cursor off or on."""
    application = QCoreApplication.instance()
    if application and on != is_motion_reduced():
        application.setProperty(_REDUCED_MOTION, on)
        QGuiApplication.styleHints().setCursorFlashTime(0 if on else _BLINK_TIME)
