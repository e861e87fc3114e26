"""Paths of members: `附件.zip/年报.docx`. Apart from `members`, so that a start imports no archive or e-mail module."""

import os
from pathlib import Path


def split_member(path: Path) -> tuple[Path, str] | None:
    """Path of the container and name of the member, for a path that continues inside a file; None for an ordinary
    path."""
    if os.path.exists(path):  # False, and no error, for a name that the system does not accept
        return None
    for parent in path.parents:
        if os.path.isfile(parent):
            return parent, path.relative_to(parent).as_posix()
        if os.path.exists(parent):
            return None
    return None


def document_file(path: Path) -> Path:
    """The file on disk that contains a document: the path itself, or the archive or e-mail of which it is a member."""
    inside = split_member(path)
    return inside[0] if inside else path
