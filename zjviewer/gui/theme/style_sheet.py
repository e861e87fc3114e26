"""Style sheet and palette of the application, generated from a theme."""

from string import Template

from PySide6.QtGui import QColor, QPalette

from zjviewer import paths
from zjviewer.gui.theme.theme import FAMILY, HEADING_SIZE, SMALL_SIZE, UI_SIZE, Theme, scaled

_SHEET = Template("""

QMainWindow, QDialog, QStackedWidget { background: $surface; color: $text_color; }
QMainWindow::separator { width: 0; height: 0; }
QLabel { background: transparent; color: $text_color; }
QToolTip { background: $raised; color: $text_color; border: 1px solid $line; padding: 4px 8px; }

*[background="true"] { background: $background; }
*[surface="true"] { background: $surface; }
QLabel[soft="true"] { color: $text_color_soft; }
QLabel[small="true"] { color: $text_color_soft; font-size: ${small}px; }
QLabel[strong="true"] { font-weight: bold; }
QLabel[heading="true"] { font-size: ${heading}px; font-weight: bold; }
QLabel[danger="true"] { color: $danger; }

QMenuBar { background: $surface; color: $text_color_soft; padding: 2px 8px 0 8px; min-height: 24px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; color: $text_color; }
QMenu { background: $raised; color: $text_color; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 8px; border-radius: 4px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $text_color_faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 4px; }
QMenu::indicator:checked { image: url("$marks/tick.svg"); }
QMenu::right-arrow { image: url("$marks/chevron-right.svg"); width: 16px; height: 16px; right: 4px; }

QToolBar { background: $surface; border: none; border-bottom: 1px solid $line; padding: 2px 8px 4px 8px; spacing: 2px;
    min-height: 34px; }
QToolBar::separator { width: 1px; background: $line; margin: 6px 6px; }
QToolButton { background: transparent; color: $text_color_soft; border: 2px solid transparent; border-radius: 6px;
              padding: 3px; }
QToolButton:hover { background: $hover; color: $text_color; }
QToolButton:pressed { background: $line; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { background: transparent; color: $text_color_faint; }
QToolButton[popupMode="1"] { padding-right: 16px; }
QToolButton[popupMode="2"] { padding-right: 16px; }
QToolButton::menu-button { border: none; width: 16px; }
QToolButton::menu-indicator { image: url("$marks/chevron-down.svg"); width: 12px; height: 12px;
                              subcontrol-origin: padding; subcontrol-position: right center; right: 2px; }
QToolButton::menu-arrow { image: url("$marks/chevron-down.svg"); width: 12px; height: 12px; }

QPushButton { background: $raised; color: $text_color; border: 1px solid $line; border-radius: 6px; padding: 6px 16px;
              min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 15px; }
QPushButton:default:focus { border: 2px solid $text_color; }
QPushButton:disabled { background: $surface; color: $text_color_faint; border-color: $line; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: $raised; color: $text_color; border: 1px solid $line;
    border-radius: 6px; padding: 4px 8px; min-height: ${field}px; selection-background-color: $accent;
    selection-color: $on_accent; placeholder-text-color: $text_color_faint; }
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QLineEdit[bad="true"], QLineEdit[bad="true"]:focus { border-color: $danger; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { background: $surface;
    color: $text_color_faint; }
QComboBox { padding-right: 24px; combobox-popup: 0; }
QComboBox:focus { padding-right: 23px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$marks/chevron-down.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $raised; color: $text_color; border: 1px solid $line; padding: 4px;
    selection-background-color: $hover; selection-color: $text_color; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 4px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $hover; color: $text_color; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button { border: none;
    background: transparent; width: 20px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$marks/chevron-up.svg"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$marks/chevron-down.svg"); width: 12px; height: 12px; }

QCheckBox, QRadioButton { background: transparent; color: $text_color; spacing: 8px; padding: 2px;
    border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_color_faint; }
QCheckBox::indicator, QRadioButton::indicator, QListWidget::indicator, QTreeWidget::indicator {
    width: 16px; height: 16px; border: 1px solid $edge; background: $raised; }
QCheckBox::indicator, QListWidget::indicator, QTreeWidget::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListWidget::indicator:checked, QTreeWidget::indicator:checked {
    background: $accent; border-color: $accent; image: url("$marks/check-$mode.svg"); }
QRadioButton::indicator:checked { background: $on_accent; border: 5px solid $accent; width: 8px; height: 8px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QGroupBox { border: none; margin-top: 24px; font-weight: bold; color: $text_color; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0; }

QSplitter { background: $surface; }
QSplitter::handle { background: $line; }
QStatusBar { background: $surface; color: $text_color_soft; border-top: 1px solid $line; min-height: ${bar}px; }
QStatusBar::item { border: none; }
QStatusBar QLabel, QStatusBar QToolButton { color: $text_color_soft; font-size: ${small}px; }

QAbstractScrollArea { background: $background; color: $text_color; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTextEdit, QPlainTextEdit, QTextBrowser { background: $background; color: $text_color; border: none;
    selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextBrowser, QScrollArea { border: 2px solid transparent; }
QPlainTextEdit:focus, QTextBrowser:focus, QScrollArea:focus { border-color: $accent; }
ReportTextView { border-top: 2px solid transparent; }
ReportTextView:focus { border-top-color: $accent; }
QPlainTextEdit[field="true"] { background: $raised; border: 1px solid $line; border-radius: 6px; padding: 2px 4px;
    placeholder-text-color: $text_color_faint; }
QPlainTextEdit[field="true"]:focus { border: 2px solid $accent; padding: 1px 3px; }
QTreeView, QListView { background: $surface; color: $text_color; border: none; show-decoration-selected: 1; }
QListWidget[terms="true"]::item { padding: 4px 8px; border-radius: 4px; color: $text_color; }
QListWidget[terms="true"]::item:hover { background: $hover; }
QListWidget[terms="true"]::item:selected { background: $accent_soft; color: $text_color; }
QTableView { background: $background; color: $text_color; border: none; gridline-color: $line;
    selection-background-color: $accent_soft; selection-color: $text_color; }
QHeaderView { background: $background; border: none; }
QHeaderView::section { background: $background; color: $text_color_soft; border: none; border-bottom: 1px solid $line;
    padding: 4px 8px; font-size: ${small}px; }
QHeaderView::section:hover { color: $text_color; background: $hover; }
QHeaderView::up-arrow { image: url("$marks/chevron-up.svg"); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url("$marks/chevron-down.svg"); width: 12px; height: 12px; }
QTableCornerButton::section { background: $background; border: none; border-bottom: 1px solid $line; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $thumb; border-radius: 3px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $text_color_faint; }
QScrollBar::handle:vertical { margin: 3px; min-height: 34px; }
QScrollBar::handle:horizontal { margin: 3px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabBar { background: transparent; border: none; }
QWidget[notice="true"] { background: $raised; border-bottom: 1px solid $line; }
QWidget[foot="true"] { background: $surface; border-top: 1px solid $line; }
QScrollArea[plain="true"], QScrollArea[plain="true"] > QWidget > QWidget { background: transparent; }
QTabBar::tab { background: transparent; color: $text_color_soft; padding: 8px 4px 6px 4px; margin-right: 16px;
    border: none;
    border-bottom: 2px solid transparent; }
QTabBar[tight="true"]::tab { padding: 8px 2px 6px 2px; margin-right: 12px; }
QTabBar::tab:hover { color: $text_color; }
QTabBar::tab:selected { color: $text_color; font-weight: bold; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:disabled { color: $text_color_faint; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 16px; margin: -6px 0; border-radius: 8px; }
""")


