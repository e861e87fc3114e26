"""Line breaking of Chinese text for every place where the program lays out lines itself.

No line begins with a closing mark or ends with an opening one (GB/T 15834-2011, 5.1), no number is separated from its
unit or broken inside, no word is broken that fits on a line, and lines are about as long as one another.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from zjviewer.core.text.lazy_patterns import lazy_pattern

Measure = Callable[[str], float]
"""Width of a line of text."""

JOINER = "\u2060"
"""Character without width at which no line is broken, by Unicode (WJ) and by `break_lines`, which leaves it out."""
_UNIT = (
    r"(?:%|‰|[余多]?[万亿]*(?:个?百分点|工作日|人次|件次|[个平立]?方?[公千]?[里米]|[\u4e00-\u9fff])"
    r"| [年月日件条个项次人家万亿])?"
)
_NUMBER = rf"第?[+−-]?\d[\d.,]*{_UNIT}[—–－～~]?|[〇零一二两三四五六七八九十百千万亿]{{2,}}[\u4e00-\u9fff]?"
"""A number with its unit, which is whatever character follows it, or a longer one, and with the sign of a range."""
_TOKEN = lazy_pattern(rf"(?:{_NUMBER}|[A-Za-z.,%+−-]+|\s+|.){JOINER}*", re.DOTALL)
"""A number with its unit, a word or one character: nothing that a line may break."""
_NUMBERS = lazy_pattern(_NUMBER)
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
_LAST_LINE = 3
"""Characters of a paragraph's last line at least, punctuation included."""
_SHORT = 20
"""Characters below which one less is enough."""
_SEEN = 3
"""Times that two characters stand together in a text before they count as parts of a word."""
_SAMPLE = 50_000
"""Characters of a text in which these are counted."""


class Joints:
    """Offsets in a text before which no line is broken, although Unicode allows it (UAX 14)."""

    def __init__(self, offsets: Sequence[int] = ()) -> None:
        self.offsets = tuple(sorted(offsets))

    def joined(self, text: str, start: int, end: int) -> str:
        """Characters of the text from `start` to `end`, with a `JOINER` at each joint behind the first of them."""
        first, last = bisect_right(self.offsets, start), bisect_right(self.offsets, end)
        if first == last:
            return text[start:end]
        edges = (start, *self.offsets[first:last])
        tail = text[edges[-1] : end]
        return JOINER.join([*(text[a:b] for a, b in pairwise(edges)), tail])


@lru_cache(maxsize=8)
def number_joints(text: str) -> frozenset[int]:
    """Joints inside numbers with their units, and before marks that Unicode lets begin a line. Results of the last
    texts are kept, so that a report that comes to the front again is not searched again."""
    found = [
        offset
        for match in _NUMBERS.finditer(text)
        for offset in range(match.start() + 1, match.end())
        if not (text[offset - 1] + text[offset]).isascii()
    ]
    at = text.find("·", 1)
    while at >= 0:
        found.append(at)
        at = text.find("·", at + 1)
    return frozenset(found)


def last_line_joints(start: int, end: int) -> list[int]:
    """Joints by which the last line of a paragraph has some characters; two for a short text, such as a heading cell
    that is not much wider."""
    least = _LAST_LINE if end - start >= _SHORT else _LAST_LINE - 1
    return [offset for offset in range(end - least + 1, end) if offset > start]


@lru_cache(maxsize=256)
def word_joints(text: str, corpus: str) -> tuple[int, ...]:
    """Joints inside the words of a heading: two characters that stand together in the corpus, the text of the report,
    at least as often as each of them with its other neighbour."""
    counts = _pair_counts(corpus)
    together = [0]
    for one, other in pairwise(text):
        are_chinese = "\u4e00" <= one <= "\u9fff" and "\u4e00" <= other <= "\u9fff"
        together.append(counts[one, other] if are_chinese else 0)
    together.append(0)
    return tuple(
        offset
        for offset in range(1, len(text))
        if together[offset] >= _SEEN and together[offset - 1] <= together[offset] >= together[offset + 1]
    )


