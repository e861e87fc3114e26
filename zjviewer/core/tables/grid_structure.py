"""How a source table is laid out: bands, heading rows, label columns, and the cells that hold values."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zjviewer.core.figures.numbers import Number, find_numbers
from zjviewer.core.figures.vocabulary import SCALE, UNIT, WRITTEN_UNIT
from zjviewer.core.model.report import SourceCell, SourceGrid
from zjviewer.core.outline.heading_numbers import split_number
from zjviewer.core.tables.row_hierarchy import beyond_of_which, parts_of_numbered
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.numerals import DIGITS, number_of
from zjviewer.core.text.segmentation import fold_width

CellClass = Literal["number", "empty", "mark", "words"]

NUMBER = re.compile(
    rf"(?P<about>约|近|超过?|逾)?\s*+(?P<sign>[-−+])?\s*+(?P<number>{DIGITS})\s*+(?P<loose>[余多])?\s*+(?P<scale>{SCALE})\s*+"
    rf"(?P<unit>{UNIT})?"
)
_MARK = re.compile(r"[/／\\—–\-－_*＊×·]{1,6}|不适用|无|空|N/?A|未统计|不涉及|不存在", re.I)
_CODES = re.compile(r"编码|代码|序号|编号|科目码|行次|栏次|邮编|电话|年份|(?:^| )[类款项]$|^年度$|^年$|日期|时间$")
_UNIT = lazy_pattern(rf"{WRITTEN_UNIT}|[-—–−/]+")
_UNITS = re.compile(r"^(?:计量)?单位$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LEADING_ZERO = re.compile(r"0\d+")
_CHILD = re.compile(r"^其中[::]?")
_TOTAL = re.compile(r"(?:.*[^(])?(?:合计|总计)")
_UNNUMBERED = 9.0
"""Rank of a label without a number; an indent adds its width."""
_STEP = 0.5
"""Added to the rank of a row for the parts that 其中 names."""
_CODE_LEVELS = re.compile(r"类|款|项|.*(?:科目|功能分类|经济分类).*编码|科目代码|编码|代码")
_CODE_LEVEL = re.compile("[类款项]")
_CODE_LENGTHS = (3, 5, 7)
"""Digits of the codes of 类, 款 and 项 in the budget classification, each with those of the level above."""


_DATE = r"\d{4}\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}\s?日?|\s?月)(?:\s\d{1,2}:\d{2}(?::\d{2})?)?"
_CONTACT = (
    r"\(?0\d{2,3}\)?\s?[-—–]\s?\d{7,8}(?:[-转]\d{1,5})?|\(0\d{2,3}\)\s?\d{7,8}|(?:\+?86[- ]?)?1[3-9]\d{9}"
    r"|400[- ]?\d{3,4}[- ]?\d{3,4}|[\w.+-]{1,60}@[\w.-]{3,80}|(?:https?://|www\.)\S{1,300}"
)
_DETAIL = lazy_pattern(rf"{_DATE}|{_CONTACT}|(?=[0-9-]{{0,12}}[A-Z])[0-9A-Z-]{{8,24}}|\d{{15}}|\d{{17}}[\dXx]")
_CONTACT_OR_DATE = lazy_pattern(rf"{_DATE}|{_CONTACT}|\d{{3,4}}\s?[-—–]?\s?\d{{4}}|\d{{5,6}}")
"""Also short telephone numbers and postcodes, below a heading that says so."""
_DETAIL_HEADING = re.compile(r"(?:电话|手机|传真|联系方式|热线|邮编|邮政编码)(?:号码)?$")
_MOST_ALIKE = 0.8
"""Share of a column's cells that show what it holds."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of values."""

    row: int
    path: tuple[str, ...]
    """Its labels from the outermost to its own; empty where it has none."""
    leaf: SourceCell | None
    """The cell of its own label."""
    unit: str
    """Text of the column of units; empty where there is none."""
    cells: tuple[SourceCell | None, ...]
    """Under the part's columns; None where a cell that begins elsewhere covers the place."""


@dataclass(frozen=True, slots=True)
class GridBlock:
    """Rows of a table that share their labels' columns and their headings."""

    grid: int
    """Index into `Report.grids`."""
    band: str
    """The line that stands across the table above them; empty where there is none."""
    columns: tuple[tuple[str, ...], ...]
    """For each column of values its headings, from the outermost to its own."""
    label_head: str
    """What stands over the labels."""
    rows: tuple[GridRow, ...]

    @property
    def levels(self) -> list[int]:
        """For each row how many of the rows above are its ancestors, by their labels."""
        known: set[tuple[str, ...]] = set()
        found = []
        for row in self.rows:
            found.append(sum(row.path[:depth] in known for depth in range(1, len(row.path))))
            known.add(row.path)
        return found


