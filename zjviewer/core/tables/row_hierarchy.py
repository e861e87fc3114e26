"""Hierarchy of the rows of a table: which row another one is a part of, and which labels name a total."""

import re
from collections.abc import Sequence
from decimal import Decimal

from zjviewer.core.model.analysis import Row
from zjviewer.core.outline.heading_numbers import split_number
from zjviewer.core.text.numerals import DIGITS, number_of
from zjviewer.core.text.segmentation import fold_width

_AREA = "全国|全省|全市|全区|全县|全州|全盟|全域"
_SUM = "合计|总计|共计|总数|总量"
_TOTAL = re.compile(
    rf"(?:{_SUM}).*|.*(?:{_SUM})|总(?:数量|额|金额|收入|支出|人数|件数|次数|和)|(?:{_AREA})(?:{_SUM}|总)?"
)
"""Labels that say that their row or column is a total."""
_MOST_OUTSIDE = 20
"""Rows behind 其中 that are tried as rows of their own."""
_NUMBER = re.compile(rf"[-−]?(?:{DIGITS})")


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


def parts_of_numbered(labels: Sequence[str], texts: Sequence[Sequence[str]]) -> dict[int, int]:
    """For rows without a number that stand between 一、 and 二、 the index of the row 一、, where the sums show, in at
    least half of such runs of several rows, that they are its parts; empty elsewhere.

    `labels` has one label for each row, empty for a row that takes no part; `texts` are those of its cells.
    """
    amounts = [[_amount(text) for text in row] for row in texts]
    runs: list[tuple[int, list[int]]] = []
    for at, label in enumerate(labels):
        plain = fold_width(label).strip()
        if plain and split_number(plain)[1] is not None:
            runs.append((at, []))
        elif not plain or is_total_label(plain.replace(" ", "")):
            runs.append((-1, []))
        elif runs and runs[-1][0] >= 0:
            runs[-1][1].append(at)
    several = [(top, parts) for top, parts in runs if len(parts) > 1]
    shown = [_add_up(amounts[top], [amounts[part] for part in parts]) for top, parts in several]
    if not any(shown) or sum(shown) * 2 < len(shown):
        return {}
    return {part: top for top, parts in runs for part in parts}


def beyond_of_which(paths: Sequence[tuple[str, ...]], texts: Sequence[Sequence[str]]) -> set[int]:
    """Rows that stand below 其中 as if they were parts of the same whole, although the parts before them are all of it
    or they are more than is left of it.

    `paths` has the labels of each row from the outermost to its own, `texts` those of its cells.
    """
    found: set[int] = set()
    for at, path in enumerate(paths):
        if len(path) < 2 or not path[-1].startswith("其中") or at == 0 or paths[at - 1] != path[:-1]:
            continue
        whole = [_amount(text) for text in texts[at - 1]]
        left = [
            None if amount is None else amount - (_amount(text) or 0)
            for amount, text in zip(whole, texts[at], strict=True)
        ]
        ended = False
        for row in range(at + 1, len(paths)):
            if len(paths[row]) != len(path) or paths[row][:-1] != path[:-1] or paths[row][-1].startswith("其中"):
                break
            taken = [_amount(text) for text in texts[row]]
            pairs = [(rest, part) for rest, part in zip(left, taken, strict=True) if rest is not None and part]
            ended = ended or any(part > rest for rest, part in pairs)
            if ended:
                found.add(row)
                continue
            left = [
                rest if rest is None or part is None else rest - part for rest, part in zip(left, taken, strict=True)
            ]
    return found or _outside_by_total(paths, [[_amount(text) for text in row] for row in texts])


def _outside_by_total(paths: Sequence[tuple[str, ...]], amounts: Sequence[Sequence[Decimal | None]]) -> set[int]:
    """Last rows of one run below 其中 that, together with the outer rows, give the total of the table."""
    outer = [at for at, path in enumerate(paths) if len(path) == 1]
    total = outer[-1] if outer and is_total_label(paths[outer[-1]][0].replace(" ", "")) else None
    if total is None or _add_up(amounts[total], [amounts[at] for at in outer[:-1]]):
        return set()
    fitting: list[set[int]] = []
    for first, path in enumerate(paths):
        if len(path) != 2 or not path[-1].startswith("其中") or len(fitting) > 1:
            continue
        end = next((at for at in range(first, len(paths)) if paths[at][:-1] != path[:-1]), len(paths))
        for cut in range(max(first + 1, end - _MOST_OUTSIDE), end):
            rows = [*(at for at in outer if at != total), *range(cut, end)]
            if _add_up(amounts[total], [amounts[at] for at in rows]):
                fitting.append(set(range(cut, end)))
    return fitting[0] if len(fitting) == 1 else set()


def _add_up(whole: Sequence[Decimal | None], parts: Sequence[Sequence[Decimal | None]]) -> bool:
    """Whether rows give another row in a column where that row states more than nothing."""
    for total, *column in zip(whole, *parts, strict=True):
        known = [amount for amount in column if amount is not None]
        if total and len(known) > 1 and sum(known) == total:
            return True
    return False


def _amount(text: str) -> Decimal | None:
    """The number of a cell that holds nothing else; None for any other text."""
    plain = fold_width(text).strip()
    try:
        return number_of(plain) if _NUMBER.fullmatch(plain) else None
    except ValueError:  # a code of many digits
        return None
