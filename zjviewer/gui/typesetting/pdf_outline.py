"""Outline (bookmarks) of a PDF that Qt has written: QPdfWriter has no function for it.

The outline is appended as an incremental update (PDF 32000-1:2008, 7.5.6): new objects, a new catalog, and a second
cross-reference table. What Qt wrote stays as it is.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_ROOT = re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_SIZE = re.compile(rb"/Size\s+(\d+)")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_PAGES = re.compile(rb"/Pages\s+(\d+)\s+0\s+R")
_KIDS = re.compile(rb"/Kids\s*\[(.*?)\]", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+)\s+0\s+R")
_INFO = re.compile(rb"/Info\s+\d+\s+0\s+R")


class OutlineEntry(NamedTuple):
    """A heading in the outline."""

    title: str
    level: int
    """1 for the outermost."""
    page: int
    """Index of the page, from 0."""
    top: float
    """Fraction of the height of the page above the heading."""


def with_outline(content: bytes, entries: Sequence[OutlineEntry], height: float) -> bytes:
    """A PDF of Qt with an outline; `height` is that of its pages in points. Unchanged without entries, and where the
    file has another structure than that of Qt."""
    trailer = content.rfind(b"trailer")
    root, size, start = _ROOT.search(content, trailer), _SIZE.search(content, trailer), _START.search(content)
    if not entries or trailer < 0 or root is None or size is None or start is None:
        return content
    catalog = _object(content, int(root[1]))
    pages = _PAGES.search(catalog)
    kids = _KIDS.search(_object(content, int(pages[1]))) if pages else None
    if kids is None:
        return content
    page_ids = [int(number) for number in _REFERENCE.findall(kids[1])]
    shown = [each for each in entries if each.page < len(page_ids)]
    first = int(size[1])
    objects = {first: _outlines(shown, first)}
    for number, entry in enumerate(shown):
        place = f"[{page_ids[entry.page]} 0 R /XYZ null {height * (1 - entry.top):.1f} null]"
        title = ("\ufeff" + entry.title).encode("utf-16-be").hex().upper()
        links = _links(shown, number, first)
        objects[first + 1 + number] = f"<< /Title <{title}> /Dest {place} {links} >>".encode()
    objects[int(root[1])] = catalog.rstrip()[:-2] + f"/Outlines {first} 0 R /PageMode /UseOutlines >>".encode()
    info = _INFO.search(content, trailer)
    return _appended(content, objects, int(start[1]), int(root[1]), info[0] if info else b"")


def _outlines(entries: Sequence[OutlineEntry], root: int) -> bytes:
    tops = _children(entries, -1)
    ends = f"/First {root + 1 + tops[0]} 0 R /Last {root + 1 + tops[-1]} 0 R" if tops else ""
    return f"<< /Type /Outlines {ends} /Count {len(entries)} >>".encode()


def _links(entries: Sequence[OutlineEntry], number: int, root: int) -> str:
    """References of an entry to its parent, its neighbours and its children."""
    parent = _parent(entries, number)
    siblings, children = _children(entries, parent), _children(entries, number)
    at = siblings.index(number)
    found = [f"/Parent {root + 1 + parent if parent >= 0 else root} 0 R"]
    if at:
        found.append(f"/Prev {root + 1 + siblings[at - 1]} 0 R")
    if at + 1 < len(siblings):
        found.append(f"/Next {root + 1 + siblings[at + 1]} 0 R")
    if children:
        below = sum(1 for each in range(len(entries)) if _is_below(entries, each, number))
        ends = f"/First {root + 1 + children[0]} 0 R /Last {root + 1 + children[-1]} 0 R"
        found.append(f"{ends} /Count {below}")
    return " ".join(found)


def _parent(entries: Sequence[OutlineEntry], number: int) -> int:
    """Index of the nearest entry before with a smaller level; -1 for none."""
    level = entries[number].level
    return next((each for each in range(number - 1, -1, -1) if entries[each].level < level), -1)


def _children(entries: Sequence[OutlineEntry], parent: int) -> list[int]:
    return [each for each in range(parent + 1, len(entries)) if _parent(entries, each) == parent]


def _is_below(entries: Sequence[OutlineEntry], number: int, ancestor: int) -> bool:
    while number > ancestor:
        number = _parent(entries, number)
    return number == ancestor


def _object(content: bytes, number: int) -> bytes:
    """Dictionary of an object, with its brackets; empty for an unknown one."""
    found = re.search(rb"(?:^|[\r\n])%d 0 obj\s*(.*?)\s*endobj" % number, content, re.DOTALL)
    return found[1] if found else b""


def _appended(content: bytes, objects: dict[int, bytes], before: int, root: int, info: bytes) -> bytes:
    written = bytearray(content)
    if not written.endswith(b"\n"):
        written += b"\n"
    offsets = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n"
    for number, offset in sorted(offsets.items()):
        written += b"%d 1\n%010d 00000 n \n" % (number, offset)
    size = max(offsets) + 1
    written += b"trailer\n<< /Size %d /Root %d 0 R %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        *(size, root, info, before, start),
    )
    return bytes(written)
