"""Tables of DOCX: horizontally and vertically merged cells, rows that start after the first column, deleted rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from zjviewer.readers.common.blocks import SourceTable, TableCell, join_wrapped_lines, without_empty_edges
from zjviewer.readers.docx.styles import attribute, children, first, is_on, local

_CONTAINERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml"})
_MOST_SPAN = 500
_MOST_CELLS = 100_000


@dataclass(slots=True)
class _Open:
    """Cell whose vertical merge may continue in the next row."""

    row: int
    column: int
    text: str
    rows: int
    columns: int


def is_hidden_row(row: etree._Element) -> bool:
    """Whether Word does not show a row."""
    properties = first(row, "trPr")
    return properties is not None and is_on(first(properties, "hidden"))


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Rows of a table, including those inside content controls, without deleted rows."""
    for child in table:
        name = local(child)
        if name == "tr":
            properties = first(child, "trPr")
            if properties is None or first(properties, "del") is None:
                yield child
        elif name in _CONTAINERS:
            yield from rows_of(child)


def table_of_rows(rows: Sequence[etree._Element], text_of: Callable[[etree._Element], str]) -> SourceTable | None:
    """Source table from its rows; None for a table without cells or with too many."""
    cells: list[_Open] = []
    above: dict[int, _Open] = {}
    width = heads = 0
    for r, row in enumerate(rows):
        properties = first(row, "trPr")
        column = _number(properties, "gridBefore")
        if heads == r and properties is not None and is_on(first(properties, "tblHeader")):
            heads = r + 1
        here: dict[int, _Open] = {}
        for element in _cells_of(row):
            shape = first(element, "tcPr")
            across = max(1, min(_number(shape, "gridSpan"), _MOST_SPAN))
            merge = first(shape, "vMerge") if shape is not None else None
            upper = above.get(column)
            if merge is not None and attribute(merge, "val") != "restart" and upper is not None:
                upper.rows += 1
                here[column] = upper
            else:
                cell = _Open(r, column, join_wrapped_lines(text_of(element).split("\n")), 1, across)
                cells.append(cell)
                here[column] = cell
            column += across
            if len(cells) > _MOST_CELLS:
                return None
        width = max(width, column)
        above = here
    if not cells:
        return None
    made = tuple(TableCell(c.row, c.column, c.text, c.rows, c.columns) for c in cells)
    return without_empty_edges(SourceTable(len(rows), width, made, heads))


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if local(child) == "tc":
            properties = first(child, "tcPr")
            if properties is None or first(properties, "cellDel") is None:
                yield child
        elif local(child) in _CONTAINERS:
            yield from _cells_of(child)


def _number(properties: etree._Element | None, name: str) -> int:
    found = list(children(properties, name)) if properties is not None else []
    written = attribute(found[0], "val") if found else ""
    return int(written) if written.isdecimal() and len(written) < 6 else 0