def vague_number(plain: str) -> Number | None:
    """The number of a cell that holds nothing but a vague one (数千件, 两三百次, 十余家); None for any other cell."""
    found = find_numbers(plain, ()) if len(plain) <= _LONGEST_VAGUE and _VAGUE.match(plain) else []
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(plain)) or not found[0].qualifier:
        return None
    return found[0] if found[0].unit or found[0].qualifier in "数几余多" else None


_VAGUE = lazy_pattern("[数几上一二两三四五六七八九十百千万]{1,6}[余多来]?[万亿]?")
_LONGEST_VAGUE = 12


def match_number(plain: str) -> re.Match[str] | None:
    """Parts of a cell that is one number, by the groups about, sign, number, loose, scale and unit; None for other
    text, also for a number that `number_of` refuses, such as a code of 30 digits. `plain` has its width folded and no
    space around it."""
    match = NUMBER.fullmatch(plain)
    try:
        if match:
            number_of(match["number"] + match["scale"])
    except ValueError:
        return None
    return match


def classify_cell(text: str) -> CellClass:
    """The class of a cell's content."""
    plain = fold_width(text).strip()
    if not plain:
        return "empty"
    if match_number(plain) or vague_number(plain):
        return "number"
    return "mark" if _MARK.fullmatch(plain) else "words"


def split_grid(grid: SourceGrid, index: int, text: str) -> list[GridBlock]:
    """The parts of a table from top to bottom, and from left to right where labels stand between the values."""
    sheet = _CellMatrix(grid, text)
    found: list[GridBlock] = []
    band = ""
    heads: list[int] = []
    body: list[int] = []

    def close() -> None:
        found.extend(_split(sheet, index, band, heads, body))
        body.clear()

    for row in range(grid.height):
        title = sheet.band(row)
        if title and not (heads and not body):
            close()
            band, heads = title, []
        elif title:
            band = f"{band} {title}".strip()
        elif _is_head(sheet, row, heads, body, band):
            if body:
                close()
                heads = []
            heads = [*heads, row]
        else:
            body.append(row)
    close()
    return found


class _CellMatrix:
    """The cells of a table with their texts, by position; a merged cell owns all positions that it covers."""

    def __init__(self, grid: SourceGrid, text: str) -> None:
        self.grid = grid
        self.owner: dict[tuple[int, int], SourceCell] = {}
        self.texts: dict[SourceCell, str] = {}
        for cell in grid.cells:
            self.texts[cell] = text[cell.span.start : cell.span.end]
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self.owner[row, column] = cell

    def at(self, row: int, column: int) -> str:
        cell = self.owner.get((row, column))
        return self.texts[cell] if cell is not None else ""

    def row(self, row: int) -> list[SourceCell]:
        """The cells that reach into a row, from left to right."""
        found: list[SourceCell] = []
        for column in range(self.grid.width):
            cell = self.owner.get((row, column))
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    def band(self, row: int) -> str:
        """The text of a row that is one cell across the whole table; empty for other rows."""
        cells = self.row(row)
        filled = [cell for cell in cells if self.texts[cell].strip()]
        if len(filled) != 1 or self.grid.width < 2 or classify_cell(self.texts[filled[0]]) == "number":
            return ""
        if filled[0].columns == self.grid.width:
            return self.texts[filled[0]].strip()
        alone = filled[0].column == 0 and len(cells) == self.grid.width and _BAND.match(self.texts[filled[0]])
        return self.texts[filled[0]].strip() if alone else ""


_BAND = re.compile(r"第[一二三四五六七八九十]+条第")


