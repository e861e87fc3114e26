"""Theme and language of the running application: what the reader chose, or what the system says."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from zjviewer import paths
from zjviewer.gui.style import palette, style_sheet
from zjviewer.gui.theme import UI_SIZE, Theme, font, load_fonts, load_theme

THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "zh", "en")


class Appearance(QObject):
    """Signals (payload):

    - `theme_changed` (Theme): application-wide colours are set already
    - `language_changed` (): translations are installed; texts that stand on the screen must be made anew
    """

    theme_changed = Signal(object)
    language_changed = Signal()

    def __init__(self, app: QApplication, theme: str = "system", language: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._translators: tuple[QTranslator, ...] = ()
        load_fonts()
        app.setFont(font(UI_SIZE))
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
        system_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return load_theme(self.theme_choice == "dark" or (self.theme_choice == "system" and system_dark))

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
