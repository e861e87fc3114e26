"""Tables of pages: those that hold data, told from those that only lay a page out, and their cells."""

import re
from collections.abc import Iterator

from lxml import etree

from zjviewer.readers.common.blocks import SourceTable, TableCell, without_empty_edges

_WIDE = r"\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—"
_SOFT_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\xa0]*\n\s*(?=[{_WIDE}])")
_INDENT = re.compile("[\u00a0\u2002\u2003\u3000]+")
_SPACES = re.compile(r"[ \t\n\xa0]+")
_BREAKING = frozenset({"br", "p", "div", "li", "tr"})
_MOST_CELLS = 100_000
_MOST_SPAN = 500
_LONGEST_CELL = 400
"""Code points; a table with most of its words in one such cell lays a page out."""


def is_data(table: etree._Element) -> bool:
    """Two rows and two columns or more, no table inside, and neither an article nor a list of links."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [list(_cells_of(row)) for row in _rows_of(table)]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(sum(_span(cell, "colspan") for cell in row) for row in rows) < 2:
        return False
    lengths = [len("".join(cell.itertext()).strip()) for row in rows for cell in row]
    total = sum(lengths)
    if max(lengths) > _LONGEST_CELL and 2 * max(lengths) > total:
        return False
    linked = sum(len("".join(a.itertext()).strip()) for a in table.iterdescendants("a"))
    return 2 * linked <= total and len(lengths) <= _MOST_CELLS


def table_in(table: etree._Element, line: int) -> SourceTable | None:
    """The cells of a data table, merged ones once; None where it is too large to be one."""
    rows = list(_rows_of(table))
    taken: set[tuple[int, int]] = set()
    cells: list[TableCell] = []
    heads = 0
    for r, row in enumerate(rows):
        column = 0
        every = list(_cells_of(row))
        if heads == r and every and (is_within(row, "thead") or all(cell.tag == "th" for cell in every)):
            heads = r + 1
        for cell in every:
            while (r, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan") or len(rows), len(rows) - r)
            across = _span(cell, "colspan") or 1
            while across > 1 and any((r, column + c) in taken for c in range(across)):
                across -= 1
            if len(taken) + down * across > _MOST_CELLS:
                return None
            taken |= {(r + i, column + c) for i in range(down) for c in range(across)}
            cells.append(TableCell(r, column, _indent_of(cell) + text_of(cell), down, across))
            column += across
    if not taken:
        return None
    width = max(column for _, column in taken) + 1
    return without_empty_edges(SourceTable(len(rows), width, tuple(cells), heads, line))


def _indent_of(element: etree._Element) -> str:
    """The white space that a browser shows before the text of a cell; line ends and spaces of the markup are none."""
    text = "".join(element.itertext()).lstrip(" \t\r\n")
    found = _INDENT.match(text)
    return found[0] if found else ""


def text_of(element: etree._Element) -> str:
    """The words of a cell on one line; breaks inside a Chinese word leave no gap."""
    parts: list[str] = [element.text or ""]
    for below in element.iterdescendants():
        if isinstance(below.tag, str) and below.tag not in ("script", "style"):
            parts.append("\n" if below.tag in _BREAKING else "")
            parts.append(below.text or "")
        parts.append(below.tail or "")
    return collapsed("".join(parts))


def collapsed(text: str) -> str:
    """White space as a browser shows it, without the gap that a line end of the source leaves between Chinese."""
    return _SPACES.sub(" ", _SOFT_BREAK.sub("", text.strip())).strip(" \u3000")


def is_within(element: etree._Element, tag: str) -> bool:
    """Whether an element stands right inside one of a name."""
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Head first and foot last, as a browser shows them, wherever they stand in the source."""
    order = {"thead": 0, "tfoot": 2}
    for child in sorted(table, key=lambda part: order.get(str(part.tag), 1)):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _span(cell: etree._Element, name: str) -> int:
    """0 is for the rest of the table; what is no number is 1."""
    written = (cell.get(name) or "1").strip()
    return min(int(written), _MOST_SPAN) if written.isdecimal() and len(written) < 6 else 1
