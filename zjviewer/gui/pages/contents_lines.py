"""Lines of a table of contents on a page, and the sections that they name."""

import re
from collections.abc import Sequence

from zjviewer.core.model.analysis import Section
from zjviewer.gui.pages.placement import PageText, plain_text

_ENTRY = re.compile(r"(?P<title>.*?[^\d.…·⋯_\-—])[.…·⋯_\-—]{2,}\d{1,4}$")
"""A title, leaders and a page number, without white space."""


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


def _line_of(index: int, page: PageText) -> str:
    """Characters at the height of a character, from left to right."""
    _, top, _, bottom = page.rects[index]
    middle = (top + bottom) / 2
    reach = max(6.0, bottom - top)
    line = [
        (left, page.characters[at])
        for at, (left, above, right, below) in enumerate(page.rects)
        if right > left and abs((above + below) / 2 - middle) < reach / 2
    ]
    return "".join(character for _, character in sorted(line, key=lambda each: each[0]))
