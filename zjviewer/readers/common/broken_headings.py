"""Joins headings of parts and chapters that are broken into two lines."""

import re
from collections.abc import Sequence

from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.segmentation import fold_width
from zjviewer.readers.common.blocks import Block, Paragraph, join_wrapped_lines

_PART = re.compile(r"\s{0,8}第[一二三四五六七八九十]{1,3}(?:部[分份]|[编篇章])")
_NUMBERED = lazy_pattern(r"\s{0,8}(?:第[一二三四五六七八九十\d]{1,3}|[(（]?[一二三四五六七八九十\d]{1,3}[、.)）])")
_ONLY_A_BODY = lazy_pattern(
    rf"{_PART.pattern}\s{{0,8}}[\u4e00-\u9fff]{{4,24}}(?:[局厅委署院]|委员会|人民政府|办公室|办公厅|中心)"
)
"""First line whose title is the name of a body and nothing else, such as 第一部分 某县农业农村局."""
_MARKS = re.compile(r"[。！？；：，、,;:!?…]|\.{3}")
_KEY = re.compile(r"[\s.…·⋯_\-—]+|\d{1,4}\s*$")
_LONGEST = 44
_SHORTEST_FULL = 18
"""Shortest first line of a broken heading, in characters, where no table of contents contains the whole heading."""
_LONGEST_REST = 8


def join_broken_headings(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which the two lines of a part's or chapter's heading are one paragraph.

    The second line is recognised by a table of contents with the whole heading on one line, otherwise by length: the
    first line is full, the second one is short, and neither has a punctuation mark.
    """
    entries = {_key(block.text) for block in blocks if isinstance(block, Paragraph) and _PART.match(block.text)}
    joined: list[Block] = []
    for number, block in enumerate(blocks):
        before = joined[-1] if joined else None
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if (
            isinstance(block, Paragraph)
            and isinstance(before, Paragraph)
            and _may_belong(before, block)
            and (_key(before.text + block.text) in entries or _is_rest(before.text, block.text, following))
        ):
            pages = before.pages or block.pages
            joined[-1] = before._replace(text=join_wrapped_lines([before.text, block.text]), pages=pages)
        else:
            joined.append(block)
    return joined


def _may_belong(before: Paragraph, block: Paragraph) -> bool:
    first, rest = before.text.strip(), block.text.strip()
    if not _PART.match(first) or not rest or len(first) > _LONGEST or len(rest) > _LONGEST:
        return False
    if rest[0] in "(（[【《":  # a remark such as （见附件）
        return False
    return not _MARKS.search(first) and not _MARKS.search(rest) and not _NUMBERED.match(rest)


def _is_rest(first: str, rest: str, following: Block | None) -> bool:
    first, rest = first.strip(), rest.strip()
    if following is None or len(rest) > _LONGEST_REST:
        return False
    if _ONLY_A_BODY.fullmatch(first):
        return True
    return len(first) >= _SHORTEST_FULL and len(first) > 2 * len(rest)


def _key(text: str) -> str:
    return _KEY.sub("", fold_width(text))