def _is_head(sheet: _CellMatrix, row: int, heads: Sequence[int], body: Sequence[int], band: str) -> bool:
    """Whether a row is a heading: text over values; below the first rows only after a band or with the same labels."""
    cells = sheet.row(row)
    kinds = [classify_cell(sheet.texts[cell]) for cell in cells]
    if row < sheet.grid.heads:
        return True
    if "number" in kinds:
        numbers = [sheet.texts[c] for c, kind in zip(cells, kinds, strict=True) if kind == "number"]
        return not body and not heads and len(numbers) > 1 and all(_YEAR.fullmatch(n.strip()) for n in numbers)
    beyond = [kind for cell, kind in zip(cells, kinds, strict=True) if cell.column > 0 and cell.row + cell.rows > row]
    own = [c for c in cells if c.row == row]
    if body:
        first = sheet.at(heads[0], 0).strip() if heads else ""
        return bool(first) and sheet.at(row, 0).strip() == first and "words" in beyond
    if not heads:
        return "words" in beyond or (bool(own) and own[0].columns > 1 and "words" in kinds)
    if all(_CODE_LEVEL.fullmatch(sheet.texts[c].strip()) for c in own if sheet.texts[c].strip()):
        return any(sheet.texts[c].strip() for c in own)
    if "words" not in beyond:
        return False
    # Below a heading row: labels of the first rows of values stand in their own column, with empty values.
    last = [c for c in own if c.column > 0]
    under = {c.column for c in last if classify_cell(sheet.texts[c]) == "words"}
    empty = {c.column for c in last if classify_cell(sheet.texts[c]) in ("empty", "mark")}
    covered = any(c.row < row for c in cells)
    return bool(under) and (covered or not empty or max(under) > min(empty))


def _split(sheet: _CellMatrix, index: int, band: str, heads: Sequence[int], body: Sequence[int]) -> list[GridBlock]:
    rows = [row for row in body if any(sheet.texts[cell].strip() for cell in sheet.row(row))]
    if not rows:
        return []
    paths = [_head_path(sheet, heads, column) for column in range(sheet.grid.width)]
    kinds = [_column_kind(sheet, rows, column, paths[column]) for column in range(sheet.grid.width)]
    for column in range(sheet.grid.width - 1):
        named = kinds[column + 1] == "label" and paths[column] == paths[column + 1] and paths[column]
        if kinds[column] == "value" and named:
            kinds[column] = "code"  # numbers and names under one heading
    _set_details_apart(sheet, rows, paths, kinds)
    groups = _groups(kinds)
    codes = _codes(sheet, rows, [c for c, kind in enumerate(kinds) if kind == "code" and _has_code_levels(paths[c])])
    found = []
    for labels, values, unit in groups:
        part = _part(sheet, index, band, rows, paths, labels, values, unit, codes)
        if part.rows:
            found.append(part)
    return found


def _head_path(sheet: _CellMatrix, heads: Sequence[int], column: int) -> tuple[str, ...]:
    """Headings over a column; a heading that an unmerged copy writes only once counts for the empty ones behind it."""
    path: list[str] = []
    for number, row in enumerate(heads):
        label = sheet.at(row, column).strip()
        if not label and number + 1 < len(heads):
            label = _heading_before(sheet, heads, number, column)
        if label and (not path or path[-1] != label):
            path.append(label)
    return tuple(path)


def _heading_before(sheet: _CellMatrix, heads: Sequence[int], number: int, column: int) -> str:
    below = any(sheet.at(row, column).strip() for row in heads[number + 1 :])
    if not below:
        return ""
    for before in range(column - 1, -1, -1):
        label = sheet.at(heads[number], before).strip()
        if label:
            spread = any(sheet.at(row, before).strip() for row in heads[number + 1 :])
            return label if spread else ""
    return ""


def _column_kind(sheet: _CellMatrix, rows: Sequence[int], column: int, path: tuple[str, ...]) -> str:
    """`label`, `code`, `unit` or `value`."""
    own = [sheet.owner.get((row, column)) for row in rows]
    texts = [sheet.texts[c].strip() for c in own if c is not None and c.column == column and c.columns == 1]
    kinds = [classify_cell(text) for text in texts]
    units = any(_UNIT.fullmatch(fold_width(text)) for text in texts) or "words" not in kinds
    if path and _UNITS.match(path[-1].replace(" ", "")) and "number" not in kinds and units:
        return "unit"
    if texts and not path and "number" not in kinds and all(_UNIT.fullmatch(fold_width(t)) for t in texts if t):
        return "unit" if any(texts) and column > 0 else "label"
    numbers = [fold_width(text) for text, kind in zip(texts, kinds, strict=True) if kind == "number"]
    heading = " ".join(path)
    if numbers and _CODES.search(heading):
        return "code"
    if path and _CODE_LEVEL.fullmatch(path[-1]) and "words" not in kinds:
        return "code"  # a level that no row goes down to
    if numbers and column == 0 and all(_LEADING_ZERO.fullmatch(n) or (n.isdecimal() and len(n) == 3) for n in numbers):
        named = any(classify_cell(sheet.at(row, other)) == "words" for row in rows for other in (1, 2, 3))
        return "code" if named else "value"
    if numbers and column == 0 and not path and numbers == [str(i + 1) for i in range(len(numbers))]:
        return "code"
    label_count = kinds.count("words")
    if numbers:
        return "value" if len(numbers) >= label_count else "label"
    if label_count:
        return "label"
    spanned = [c for c in own if c is not None and c.columns > 1 and c.column <= column and sheet.texts[c].strip()]
    labelled = any(classify_cell(sheet.texts[c]) == "words" and c.column == 0 for c in spanned)
    return "label" if labelled and len(spanned) == len(own) else "value"


