"""Tables of pages: distinguishes data tables from layout tables, and reads the cells of data tables."""

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
"""Longest cell, in code points; a table with most of its text in one longer cell is a layout table."""


def is_data(table: etree._Element) -> bool:
    """Whether a table is a data table: at least two rows and two columns, no table inside, neither an article nor a
    list of links, and not too many cells."""
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
    """Cells of a data table, each merged cell once; None where the table is empty or too large."""
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
    """White space that a browser shows before the text of a cell; empty where there are only line breaks and spaces of
    the markup."""
    text = "".join(element.itertext()).lstrip(" \t\r\n")
    found = _INDENT.match(text)
    return found[0] if found else ""


def text_of(element: etree._Element) -> str:
    """Text of a cell on one line; a line break between Chinese characters adds no space."""
    parts: list[str] = []
    for event, below in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and below.tag not in ("script", "style"):
            parts.append("\n" if below.tag in _BREAKING else "")
            parts.append(below.text or "")
        elif event != "start" and below is not element:
            parts.append(below.tail or "")
    return collapsed("".join(parts))


def collapsed(text: str) -> str:
    """Text with white space collapsed as in a browser, but without the space that a line break of the source leaves
    between Chinese characters."""
    return _SPACES.sub(" ", _SOFT_BREAK.sub("", text.strip())).strip(" \u3000")


def is_within(element: etree._Element, tag: str) -> bool:
    """Whether the parent of an element has the given tag."""
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Rows in display order: those of the head first and those of the foot last, in any order of the source."""
    order = {"thead": 0, "tfoot": 2}
    for child in sorted(table, key=lambda part: order.get(str(part.tag), 1)):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _span(cell: etree._Element, name: str) -> int:
    """Row or column span of a cell; 1 where the attribute is not a number. The value 0 means the rest of the table."""
    written = (cell.get(name) or "1").strip()
    return min(int(written), _MOST_SPAN) if written.isdecimal() and len(written) < 6 else 1
