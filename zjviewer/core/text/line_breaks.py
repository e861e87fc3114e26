"""Line breaking of Chinese text for every place where the program lays out lines itself.

No line begins with a closing mark or ends with an opening one (GB/T 15834-2011, 5.1), no number is separated from its
unit or broken inside, no word is broken that fits on a line, and lines are about as long as one another.
"""

import re
from collections.abc import Callable, Sequence

from zjviewer.core.text.lazy_patterns import lazy_pattern

Measure = Callable[[str], float]
"""Width of a line of text."""

_TOKEN = lazy_pattern(
    r"第?[+−-]?\d[\d.,]*(?:%|‰|[余多]?[万亿]*(?:个?百分点|工作日|人次|件次|[个平立]?方?[公千]?[里米]|"
    r"[年月日号时分秒天件条个项次家份篇场期人元户宗起批例部台套处种类名位页章节款段届倍吨亩])?)|[A-Za-z.,%+−-]+|\s+|.",
    re.DOTALL,
)
"""A number with its unit, a word, or one character: nothing that a line may break."""
NEVER_FIRST = frozenset("、，。；：？！）》〉」』”’】〕%…·,.;:?!)]}›")
"""Characters that no line begins with."""
NEVER_LAST = frozenset("《（〈「『“‘【〔([{")
"""Characters that no line ends with."""
_PAUSE = re.compile("[，。；：、》）]+|(?<=›) ")
"""Where a line is best broken."""
_SHORTER = 0.4
"""Length of the shorter one of two lines that are broken at a pause, as a fraction of the other at least."""
_SHORTEST = 2
"""Characters of a last line that is filled up from the line before it."""
_EXACTNESS = 0.01
"""Difference of two line widths that counts as none, as a fraction of the width."""


def break_lines(
    text: str, width: float, measure: Measure, most: int | None = None, balanced: bool = True
) -> tuple[str, ...]:
    """Lines no wider than `width`, without white space at their ends; at most `most` of them, and what is lost at the
    end shows as `…`. An empty text is one empty line. Without `balanced` every line is as long as it can be."""
    if measure(text) <= width:
        return (text,)
    lines = _greedy(text, width, measure)
    if most is not None and len(lines) > most:
        rest = text[_offset_after(text, lines[: most - 1]) :].strip()
        return (*lines[: most - 1], elide(rest, width, measure))
    if not balanced:
        return tuple(lines)
    if len(lines) == 2 and (apart := _at_a_pause(text, width, measure)):
        return apart
    widest = max((measure(token) for token in _TOKEN.findall(text) if measure(token) <= width), default=0.0)
    narrow, wide = max(width / 2, widest), width
    while wide - narrow > width * _EXACTNESS:
        tried = (narrow + wide) / 2
        shorter = _greedy(text, tried, measure)
        is_sound = _faults(shorter) <= _faults(lines) and max(map(measure, shorter)) <= tried
        if len(shorter) == len(lines) and is_sound:
            wide, lines = tried, shorter
        else:
            narrow = tried
    if len(lines) > 2 and len(lines[-1]) <= _SHORTEST:
        end = break_lines(text[_offset_after(text, lines[:-2]) :].strip(), width, measure)
        lines = lines[:-2] + list(end) if len(end) == 2 and _faults(end) <= _faults(lines[-2:]) else lines
    return tuple(lines)


def _faults(lines: Sequence[str]) -> int:
    """Number of lines that begin with a closing mark or end with an opening one."""
    return sum(line[0] in NEVER_FIRST for line in lines[1:]) + sum(line[-1] in NEVER_LAST for line in lines[:-1])


def line_ends(text: str, width: float, measure: Measure) -> tuple[int, ...]:
    """Offsets at which the lines of a text end, each as long as it can be; white space belongs to the line before."""
    lines, at = [], 0
    for line in _greedy(text, width, measure):
        at = text.index(line, at) + len(line)
        while at < len(text) and text[at].isspace():
            at += 1
        lines.append(at)
    return tuple(lines)


def elide(text: str, width: float, measure: Measure) -> str:
    """The text, or as much of its beginning as fits before a `…`."""
    if measure(text) <= width:
        return text
    while text and measure(text + "…") > width:
        text = text[:-1]
    return text + "…"


def _offset_after(text: str, lines: Sequence[str]) -> int:
    at = 0
    for line in lines:
        at = text.index(line, at) + len(line)
    return at


def _at_a_pause(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Two lines that are broken behind a comma or another mark; empty where none is near enough to the middle."""
    found = []
    for match in _PAUSE.finditer(text, 1, len(text) - 1):
        pair = text[: match.end()].strip(), text[match.end() :].strip()
        if not pair[1] or pair[1][0] in NEVER_FIRST or pair[0][-1] in NEVER_LAST:
            continue
        widths = [measure(line) for line in pair]
        if min(widths) >= _SHORTER * max(widths) and max(widths) <= width:
            found.append((max(widths), pair))
    return min(found)[1] if found else ()


def _greedy(text: str, width: float, measure: Measure) -> list[str]:
    """As much on every line as fits."""
    lines: list[str] = []
    line: list[str] = []
    for token in _TOKEN.findall(text):
        for piece in (token,) if measure(token) <= width else tuple(token):
            if line and measure("".join(line) + piece) > width:
                end = _line_end([*line, piece])
                if measure("".join(line[end:]) + piece) > width:
                    end = len(line)
                lines.append("".join(line[:end]))
                line = line[end:]
            if line or not piece.isspace():
                line.append(piece)
    return [head for head in (*(each.strip() for each in lines), "".join(line).strip()) if head]


def _line_end(pieces: Sequence[str]) -> int:
    """How many of the pieces before the last one stay in a line that has no room for it; all of them if need be."""
    most = len(pieces) - 1

    def is_allowed(end: int) -> bool:
        after = next((piece for piece in pieces[end:] if not piece.isspace()), "")
        before = next((piece for piece in reversed(pieces[:end]) if not piece.isspace()), "")
        return after[:1] not in NEVER_FIRST and before[-1:] not in NEVER_LAST

    return next(filter(is_allowed, range(most, 0, -1)), most)
