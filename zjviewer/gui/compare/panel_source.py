"""Reports of the comparison page as one panel: the open tabs and files that were added, the library, or a corpus."""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from zjviewer.comparison.panel import ExcludedFile, Panel, panel_of
from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import JobHandle, Jobs
from zjviewer.library.identity import Assignment
from zjviewer.library.network_folders import library_path

_JOB = "compare"
EMPTY = Panel((), {})


class _Read(NamedTuple):
    """Result of one update: the panel, and every analysis by its file."""

    panel: Panel
    analyses: Mapping[str, Analysis]


class PanelSource(QObject):
    """Builds the panel in a job.

    Signals (payload):

    - `changed` (): the panel has changed
    - `progressed` (int, int): files that were read, of all files
    - `failed` (str): an unexpected error, as a message
    """

    changed = Signal()
    progressed = Signal(int, int)
    failed = Signal(str)

    def __init__(self, tabs: OpenReports, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._jobs = jobs
        self._added: tuple[str, ...] = ()
        self._assigned: dict[str, Assignment] = {}
        self._preferred: tuple[str, ...] = ()
        self._known: tuple[object, ...] | None = None
        self._from_library = False
        self._corpus: Path | None = None
        self.panel = EMPTY
        self.analyses: Mapping[str, Analysis] = {}
        """Analyses that have been read, by file; also those of excluded files."""

    @property
    def added(self) -> tuple[str, ...]:
        """Files that were added, beside the open reports."""
        return self._added

    @property
    def from_library(self) -> bool:
        """Whether the panel has the reports of the library instead."""
        return self._from_library

    @property
    def corpus(self) -> Path | None:
        """The folder of the corpus whose reports the panel has instead; None without one."""
        return self._corpus

    @property
    def is_stored(self) -> bool:
        """Whether the panel's reports have not been read for it, but come from the library or a corpus."""
        return self._from_library or self._corpus is not None

    def use_library(self, on: bool) -> None:
        """Take the reports of the library, or the open reports and added files again."""
        if on != self._from_library:
            self._from_library, self._known = on, None
            self._corpus = None if on else self._corpus
            self.refresh()

    def use_corpus(self, folder: Path | None) -> None:
        """Take the reports of a corpus, or the open reports and added files again."""
        if folder != self._corpus:
            self._corpus, self._known = folder, None
            self._from_library = self._from_library and folder is None
            self.refresh()

    def add_files(self, paths: Iterable[Path]) -> None:
        """Add files and read them."""
        self._added = tuple(dict.fromkeys((*self._added, *map(str, paths))))
        self.refresh()

    def assign(self, file: str, body: str, year: int | None) -> None:
        """Take the reader's word for whose report a file is; an empty body or no year leaves that to the report."""
        before = self._assigned.get(file, Assignment())
        self._assigned[file] = before._replace(body=body or before.body, year=year if year is not None else before.year)
        self.refresh()

    def prefer(self, file: str) -> None:
        """Use this file among several of one body and year."""
        self._preferred = (*(other for other in self._preferred if other != file), file)
        self.refresh(_others_of(self.panel, file))

    def refresh(self, less: Sequence[str] = ()) -> None:
        """Build the panel again if anything has changed: open reports, files, assignments. The files `less` lose their
        preference."""
        self._preferred = tuple(file for file in self._preferred if file not in less)
        if self._from_library:
            known = (*_library_state(), self._preferred)
            if self._known != known:
                self._known = known
                self._jobs.start(_JOB, partial(_read_library, self._preferred), self._store, self._fail)
            return
        if self._corpus is not None:
            if self._known != (self._corpus, self._preferred):
                self._known = (self._corpus, self._preferred)
                self._jobs.start(_JOB, partial(_read_corpus, self._corpus, self._preferred), self._store, self._fail)
            return
        ready: dict[str, Analysis] = {}
        waiting: dict[str, str] = {}
        for tab in self._tabs.open:
            analysis = self._tabs.analysis_of(tab)
            if analysis is not None and analysis.complete:
                ready[str(tab.path)] = analysis
            else:
                waiting[str(tab.path)] = tab.encoding
        for file in self._added:
            if file not in ready and file not in waiting:
                waiting[file] = ""
        for file in waiting:
            if file in self.analyses:
                ready[file] = self.analyses[file]
        waiting = {file: encoding for file, encoding in waiting.items() if file not in ready}
        known = (
            tuple((file, id(analysis)) for file, analysis in ready.items()),
            tuple(waiting),
            tuple(self._assigned.items()),
            self._preferred,
        )
        if known == self._known:
            return
        self._known = known
        work = partial(_read, ready, waiting, dict(self._assigned), self._preferred)
        self._jobs.start(_JOB, work, self._store, self._fail, self.progressed.emit)

    def _store(self, read: _Read) -> None:
        self.panel, self.analyses = read
        self._known = None if any(each.reason == "unreadable" for each in read.panel.excluded) else self._known
        self.changed.emit()

    def _fail(self, problem: Exception) -> None:
        self._known = None
        self.failed.emit(error_message(problem))


def _others_of(panel: Panel, file: str) -> tuple[str, ...]:
    """Files of the same body and year as an excluded one."""
    return tuple(each.used for each in panel.excluded if each.file == file and each.used)


def _library_state() -> tuple[object, ...]:
    """Changes whenever the library was written."""
    path = library_path()[0]
    found: list[object] = ["library"]
    for file in (path, path.with_name(f"{path.name}-wal")):
        try:
            status = os.stat(file)
        except OSError:
            continue
        found += (status.st_mtime_ns, status.st_size)
    return tuple(found)


def _read_library(preferred: Sequence[str]) -> _Read:
    from zjviewer.comparison.library_panel import panel_of_library

    return _Read(panel_of_library(library_path()[0], preferred), {})


def _read_corpus(folder: Path, preferred: Sequence[str]) -> _Read:
    from zjviewer.corpus.corpus_panel import panel_of_corpus

    return _Read(panel_of_corpus(folder, preferred), {})


def _read(
    ready: Mapping[str, Analysis],
    waiting: Mapping[str, str],
    assigned: Mapping[str, Assignment],
    preferred: Sequence[str],
    handle: JobHandle,
) -> _Read:
    from zjviewer.pipeline.background_completion import open_within_limits

    analyses = dict(ready)
    failed: list[ExcludedFile] = []
    for number, (file, encoding) in enumerate(waiting.items()):
        if handle.cancelled:
            break
        handle.report(number, len(waiting))
        try:
            analyses[file] = open_within_limits(Path(file), encoding)
        except Problem as problem:
            failed.append(ExcludedFile(file, "unreadable", str(problem)))
    return _Read(panel_of(analyses.items(), failed, assigned, preferred), analyses)