@lru_cache(maxsize=8)
def _pair_counts(corpus: str) -> Counter[tuple[str, str]]:
    """How often two characters stand side by side at the beginning of a text."""
    return Counter(pairwise(corpus[:_SAMPLE]))


def joined_text(text: str, corpus: str = "") -> str:
    """A text with joiners, for places where Qt breaks the lines; with a corpus also inside of its words."""
    offsets = {*number_joints(text), *(word_joints(text, corpus) if corpus else ())}
    at = 0
    for line in text.split("\n"):
        offsets.update(last_line_joints(at, at + len(line)))
        at += len(line) + 1
    return Joints(tuple(offsets)).joined(text, 0, len(text))


def break_lines(
    text: str, width: float, measure: Measure, most: int | None = None, balanced: bool = True
) -> tuple[str, ...]:
    """Lines no wider than `width`, without white space at their ends; at most `most` of them, and what is lost at the
    end shows as `…`. An empty text is one empty line. Without `balanced` every line is as long as it can be. The text
    may have joiners, the lines have none."""
    lines = _break(text, width, _without_joiners(measure) if JOINER in text else measure, most, balanced)
    return tuple(line.replace(JOINER, "") for line in lines)


def _without_joiners(measure: Measure) -> Measure:
    return lambda line: measure(line.replace(JOINER, ""))


def _break(text: str, width: float, measure: Measure, most: int | None, balanced: bool) -> tuple[str, ...]:
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
    widest = max((measure(token) for token in _tokens(text) if measure(token) <= width), default=0.0)
    narrow, wide = max(width / 2, widest), width
    while wide - narrow > width * _EXACTNESS:
        tried = (narrow + wide) / 2
        shorter = _greedy(text, tried, measure)
        is_sound = _faults(shorter) <= _faults(lines) and max(map(measure, shorter)) <= tried
        if len(shorter) == len(lines) and is_sound:
            wide, lines = tried, shorter
        else:
            narrow = tried
    if len(lines) > 2 and len(lines[-1].replace(JOINER, "")) <= _SHORTEST:
        end = _break(text[_offset_after(text, lines[:-2]) :].strip(), width, measure, None, True)
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
    for token in _tokens(text):
        for piece in (token,) if measure(token) <= width else _parts(token, width, measure):
            if line and measure("".join(line) + piece) > width:
                end = _line_end([*line, piece])
                if measure("".join(line[end:]) + piece) > width:
                    end = len(line)
                lines.append("".join(line[:end]))
                line = line[end:]
            if line or not piece.isspace():
                line.append(piece)
    return [head for head in (*(each.strip() for each in lines), "".join(line).strip()) if head]


def _tokens(text: str) -> list[str]:
    """The text in tokens; those that are joined are one."""
    found: list[str] = _TOKEN.findall(text)
    if JOINER not in text:
        return found
    tokens: list[str] = []
    for token in found:
        if tokens and tokens[-1].endswith(JOINER):
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def _parts(token: str, width: float, measure: Measure) -> list[str]:
    """Numbers and words of a token that is wider than a line, or its characters where these are too wide."""
    pieces = _TOKEN.findall(token.replace(JOINER, ""))
    return [part for piece in pieces for part in ((piece,) if measure(piece) <= width else tuple(piece))]


def _line_end(pieces: Sequence[str]) -> int:
    """How many of the pieces before the last one stay in a line that has no room for it; all of them if need be."""
    most = len(pieces) - 1

    def is_allowed(end: int) -> bool:
        after = next((piece for piece in pieces[end:] if not piece.isspace()), "")
        before = next((piece for piece in reversed(pieces[:end]) if not piece.isspace()), "")
        return after[:1] not in NEVER_FIRST and before[-1:] not in NEVER_LAST

    return next(filter(is_allowed, range(most, 0, -1)), most)
