"""Build the tables of the search: traditional to simplified characters, and pinyin readings of characters.

The sources are OpenCC 1.4.2 (Apache-2.0, its conversion t2s of single characters) and the dictionary of single
characters of pypinyin 0.55.0 (MIT). The build is reproducible byte for byte:

    pip install opencc==1.4.2 pypinyin==0.55.0
    python resources/search/build.py
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from opencc import OpenCC
from pypinyin.pinyin_dict import pinyin_dict

HERE = Path(__file__).resolve().parent
IDEOGRAPHS = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


def variants() -> str:
    """One line for each simplified character with variants: the character itself, then those that are folded to it."""
    convert = OpenCC("t2s").convert
    simple = {chr(point): convert(chr(point)) for first, last in IDEOGRAPHS for point in range(first, last + 1)}
    kin = defaultdict(list)
    for char, first in simple.items():
        last = simple.get(first, first)  # converted twice, so that the variants of a variant have the same result
        if last != char and len(last) == 1:
            kin[last].append(char)
    return "".join(f"{char}{''.join(others)}\n" for char, others in sorted(kin.items()))


def readings() -> str:
    """One line for each syllable without tone, ü written as v: the syllable, and all characters with this reading."""
    read = defaultdict(set)
    for point, all_readings in pinyin_dict.items():
        for reading in all_readings.split(","):
            if letters := plain(reading):
                read[letters].add(chr(point))
    return "".join(f"{syllable} {''.join(sorted(chars))}\n" for syllable, chars in sorted(read.items()))


def plain(reading: str) -> str:
    """A syllable in ASCII letters, without its tone."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(char for char in parts if "a" <= char <= "z")


if __name__ == "__main__":
    (HERE / "variants.txt").write_text(variants(), encoding="utf-8", newline="\n")
    (HERE / "readings.txt").write_text(readings(), encoding="utf-8", newline="\n")
