"""Paths of companion files, in which a reader's own data about a report are stored: next to it, or in the user's
data folder.

A new file has the whole name of its report, `report.txt.toml`. A file with the bare stem, `report.toml`, is used
while only one document has that stem; of several, the one with most of its quotations inherits it until it has a
file of its own. Nothing is written next to the reports that come with the program.
"""

import os
from pathlib import Path

from zjviewer import paths
from zjviewer.storage.filenames import LONGEST_COMPANION, shorten

ENDINGS = frozenset(
    ("", ".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")
) | {
    *(".docx", ".docm", ".doc", ".wps", ".pdf", ".ofd", ".rtf", ".odt", ".xlsx", ".xlsm", ".xls", ".et", ".ods"),
    *(".eml", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff"),
}
"""File name extensions of documents, in lower case; a test compares them with those of the readers."""

_INHERITED: dict[tuple[str, str], bool] = {}
"""Whether a report inherits a file with its stem, by both paths; known after the report has been opened."""


def companion_path(report: Path, kind: str, suffix: str) -> Path:
    """Path to which a companion file is written: next to the report, or in the user's data folder if it exists there
    or the folder of the report is not writable."""
    report = Path(os.path.abspath(report))
    own, beside = user_data_path(report, kind, suffix), beside_path(report, suffix)
    elsewhere = os.path.exists(own) or report.is_relative_to(paths.data()) or not _is_writable(beside)
    return own if elsewhere else beside


def beside_path(report: Path, suffix: str) -> Path:
    """Path `report.txt.toml` next to `report.txt` for the suffix `.toml`; `report.toml` where that exists and no
    other document has the stem."""
    whole, bare = _whole_path(report, suffix), bare_path(report, suffix)
    if bare is not None and os.path.lexists(bare) and not os.path.lexists(whole) and not namesakes(report):
        return bare
    return whole


def bare_path(report: Path, suffix: str) -> Path | None:
    """Path `report.toml` next to `report.txt`; None where that is the companion file of another document, named
    `report`."""
    if report.suffix and os.path.isfile(report.with_name(report.stem)):
        return None
    return _fitted(report, report.stem, suffix)


def shared_path(report: Path, suffix: str) -> Path | None:
    """The file with the bare stem if several documents have the stem and this one has no file of its own; otherwise
    None."""
    whole, bare = _whole_path(report, suffix), bare_path(report, suffix)
    if bare is None or whole == bare or os.path.lexists(whole) or not os.path.lexists(bare):
        return None
    return bare if namesakes(report) else None


def inherited_path(report: Path, suffix: str) -> Path | None:
    """The shared file if this document inherits it; otherwise None."""
    shared = shared_path(report, suffix)
    return shared if shared is not None and _INHERITED.get(_key(shared, report)) else None


def set_inherited(shared: Path, report: Path, inherits: bool) -> None:
    """Store whether a report inherits a shared file."""
    _INHERITED[_key(shared, report)] = inherits


def namesakes(report: Path) -> tuple[Path, ...]:
    """Other documents in the folder with the stem of a report, sorted by name."""
    try:
        with os.scandir(report.parent) as entries:
            names = sorted(entry.name for entry in entries if entry.name.startswith(report.stem))
    except OSError:
        return ()
    others = (report.with_name(name) for name in names if name != report.name)
    return tuple(each for each in others if each.stem == report.stem and each.suffix.lower() in ENDINGS)


def user_data_path(report: Path, kind: str, suffix: str) -> Path:
    """Path in the subfolder `kind` of the user's data folder; unique for each path of a report."""
    import hashlib  # OpenSSL takes 3 ms to load

    report = Path(os.path.abspath(report))
    digest = hashlib.sha256(str(report).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return paths.user_folder() / kind / shorten(report.stem, f"-{digest}{suffix}")


def _whole_path(report: Path, suffix: str) -> Path:
    return _fitted(report, report.name, suffix)


def _fitted(report: Path, name: str, suffix: str) -> Path:
    """File name, shortened to the limit of file systems where necessary, and still unique."""
    if len(os.fsencode(name + suffix)) <= LONGEST_COMPANION:
        return report.with_name(name + suffix)
    from zlib import crc32

    return report.with_name(shorten(name, f"-{crc32(os.fsencode(name)):08x}{suffix}", LONGEST_COMPANION))


def _is_writable(path: Path) -> bool:
    place = path if os.path.exists(path) else path.parent
    return os.access(place, os.W_OK) and os.access(path.parent, os.W_OK)


def _key(shared: Path, report: Path) -> tuple[str, str]:
    return os.path.abspath(shared), os.path.abspath(report)
