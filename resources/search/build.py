"""Build the tables that a search folds by: traditional to simplified characters, and the readings of characters.

The sources are OpenCC 1.4.2 (Apache-2.0, its conversion t2s of single characters) and the dictionary of single
characters of pypinyin 0.55.0 (MIT). Running it again with them gives the same bytes:

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
    """A line for each character that has others beside it: itself, then those that are folded to it."""
    convert = OpenCC("t2s").convert
    simple = {chr(point): convert(chr(point)) for first, last in IDEOGRAPHS for point in range(first, last + 1)}
    kin = defaultdict(list)
    for char, first in simple.items():
        last = simple.get(first, first)  # 覆 → 复 and 複 → 复 end where 复 itself does
        if last != char and len(last) == 1:
            kin[last].append(char)
    return "".join(f"{char}{''.join(others)}\n" for char, others in sorted(kin.items()))


def readings() -> str:
    """A line for each syllable without its tone, ü written as v: itself, and all characters that may be read so."""
    read = defaultdict(set)
    for point, all_readings in pinyin_dict.items():
        for reading in all_readings.split(","):
            if letters := plain(reading):
                read[letters].add(chr(point))
    return "".join(f"{syllable} {''.join(sorted(chars))}\n" for syllable, chars in sorted(read.items()))


def plain(reading: str) -> str:
    """A syllable in the letters of a keyboard."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(char for char in parts if "a" <= char <= "z")


if __name__ == "__main__":
    (HERE / "variants.txt").write_text(variants(), encoding="utf-8", newline="\n")
    (HERE / "readings.txt").write_text(readings(), encoding="utf-8", newline="\n")
