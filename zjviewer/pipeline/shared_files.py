"""Companion files with the bare stem of several documents, such as `r.toml` for `r.txt` and `r.pdf`: which document
inherits one.

The document whose text contains most of the quotations of the file inherits it; all documents where they are equal.
The file itself is never changed: the first write of a document that inherits it creates a copy.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from zjviewer.core.annotations.annotation_file import SUFFIX as MARKS
from zjviewer.core.editorial.sidecar import SUFFIX as SIDECAR
from zjviewer.core.model.report import ImportRemark
from zjviewer.errors import Problem
from zjviewer.storage.companion_files import namesakes, set_inherited, shared_path
from zjviewer.storage.toml_files import read_toml

INHERITED = "{file} has the stem of several documents. It is used for {name}; changes are stored in a file of its own."
NOT_VALID = "{file} is not used for {name}: it is damaged."
NOT_INHERITED = "{file} is not used for {name}: it belongs to {other}, which has more of its quotations."
REMARKS = (INHERITED, NOT_INHERITED, NOT_VALID)
_QUOTATIONS = ("begins", "quotation", "cells", "quote")
_PLACEHOLDER = re.compile(r"\{#?\}")


def settle_shared_files(report: Path, text: str, read_text: Callable[[Path], str]) -> tuple[ImportRemark, ...]:
    """Determine which shared files a report inherits, and store it for reading and writing; returns one remark for
    each file.

    `read_text` returns the text of another document, and may raise Problem.
    """
    remarks = []
    for suffix in (SIDECAR, MARKS):
        shared = shared_path(report, suffix)
        if shared is None:
            continue
        try:
            quotations = tuple(_quotations(read_toml(shared)))
        except (ValueError, OSError):
            set_inherited(shared, report, False)
            remarks.append(ImportRemark("doubted", NOT_VALID, (("file", shared.name), ("name", report.name))))
            continue
        own = _count(quotations, text)
        rivals = ((_count_in(quotations, other, read_text), other.name) for other in namesakes(report))
        most, name = max(rivals, key=lambda rival: rival[0], default=(0, ""))
        set_inherited(shared, report, own >= most)
        values = (("file", shared.name), ("name", report.name))
        if own >= most:
            remarks.append(ImportRemark("doubted", INHERITED, values))
        else:
            remarks.append(ImportRemark("doubted", NOT_INHERITED, (*values, ("other", name))))
    return tuple(remarks)


def _quotations(value: Any, key: str = "") -> Iterator[str]:
    """Longest part without a placeholder of each quotation in a file."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _quotations(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _quotations(each, key)
    elif isinstance(value, str) and key in _QUOTATIONS and (part := max(_PLACEHOLDER.split(value), key=len)):
        yield part


def _count(quotations: tuple[str, ...], text: str) -> int:
    return sum(quotation in text for quotation in quotations)


def _count_in(quotations: tuple[str, ...], other: Path, read_text: Callable[[Path], str]) -> int:
    try:
        return _count(quotations, read_text(other)) if quotations else 0
    except Problem:
        return 0
