"""Which tables of a page hold data: by their rows, columns, long cells and links."""

import pytest
from lxml import html

from zjviewer.readers.html.tables import _LONGEST_CELL, is_data

LONG = "字" * (_LONGEST_CELL + 1)


def table(*rows: tuple[str, ...]):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return html.fragment_fromstring(f"<table>{cells}</table>")


@pytest.mark.parametrize(
    ("rows", "data"),
    [
        *(([("甲", "1"), ("乙", "2")], True), ([("甲", "1")], False), ([("甲",), ("乙",)], False)),
        *(([("甲", LONG), ("乙", "2")], False), ([("甲", LONG[1:]), ("乙", "2")], True)),
        *(([("甲", LONG), ("乙", LONG)], True), ([("甲", "字" * 20), ("乙", "2")], True)),
        *(([("<a href='x'>甲甲甲</a>", "1"), ("<a href='x'>乙乙乙</a>", "2")], False),),
        *(
            ([("<a href='x'>甲</a>", "1"), ("<a href='x'>乙</a>", "2")], True),
            ([("<a href='x'>甲甲</a>", "1"), ("乙", "2")], True),
        ),
        *(([("甲", "<table><tr><td>1</td></tr></table>"), ("乙", "2")], False),),
    ],
)
def test_a_table_of_data_has_rows_columns_and_short_cells(rows, data):
    assert is_data(table(*rows)) == data