def _set_details_apart(
    sheet: _CellMatrix, rows: Sequence[int], paths: Sequence[tuple[str, ...]], kinds: list[str]
) -> None:
    """Change the kind of columns with dates, contacts or identifiers to `detail`: they name no row and count nothing.
    Of a list with such columns, a first column of distinct names is the only label."""
    last_value = max((c for c, kind in enumerate(kinds) if kind == "value"), default=-1)
    named = [c for c, kind in enumerate(kinds) if kind == "label" and c < last_value]
    details = [
        c for c in range(len(kinds)) if kinds[c] in ("label", "code", "value") and _is_detail(sheet, rows, c, paths[c])
    ]
    numbers = [c for c in details if kinds[c] != "label"]
    names = [c for c in named if c not in details]
    for column in numbers:
        kinds[column] = "detail"
    if not names:
        return  # dates may be all that names the rows
    for column in details:
        if column < last_value:
            kinds[column] = "detail"
    firsts = [sheet.at(row, names[0]).strip() for row in rows]
    if details and all(firsts) and len(set(firsts)) == len(firsts):
        for column in names[1:]:
            kinds[column] = "detail"


def _is_detail(sheet: _CellMatrix, rows: Sequence[int], column: int, path: tuple[str, ...]) -> bool:
    texts = [text for row in rows if (text := fold_width(sheet.at(row, column)).strip())]
    pattern = _CONTACT_OR_DATE if path and _DETAIL_HEADING.search(path[-1]) else _DETAIL
    return bool(texts) and sum(bool(pattern.fullmatch(text)) for text in texts) >= _MOST_ALIKE * len(texts)


def _groups(kinds: Sequence[str]) -> list[tuple[list[int], list[int], int | None]]:
    """Label columns with the columns of values behind them; text columns behind the last values count as values."""
    found: list[tuple[list[int], list[int], int | None]] = []
    labels: list[int] = []
    values: list[int] = []
    unit: int | None = None
    last_value = max((c for c, kind in enumerate(kinds) if kind == "value"), default=-1)
    for column, kind in enumerate(kinds):
        if kind == "unit":
            unit = column
        elif kind == "detail":
            continue
        elif kind == "value" or (column > last_value >= 0):
            values.append(column)
        else:
            if values and labels:  # values before the first label belong to it
                found.append((labels, values, unit))
                labels, values = [], []
            labels.append(column)
    if values:
        found.append((labels, values, unit))
    return found


def _part(
    sheet: _CellMatrix,
    index: int,
    band: str,
    rows: Sequence[int],
    paths: Sequence[tuple[str, ...]],
    labels: Sequence[int],
    values: Sequence[int],
    unit: int | None,
    codes: Mapping[int, str],
) -> GridBlock:
    found: list[GridRow] = []
    stack: list[tuple[float, str]] = []
    classes: list[tuple[str, str]] = []
    before: dict[int, str] = {}
    indented = len({cells[0].indent for row in rows if (cells := _labels(sheet, row, labels))}) > 1
    for row in rows:
        cells = _labels(sheet, row, labels)
        own = [(c.column, sheet.texts[c].strip()) for c in cells]
        path = tuple(label for _, label in own) if row in codes else _filled(own, labels, before)
        if not path and row in codes:
            path = _classified(codes[row], codes[row], classes)
        elif len(path) == 1 and codes:
            path = _classified(path[0], codes.get(row, ""), classes)
        elif len(path) == 1:
            path = _nested(path[0], stack, cells[0].indent if indented else 0)
        elif path:
            stack.clear()
        taken = [_value(sheet, row, column, values) for column in values]
        if not path and not any(cell is not None and sheet.texts[cell].strip() for cell in taken):
            continue
        named = sheet.at(row, unit).strip() if unit is not None else ""
        found.append(
            GridRow(
                row, path, cells[-1] if cells else None, "" if classify_cell(named) == "mark" else named, tuple(taken)
            )
        )
    head = next((path[-1] for path in (paths[c] for c in labels) if path), "")
    found = _placed_by_sums(sheet, found)
    filled = [n for n in range(len(values)) if any(row.cells[n] is not None for row in found)]
    found = [replace(row, cells=tuple(row.cells[n] for n in filled)) for row in found]
    return GridBlock(index, band, tuple(paths[values[n]] for n in filled), head, tuple(found))


