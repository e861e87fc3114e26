"""The library of opened reports: updated while the reader works, and written to the library file after each change."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from zjviewer.errors import BadLibrary, Problem
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.settings import Settings
from zjviewer.gui.state.view_state import ViewState
from zjviewer.storage.atomic_files import free_name
from zjviewer.storage.library_file import (
    FILE,
    LibraryEntry,
    LibraryFile,
    SplitTabs,
    merged,
    page_key,
    read_library,
    report_key,
    write_library,
)

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Analysis
    from zjviewer.gui.documents.open_reports import OpenReports, Tab

_JOB = "library.save"
DELAY = 500
"""Milliseconds from a change until the file is written."""


class LibraryStore(QObject):
    """The only place where anything is remembered of a report: list entry, encoding, reading position. The file is in
    the folder of the settings; without one nothing is written.

    Signals (payload):

    - `changed` (): the listed reports, or what is shown of them, have changed
    """

    changed = Signal()

    def __init__(self, state: ViewState, settings: Settings, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._settings = settings
        self._file = settings.sibling(FILE)
        self._jobs = jobs
        self._tabs: OpenReports | None = None
        self._split = SplitTabs((), (), ())
        self._touched: frozenset[str] = frozenset()
        """Keys of reports with changes that are not in the file yet."""
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self._save_in_background)
        self._failure_shown = False
        self._removed: set[str] = set()
        self._read_failure = ""
        self._saved = self._read(self._file) if self._file else LibraryFile()
        self.content = self._saved.until(_now())
        self._touched |= {entry.path for entry in set(self.content.entries) - set(self._saved.entries)}
        self._import_old_positions()

    def start_tracking(self, tabs: OpenReports, split: SplitTabs | None = None) -> None:
        """Record from now on which reports are opened, and which section is read. The tabs of the last session that
        were not restored stay in the file, on both sides of the open ones."""
        self._tabs = tabs
        self._split = split or self._split
        if self._read_failure:
            self._state.message_posted.emit(self._read_failure)
        self._record_front()
        self._record_tabs()
        self._state.analysis_changed.connect(self._record_front)
        self._state.marks_changed.connect(self._record_front)
        self._state.current_section_changed.connect(self._record_section)
        tabs.changed.connect(self._record_tabs)

    @property
    def listed(self) -> tuple[LibraryEntry, ...]:
        """The reports that have been opened, newest first."""
        return tuple(entry for entry in self.content.entries if entry.opened)

    def entry(self, path: Path) -> LibraryEntry:
        """The entry of a report; one without values for an unknown report."""
        return self.content.entry(report_key(path))

    def set_position(self, path: Path, **values: Any) -> None:
        """Store parts of the reading position in a report: `top_offset`, `table`, `collapsed`, `expanded`."""
        before = self.entry(path)
        entry = before._replace(**values)
        if entry != before:
            self._change(self.content.with_entry(entry), entry.path)

    def remove(self, *keys: str) -> None:
        """Remove reports from the list. One that is open is listed again when it comes to the front."""
        self._removed.update(keys)
        self._change(self.content.without(*keys), *keys)
        self.changed.emit()

    def save(self) -> None:
        """Write pending changes now; called at exit."""
        self._timer.stop()
        if self._file and self.content != self._saved:
            try:
                _write(self._file, self.content, self._touched)
            except Problem as problem:
                self._show_failure(problem)
            else:
                self._saved, self._touched = self.content, frozenset()
                self._settings.remove_old_positions()

    def _save_in_background(self) -> None:
        """Write pending changes in a job, so that a slow disk does not block the window."""
        if self._file is None or self.content == self._saved:
            return
        if self._jobs.running(_JOB):
            self._timer.start()
            return
        work = partial(_write, self._file, self.content, self._touched)
        done = partial(self._finish_saving, self.content, self._touched)
        self._jobs.start(_JOB, work, done, self._show_failure)

    def _finish_saving(self, content: LibraryFile, touched: frozenset[str], _: object) -> None:
        """Entries that changed again during the writing stay touched."""
        changed = {entry.path for entry in set(self.content.entries) ^ set(content.entries)}
        self._saved, self._touched = content, (self._touched - touched) | (touched & changed)
        self._settings.remove_old_positions()

    def _show_failure(self, problem: Exception) -> None:
        """Show a failed write once: later ones mostly have the same cause."""
        if not self._failure_shown:
            self._failure_shown = True
            self._state.message_posted.emit(error_message(problem))

    def _read(self, file: Path) -> LibraryFile:
        """The content of the file. A damaged file is renamed first, so that nothing in it is lost."""
        try:
            return read_library(file)
        except BadLibrary as problem:
            damaged_copy = free_name(file.with_suffix(".damaged.json"))
            try:
                file.rename(damaged_copy)
            except OSError:
                self._read_failure = error_message(problem)
            else:
                message = self.tr("The list of reports was damaged. It is kept as {path}, and a new one is begun.")
                self._read_failure = message.format(path=damaged_copy)
            return LibraryFile()

    def _import_old_positions(self) -> None:
        """Take over reading positions that an earlier version stored in the settings; a newer one has precedence."""
        for old in reversed(self._settings.old_positions):
            if old.path and not (entry := self.entry(Path(old.path))).has_position:
                entry = entry._replace(top_offset=old.place, table=old.table, collapsed=old.folded, expanded=old.opened)
                self._change(self.content._replace(entries=_with_last(self.content, entry)), entry.path)

    def _record_front(self, *_: object) -> None:
        """The report in front is the one opened last."""
        tab = self._tabs.front_tab if self._tabs else None
        if tab and self._state.analysis is not None:
            self._removed.discard(report_key(tab.path))
            self._record(tab, self._state.analysis, front=True)

    def _record(self, tab: Tab, analysis: Analysis, front: bool = False) -> None:
        report, key = analysis.report, report_key(tab.path)
        before = self.content.entry(key)
        if key in self._removed:
            return
        entry = before._replace(title=report.title, body=report.body, year=report.year or 0, encoding=tab.encoding)
        if analysis.complete:
            passed = sum(check.verdict == "pass" for check in analysis.checks)
            entry = entry._replace(passed=passed, failed=len(analysis.failures))
        first = not before.opened or (front and self.content.entries[0].path != key)
        if first:
            newest = max((each.opened for each in self.content.entries), default="")
            entry = entry._replace(opened=max(_now(), newest))  # the clock may have been set back
        if first or entry != before:
            self._change(self.content.with_entry(entry, first), key)
            self.changed.emit()

    def _record_section(self, section: str) -> None:
        from zjviewer.core.tables.cell_text import section_path

        tab, analysis = self._tabs.front_tab if self._tabs else None, self._state.analysis
        if tab is None or analysis is None:
            return
        entry = self.entry(tab.path)
        path = section_path(analysis, section)
        if entry.opened and path != entry.section:
            self._change(self.content.with_entry(entry._replace(section=path)), entry.path)

    def _record_tabs(self) -> None:
        if self._tabs is None:
            return
        front = self._tabs.front_tab
        own = tuple(page_key(tab.page) if tab.page else report_key(tab.path) for tab in self._tabs.tabs)
        opened = frozenset(own)
        before, after = (
            tuple(key for key in keys if key not in opened) for keys in (self._split.before, self._split.after)
        )
        keys = (*before, *own, *after)
        front_key = report_key(front.path) if front else ""
        self._change(self.content._replace(tabs=keys, front=front_key, page=self._tabs.page))
        for tab in self._tabs.open:
            if tab is not front and (analysis := self._tabs.analysis_of(tab)):
                self._record(tab, analysis)

    def _change(self, content: LibraryFile, *touched: str) -> None:
        if content != self.content:
            self.content = content
            self._touched |= frozenset(touched)
            if not self._timer.isActive():
                self._timer.start()


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


def _with_last(content: LibraryFile, entry: LibraryEntry) -> tuple[LibraryEntry, ...]:
    """The entries with this one in the place of its report's, or else as the last one."""
    if any(other.path == entry.path for other in content.entries):
        return content.with_entry(entry).entries
    return (*content.entries, entry)


def _write(file: Path, content: LibraryFile, touched: frozenset[str]) -> None:
    """Write the content, merged with what another window has written. Raises NotWritten and BadLibrary."""
    from zjviewer.storage.file_locks import locked  # not needed for the first frame

    with locked(file):
        write_library(file, merged(read_library(file), content, touched))
