"""Exceptions for invalid input and for file errors, as one tree.

- `Problem`: a message for the user; the CLI prints it and exits with code 2, the window shows it.
    - `UnreadableFile`: the file is missing, empty, of an unknown format, or not of the format of its name.
    - `BadSidecar`: an editorial file of a report cannot be read or is not valid.
    - `BadMarks`: an annotation file cannot be read or is not valid.
        - `DamagedMarks`: it can be read and is not valid.
    - `BadLibrary`: the library file cannot be read or is not valid.
    - `BadPattern`: a query is too long, or a regular expression is not valid, too large or too slow.
    - `NotWritten`: a file could not be written; no partial file is left.
"""


class Problem(Exception):
    """Message of one or more English sentences: what happened, to which file, and what to do next.

    `message` is its format string, and `values` are its fields by name, so that the window can translate the format
    string first.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values


class UnreadableFile(Problem):
    """A file that no reader can read."""


class BadSidecar(Problem):
    """A `report.txt.toml` that cannot be read or is not valid."""


class BadMarks(Problem):
    """A `report.txt.marks.toml` that cannot be read or is not valid."""


class DamagedMarks(BadMarks):
    """An annotation file that is not valid and is to be renamed; the value `path` is its path."""


class BadLibrary(Problem):
    """A `library.json` that cannot be read or is not valid."""


class BadPattern(Problem):
    """A query that cannot be executed."""


class NotWritten(Problem):
    """A file that could not be written."""
