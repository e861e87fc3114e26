"""Everything that can be wrong with a user's input, as one tree.

- `Problem`: a sentence for the reader; the CLI prints it and ends with code 2, the window shows it.
    - `UnreadableFile`: the file is missing, empty, of an unknown format, or not what its name says.
    - `BadSidecar`: an editorial file beside a report is not what it should be.
    - `BadMarks`: a reader's file of marks is not what it should be.
        - `DamagedMarks`: it can be read, and says what it may not say.
    - `BadShelf`: the file of remembered reports is not what it should be.
    - `BadPattern`: a search pattern that is not a regular expression, or one that runs away.
    - `NotWritten`: an export that could not be written; nothing half-written is left.
"""


class Problem(Exception):
    """What happened, to which file, and what to do next, as one sentence in English.

    `message` is the English template and `values` fill its `{}` holes by name, so that the window can translate the
    template before it fills it.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values


class UnreadableFile(Problem):
    """A file that no reader can make a report of."""


class BadSidecar(Problem):
    """A `report.toml` that cannot be read or says something that it may not say."""


class BadMarks(Problem):
    """A `report.marks.toml` that cannot be read or says something that it may not say."""


class DamagedMarks(BadMarks):
    """A file of marks that can be put aside; the value `path` is where it lies."""


class BadShelf(Problem):
    """A `library.json` that cannot be read or is not what was written."""


class BadPattern(Problem):
    """A search pattern that cannot be used."""


class NotWritten(Problem):
    """An export that did not happen."""
