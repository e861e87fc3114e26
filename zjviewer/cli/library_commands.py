"""Commands of the library: add folders, list files, search all reports, status, remove folders."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjviewer.cli.output import DONE, FAILED, JSON_FORMATS, NOTHING_FOUND, json_text, print_problem
from zjviewer.errors import Problem

if TYPE_CHECKING:
    import sqlite3

    from zjviewer.library.indexing import Progress, Result
    from zjviewer.library.library_rows import ReportRow
    from zjviewer.library.library_search import Passage, ReportHits

_EMPTY = "The library is empty. Add a folder: zjviewer library add DIR."
SEARCH_KEYS = ("file", "title", "body", "year", "hits", "passages")
"""Keys of `zjviewer library search --format json`."""
PASSAGE_KEYS = ("page", "section", "start", "end", "text", "context", "in_title")
"""Keys of a passage. Offsets are those of the text, or of the title."""


def add_command(options: argparse.Namespace) -> int:
    """Run `zjviewer library add`, and return the exit code."""
    from zjviewer.library.choices import Folder, change_choices, choices_path, enclosing_folder, with_folders
    from zjviewer.library.indexing import update_library

    folders = [Path(os.path.abspath(folder)) for folder in options.folders]
    for folder in folders:
        if not os.path.exists(folder):
            raise Problem("There is no folder {folder}.", folder=folder)
    path = _path()
    added = tuple(Folder(str(folder)) for folder in folders)
    choices = change_choices(choices_path(), lambda before: with_folders(before, added))
    roots = dict.fromkeys(enclosing_folder(choices, folder) or folder for folder in folders)
    result = update_library(path, choices, roots, again=options.again, progress=_progress_line())
    return _print_result(result, options.format)


def list_command(options: argparse.Namespace) -> int:
    """Run `zjviewer library list`, and return the exit code."""
    from zjviewer.library.library_rows import file_rows, file_values

    with _reading() as connection:
        rows = file_rows(connection, options.state) if connection else ()
    if options.format in JSON_FORMATS:
        print(json_text(map(file_values, rows), options.format), end="")
    else:
        for row in rows:
            known = " · ".join(filter(None, (row.body, str(row.year or ""), row.title)))
            print("\t".join((row.file, row.state, row.message or known)))
    return DONE if rows else NOTHING_FOUND


def search_library_command(options: argparse.Namespace) -> int:
    """Run `zjviewer library search`, and return the exit code."""
    from zjviewer.core.search.engine import Query, find
    from zjviewer.library.library_rows import report_rows
    from zjviewer.library.library_search import hits_in, matching

    if not options.pattern:
        raise Problem("There is nothing to search for: PATTERN is empty.")
    query = Query(
        options.pattern, regex=options.regex, variants=options.variants, pinyin=options.pinyin, near=not options.regex
    )
    find("", query)  # an invalid expression is refused even where there is nothing to search
    found: list[tuple[ReportRow, ReportHits]] = []
    with _reading() as connection:
        if connection is not None:
            rows = {row.id: row for row in report_rows(connection)}
            variants = {row.id: row.variants for row in rows.values() if row.variants}
            chosen = sorted(matching(connection, query, variants) & set(rows))
            found = [(rows[report], hits_in(connection, report, query, options.passages)) for report in chosen]
    found.sort(key=lambda each: (not each[1].in_title, -each[1].hits, each[0].file))
    if options.format in JSON_FORMATS:
        print(json_text([_values(row, hits) for row, hits in found], options.format), end="")
    else:
        for row, hits in found:
            print(f"{row.file}: {row.title}: {hits.hits}")
            for each in hits.passages:
                place = " ".join(filter(None, (f"p. {each.page}" if each.page else "", each.section)))
                print(f"    {place}: {each.before}{each.text}{each.after}")
    return DONE if found else NOTHING_FOUND


def status_command(options: argparse.Namespace) -> int:
    """Run `zjviewer library status`, and return the exit code."""
    from zjviewer.library.choices import choices_path, read_choices
    from zjviewer.library.library_rows import status_values

    path = _path()
    folders = [folder.path for folder in read_choices(choices_path()).folders]
    with _reading(quiet=True) as connection:
        counts = status_values(connection) if connection else {}
    size = path.stat().st_size if os.path.isfile(path) else 0
    values: dict[str, Any] = {"library": str(path), "bytes": size, "folders": folders, **counts}
    if options.format == "json":
        print(json.dumps(values, ensure_ascii=False, indent=1))
    else:
        for name, value in values.items():
            print(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    return DONE


def remove_command(options: argparse.Namespace) -> int:
    """Run `zjviewer library remove`, and return the exit code. Files on the disk stay as they are."""
    from zjviewer.library.choices import change_choices, choices_path, without_folders
    from zjviewer.library.database import open_library, transaction
    from zjviewer.library.indexing import writing
    from zjviewer.library.store import remove_folder

    folders = [Path(os.path.abspath(folder)) for folder in options.folders]
    path = _path()
    code = DONE
    with writing(path):
        change_choices(choices_path(), lambda before: without_folders(before, tuple(map(str, folders))))
        connection, _ = open_library(path)
        try:
            for folder in folders:
                with transaction(connection):
                    count = remove_folder(connection, folder)
                if count is None:
                    print_problem(Problem("{folder} is no folder of the library.", folder=folder))
                    code = NOTHING_FOUND
                else:
                    print(f"{folder}: {count}")
        finally:
            connection.close()
    return code


def _path() -> Path:
    """Path of the library; a note is printed where it is not in the user's data folder."""
    from zjviewer.library.network_folders import library_path

    path, note = library_path()
    if note:
        print_problem(note)
    return path


