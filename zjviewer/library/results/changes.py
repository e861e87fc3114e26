"""Changes that the user makes to the library: assigned bodies and years, removed folders, first import."""

import os
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from zjviewer import paths
from zjviewer.core.editorial.sidecar import load_sidecars
from zjviewer.library.choices import (
    Choices,
    Folder,
    change_choices,
    with_assignments,
    with_folders,
    without_folders,
)
from zjviewer.library.database import open_library, path_of, transaction
from zjviewer.library.folder_scan import within
from zjviewer.library.identity import Assignment, evidence_of, identify
from zjviewer.library.store import put_identity, remove_folder
from zjviewer.library.stored_text import report_of
from zjviewer.storage.library_file import LibraryFile, path_for_key


def assign(library: Path, choices: Path, reports: Collection[int], given: Assignment) -> Choices:
    """Assign body, type, region or year to reports, at once and for every later reading; an empty assignment takes the
    earlier one back. A sidecar's word still wins. Raises BadLibrary and NotWritten."""
    connection, _ = open_library(library)
    try:
        marks = ", ".join("?" * len(reports))
        rows = connection.execute(
            "SELECT reports.id, sha256, text, layout, files.path, folders.path FROM reports "
            "JOIN texts ON texts.report = reports.id JOIN files ON files.report = reports.id "
            f"JOIN folders ON folders.id = folder WHERE reports.id IN ({marks}) GROUP BY reports.id",
            tuple(reports),
        ).fetchall()
        after = change_choices(choices, lambda before: with_assignments(before, {row[1]: given for row in rows}))
        with transaction(connection):
            for report, _, text, layout, file, folder in rows:
                path, root = Path(path_of(file)), Path(path_of(folder))
                sidecar, _ = load_sidecars(path)
                inside = PurePosixPath(within(path, root))
                stored = report_of(text, layout, path)
                evidence = evidence_of(stored, sidecar, inside, root.parts[1:-1], given)
                put_identity(connection, report, identify(evidence))
    finally:
        connection.close()
    return after


def remove_folders(library: Path, choices: Path, folders: Collection[str]) -> Choices:
    """Take folders out of the library; their files stay as they are. Raises BadLibrary and NotWritten."""
    after = change_choices(choices, lambda before: without_folders(before, folders))
    connection, _ = open_library(library)
    try:
        for folder in folders:
            with transaction(connection):
                remove_folder(connection, Path(folder))
    finally:
        connection.close()
    return after


def first_import(choices: Path, opened: LibraryFile) -> Choices:
    """The choices with the bundled report and the reports that were opened before, which are taken over once. Raises
    BadLibrary and NotWritten."""

    def change(before: Choices) -> Choices:
        if before.imported:
            return before
        files = [path_for_key(entry.path) for entry in opened.entries if entry.opened]
        known = [Folder(str(file)) for file in (paths.bundled_report(), *files) if os.path.isfile(file)]
        return with_folders(before, tuple(known))._replace(imported=True)

    return change_choices(choices, change)
