"""Ordinary characters for those of compatibility blocks: radicals, presentation forms, ligatures, variation
selectors.

PDF writers and some input methods produce such characters; they look like the ordinary ones, but a search does not
match them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻"
    "⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Pairs of a character of the block CJK Radicals Supplement and its Equivalent_Unified_Ideograph (Unicode 14); NFKC
does not change these characters."""
_WIDE_PUNCTUATION = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in ",:;!?(){}[]"})
_FORMS = re.compile(
    "[\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06\ufe00-\ufe19\ufe30-\ufe4f\ufe50-\ufe6b"
    "\U0002f800-\U0002fa1f\U000e0100-\U000e01ef]"
)


def fold_forms(text: str) -> str:
    """The text with ordinary characters; a ligature becomes its letters, a variation selector is removed."""
    return _FORMS.sub(lambda form: _folded(form[0]), text) if _FORMS.search(text) else text


def unusual_forms(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of a character that `fold_forms` replaces and its replacement, without duplicates, in order of
    appearance."""
    for form in dict.fromkeys(_FORMS.findall(text)):
        folded = _folded(form)
        if folded and folded != form:
            yield form, folded


@cache
def _folded(form: str) -> str:
    point = ord(form)
    if 0xFE00 <= point <= 0xFE0F or point >= 0xE0100:
        return ""
    if point < 0x2F00:
        at = _RADICALS.find(form)
        return form if at < 0 else _RADICALS[at + 1]
    if form in "\ufe19\ufe30":  # vertical ellipses, which NFKC writes as full stops
        return "…"
    folded = unicodedata.normalize("NFKC", form)
    return folded.translate(_WIDE_PUNCTUATION) if 0xFE10 <= point <= 0xFE6B else folded
