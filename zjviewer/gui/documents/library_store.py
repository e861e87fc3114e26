"""What is remembered of reports, kept up to date while the reader works and written soon after each change."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.tables.cell_text import section_path
from zjviewer.errors import BadShelf, Problem
from zjviewer.gui.documents.open_reports import OpenReports, Tab
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.storage.library_file import LibraryEntry, LibraryFile, merged, read_shelf, report_key, write_shelf

_JOB = "library.save"
DELAY = 500
"""Milliseconds from a change to the file."""


class LibraryStore(QObject):
    """Without a file nothing is kept beyond the end.

    Signals (payload):

    - `changed` (): reports are listed otherwise
    """

    changed = Signal()

    def __init__(
        self, state: ViewState, tabs: OpenReports, file: Path | None, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._tabs = tabs
        self._file = file
        self._jobs = jobs
        self._touched: frozenset[str] = frozenset()
        """Reports of which more is known here than in the file."""
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self._save_behind)
        self._told = False
        self._removed: set[str] = set()
        self.shelf = self._saved = self._read() if file else LibraryFile()

    def start_tracking(self) -> None:
        """Note from now on what is opened, and where the reader is."""
        self._note_front()
        self._note_tabs()
        self._state.analysis_changed.connect(self._note_front)
        self._state.marks_changed.connect(self._note_front)
        self._state.current_section_changed.connect(self._note_section)
        self._tabs.changed.connect(self._note_tabs)

    @property
    def listed(self) -> tuple[LibraryEntry, ...]:
        """The reports that were opened, the last one first."""
        return tuple(entry for entry in self.shelf.entries if entry.opened)

    def entry(self, path: Path) -> LibraryEntry:
        """What is remembered of a report."""
        return self.shelf.entry(report_key(path))

    def remove(self, *names: str) -> None:
        """Forget reports, by their names on the shelf; one that is open is listed again when it comes to the front."""
        self._removed.update(names)
        self._change(self.shelf.without(*names), *names)
        self.changed.emit()

    def save(self) -> None:
        """Write what has changed, now; at the end."""
        self._timer.stop()
        if self._file and self.shelf != self._saved:
            try:
                _write(self._file, self.shelf, self._touched)
            except Problem as problem:
                self._emit_changed(problem)
            else:
                self._saved, self._touched = self.shelf, frozenset()

    def _save_behind(self) -> None:
        """A disk that is slow keeps nobody from reading on."""
        if self._file is None or self.shelf == self._saved:
            return
        if self._jobs.running(_JOB):
            self._timer.start()
            return
        work = partial(_write, self._file, self.shelf, self._touched)
        self._jobs.start(_JOB, work, partial(self._note_saved, self.shelf, self._touched), self._emit_changed)

    def _note_saved(self, shelf: LibraryFile, touched: frozenset[str], _: object) -> None:
        """What was touched again while it was written is written with the next change."""
        changed = {entry.path for entry in set(self.shelf.entries) ^ set(shelf.entries)}
        self._saved, self._touched = shelf, (self._touched - touched) | (touched & changed)

    def _emit_changed(self, problem: Exception) -> None:
        """Once: what cannot be written now, can mostly not be written all day."""
        if not self._told:
            self._told = True
            self._state.message_posted.emit(error_message(problem))

    def _read(self) -> LibraryFile:
        """A damaged file is put aside, so that nothing in it is lost."""
        try:
            return read_shelf(self._file)
        except BadShelf as problem:
            self._put_aside(problem)
            return LibraryFile()

    def _put_aside(self, problem: BadShelf) -> None:
        aside = self._file.with_suffix(".damaged.json")
        try:
            self._file.replace(aside)
        except OSError:
            self._state.message_posted.emit(error_message(problem))
        else:
            told = self.tr("The list of reports was damaged. It is kept as {path}, and a new one is begun.")
            self._state.message_posted.emit(told.format(path=aside))

    def _note_front(self, *_: object) -> None:
        """The report in front is the one opened last."""
        if (tab := self._tabs.front_tab) and self._state.analysis is not None:
            self._removed.discard(report_key(tab.path))
            self._note(tab, self._state.analysis, front=True)

    def _note(self, tab: Tab, analysis: Analysis, front: bool = False) -> None:
        report, name = analysis.report, report_key(tab.path)
        kept = self.shelf.entry(name)
        if name in self._removed:
            return
        entry = kept._replace(
            title=report.title, body=report.issuer or report.region, year=report.year or 0, encoding=tab.encoding
        )
        if analysis.complete:
            passed = sum(check.verdict == "pass" for check in analysis.checks)
            entry = entry._replace(passed=passed, failed=len(analysis.failures))
        first = not kept.opened or (front and self.shelf.entries[0].path != name)
        if first:
            entry = entry._replace(opened=datetime.now().isoformat(timespec="seconds"))
        if first or entry != kept:
            self._change(self.shelf.with_entry(entry, first), name)
            self.changed.emit()

    def _note_section(self, section: str) -> None:
        tab, analysis = self._tabs.front_tab, self._state.analysis
        if tab is None or analysis is None:
            return
        entry = self.entry(tab.path)
        path = section_path(analysis, section)
        if entry.opened and path != entry.section:
            self._change(self.shelf.with_entry(entry._replace(section=path)), entry.path)

    def _note_tabs(self) -> None:
        front = self._tabs.front_tab
        names = tuple(report_key(tab.path) for tab in self._tabs.open)
        self._change(self.shelf._replace(tabs=names, front=report_key(front.path) if front else ""))
        for tab in self._tabs.open:
            if tab is not front and (analysis := self._tabs.analysis_of(tab)):
                self._note(tab, analysis)

    def _change(self, shelf: LibraryFile, *touched: str) -> None:
        if shelf != self.shelf:
            self.shelf = shelf
            self._touched |= frozenset(touched)
            if not self._timer.isActive():
                self._timer.start()


def _write(file: Path, shelf: LibraryFile, touched: frozenset[str]) -> None:
    """With what another window has written meanwhile. Raises NotWritten and BadShelf."""
    write_shelf(file, merged(read_shelf(file), shelf, touched))
