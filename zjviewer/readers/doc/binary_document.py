"""Parser of the binary format of Word 97 to 2003 ([MS-DOC]): text by the piece table, properties of paragraphs and
characters.

Every offset and count in the file is untrusted: reads outside a stream raise `struct.error` or `IndexError`, which the
reader reports as a damaged file; loops are bounded by the length of the file.
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zjviewer.readers.common.edge_tables import CellShape
from zjviewer.readers.doc.list_tables import ListTables

_PAGE = 512
_COMPRESSED = 1 << 30
_MOST_PIECES = 200_000
_MOST_PAGES = 400_000

# Offsets in the file information block, in bytes.
_FLAGS, _CCP_TEXT, _CCP_FTN, _CCP_HDD, _CCP_ATN, _CCP_EDN = 0x0A, 0x4C, 0x50, 0x54, 0x5C, 0x60
_CHPX, _PAPX, _CLX = 0x00FA, 0x0102, 0x01A2

# Codes of property modifiers (Sprm).
_STRIKE, _DOUBLE_STRIKE, _VANISH, _DELETED, _RAISED, _SYMBOL = 0x0837, 0x2A53, 0x083C, 0x0800, 0x2A48, 0x6A09
_IN_TABLE, _ROW_END, _CENTRED, _CENTRED_80, _LIST, _OUTLINE, _TABLE = (
    *(0x2416, 0x2417, 0x2461, 0x2403, 0x460B, 0x2640, 0xD608),
)
_LIST_LEVEL = 0x260A
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_CHANGE_TABS = 0xC615
_HUGE, _HUGE_OLD = 0x6646, 0x6645


class EncryptedDocument(Exception):
    """Raised for a document that requires a password."""


class OldFormat(Exception):
    """Raised for a document of Word 95 or older."""


class ParagraphShape(NamedTuple):
    """Formatting of a paragraph."""

    level: int = 0
    """Heading level, from 1; 0 for a paragraph that is not a heading."""
    centred: bool = False
    in_table: bool = False
    row_end: bool = False
    list_id: int = 0
    """Index of its list, from 1; 0 for a paragraph without a list."""
    list_level: int = 0
    cells: tuple[CellShape, ...] = ()
    """Cells of the table row that ends with this paragraph; empty for other paragraphs."""


class CharacterShape(NamedTuple):
    """Character formatting that affects whether and how text is visible."""

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    symbol: tuple[int, int] | None = None
    """Font index and character code of a symbol; None for ordinary text."""


class Story(NamedTuple):
    """Half-open range [start, end) of character positions: main text, footnotes or endnotes."""

    start: int
    end: int


class BinaryDocument:
    """Text of a document with its formatting; positions are character indices in the whole text."""

    def __init__(self, document: bytes, table_streams: dict[str, bytes], data: bytes = b"") -> None:
        version, flags = struct.unpack_from("<2xH", document)[0], struct.unpack_from("<H", document, _FLAGS)[0]
        if version < 0xC1:
            raise OldFormat
        if flags & 0x0100:
            raise EncryptedDocument
        self._document = document
        self._data = data
        self._table = table_streams["1table" if flags & 0x0200 else "0table"]
        self.lists = _lists_of(document, self._table)
        """Lists of the document; None where their tables are damaged."""
        self.text, self._pieces = self._assemble()
        lengths = [struct.unpack_from("<i", document, at)[0] for at in (_CCP_TEXT, _CCP_FTN, _CCP_HDD)]
        notes = [struct.unpack_from("<i", document, at)[0] for at in (_CCP_ATN, _CCP_EDN)]
        if min(*lengths, *notes) < 0:
            raise IndexError
        main, foot, heads = lengths
        self.main = Story(0, min(main, len(self.text)))
        self.footnotes = Story(main, main + foot)
        end = main + foot + heads + struct.unpack_from("<i", document, 0x58)[0] + notes[0]
        self.endnotes = Story(end, end + notes[1])
        self._paragraphs = self._runs(_PAPX, self._paragraph)
        self._characters = self._runs(_CHPX, self._character)

    def paragraph_at(self, position: int) -> ParagraphShape:
        """Formatting of the paragraph that contains a position."""
        found = self._paragraphs.at(self._offset(position))
        return found if isinstance(found, ParagraphShape) else ParagraphShape()

    def runs(self, start: int, end: int) -> Iterator[tuple[str, CharacterShape]]:
        """Text between two positions, divided where the character formatting changes."""
        at = start
        while at < end:
            offset = self._offset(at)
            shape = self._characters.at(offset)
            stop = min(end, at + max(1, self._characters_until(at, self._characters.end_of(offset))))
            yield self.text[at:stop], shape if isinstance(shape, CharacterShape) else CharacterShape()
            at = stop

    def _assemble(self) -> tuple[str, list[tuple[int, int, bool]]]:
        """Text, and its pieces as (first position, offset in the file, whether a character is one byte)."""
        at, length = struct.unpack_from("<ii", self._document, _CLX)
        clx = self._table[at : at + length]
        place = 0
        while clx[place] == 1:  # skip the properties of pieces
            place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
        (size,) = struct.unpack_from("<i", clx, place + 1)
        count = (size - 4) // 12
        if clx[place] != 2 or not 0 < count <= _MOST_PIECES:
            raise IndexError
        starts = struct.unpack_from(f"<{count + 1}i", clx, place + 5)
        parts: list[str] = []
        pieces: list[tuple[int, int, bool]] = []
        for index in range(count):
            (offset,) = struct.unpack_from("<i", clx, place + 5 + 4 * (count + 1) + 8 * index + 2)
            characters = starts[index + 1] - starts[index]
            if characters < 0:
                raise IndexError
            single = bool(offset & _COMPRESSED)
            offset = (offset & ~_COMPRESSED) // 2 if single else offset
            raw = self._document[offset : offset + characters * (1 if single else 2)]
            text = raw.decode("cp1252", "replace") if single else raw.decode("utf-16-le", "surrogatepass")
            parts.append(text.ljust(characters, "\0")[:characters])
            pieces.append((starts[index], offset, single))
        return "".join(parts), pieces

    def _offset(self, position: int) -> int:
        """Offset of a character in the document stream, in bytes."""
        start, offset, single = self._pieces[bisect_right(self._pieces, position, key=lambda piece: piece[0]) - 1]
        return offset + (position - start) * (1 if single else 2)

    def _characters_until(self, position: int, offset: int) -> int:
        """Number of characters from a position to a byte offset, at most to the end of the piece."""
        index = bisect_right(self._pieces, position, key=lambda piece: piece[0]) - 1
        start, begin, single = self._pieces[index]
        left = (offset - begin) // (1 if single else 2) - (position - start)
        following = self._pieces[index + 1][0] if index + 1 < len(self._pieces) else len(self.text)
        return min(left, following - position)

    def _runs(self, place: int, shape_of: Callable[[bytes, int, int], ParagraphShape | CharacterShape]) -> "_Runs":
        """Properties by byte offset, from the pages listed in a table of the file."""
        at, length = struct.unpack_from("<ii", self._document, place)
        count = (length - 4) // 8
        found = _Runs()
        if not 0 < count <= _MOST_PAGES:
            return found
        pages = struct.unpack_from(f"<{count}I", self._table, at + 4 * (count + 1))
        for number in pages:
            page = self._document[(number & 0x3FFFFF) * _PAGE : (number & 0x3FFFFF) * _PAGE + _PAGE]
            if len(page) < _PAGE:
                continue
            runs = page[511]
            if 4 * (runs + 1) > 510:
                continue
            offsets = struct.unpack_from(f"<{runs + 1}I", page)
            for index in range(runs):
                found.add(offsets[index], offsets[index + 1], shape_of(page, runs, index))
        found.sort()
        return found

    def _paragraph(self, page: bytes, runs: int, index: int) -> ParagraphShape:
        at = 2 * page[4 * (runs + 1) + 13 * index]
        if not at:
            return ParagraphShape()
        size = page[at]
        begin, end = (at + 1, at + 2 * size) if size else (at + 2, at + 2 + 2 * page[at + 1])
        if end - begin < 2 or end > _PAGE:
            return ParagraphShape()
        (style,) = struct.unpack_from("<H", page, begin)
        values = dict(_modifiers(page[begin + 2 : end]))
        if (place := values.get(_HUGE) or values.get(_HUGE_OLD)) is not None and len(place) == 4:
            values |= self._stored_elsewhere(struct.unpack("<I", place)[0])
        outline = values.get(_OUTLINE, b"\x09")[0]
        level = style if 1 <= style <= 9 else outline + 1 if outline < 9 else 0
        align = values.get(_CENTRED) or values.get(_CENTRED_80) or b"\0"
        return ParagraphShape(
            level=level,
            centred=align[0] == 1,
            in_table=_is_on(values, _IN_TABLE),
            row_end=_is_on(values, _ROW_END),
            list_id=int.from_bytes(values.get(_LIST, b""), "little"),
            list_level=values.get(_LIST_LEVEL, b"\0")[0],
            cells=_cells(values[_TABLE]) if _TABLE in values else (),
        )

    def _stored_elsewhere(self, at: int) -> dict[int, bytes]:
        """Property modifiers stored in the data stream because they do not fit into their page; empty for an invalid
        offset."""
        if at + 2 > len(self._data):
            return {}
        (size,) = struct.unpack_from("<H", self._data, at)
        return dict(_modifiers(self._data[at + 2 : at + 2 + size]))

    def _character(self, page: bytes, runs: int, index: int) -> CharacterShape:
        at = 2 * page[4 * (runs + 1) + index]
        if not at:
            return CharacterShape()
        values = dict(_modifiers(page[at + 1 : at + 1 + page[at]]))
        symbol = values.get(_SYMBOL, b"")
        return CharacterShape(
            hidden=_is_on(values, _VANISH) or _is_on(values, _DELETED),
            struck=_is_on(values, _STRIKE) or _is_on(values, _DOUBLE_STRIKE),
            raised=values.get(_RAISED, b"\0")[:1] == b"\1",
            symbol=struct.unpack("<HH", symbol) if len(symbol) == 4 else None,
        )


def _lists_of(document: bytes, table: bytes) -> ListTables | None:
    try:
        return ListTables(document, table)
    except (struct.error, IndexError, ValueError):
        return None


class _Runs:
    """Lookup of properties by ranges of byte offsets."""

    def __init__(self) -> None:
        self._found: list[tuple[int, int, ParagraphShape | CharacterShape]] = []
        self._starts: list[int] = []

    def add(self, start: int, end: int, shape: ParagraphShape | CharacterShape) -> None:
        self._found.append((start, end, shape))

    def sort(self) -> None:
        self._found.sort(key=lambda run: run[0])
        self._starts = [run[0] for run in self._found]

    def at(self, offset: int) -> ParagraphShape | CharacterShape | None:
        index = bisect_right(self._starts, offset) - 1
        return self._found[index][2] if index >= 0 and offset < self._found[index][1] else None

    def end_of(self, offset: int) -> int:
        """End of the range that contains an offset; for an offset outside all ranges, the start of the next one."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._found[index][1]:
            return self._found[index][1]
        return self._starts[index + 1] if index + 1 < len(self._starts) else offset + (1 << 30)


