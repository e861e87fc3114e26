"""Notices that the files of open reports are replaced, written, moved or deleted by other programs."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from zjviewer.gui.documents.open_reports import OpenReports
from zjviewer.gui.documents.report_loader import ReportLoader
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.readers.container.member_paths import document_file
from zjviewer.storage.file_version import FileVersion, file_version

FileState = Literal["same", "changed", "missing"]

SETTLED_MS = 400
"""Milliseconds for which a file must stay as it is before it counts as written."""
_JOB = "watch"
_SAME: tuple[FileState, None] = ("same", None)
_Versions = Mapping[int, FileVersion | None]


class FileWatch(QObject):
    """Compares the files with the versions that the loader has read. The system reports changes of their folders; files
    on systems that report nothing are looked at when the window is activated or a tab comes to the front.

    Signals: `changed` (): a file is in another state.
    """

    changed = Signal()

    def __init__(self, tabs: OpenReports, loader: ReportLoader, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._loader = loader
        self._jobs = jobs
        self._seen: _Versions = {}
        """Versions of the last look, by number of the tab."""
        self._found: dict[int, tuple[FileState, FileVersion | None]] = {}
        """State of the file of each tab that was read, and the version that it is of."""
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(self._look_soon)
        self._watcher.fileChanged.connect(self._look_soon)
        tabs.changed.connect(self._look_soon)
        loader.settled.connect(self._look_soon)
        if isinstance(application := QCoreApplication.instance(), QGuiApplication):
            application.applicationStateChanged.connect(self._follow_activation)
        self._look_soon()

    def state(self, number: int) -> FileState:
        """State of the file of a tab."""
        return self._found.get(number, _SAME)[0]

    def version(self, number: int) -> FileVersion | None:
        """Version of the file of a tab that its state is of."""
        return self._found.get(number, _SAME)[1]

    def stop(self) -> None:
        """Look no more; called before the jobs are closed."""
        self._timer.stop()
        self._timer.blockSignals(True)

    def look(self) -> None:
        """Look at all files, in a job, because a network drive may not answer."""
        if self._timer.signalsBlocked():
            return
        files = {tab.number: document_file(tab.path) for tab in self._tabs.open}
        self._jobs.start(_JOB, partial(_versions, files), partial(self._compare, files), self._ignore)

    def _compare(self, files: Mapping[int, Path], found: _Versions) -> None:
        """Compare what was found with what was read; a file that still changes is looked at again."""
        before, self._seen = self._seen, found
        states: dict[int, tuple[FileState, FileVersion | None]] = {}
        for number, version in found.items():
            tab = self._tabs.tab(number)
            if tab is None or self._tabs.analysis_of(tab) is None:
                continue
            if version == self._loader.version_read(tab.path, version):
                states[number] = ("same", version)
            elif number not in before or before[number] != version:
                states[number] = self._found.get(number, _SAME)
                self._timer.start()
            else:
                states[number] = ("missing" if version is None else "changed", version)
        self._watch(files.values())
        if states != self._found:
            self._found = states
            self.changed.emit()

    def _watch(self, files: Iterable[Path]) -> None:
        """Watch the files, and their folders, where a replacement appears."""
        wanted = {str(path) for file in files for path in (file, file.parent)}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if outdated := watched - wanted:
            self._watcher.removePaths(sorted(outdated))
        added = [self._watcher.addPath(path) for path in sorted(wanted - watched)]
        if any(added):  # what changed before that was not reported
            self._look_soon()

    def _look_soon(self, *_: object) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _follow_activation(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._look_soon()

    def _ignore(self, _: Exception) -> None:
        """A look that failed is repeated after the next change."""


def _versions(files: Mapping[int, Path]) -> _Versions:
    return {number: file_version(path) for number, path in files.items()}
