"""Hierarchy of the rows of a table: which row another one is a part of, and which labels name a total."""

import re
from collections.abc import Sequence

from zjviewer.core.model.analysis import Row

_AREA = "全国|全省|全市|全区|全县|全州|全盟|全域"
_SUM = "合计|总计|共计|总数|总量"
_TOTAL = re.compile(
    rf"(?:{_SUM}).*|.*(?:{_SUM})|总(?:数量|额|金额|收入|支出|人数|件数|次数|和)|(?:{_AREA})(?:{_SUM}|总)?"
)
"""Labels that say that their row or column is a total."""


def row_parents(rows: Sequence[Row]) -> list[int | None]:
    """For each row the index of the row that it is a part of; None for the outermost.

    By the levels of the rows; in a national table by the ids, since the id of a part begins with that of its whole. A
    row that its label calls a total is drawn with its parts, and counts as no parent in a national table.
    """
    found: list[int | None] = []
    if any(row.level for row in rows):
        above: list[int] = []
        for number, row in enumerate(rows):
            while above and rows[above[-1]].level >= row.level:
                above.pop()
            found.append(above[-1] if above else None)
            above.append(number)
        return found
    by_key = {row.key: number for number, row in enumerate(rows) if row.key and not is_total_label(row.label)}
    return [by_key.get(row.key.rpartition(".")[0]) if row.key else None for row in rows]


def is_total_label(label: str) -> bool:
    """Whether a label says that its row or column is a total."""
    return bool(_TOTAL.fullmatch(label.strip()))