def style_sheet(theme: Theme) -> str:
    """Style sheet in the colours of a theme. It matches dynamic properties: `background`, `surface` on widgets; `soft`,
    `small`, `strong`, `heading`, `danger` on labels; `bad` on input fields with invalid content."""
    names = theme._asdict()
    return _SHEET.substitute(
        names,
        family=FAMILY,
        ui=scaled(UI_SIZE),
        small=scaled(SMALL_SIZE),
        bar=scaled(28),
        field=scaled(20),
        heading=scaled(HEADING_SIZE),
        edge=theme.text_color_faint,
        mode="dark" if theme.dark else "light",
        marks=(paths.resources() / "theme").as_posix(),
    )


def palette(theme: Theme) -> QPalette:
    """Palette for what the style sheet does not cover: links, placeholder texts, backgrounds before the first paint."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.surface,
        role.WindowText: theme.text_color,
        role.Base: theme.background,
        role.AlternateBase: theme.surface,
        role.Text: theme.text_color,
        role.Button: theme.raised,
        role.ButtonText: theme.text_color,
        role.BrightText: theme.danger,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text_color,
        role.PlaceholderText: theme.text_color_faint,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.muted,
        role.Shadow: theme.background,
        role.Accent: theme.accent,
    }
    result = QPalette()
    for each, colour in colours.items():
        result.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.text_color_faint))
    return result