def _placed_by_sums(sheet: _CellMatrix, rows: list[GridRow]) -> list[GridRow]:
    """The same rows, each below the row that it is a part of as far as sums show it."""
    texts = [[sheet.texts[cell] if cell is not None else "" for cell in row.cells] for row in rows]
    for at in beyond_of_which([row.path for row in rows], texts):
        rows[at] = replace(rows[at], path=(*rows[at].path[:-2], rows[at].path[-1]))
    labels = [row.path[0] if len(row.path) == 1 else "" for row in rows]
    tops = parts_of_numbered(labels, texts)
    return [replace(row, path=(labels[tops[at]], *row.path)) if at in tops else row for at, row in enumerate(rows)]


def _labels(sheet: _CellMatrix, row: int, labels: Sequence[int]) -> list[SourceCell]:
    found: list[SourceCell] = []
    for column in labels:
        cell = sheet.owner.get((row, column))
        if cell is None or cell in found or not sheet.texts[cell].strip():
            continue
        if classify_cell(sheet.texts[cell]) == "number" and len(labels) > 1:
            continue  # a code beside the name that it stands for
        found.append(cell)
    return found


def _filled(own: list[tuple[int, str]], labels: Sequence[int], before: dict[int, str]) -> tuple[str, ...]:
    """The row's labels, after those to their left that a copy without merged cells wrote only once."""
    if own:
        first = own[0][0]
        outer = [(column, before[column]) for column in labels if column < first and column in before]
        for column in [column for column in before if column >= first]:
            del before[column]
        before.update(own)
        own = [*outer, *own]
    return tuple(label for _, label in own)


def _nested(label: str, stack: list[tuple[float, str]], indent: int) -> tuple[str, ...]:
    """The labels above a label that stands alone in its row, and the label: （一） below 三、, 其中 below its whole, a
    deeper indent below a smaller one. A total is the outermost, and no other row is below it."""
    plain = fold_width(label).strip()
    rank = split_number(plain)[1]
    if rank is None and _TOTAL.fullmatch(plain.replace(" ", "")):
        stack.clear()
        return (label,)
    if rank is None and _CHILD.match(plain):
        rank = stack[-1][0] + _STEP if stack else _UNNUMBERED
    elif rank is None and indent:
        rank = _UNNUMBERED + indent
    elif rank is None:
        rank = stack[-1][0] if stack and not _is_indented(stack) else _UNNUMBERED
    while stack and stack[-1][0] >= rank:
        stack.pop()
    stack.append((rank, label))
    return tuple(text for _, text in stack)


def _is_indented(stack: Sequence[tuple[float, str]]) -> bool:
    return stack[-1][0] > _UNNUMBERED + _STEP


def _has_code_levels(path: Sequence[str]) -> bool:
    return bool(path) and bool(_CODE_LEVELS.fullmatch(fold_width(path[-1]).replace(" ", "")))


def _codes(sheet: _CellMatrix, rows: Sequence[int], columns: Sequence[int]) -> dict[int, str]:
    """The code of the budget classification in each row, with the digits of the levels above; empty where the columns
    hold no such codes of at least two levels."""
    found: dict[int, str] = {}
    above = [""] * len(columns)
    for row in rows:
        parts = [fold_width(sheet.at(row, column)).strip() for column in columns]
        last = max((n for n, part in enumerate(parts) if part), default=-1)
        if last < 0 or any(classify_cell(part) == "words" for part in parts):
            continue  # a row without a code, such as a total
        above = [part or (above[n] if n < last else "") for n, part in enumerate(parts)]
        code = "".join(above)
        if not code.isdecimal() or len(code) not in _CODE_LENGTHS:
            return {}
        found[row] = code
    return found if len({len(code) for code in found.values()}) > 1 else {}


def _classified(label: str, code: str, classes: list[tuple[str, str]]) -> tuple[str, ...]:
    """The labels of the classes that a code belongs to, and its own; a row without a code, such as a total, is the
    outermost."""
    while classes and (not code or len(classes[-1][0]) >= len(code) or not code.startswith(classes[-1][0])):
        classes.pop()
    if not code:
        return (label,)
    classes.append((code, label))
    return tuple(text for _, text in classes)


def _value(sheet: _CellMatrix, row: int, column: int, values: Sequence[int]) -> SourceCell | None:
    """The cell at a place, once: where it begins, or in the first of the values' columns that it covers."""
    cell = sheet.owner.get((row, column))
    if cell is None or cell.row != row:
        return None
    return cell if values[bisect_left(values, cell.column)] == column else None
