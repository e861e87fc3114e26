"""Where a reader's own files about a report lie: beside it, or in the user's folder where nothing may be written there.

What comes with the program is never written to: its reader's files lie in the user's folder, too.
"""

import os
from pathlib import Path

from zjviewer import paths


def companion_path(report: Path, kind: str, suffix: str) -> Path:
    """`report.toml` beside `report.txt` for the suffix `.toml`; the own path where a file is there already, or where
    the one beside may not be written."""
    report = Path(os.path.abspath(report))
    own, beside = user_data_path(report, kind, suffix), report.with_suffix(suffix)
    kept = own.exists() or report.is_relative_to(paths.data()) or not _may_be_written(beside)
    return own if kept else beside


def user_data_path(report: Path, kind: str, suffix: str) -> Path:
    """In the user's folder; `kind` names the folder below it."""
    import hashlib  # OpenSSL takes 3 ms to load

    report = Path(os.path.abspath(report))
    digest = hashlib.sha256(str(report).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return paths.user_folder() / kind / f"{report.stem}-{digest}{suffix}"


def _may_be_written(path: Path) -> bool:
    return os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)
