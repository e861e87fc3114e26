"""File to report: one function per format, one line in `READERS`."""

from collections.abc import Callable
from pathlib import Path

from zjviewer.core.model import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.plain import read_plain

READERS: tuple[tuple[frozenset[str], Callable[[Path], Report]], ...] = (
    (frozenset({".txt", ".text", ".md", ".markdown", ""}), read_plain),
)


def read_report(path: Path) -> Report:
    """Raises UnreadableFile."""
    if path.is_dir():
        raise UnreadableFile("{name} is a folder, not a report.", name=path)
    for endings, reader in READERS:
        if path.suffix.lower() in endings:
            return reader(path)
    known = ", ".join(sorted(ending for endings, _ in READERS for ending in endings if ending))
    raise UnreadableFile("{name} is of a kind that cannot be read; these can: {known}.", name=path.name, known=known)
