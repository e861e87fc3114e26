"""Sidecar files of tests."""

from pathlib import Path

from zjviewer.core.editorial.sidecar import parse_sidecar, unknown_entries
from zjviewer.core.model.analysis import Sidecar


def read_sidecar(path: Path) -> Sidecar:
    """Values of a file, which has no entry that the program does not know. Raises BadSidecar."""
    raw = path.read_bytes()
    sidecar = parse_sidecar(raw, path.name)
    assert not unknown_entries(raw)
    return sidecar
