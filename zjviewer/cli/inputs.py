"""Files of a command: opened one after another, with `-` for standard input."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zjviewer import paths
from zjviewer.cli.option_types import STANDARD_INPUT, UNUSABLE
from zjviewer.cli.output import DONE, FAILED, NOTHING_FOUND, print_problem, print_warnings, show_progress
from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.readers.common.input_file import LARGEST

_TOO_LARGE = "Standard input is larger than {limit} MB."
_TWICE = "Standard input can be read once only: name - once."


class Inputs:
    """The files of a command, each opened when it is its turn. The sentence of a file that cannot be opened is printed
    to standard error, and the next file is opened.

    `begin` opens one file in the given encoding. Without a file in the options, the bundled report is opened.
    """

    def __init__(self, options: argparse.Namespace, begin: Callable[[Path, str], Analysis]) -> None:
        if options.files.count(STANDARD_INPUT) > 1:
            raise Problem(_TWICE)
        self._files: list[Path] = options.files
        self._options = options
        self._begin = begin
        self._opened = 0
        self._failed = 0

    @property
    def several(self) -> bool:
        """Whether the output names the file of each object."""
        return len(self._files) > 1

    def opened(self) -> Iterator[tuple[str, Analysis]]:
        """Name and analysis of each file that can be opened."""
        files = self._files or [paths.bundled_report()]
        for number, file in enumerate(files, 1):
            member = self._options.member if self._files and number == len(files) else ""
            if not self._options.quiet:
                show_progress(number, len(files), str(file))
            try:
                analysis = self._open(file, member)
            except Problem as problem:
                self._failed += 1
                show_progress(number, len(files), "")
                print_problem(problem)
                continue
            self._opened += 1
            show_progress(number, len(files), "")
            self._failed += print_warnings(analysis, self._options)
            yield str(file / member if member else file), analysis

    def refuse(self, problem: Problem) -> None:
        """Print why the last opened file cannot be used after all, and count it as failed."""
        print_problem(problem)
        self._opened -= 1
        self._failed += 1

    def exit_code(self, found: bool) -> int:
        """Exit code after the last file: 2 where no file could be opened, 1 where one could not, or only in part, or
        where nothing was `found`."""
        if not self._opened:
            return UNUSABLE
        if self._failed:
            return FAILED
        return DONE if found else NOTHING_FOUND

    def _open(self, file: Path, member: str) -> Analysis:
        """Analysis of a file or of one of its members. Raises Problem."""
        encoding = self._options.encoding if self._files else ""
        if file != STANDARD_INPUT:
            return self._begin(file / member if member else file, encoding)
        with _spooled() as path:
            try:
                return self._begin(path / member if member else path, encoding)
            except Problem as problem:
                raise Problem("{sentence}", sentence=str(problem).replace(str(path), "-")) from problem


@contextmanager
def _spooled() -> Iterator[Path]:
    """Standard input as a temporary file, which is removed at the end. Raises Problem where it is too large."""
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Problem(_TOO_LARGE, limit=LARGEST >> 20)
    with tempfile.TemporaryDirectory(prefix="zjviewer-") as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(data)
        yield path
