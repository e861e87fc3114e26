"""The library of all reports in the window: loads its rows, searches, and keeps it up to date, all in jobs."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from zjviewer.core.search.engine import Query
from zjviewer.errors import Problem
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import JobHandle, Jobs
from zjviewer.gui.state.view_state import ViewState

if TYPE_CHECKING:
    from zjviewer.library.choices import Choices, SavedSearch
    from zjviewer.library.identity import Assignment
    from zjviewer.library.indexing import Control, Progress, Result
    from zjviewer.library.library_rows import FileRow, ReportRow
    from zjviewer.library.library_search import Candidates, ReportHits
    from zjviewer.library.reader_pool import ReaderPool
    from zjviewer.storage.library_file import LibraryFile

_ROWS, _SEARCH, _CONFIRM, _HITS, _PREVIEW, _UPDATE, _CHANGE, _SAVE = (
    f"library.{name}" for name in ("rows", "search", "confirm", "hits", "preview", "update", "change", "save")
)
RELOAD = 3000
"""Milliseconds between two refreshes while reports are being read."""
_T = TypeVar("_T")
PREVIEWED = 8
"""Passages of a preview."""


class _Loaded(NamedTuple):
    rows: tuple[ReportRow, ...]
    unread: tuple[FileRow, ...]
    choices: Choices
    damaged: bool


class LibraryIndex(QObject):
    """Nothing is imported or read before `load`.

    Signals (payload):

    - `rows_changed` (): the reports, the files that cannot be read, or the folders have changed
    - `found_changed` (): which reports contain the query has changed, or an error of it
    - `hits_changed` (): hits of some reports are there
    - `previewed` (ReportHits): passages of one report
    - `progress_changed` (): reading has begun, got further, paused or ended
    """

    rows_changed = Signal()
    found_changed = Signal()
    hits_changed = Signal()
    previewed = Signal(object)
    progress_changed = Signal()

    def __init__(self, state: ViewState, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._jobs = jobs
        self._control: Control | None = None
        self._since_load = QElapsedTimer()
        self.pool: Callable[[], ReaderPool] | None = None
        """Makes the worker processes; None for the usual ones."""
        self.rows: tuple[ReportRow, ...] = ()
        self.unread: tuple[FileRow, ...] = ()
        self.choices: Choices | None = None
        self.loaded = False
        self.query = Query("")
        self.matching: frozenset[int] | None = None
        """Reports that contain the query, as far as they have been searched; None without a query."""
        self.unsearched = 0
        """Reports that are still to be searched."""
        self.problem = ""
        """Why the query cannot be executed; empty if it can."""
        self.hits: dict[int, ReportHits] = {}
        self.progress: Progress | None = None
        """How far the reading has come; None while nothing is read."""

    @property
    def paused(self) -> bool:
        """Whether the reading of reports is paused."""
        return self._control is not None and self._control.paused.is_set()

    @property
    def reading(self) -> bool:
        """Whether reports are being read."""
        return self._control is not None

    def load(self) -> None:
        """Load all rows again."""
        self._since_load.start()
        self._jobs.start(_ROWS, _load, self._show_rows, self._show_problem)

    def import_opened(self, opened: LibraryFile) -> None:
        """Take over the bundled report and those that were opened before, once; then load."""

        def work() -> tuple[Choices, bool]:
            from zjviewer.library.choices import choices_path, read_choices
            from zjviewer.library.results.changes import first_import

            before = read_choices(choices_path())
            after = first_import(choices_path(), opened)
            return after, after != before

        def done(found: tuple[Choices, bool]) -> None:
            self.choices, new = found
            if new:
                self.update()
            self.load()

        self._jobs.start(_CHANGE, work, done, self._show_problem)

    def search(self, query: Query) -> None:
        """Search all reports; an empty pattern finds all."""
        for job in (_SEARCH, _CONFIRM, _HITS):
            self._jobs.cancel(job)
        self.query = query
        self.problem = ""
        self.hits = {}
        self.unsearched = 0
        if not query.pattern:
            self.matching = None
            self.found_changed.emit()
            return
        variants = {row.id: row.variants for row in self.rows if row.variants}
        self._jobs.start(_SEARCH, partial(_candidates, query, variants), self._show_candidates, self._refuse_query)

    def find_hits(self, reports: Collection[int]) -> None:
        """Find hits and passages of reports that are shown and have none yet."""
        missing = [report for report in reports if report not in self.hits]
        if missing and self.query.pattern and not self.problem:
            self._jobs.start(_HITS, partial(_hits, missing, self.query), self._take_hits, self._show_problem)

    def save_results(
        self, rows: Sequence[ReportRow], path: Path, overwrite: bool, saved: Callable[[Path], None]
    ) -> None:
        """Write reports with their passages to a file, then call `saved`."""
        query = self.query if self.query.pattern and not self.problem else None

        def work() -> Path:
            from zjviewer.library.results.result_files import result_rows, write_results

            hits = _hits([row.id for row in rows], query) if query else {}
            write_results(result_rows((row, hits.get(row.id)) for row in rows), path, overwrite)
            return path

        self._jobs.start(_SAVE, work, saved, self._show_problem)

    def post(self, sentence: str) -> None:
        """Show a translated sentence in the status bar."""
        self._state.message_posted.emit(sentence)

    def preview(self, report: int) -> None:
        """Find more passages of one report, for its preview."""
        self._jobs.start(
            _PREVIEW, partial(_hits, [report], self.query, PREVIEWED), self._take_preview, self._show_problem
        )

    def add(self, folders: Iterable[Path], watched: bool = False) -> None:
        """Add folders or files, and read them."""
        from zjviewer.library.choices import Folder, with_folders

        added = tuple(Folder(str(folder.absolute()), watched) for folder in folders)
        self._change(lambda before: with_folders(before, added), self.update)

    def remove(self, folders: Collection[str]) -> None:
        """Take folders out of the library."""

        def work() -> Choices:
            from zjviewer.library.choices import choices_path
            from zjviewer.library.network_folders import library_path
            from zjviewer.library.results.changes import remove_folders

            return remove_folders(library_path()[0], choices_path(), folders)

        self.stop()
        self._jobs.start(_CHANGE, work, lambda choices: self.load(), self._show_problem)

    def watch(self, watched: bool) -> None:
        """Set whether the folders are looked through whenever the page is shown."""

        def change(before: Choices) -> Choices:
            return before._replace(folders=tuple(folder._replace(watched=watched) for folder in before.folders))

        self._change(change, self.load)

    def look_through_watched(self) -> None:
        """Look through the watched folders for new and changed files."""
        folders = [folder.path for folder in self.choices.folders if folder.watched] if self.choices else []
        if folders and not self.reading:
            self.update(list(map(Path, folders)))

    def assign(self, reports: Sequence[int], given: Assignment) -> None:
        """Assign a body, a type, a region or a year to reports."""

        def work() -> Choices:
            from zjviewer.library.choices import choices_path
            from zjviewer.library.network_folders import library_path
            from zjviewer.library.results.changes import assign

            return assign(library_path()[0], choices_path(), reports, given)

        self._jobs.start(_CHANGE, work, lambda choices: self.load(), self._show_problem)

    def save_search(self, search: SavedSearch) -> None:
        """Store a search under its name, in place of an earlier one."""

        def change(before: Choices) -> Choices:
            others = tuple(each for each in before.searches if each.name != search.name)
            return before._replace(searches=(*others, search))

        self._change(change, self.load)

    def remove_search(self, name: str) -> None:
        """Remove a saved search."""

        def change(before: Choices) -> Choices:
            return before._replace(searches=tuple(each for each in before.searches if each.name != name))

        self._change(change, self.load)

    def update(self, folders: list[Path] | None = None, again: bool = False) -> None:
        """Look through folders, all without `folders`, and read what is new or has changed; `again` also what could not
        be read. Does nothing while that is being done."""
        if self.reading:
            return
        from zjviewer.library.indexing import Control

        control = self._control = Control()
        pool = {"pool": self.pool} if self.pool else {}

        def work(handle: JobHandle) -> Result:
            from zjviewer.library.choices import choices_path, read_choices
            from zjviewer.library.indexing import update_library
            from zjviewer.library.network_folders import library_path

            def show(progress: Progress) -> None:
                self.progress = progress
                if handle.cancelled:
                    control.stopped.set()
                handle.report(progress.done, progress.total)

            path, _ = library_path()
            choices = read_choices(choices_path())
            options: dict[str, Any] = {"again": again, "control": control, "progress": show, **pool}
            return update_library(path, choices, folders, **options)

        self._jobs.start(_UPDATE, work, self._end_update, self._fail_update, self._show_progress)
        self.progress_changed.emit()

    def pause(self, paused: bool) -> None:
        """Pause the reading, or go on."""
        if self._control is not None:
            (self._control.paused.set if paused else self._control.paused.clear)()
            self.progress_changed.emit()

    def stop(self) -> None:
        """Stop the reading; what was read stays."""
        if self._control is not None:
            self._control.stopped.set()
            self._control.paused.clear()

    def _change(self, change: Callable[[Choices], Choices], then: Callable[[], None]) -> None:
        def work() -> Choices:
            from zjviewer.library.choices import change_choices, choices_path

            return change_choices(choices_path(), change)

        def done(choices: Choices) -> None:
            self.choices = choices
            then()

        self._jobs.start(_CHANGE, work, done, self._show_problem)

    def _show_rows(self, loaded: _Loaded) -> None:
        self.rows, self.unread, self.choices = loaded.rows, loaded.unread, loaded.choices
        first, self.loaded = not self.loaded, True
        self.rows_changed.emit()
        if first:
            self.look_through_watched()
        if self.query.pattern:
            self.search(self.query)
        if loaded.damaged:
            self.update()

    def _show_candidates(self, found: Candidates) -> None:
        self.matching = found.certain
        self.unsearched = len(found.doubtful)
        self.found_changed.emit()
        if found.doubtful:
            work = partial(_confirm, found.doubtful, self.query)
            self._jobs.start(_CONFIRM, work, self._take_confirmed, self._refuse_query, self._show_searched)

    def _show_searched(self, done: int, total: int) -> None:
        self.unsearched = total - done
        self.found_changed.emit()

    def _take_confirmed(self, found: frozenset[int]) -> None:
        self.matching = (self.matching or frozenset()) | found
        self.unsearched = 0
        self.found_changed.emit()

    def _refuse_query(self, problem: Exception) -> None:
        self.matching, self.unsearched = frozenset(), 0
        self.problem = error_message(problem)
        self.found_changed.emit()

    def _take_hits(self, found: dict[int, ReportHits]) -> None:
        self.hits.update(found)
        self.hits_changed.emit()

    def _take_preview(self, found: dict[int, ReportHits]) -> None:
        for hits in found.values():
            self.previewed.emit(hits)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress_changed.emit()
        if done and self._since_load.hasExpired(RELOAD):
            self.load()

    def _end_update(self, result: Result) -> None:
        self._control = self.progress = None
        for note in result.notes:
            self.post(error_message(note))
        self.progress_changed.emit()
        self.load()

    def _fail_update(self, problem: Exception) -> None:
        self._control = self.progress = None
        self.progress_changed.emit()
        self._show_problem(problem)
        self.load()

    def _show_problem(self, problem: Exception) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.post(error_message(problem))


def _load() -> _Loaded:
    from zjviewer.library.choices import choices_path, read_choices
    from zjviewer.library.database import open_for_reading
    from zjviewer.library.library_rows import file_rows, report_rows
    from zjviewer.library.network_folders import library_path

    path, _ = library_path()
    choices = read_choices(choices_path())
    connection = open_for_reading(path)
    if connection is None:
        return _Loaded((), (), choices, os.path.isfile(path))
    try:
        return _Loaded(report_rows(connection), file_rows(connection, "failed"), choices, False)
    finally:
        connection.close()


def _candidates(query: Query, variants: dict[int, str]) -> Candidates:
    from zjviewer.library.library_search import Candidates, candidates

    return _with_connection(lambda connection: candidates(connection, query, variants), Candidates(frozenset(), ()))


def _confirm(reports: tuple[int, ...], query: Query, handle: JobHandle) -> frozenset[int]:
    from zjviewer.library.library_search import confirmed

    def work(connection: Any) -> frozenset[int]:
        found: set[int] = set()
        for done, (report, yes) in enumerate(confirmed(connection, reports, query), 1):
            if handle.cancelled:
                break
            if yes:
                found.add(report)
            if done % 100 == 0:
                handle.report(done, len(reports))
        return frozenset(found)

    return _with_connection(work, frozenset())


def _hits(reports: Sequence[int], query: Query, most: int = 2) -> dict[int, ReportHits]:
    from zjviewer.library.library_search import hits_in

    return _with_connection(lambda connection: {each: hits_in(connection, each, query, most) for each in reports}, {})


def _with_connection(work: Callable[[Any], _T], otherwise: _T) -> _T:
    from zjviewer.library.database import open_for_reading
    from zjviewer.library.network_folders import library_path

    connection = open_for_reading(library_path()[0])
    if connection is None:
        return otherwise
    try:
        return work(connection)
    finally:
        connection.close()
