"""Lines of a table of contents on a page, and the sections that they name."""

import re
from collections.abc import Sequence

from zjviewer.core.model.analysis import Section
from zjviewer.gui.pages.placement import PageText, Rect, plain_text

_ENTRY = re.compile(r"(?P<title>.*?[^\d.…·⋯_\-—])[.…·⋯_\-—]{2,}\d{1,4}$")
"""A title, leaders and a page number, without white space."""

_LEADERS = re.compile(r"[.…·⋯_\-—]{2}")


def section_of_line(index: int, page: PageText, sections: Sequence[Section]) -> Section | None:
    """Section that the line of a character names, if it is an entry of contents; None for any other line."""
    entry = _ENTRY.match(plain_text(_line_of(index, page)).characters)
    if entry is None:
        return None
    titles = {plain_text(f"{section.number}{section.title}").characters: section for section in sections}
    titles |= {plain_text(section.title).characters: section for section in sections}
    wanted = entry["title"]
    return titles.get(wanted) or next(
        (section for title, section in titles.items() if len(title) > 1 and wanted.endswith(title)), None
    )


def contents_lines(page: PageText, sections: Sequence[Section]) -> list[Rect]:
    """Places of the entries of contents of a page, from top to bottom."""
    found: list[Rect] = []
    if not _LEADERS.search(page.characters):
        return found
    order = sorted((rect[1], at) for at, rect in enumerate(page.rects) if rect[2] > rect[0])
    below = float("-inf")
    for _, at in order:
        _, top, _, bottom = page.rects[at]
        if (top + bottom) / 2 < below:
            continue
        below = bottom
        if section_of_line(at, page, sections) is not None:
            line = _rects_of_line(at, page)
            found.append(
                (min(r[0] for r in line), min(r[1] for r in line), max(r[2] for r in line), max(r[3] for r in line))
            )
    return found


def _rects_of_line(index: int, page: PageText) -> list[Rect]:
    return [page.rects[at] for at in _places_on_line(index, page)]


def _line_of(index: int, page: PageText) -> str:
    """Characters at the height of a character, from left to right."""
    places = sorted(_places_on_line(index, page), key=lambda at: page.rects[at][0])
    return "".join(page.characters[at] for at in places)


def _places_on_line(index: int, page: PageText) -> list[int]:
    _, top, _, bottom = page.rects[index]
    middle = (top + bottom) / 2
    reach = max(6.0, bottom - top)
    return [
        at
        for at, (left, above, right, below) in enumerate(page.rects)
        if right > left and abs((above + below) / 2 - middle) < reach / 2
    ]