@contextmanager
def _reading(quiet: bool = False) -> "Iterator[sqlite3.Connection | None]":
    """Context manager of a connection for reading; None, with a message, where there is no library. A damaged one is
    built again first."""
    from zjviewer.library.choices import choices_path, read_choices
    from zjviewer.library.database import open_for_reading
    from zjviewer.library.indexing import update_library

    path = _path()
    connection = open_for_reading(path)
    if connection is None and os.path.isfile(path):
        for note in update_library(path, read_choices(choices_path()), progress=_progress_line()).notes:
            print_problem(note)
        connection = open_for_reading(path)
    if connection is None and not quiet:
        print_problem(_EMPTY)
    try:
        yield connection
    finally:
        if connection is not None:
            connection.close()


def _print_result(result: "Result", form: str) -> int:
    for note in result.notes:
        print_problem(note)
    values = {name: getattr(result, name) for name in ("read", "unchanged", "failed", "missing")}
    if form == "json":
        print(json.dumps(values, ensure_ascii=False, indent=1))
    else:
        print(", ".join(f"{count} {name}" for name, count in values.items()))
    if result.failed:
        print_problem(f"{result.failed} files cannot be read: zjviewer library list --state failed")
    return FAILED if result.failed or not (result.read or result.unchanged) else DONE


def _progress_line() -> "Any":
    """Function that shows progress on a terminal, on one line of standard error."""
    stream = sys.stderr
    shown = stream is not None and stream.isatty()

    def show(progress: "Progress") -> None:
        if not shown or not progress.total:
            return
        left = progress.seconds_left
        time_left = f", {left // 60:.0f}:{left % 60:02.0f} left" if left is not None else ""
        end = "\n" if progress.done == progress.total else ""
        stream.write(f"\r{progress.done:,} of {progress.total:,}, {progress.rate:.1f} a second{time_left}   {end}")
        stream.flush()

    return show


def _values(row: "ReportRow", hits: "ReportHits") -> dict[str, object]:
    passages = [_passage_values(each) for each in hits.passages]
    return dict(zip(SEARCH_KEYS, (row.file, row.title, row.body, row.year, hits.hits, passages), strict=True))


def _passage_values(each: "Passage") -> dict[str, object]:
    around = f"{each.before}{each.text}{each.after}"
    values = (each.page, each.section, each.start, each.end, each.text, around, each.in_title)
    return dict(zip(PASSAGE_KEYS, values, strict=True))