def _is_on(values: dict[int, bytes], code: int) -> bool:
    return values.get(code, b"\0")[:1] not in (b"\0", b"\x80", b"")


def _modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Codes and operands of a list of property modifiers, up to the first damaged one."""
    at = 0
    while at + 2 <= len(raw):
        (code,) = struct.unpack_from("<H", raw, at)
        at += 2
        kind = code >> 13
        if kind != 6:
            size = _SIZES[kind]
        elif code == _TABLE and at + 2 <= len(raw):
            size = struct.unpack_from("<H", raw, at)[0] + 1
        elif at < len(raw):
            size = raw[at] + 1 if not (code == _CHANGE_TABS and raw[at] == 255) else len(raw)
        else:
            return
        yield code, raw[at : at + size]
        at += size


def _cells(operand: bytes) -> tuple[CellShape, ...]:
    """Cells of a row, from the operand of `sprmTDefTable`."""
    count = operand[2] if len(operand) > 2 else 0
    edges_end = 3 + 2 * (count + 1)
    if not 0 < count <= 63 or len(operand) < edges_end:
        return ()
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    shapes = []
    for index in range(count):
        place = edges_end + 20 * index
        flags = struct.unpack_from("<H", operand, place)[0] if place + 2 <= len(operand) else 0
        vertical = flags >> 5 & 3
        shapes.append(CellShape(edges[index], edges[index + 1], bool(flags & 2), vertical == 1))
    return tuple(shapes)
