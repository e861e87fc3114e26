"""About dialog: version, components with their licences, and a report on the system."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zjviewer.gui.help.system_information import environment_report
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.appearance import Appearance
from zjviewer.gui.theme.theme import SPACE, scaled
from zjviewer.system import licences
from zjviewer.version import __version__

SIZE = (720, 640)
LIST, NAME, VERSION = 240, 208, 120
"""Pixels: height of the list of components, widths of its first two columns."""


class About(QDialog):
    """Non-modal dialog, deleted when it is closed; another language or size closes it."""

    def __init__(self, parent: QWidget, appearance: Appearance) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About zjviewer"))
        self._parts = sorted(licences.parts(), key=lambda part: part.name.lower())
        self._list = self._part_list()
        self._text = QPlainTextEdit(readOnly=True)
        self._text.document().setDocumentMargin(SPACE)
        self._text.setAccessibleName(self.tr("Licence"))
        sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        sides.addWidget(self._list)
        sides.addWidget(self._text)
        sides.setSizes([LIST, LIST])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy = buttons.addButton(self.tr("Copy system report"), QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.setToolTip(self.tr("Versions, system, screens, fonts: for whoever looks into a problem"))
        self._copy.clicked.connect(self._copy_report)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        for changed in (appearance.language_changed, appearance.size_changed):
            changed.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE * 2)
        column.addLayout(self._head())
        column.addWidget(sides, 1)
        column.addWidget(buttons)
        self.resize(SIZE[0], min(SIZE[1], round(parent.height() * 0.9)))
        self._list.selectionModel().currentRowChanged.connect(self._show_part)
        if first := self._list.topLevelItem(0):
            self._list.setCurrentItem(first)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _head(self) -> QHBoxLayout:
        logo = QLabel()
        logo.setPixmap(icons.pixmap("zjviewer", "", 64, self.devicePixelRatioF()))
        lines = QVBoxLayout()
        lines.setSpacing(SPACE // 2)
        name = _label(self.tr("zjviewer {version}").format(version=__version__))
        name.setProperty("heading", True)
        purpose = self.tr("Reads disclosure reports offline, every number beside its words.")
        made_of = self.tr("Under the MIT licence. It is made with the work of others, each under a licence of its own:")
        for label in (name, _label(purpose), _label(made_of)):
            lines.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        row.addWidget(logo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        return row

    def _part_list(self) -> QTreeWidget:
        part_list = QTreeWidget()
        part_list.setRootIsDecorated(False)
        part_list.setUniformRowHeights(True)
        part_list.setAllColumnsShowFocus(True)
        part_list.setAccessibleName(self.tr("Parts and licences"))
        part_list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        part_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        part_list.setHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        for part in self._parts:
            item = QTreeWidgetItem([part.name.replace("_", "-"), part.version, part.licence])
            item.setSizeHint(0, QSize(0, scaled(SPACE * 3)))
            part_list.addTopLevelItem(item)
        part_list.setColumnWidth(0, NAME)
        part_list.setColumnWidth(1, VERSION)
        return part_list

    def _show_part(self) -> None:
        part = self._parts[self._list.currentIndex().row()]
        self._text.setPlainText(part.text or self.tr("The words of this licence are not part of this installation."))

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(environment_report(self._window))
        button: QPushButton = self._copy
        button.setText(self.tr("Copied"))


def show_about(window: QWidget, appearance: Appearance) -> About:
    """Show the dialog; one that is open already is raised."""
    dialog = window.findChild(About) or About(window, appearance)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


def _label(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
