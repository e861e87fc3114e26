"""Choice of the report of the first frame: a file that was named, a tab of the last session, or the bundled report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zjviewer import paths
from zjviewer.errors import Problem
from zjviewer.gui.documents.early_reading import EarlyReading
from zjviewer.readers.container.member_paths import document_file
from zjviewer.readers.sandbox.isolated_reading import is_safe_in_process

if TYPE_CHECKING:
    from zjviewer.core.model.analysis import Analysis

PATIENCE = 0.3
"""Seconds that a window which is ready waits for the text of a guarded file, so that it is in the first frame."""
TERMINAL_PATIENCE = 3.0
"""The same where a terminal shows the errors; a scan takes longer, and its pages are shown one after another."""


class FirstReport(NamedTuple):
    """The report that is being read for the first frame."""

    reading: EarlyReading
    others: tuple[tuple[Path, str], ...] = ()
    """Files and encodings that take its place where it cannot be read."""
    is_required: bool = True
    """Whether the start fails where none of them can be read; a session of yesterday shows the error in its tab."""
    patience: float | None = None
    """Seconds for which the window is not shown before the file has been read; None for as long as it takes."""

    def check(self) -> None:
        """Raise the Problem of the first file if none of them is there, which no window is needed to find out."""
        files = (self.reading.path, *(path for path, _ in self.others))
        if (
            self.is_required
            and self.patience != PATIENCE
            and not any(os.path.exists(document_file(path)) for path in files)
        ):
            self.begun()

    def begun(self) -> Analysis | None:
        """Text and outline of the first of the files that can be read; None where the window is to be shown without.

        Raises the Problem of the first file if none can be read.
        """
        self.reading.proceed()
        if not self.reading.wait(self.patience):
            return None
        if self.reading.begun is not None or self.patience == PATIENCE:
            return self.reading.begun
        for path, encoding in self.others:
            other = EarlyReading(path, encoding)
            other.proceed()
            other.wait()
            if other.begun is not None:
                return other.begun
        if self.is_required and self.reading.problem is not None:
            raise self.reading.problem
        return None


def read_first_report(files: Sequence[Path], remember: bool, whole: bool = False) -> FirstReport | None:
    """Begin to read the report of the first frame; None if no report was open in the last session.

    A file that takes long to read is awaited only if its text must be in the first frame (`whole`), or if a terminal
    shows the errors. Without `remember`, what was open in the last session does not matter.
    """
    if not remember:
        chosen = [(path, "") for path in files or (paths.bundled_report(),)]
        return FirstReport(EarlyReading(*chosen[0]), tuple(chosen[1:]))
    from zjviewer.storage.library_file import (
        LibraryFile,
        library_path,
        page_of,
        path_for_key,
        read_library,
        report_key,
        split_tabs,
    )

    try:
        library = read_library(library_path())
    except Problem:
        library = LibraryFile()  # the library store shows a message
    if files or library.tabs is None:
        named = files or (paths.bundled_report(),)
        chosen = [(path, library.entry(report_key(path)).encoding) for path in named]
        patience = None if whole or is_safe_in_process(named[0]) else TERMINAL_PATIENCE if _in_terminal() else PATIENCE
        return FirstReport(EarlyReading(*chosen[0]), tuple(chosen[1:]), patience=patience)
    tabs = tuple(key for key in split_tabs(library).restored if not page_of(key))
    if not tabs:
        return None
    keys = (library.front, *(tab for tab in tabs if tab != library.front)) if library.front in tabs else tabs
    chosen = [(path_for_key(key), library.entry(key).encoding) for key in keys]
    patience = None if whole or is_safe_in_process(chosen[0][0]) else PATIENCE
    return FirstReport(EarlyReading(*chosen[0]), tuple(chosen[1:]), is_required=False, patience=patience)


def _in_terminal() -> bool:
    return bool(sys.stderr and sys.stderr.isatty())
