"""Repairs of blocks for every format: unusual forms of characters, pinyin in brackets, broken characters."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from zjviewer.core.model.report import DroppedText, ImportRemark, Span
from zjviewer.core.text.character_forms import fold_forms, unusual_forms
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.readers.common.blocks import Block, Paragraph
from zjviewer.readers.common.encoding import forms_remark

_TONED = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
_READING = lazy_pattern(rf"(?<=[\u3400-\u9fff])[(（]\s?([a-zêü{_TONED}]{{1,8}})\s?[)）]", re.I)
"""Pinyin syllable in brackets after a Chinese character."""
_HAS_TONE = re.compile(f"[{_TONED}]", re.I)
_FEWEST_READINGS = 3
"""Number of syllables with a tone mark from which the whole text has pinyin; syllables without a tone mark are then
pinyin too."""
_MOST_REMARKS = 50
_BROKEN = re.compile("\ufffd+")


class RepairedBlocks(NamedTuple):
    """Blocks with repaired text, the removed pinyin, and a remark on replaced characters."""

    blocks: list[Block]
    dropped: tuple[DroppedText, ...]
    remarks: tuple[ImportRemark, ...]


def repair_blocks(blocks: Sequence[Block]) -> RepairedBlocks:
    """Blocks with ordinary forms of characters and without the pinyin that some sites add, such as 報(bào)告."""
    forms: dict[str, str] = {}
    for text in _texts(blocks):
        forms.update(unusual_forms(text))
    if forms:
        blocks = [_rewritten(block, fold_forms) for block in blocks]
    maybe = any(_HAS_TONE.search(text) for text in _texts(blocks))
    readings = (found[1] for text in _texts(blocks) for found in _READING.finditer(text)) if maybe else ()
    toned = sum(bool(_HAS_TONE.search(reading)) for reading in readings)
    dropped: list[DroppedText] = []
    if toned:
        everywhere = toned >= _FEWEST_READINGS

        def is_reading(found: re.Match[str]) -> bool:
            return everywhere or bool(_HAS_TONE.search(found[1]))

        def without_readings(text: str) -> str:
            return _READING.sub(lambda found: "" if is_reading(found) else found[0], text)

        for block in blocks:
            found = [m[0] for text in _texts([block]) for m in _READING.finditer(text) if is_reading(m)]
            if found:
                page = block.pages[0][1] if block.pages else 0
                dropped.append(DroppedText(" ".join(found), block.line, "reading", page))
        blocks = [_rewritten(block, without_readings) for block in blocks]
    remarks = (forms_remark(list(forms.items())),) if forms else ()
    return RepairedBlocks(list(blocks), tuple(dropped), remarks)


def broken_character_remarks(text: str) -> tuple[ImportRemark, ...]:
    """Remarks that mark doubtful text: one for each run of broken characters (U+FFFD), and a common one for those above
    a limit."""
    places = [Span(*found.span()) for found in islice(_BROKEN.finditer(text), _MOST_REMARKS + 1)]
    message = "The file is damaged here: a character cannot be read, and is shown as \ufffd."
    remarks = [ImportRemark("doubted", message, (), span) for span in places[:_MOST_REMARKS]]
    if len(places) > _MOST_REMARKS:
        count = (("count", str(sum(1 for _ in _BROKEN.finditer(text)))),)
        message = "The file is damaged in {count} places, of which the first are listed."
        remarks.append(ImportRemark("doubted", message, count, places[-1]))
    return tuple(remarks)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def _rewritten(block: Block, rewrite: Callable[[str], str]) -> Block:
    """Block with rewritten text; the offsets of page starts inside a paragraph are adjusted."""
    if not isinstance(block, Paragraph):
        return replace(block, cells=tuple(replace(cell, text=rewrite(cell.text)) for cell in block.cells))
    text = rewrite(block.text)
    if len(text) == len(block.text):
        return block._replace(text=text)
    pages = tuple((len(rewrite(block.text[:offset])), page) for offset, page in block.pages)
    return block._replace(text=text, pages=pages)
