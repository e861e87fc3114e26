"""The right pane: the open table with its chart, and the list of all figures, as two pages with tabs."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyleOptionToolButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zjviewer.core.model.analysis import Analysis
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.tables.table_chooser import TableChooser, tables_at, tables_in
from zjviewer.gui.theme import icons
from zjviewer.gui.theme.theme import SPACE, Theme, scaled, ui_font
from zjviewer.gui.widgets.buttons import icon_button
from zjviewer.gui.widgets.splitter import Splitter
from zjviewer.gui.widgets.wrapped_label import WrappedLabel


class _Title(QToolButton):
    """Button with the title of the open table, elided to its width, and an arrow for the list that it opens."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("title")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(SPACE * 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        title_font = ui_font(bold=True)
        arrow = icons.pixmap("next", self.theme.text_color_soft, 16, self.devicePixelRatioF())
        room = self.rect().adjusted(SPACE, 0, -SPACE - 20, 0)
        text = QFontMetrics(title_font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(title_font)
        painter.setPen(self.theme.color("text_color"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.drawPixmap(self.width() - SPACE // 2 - 18, (self.height() - 16) // 2, arrow)


TABLES, FIGURES = 0, 1
"""Pages."""
_PAGES = {TABLES: "tables", FIGURES: "figures"}


class DataPane(QWidget):
    """Page of the open table and page of all figures. The first has a chart and a table widget below a header with the
    table's title. Ensures that `ViewState.table` is a table of the report in front.

    While it follows the reading, the section of the current place opens its first table, unless the open one has
    figures there as well or contains the selected figure, and a hit opens the table of the nearest figure of its
    paragraph. Choosing a table turns following off; the reader can turn it on again.

    A report without tables folds the pane to a strip, which says how to make one and leads to the figures.

    Signals (payload): `folded_changed` (bool): whether the pane is folded to a strip
    """

    folded_changed = Signal(bool)

    def __init__(
        self,
        state: ViewState,
        theme: Theme,
        chart: QWidget,
        table: QWidget,
        figures: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("background", True)
        self._state = state
        self._parts = (chart, table)
        self._table, self._figures = table, figures
        self._tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=False)
        self._tabs.setAccessibleName(self.tr("Tables or all figures"))
        self._tabs.addTab(self.tr("Tables"))
        self._tabs.addTab(self.tr("All figures"))
        self._chooser = TableChooser(theme, self)
        self._title = _Title(theme)
        self._previous = icon_button(self.tr("Previous table"))
        self._next = icon_button(self.tr("Next table"))
        self._follow = icon_button(self.tr("Follow the reading"), checkable=True)
        self._switches = (
            icon_button(self.tr("Show the chart"), checkable=True),
            icon_button(self.tr("Show the table"), checkable=True),
        )
        for switch in (self._follow, *self._switches):
            switch.setChecked(True)
        self._splitter = Splitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(chart)
        self._splitter.addWidget(table)
        self._splitter.setSizes([scaled(400), 320])  # larger texts take more of a chart than of a table
        self._empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setProperty("soft", True)
        self._empty.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 8)
        self._body = QStackedWidget()
        self._body.addWidget(self._splitter)
        self._body.addWidget(self._empty)

        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(SPACE, SPACE, SPACE, SPACE // 2)
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        for button in (self._previous, self._next, self._follow, *self._switches):
            head.addWidget(button)
        tables = QWidget()
        tables.setProperty("background", True)
        tables.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(tables)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._head)
        lines.addWidget(self._body, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(tables)
        self._pages.addWidget(figures)
        top = QHBoxLayout()
        top.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, 0)
        top.addWidget(self._tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._unfolded = False
        """Whether the reader has unfolded the pane of a report without tables."""
        self.folded = False
        """Whether the pane is a strip."""
        self._analysis: Analysis | None = None
        self._hint = WrappedLabel()
        self._hint.setProperty("soft", True)
        self._unfold = QPushButton()
        self._unfold.clicked.connect(self.show_figures)
        self._strip = QWidget()
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(SPACE, 2 * SPACE, SPACE, SPACE)
        strip.setSpacing(2 * SPACE)
        strip.addWidget(self._hint)
        strip.addWidget(self._unfold)
        strip.addStretch()
        self._strip.hide()
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self._strip, 1)
        self.setFocusProxy(table)

        self._tabs.currentChanged.connect(self._show_page)
        self._title.clicked.connect(self.choose_table)
        self._previous.clicked.connect(self.previous_table)
        self._next.clicked.connect(self.next_table)
        self._follow.toggled.connect(self._change_following)
        self._switches[0].clicked.connect(self.set_chart_shown)
        self._switches[1].clicked.connect(self.set_table_shown)
        self._chooser.chosen.connect(self.open_table)
        state.analysis_changed.connect(self.show_analysis)
        state.table_changed.connect(self.show_table)
        state.current_section_changed.connect(self.show_reading)
        state.current_hit_changed.connect(self.show_current_hit)
        self.show_theme(theme)
        self.show_analysis(state.analysis)

    @property
    def following(self) -> bool:
        """Whether it follows the reading."""
        return self._follow.isChecked()

    @property
    def chooser(self) -> TableChooser:
        """The popup with the list of tables."""
        return self._chooser

    def show_theme(self, theme: Theme) -> None:
        """Repaint the header in another theme; chart and table are repainted by the workspace."""
        self._title.theme = theme
        self._head.setStyleSheet(
            f"#title {{ background: {theme.raised}; border: 1px solid {theme.line}; border-radius: 6px; }}"
            f"#title:hover {{ border-color: {theme.muted}; }} #title:focus {{ border: 2px solid {theme.accent}; }}"
            "QToolButton:checked { background: transparent; }"
            f"QToolButton:checked:hover {{ background: {theme.hover}; }}"
        )
        self._chooser.show_theme(theme)
        names = ("previous", "next", "follow", "chart", "table")
        for button, name in zip((self._previous, self._next, self._follow, *self._switches), names, strict=True):
            button.setIcon(icons.icon(name, theme))

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Open a table of the report, or show why there is none."""
        if analysis and analysis.tables and self._state.table not in analysis.table_by_id:
            here = tables_in(analysis, self._state.current_section_id) if self.following else ()
            self._state.set_table((here or analysis.tables)[0].id)
        count = len(analysis.figures) if analysis else 0
        name = self.tr("All figures")
        self._tabs.setTabText(
            FIGURES, self.tr("{name} ({count})").format(name=name, count=f"{count:,}") if count else name
        )
        self._head.setVisible(bool(analysis and analysis.tables))
        self._body.setCurrentIndex(0 if analysis and analysis.tables else 1)
        self._empty.setText(self._reason(analysis))
        if not is_same_text(self._analysis, analysis):
            self._unfolded = False
        self._analysis = analysis
        self._fold()
        self.show_table(self._state.table)

    def show_table(self, table: str) -> None:
        """Show the title of the open table, and whether there is one before and after it."""
        analysis = self._state.analysis
        shown = analysis.table_by_id.get(table) if analysis else None
        self._title.setText(shown.title if shown else self.tr("Choose a table"))
        self._title.setToolTip(self._title.text())
        self._title.setAccessibleName(self.tr("Table: {title}").format(title=self._title.text()))
        ids = self._ids()
        self._previous.setEnabled(table in ids[1:])
        self._next.setEnabled(table in ids[:-1])

    def show_reading(self, section: str) -> None:
        """Open the first table of the section being read, while the pane follows the reading."""
        analysis = self._state.analysis
        following = self.following and not self._state.restoring
        if analysis is None or not following or self._is_about_the_open_table(analysis):
            return
        here = [table.id for table in tables_in(analysis, section)]
        if here and self._state.table not in here:
            self._state.set_table(here[0])

    def show_current_hit(self, index: int) -> None:
        """While the pane follows the reading, open the table of the figure nearest to a hit in its paragraph."""
        analysis = self._state.analysis
        if analysis is None or index < 0 or not self.following or self._state.restoring:
            return
        tables = tables_at(analysis, self._state.hits.span(index).start)
        if tables and self._state.table not in tables:
            self._state.set_table(tables[0])

    def show_figures(self) -> None:
        """Show the list of all figures and focus it."""
        self._unfolded = True
        self._fold()
        self._tabs.setCurrentIndex(FIGURES)
        self._figures.setFocus()

    def choose_table(self) -> None:
        """Open the popup with the list of tables."""
        self._tabs.setCurrentIndex(TABLES)
        if (analysis := self._state.analysis) and analysis.tables:
            width = self.width() - 2 * SPACE
            self._chooser.open_below(self._title, width, analysis, self._state.current_section_id, self._state.table)

    def open_table(self, table: str) -> None:
        """Open a table chosen by the reader; turns following off."""
        self._follow.setChecked(False)
        self._state.set_table(table)

    def next_table(self) -> None:
        """Open the table after the open one; turns following off."""
        self._step(1)

    def previous_table(self) -> None:
        """Open the table before the open one; turns following off."""
        self._step(-1)

    def set_following(self, following: bool) -> None:
        """Turn following on or off."""
        self._follow.setChecked(following)

    def set_chart_shown(self, shown: bool) -> None:
        """Show or hide the chart; the table is shown if it is hidden."""
        self._show_parts(shown, self._switches[1].isChecked() or not shown)

    def set_table_shown(self, shown: bool) -> None:
        """Show or hide the table; the chart is shown if it is hidden."""
        self._show_parts(self._switches[0].isChecked() or not shown, shown)

    def settings(self) -> dict[str, Any]:
        """Options for `restore_settings` at the next start."""
        return {
            "following": self.following,
            "chart": self._switches[0].isChecked(),
            "table": self._switches[1].isChecked(),
            "page": _PAGES[self._tabs.currentIndex()],
            "splitter": bytes(self._splitter.saveState().toHex().data()).decode(),
        }

    def restore_settings(self, settings: Mapping[str, Any]) -> None:
        """Restore earlier `settings`; missing values stay unchanged."""
        self.set_following(bool(settings.get("following", self.following)))
        self._tabs.setCurrentIndex(FIGURES if settings.get("page") == _PAGES[FIGURES] else TABLES)
        if splitter := settings.get("splitter"):
            self._splitter.restoreState(QByteArray.fromHex(str(splitter).encode()))
        chart, table = (bool(settings.get(name, True)) for name in ("chart", "table"))
        self._show_parts(chart or not table, table)

    def _fold(self) -> None:
        """Fold the pane where the report has no table, or unfold it."""
        analysis = self._analysis
        folded = bool(analysis and analysis.complete and not analysis.tables and not self._unfolded)
        count = len(analysis.figures) if analysis else 0
        self._hint.show_text(
            self.tr("No tables were found. Select numbers in the text, then choose “Make a table of these figures”.")
            if count
            else self.tr("This report has no tables and no figures.")
        )
        self._unfold.setText(self.tr("{count} figures").format(count=f"{count:,}"))
        self._unfold.setVisible(count > 0)
        self._tabs.setVisible(not folded)
        self._pages.setVisible(not folded)
        self._strip.setVisible(folded)
        if folded != self.folded:
            self.folded = folded
            self._show_page(self._tabs.currentIndex())
            self.folded_changed.emit(folded)

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        shown = self._figures if page == FIGURES else self._table
        self.setFocusProxy(self._unfold if self.folded else shown)

    def _show_parts(self, chart: bool, table: bool) -> None:
        for part, switch, shown in zip(self._parts, self._switches, (chart, table), strict=True):
            part.setVisible(shown)
            switch.setChecked(shown)

    def _is_about_the_open_table(self, analysis: Analysis) -> bool:
        """Whether the current place is a figure of the open table."""
        table = analysis.table_by_id.get(self._state.table)
        at = self._state.place
        shown = table.figures if table else ()
        return any(figure.start <= at < figure.end for figure in shown)

    def _step(self, step: int) -> None:
        ids = self._ids()
        at = ids.index(self._state.table) + step if self._state.table in ids else 0
        if 0 <= at < len(ids):
            self.open_table(ids[at])

    def _ids(self) -> list[str]:
        return [table.id for table in self._state.analysis.tables] if self._state.analysis else []

    def _reason(self, analysis: Analysis | None) -> str:
        if analysis is None:
            return self.tr("The tables and charts of a report appear here.")
        if not analysis.complete:
            return self.tr("Reading the figures…")
        return self.tr("There is no table of figures in this report.")

    def _change_following(self, following: bool) -> None:
        if following:
            self.show_reading(self._state.current_section_id)
