"""Build `verbs.txt`: Chinese verbs and adverbs of two characters.

The source is the dictionary of jieba 0.42.1 (MIT), which gives each word with its frequency and part of speech. The
build is reproducible byte for byte from the same file:

    pip download --no-deps --no-binary :all: jieba==0.42.1
    python resources/words/build.py jieba-0.42.1.tar.gz
"""

import hashlib
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUM = "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2"
"""SHA-256 of the source file."""
LINES = {"verbs": ("v", "vn", "vd", "vi", "vq", "vg"), "adverbs": ("d", "ad")}
"""Names of the lines of the table, and the parts of speech of their words."""
RAREST = 5
"""Least frequency of a word in the corpus of the dictionary."""


def table(lines: Iterable[str]) -> str:
    """Two lines: the verbs, then the adverbs, sorted and without separators."""
    words = [line.split() for line in lines if line.strip()]
    return "".join(
        "".join(
            sorted(
                word
                for word, frequency, tag in words
                if tag in tags and len(word) == 2 and word.isalpha() and int(frequency) >= RAREST
            )
        )
        + "\n"
        for tags in LINES.values()
    )


if __name__ == "__main__":
    source = Path(sys.argv[1])
    if hashlib.sha256(source.read_bytes()).hexdigest() != SUM:
        sys.exit(f"{source} is not the source archive of jieba 0.42.1.")
    with tarfile.open(source) as archive:
        member = archive.extractfile("jieba-0.42.1/jieba/dict.txt")
        assert member is not None
        written = table(member.read().decode("utf-8").splitlines())
    (HERE / "verbs.txt").write_text(written, encoding="utf-8", newline="\n")
