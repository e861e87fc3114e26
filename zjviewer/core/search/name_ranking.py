"""Ranking of names for a typed text: by substring, by pinyin, or by pinyin initials."""

from zjviewer.core.search.pinyin import first_reading, has_letters
from zjviewer.core.text.segmentation import fold_width


def rank_match(words: str, *names: str) -> int | None:
    """Sum of the ranks of all typed terms, 0 for the best; None unless each term matches one of the names, which are
    translations of one another."""
    places = [_place(word, names) for word in _folded(words).split()]
    known = [place for place in places if place is not None]
    return sum(known) if len(known) == len(places) else None


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """0 for a prefix, 1 for a substring, 2 or 3 for pinyin at the start or elsewhere; None for no match."""
    folded = [_folded(name) for name in dict.fromkeys(names)]
    if any(name.startswith(word) for name in folded):
        return 0
    if any(word in name for name in folded):
        return 1
    if not has_letters(word):
        return None
    found = [at for name in folded if not name.isascii() and (at := first_reading(name, word)) is not None]
    return (2 if min(found) == 0 else 3) if found else None


def _folded(name: str) -> str:
    return fold_width(name).casefold()
