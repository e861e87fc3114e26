"""Search options: a menu of all options, and a button for each that is on, which switches it off."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from zjviewer.gui.theme.icons import icon
from zjviewer.gui.theme.theme import Theme, scaled

STORED = ("case", "width", "variants", "pinyin", "near", "words", "regex")
"""Options in the settings; `section` belongs to one search in one report."""
DEFAULTS = ("variants", "pinyin", "near")
"""Options that are on by default: they find more and hide nothing."""
_PLAIN = ("pinyin", "near", "words")
"""Options without effect on a regular expression."""
_ICON = 18
_COUNT = 24
"""Pixels for the number of options that do not fit."""
_GAP = 2


class SearchOptions(QWidget):
    """Signals (payload):

    - `changed` (): one of the stored options
    - `limited` (bool): whether only the current section is searched
    """

    changed = Signal()
    limited = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu = _Menu(self)
        labels = {
            "case": (self.tr("Match capitals"), self.tr("Aa")),
            "width": (self.tr("Tell full-width from half-width characters"), self.tr("Width")),
            "variants": (self.tr("Traditional as simplified: 公開 = 公开"), self.tr("繁=简")),
            "pinyin": (self.tr("Pinyin and first letters: zdgk = 主动公开"), self.tr("Pinyin")),
            "near": (self.tr("Near one another: 公开 NEAR/10 申请"), self.tr("Near")),
            "words": (self.tr("Several words at once, parted by spaces"), self.tr("Words")),
            "regex": (self.tr("Regular expression"), self.tr(".*")),
            "section": (self.tr("Only in the section being read"), self.tr("Section")),
        }
        self.toggles = {name: self._toggle(name, *both) for name, both in labels.items()}
        self.button = QToolButton(self)
        self.button.setObjectName("search-options")
        self.button.setToolTip(self.tr("How to compare"))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._chips = [self._chip(action) for action in self.toggles.values()]
        for chip in self._chips:
            row.addWidget(chip)
        row.addWidget(self.button)
        row.addStretch()
        self._menu_width = self.button.sizeHint().width() + _GAP
        self.setMinimumWidth(self._menu_width + _COUNT)
        self.menu.insertSeparator(self.toggles["words"])
        self.menu.insertSeparator(self.toggles["section"])
        for name in DEFAULTS:
            self.toggles[name].setChecked(True)
        self.show_theme(theme)
        for action in self.toggles.values():
            action.toggled.connect(self._announce)

    @property
    def options(self) -> dict[str, bool]:
        """Stored options, by the names of Query."""
        return {name: self.toggles[name].isChecked() for name in STORED}

    def set_options(self, options: Mapping[str, object]) -> None:
        """Set the stored options; unknown or missing names change nothing."""
        for name in STORED:
            if name in options:
                self.toggles[name].setChecked(bool(options[name]))

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.button.setIcon(icon("settings", theme))

    def sizeHint(self) -> QSize:
        return QSize(self._widths(self._on()) + self._menu_width, self.button.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on(self) -> list[QToolButton]:
        return [chip for chip in self._chips if chip.defaultAction().isChecked()]

    def _fit(self) -> None:
        """Show as many buttons as fit; the menu button shows the number of the others."""
        on = self._on()
        room = self.width() - self._menu_width
        shown = len(on)
        while shown and self._widths(on[:shown]) > room - (_COUNT if shown < len(on) else 0):
            shown -= 1
        for chip in self._chips:
            chip.setVisible(chip in on[:shown])
        self.button.setText(f"+{len(on) - shown}" if shown < len(on) else "")

    def _widths(self, chips: list[QToolButton]) -> int:
        return sum(chip.sizeHint().width() + _GAP for chip in chips)

    def _toggle(self, name: str, text: str, short: str) -> QAction:
        action = QAction(text, self.menu, checkable=True)
        action.setObjectName(name)
        action.setIconText(short)
        self.menu.addAction(action)
        return action

    def _chip(self, action: QAction) -> QToolButton:
        chip = QToolButton(self)
        chip.setDefaultAction(action)
        chip.setObjectName(f"search-{action.objectName()}")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        chip.setToolTip(self.tr("{option} (click to switch off)").format(option=action.text()))
        chip.setAccessibleName(action.text())
        chip.setProperty("chip", True)
        return chip

    def _announce(self, on: bool) -> None:
        self.updateGeometry()
        self._fit()
        plain = not self.toggles["regex"].isChecked()
        for name in _PLAIN:
            self.toggles[name].setEnabled(plain)
        if self.sender() is self.toggles["section"]:
            self.limited.emit(on)
        else:
            self.changed.emit()


class _Menu(QMenu):
    """Stays open when an option is switched by the mouse."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isEnabled() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)
