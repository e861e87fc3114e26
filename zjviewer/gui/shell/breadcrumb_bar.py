"""Breadcrumb bar in the status bar: the headings of the section being read, from the chapter down, as buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from zjviewer.core.model.analysis import Section
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import Theme

_LONGEST = 18
"""Characters of a heading that are shown; the tooltip has all of them."""


class BreadcrumbBar(QWidget):
    """Buttons for the path of a section; they are built again whenever another section is being read."""

    def __init__(self, state: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self._parts: list[QWidget] = []
        self._sections: tuple[Section, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Path of the section being read"))

    def show_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self._theme = theme
        self._show(self._sections)

    def show_section(self, section: str) -> None:
        """Show the path of a section by its id; empty shows nothing."""
        self._show(self._state.analysis.path_of(section) if self._state.analysis else ())

    def _show(self, sections: tuple[Section, ...]) -> None:
        self._sections = sections
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for depth, section in enumerate(sections):
            if depth:
                arrow = QLabel()
                arrow.setPixmap(
                    icons.pixmap("chevron-right", self._theme.text_color_faint, 12, self.devicePixelRatioF())
                )
                self._parts.append(arrow)
            self._parts.append(self._button(section))
        for index, part in enumerate(self._parts):
            self._row.insertWidget(index, part)

    def _button(self, section: Section) -> QToolButton:
        title = f"{section.number} {section.title}".strip()
        button = QToolButton()
        button.setText(title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…")
        button.setToolTip(title)
        button.setObjectName(section.id)
        button.setAccessibleName(title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._select)
        return button

    def _select(self) -> None:
        analysis = self._state.analysis
        if analysis and (section := analysis.section_by_id.get(self.sender().objectName())):
            self._state.select_section(section)
