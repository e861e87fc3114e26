"""What is remembered of reports, kept up to date while the reader works and written soon after each change."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from zjviewer.core.cells import section_path
from zjviewer.core.shelf import Entry, Shelf, merged, name_of, read_shelf, write_shelf
from zjviewer.errors import BadShelf, NotWritten
from zjviewer.gui.messages import sentence
from zjviewer.gui.state import State
from zjviewer.gui.tabs import Tabs

DELAY = 500
"""Milliseconds from a change to the file."""


class Library(QObject):
    """Without a file nothing is kept beyond the end.

    Signals (payload):

    - `changed` (): reports are listed otherwise
    """

    changed = Signal()

    def __init__(self, state: State, tabs: Tabs, file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._tabs = tabs
        self._file = file
        self._touched: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self.save)
        self._told = False
        self.shelf = self._saved = self._read() if file else Shelf()

    def follow(self) -> None:
        """Note from now on what is opened, and where the reader is."""
        self._note_open()
        self._note_tabs()
        self._state.analysis_changed.connect(self._note_open)
        self._state.marks_changed.connect(self._note_open)
        self._state.reading_changed.connect(self._note_section)
        self._tabs.changed.connect(self._note_tabs)

    @property
    def listed(self) -> tuple[Entry, ...]:
        """The reports that were opened, the last one first."""
        return tuple(entry for entry in self.shelf.entries if entry.opened)

    def entry(self, path: Path) -> Entry:
        """What is remembered of a report."""
        return self.shelf.entry(name_of(path))

    def remove(self, *names: str) -> None:
        """Forget reports, by their names on the shelf."""
        self._change(self.shelf.without(*names), *names)
        self.changed.emit()

    def save(self) -> None:
        """Write what has changed, now. The reader is told once where that cannot be done."""
        self._timer.stop()
        if self._file is None or self.shelf == self._saved:
            return
        try:
            self.shelf = merged(self._read(), self.shelf, self._touched)
            write_shelf(self._file, self.shelf)
            self._touched.clear()
            self._saved = self.shelf
        except NotWritten as problem:
            if not self._told:
                self._told = True
                self._state.notice_given.emit(sentence(problem))

    def _read(self) -> Shelf:
        """A damaged file is put aside, so that nothing in it is lost."""
        try:
            return read_shelf(self._file)
        except BadShelf as problem:
            self._put_aside(problem)
            return Shelf()

    def _put_aside(self, problem: BadShelf) -> None:
        aside = self._file.with_suffix(".damaged.json")
        try:
            self._file.replace(aside)
        except OSError:
            self._state.notice_given.emit(sentence(problem))
        else:
            told = self.tr("The list of reports was damaged. It is kept as {path}, and a new one is begun.")
            self._state.notice_given.emit(told.format(path=aside))

    def _note_open(self, *_: object) -> None:
        """The report in front is the one opened last."""
        tab, analysis = self._tabs.front_tab, self._state.analysis
        if tab is None or analysis is None:
            return
        report, name = analysis.report, name_of(tab.path)
        kept = self.shelf.entry(name)
        entry = kept._replace(
            title=report.title,
            body=report.issuer or report.region,
            year=report.year or 0,
            encoding=tab.encoding,
            opened=datetime.now().isoformat(timespec="seconds"),
        )
        if analysis.complete:
            passed = sum(check.verdict == "pass" for check in analysis.checks)
            entry = entry._replace(passed=passed, failed=len(analysis.failures))
        first = not self.shelf.entries or self.shelf.entries[0].path != name
        if first or entry._replace(opened="") != kept._replace(opened=""):
            self._change(self.shelf.with_entry(entry, first=True), name)
            self.changed.emit()

    def _note_section(self, section: str) -> None:
        tab, analysis = self._tabs.front_tab, self._state.analysis
        if tab is None or analysis is None or self._state.settling:
            return
        entry = self.entry(tab.path)
        path = section_path(analysis, section)
        if entry.opened and path != entry.section:
            self._change(self.shelf.with_entry(entry._replace(section=path)), entry.path)

    def _note_tabs(self) -> None:
        front = self._tabs.front_tab
        names = tuple(name_of(tab.path) for tab in self._tabs.open)
        self._change(self.shelf._replace(tabs=names, front=name_of(front.path) if front else ""))

    def _change(self, shelf: Shelf, *touched: str) -> None:
        if shelf != self.shelf:
            self.shelf = shelf
            self._touched.update(touched)
            if not self._timer.isActive():
                self._timer.start()
