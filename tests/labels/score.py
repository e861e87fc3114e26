"""How well the program reads real reports: figures and headings against labels made by hand.

`python -m tests.labels.score [--mismatches] [STEM ...]` prints one line for each labelled document and one for all.

A label file, `<stem>.toml`, holds the name and SHA-256 of its document, its true headings, and passages. In a passage
**every** figure is labelled, so a figure that is reported there and not labelled is false. Fields of a figure:

- `literal`, `at`: the number as it stands, and its offset in the passage.
- `value`: in the plain unit, with 万 and 亿 worked in (money in 元); a change that falls is negative.
- `unit`, `kind`, `subject`, `indicator`, `year`: one right answer or a list of them, the fullest first.
- `subject`: absent where the sentence names nobody; then any of the document's `own` is right (`""`, its own body or
  place). `"*"` in a list stands for these. In a table `subject` is the column and `indicator` the row.
- `indicator` absent: not assessed. `year` absent: not assessed; `"open"`: the text leaves it open.
- `status = "planned"`: a target or a budget; absent for what has happened.
- `optional = true`: it may be reported or not (ages, thresholds, spans of years, small counts in words): never scored.

A heading with a `group` belongs to a list that is an outline or is not (dashes, 一是…, first sentences of paragraphs):
none of the group is right, all of it is right, and any part of it misses the rest. `articles` is the number of articles
(第一条…) of a law, which are headings all or none.
"""

import argparse
import hashlib
import os
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from zjviewer.core.model.analysis import Analysis, Figure, Section
from zjviewer.pipeline.open_report import open_report

LABELS = Path(__file__).parent
PROJECT = LABELS.parents[1]
COLLECTION = Path(os.environ.get("ZJVIEWER_REPORTS", PROJECT.parent / "shared" / "reports"))

GOALS = {
    "found": 99,
    "value": 99,
    "names": 95,
    "year": 98,
    "true": 99,
    "headings precise": 98,
    "headings found": 98,
}
"""Per cent. `found`: of the labelled figures; `value` (with unit and kind), `names` (indicator and subject), `year`: of
those found; `true`: of the figures reported in the passages; headings count with title and level."""
EXTRA = ("qualifier", "status")
"""Printed beside the goals, for information: of the figures found."""


@dataclass
class Count:
    """Right answers out of all that are assessed."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        self.right += right
        self.of += 1

    @property
    def percent(self) -> float:
        """100 where nothing was assessed."""
        return 100 * self.right / self.of if self.of else 100.0


@dataclass
class Score:
    """The counts of one document or of several, and every mismatch as a line of text."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in (*GOALS, *EXTRA)})
    mismatches: list[str] = field(default_factory=list)

    def note(self, measure: str, right: bool, mismatch: str) -> None:
        self.counts[measure].add(right)
        if not right:
            self.mismatches.append(f"{measure}: {mismatch}")

    def plus(self, other: "Score") -> None:
        for name, count in other.counts.items():
            self.counts[name].right += count.right
            self.counts[name].of += count.of
        self.mismatches += other.mismatches


def label_files() -> dict[str, Path]:
    return {path.stem: path for path in sorted(LABELS.glob("*.toml"))}


def read_labels(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def document_of(labels: dict[str, Any]) -> Path | None:
    """The labelled file; None where it is not at hand. Raises ValueError where it is another one than was labelled."""
    bundled = PROJECT / "data" / labels["file"]
    path = bundled if bundled.is_file() else COLLECTION / labels["file"]
    if not path.is_file():
        return None
    if hashlib.sha256(path.read_bytes()).hexdigest() != labels["sha256"]:
        raise ValueError(f"{path} is not the file that was labelled")
    return path


def score_document(labels: dict[str, Any], analysis: Analysis) -> Score:
    score = Score()
    squeezed = Squeezed(analysis.report.text)
    for passage in labels["passage"]:
        _score_passage(passage, labels["own"], analysis.figures, squeezed, score)
    _score_headings(labels, analysis.sections, score)
    return score


class Squeezed:
    """A text without its blanks and line ends, so that a passage is found however the reader breaks its lines."""

    def __init__(self, text: str) -> None:
        self.places = [place for place, character in enumerate(text) if not character.isspace()]
        self.text = "".join(text[place] for place in self.places)

    def find(self, passage: str) -> int:
        """Index in `places` of the first character; −1 where the text does not hold the passage."""
        return self.text.find(re.sub(r"\s", "", passage))


def _score_passage(
    passage: dict[str, Any], own: Sequence[str], figures: Sequence[Figure], squeezed: Squeezed, score: Score
) -> None:
    words = passage["text"]
    begin = squeezed.find(words)
    if begin < 0:
        for label in passage["figures"]:
            score.note(
                "found",
                bool(label.get("optional")),
                f"{label['literal']} · the passage is not in the text: {words[:40]}",
            )
        return
    within = Squeezed(words)
    first, last = squeezed.places[begin], squeezed.places[begin + len(within.text) - 1]
    reported = [figure for figure in figures if figure.end > first and figure.start <= last]
    for label in passage["figures"]:
        start = begin + bisect_left(within.places, label["at"])
        stop = begin + bisect_left(within.places, label["at"] + len(label["literal"])) - 1
        start, stop = squeezed.places[start], squeezed.places[stop]
        figure = next((each for each in reported if each.start <= stop and each.end > start), None)
        if figure:
            reported.remove(figure)
        if label.get("optional"):
            continue
        around = words[max(0, label["at"] - 30) : label["at"] + len(label["literal"]) + 12].replace("\n", "⏎")
        score.note("found", figure is not None, f"{label['literal']} · {around}")
        if figure:
            score.counts["true"].add(True)
            _score_figure(label, own, figure, around, score)
    for figure in reported:
        score.note("true", False, f"{figure.literal} ({figure.indicator}) · {_around(squeezed, figure)}")


def _around(squeezed: Squeezed, figure: Figure) -> str:
    start, end = bisect_left(squeezed.places, figure.start), bisect_left(squeezed.places, figure.end)
    return squeezed.text[max(0, start - 20) : end + 12]


def _score_figure(label: dict[str, Any], own: Sequence[str], figure: Figure, around: str, score: Score) -> None:
    number = amount(figure.value, figure.unit)
    right = number[0] == Decimal(label["value"]) and figure.kind in _several(label["kind"])
    right = right and number[1] in {amount(Decimal(0), unit)[1] for unit in _several(label["unit"])}
    expected = f"{label['value']} {label['unit']} {label['kind']}"
    got = f"{figure.value} {figure.unit} {figure.kind}"
    score.note("value", right, f"{around} · expected {expected} · got {got}")

    if indicators := label.get("indicator"):
        subjects = [each for name in label.get("subject", "*") for each in (own if name == "*" else [name])]
        right = _names_agree(indicators, subjects, own, figure)
        expected = f"{subjects[:2]} {indicators[0]}"
        score.note("names", right, f"{around} · expected {expected} · got [{figure.subject}] {figure.indicator}")

    if "year" in label:
        years = [None if year == "open" else year for year in _several(label["year"])]
        score.note("year", figure.year in years, f"{around} · expected {years} · got {figure.year}")
    qualifier = label.get("qualifier", "")
    score.note("qualifier", qualifier == figure.qualifier, f"{around} · expected {qualifier} · got {figure.qualifier}")
    if hasattr(figure, "status"):
        status = label.get("status", "stated")
        score.note("status", status == figure.status, f"{around} · expected {status} · got {figure.status}")


def amount(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The same amount in the plain unit: 1.2 亿元 and 12000 万元 are 120000000 元."""
    unit = re.sub(r"[（(].*", "", unit).removeprefix("个") if len(unit) > 1 else unit
    if match := re.fullmatch(r"(百万|千万|万亿|万|亿|千|百)((?:美|欧|港|日)?元.*)", unit):
        powers = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
        return value.scaleb(powers[match[1]]), match[2]
    return value, unit


def _names_agree(indicators: Sequence[str], subjects: Sequence[str], own: Iterable[str], figure: Figure) -> bool:
    """A subject may also stand before the indicator, in one string with it."""
    got_subject, got = plain(figure.subject), plain(figure.indicator, figure.kind)
    right = {plain(each, figure.kind) for each in indicators}
    if got in right and got_subject in map(plain, subjects):
        return True
    joined = {plain(subject + each, figure.kind) for subject in subjects for each in indicators}
    return got in joined and got_subject in {*map(plain, own), *map(plain, subjects)}


def plain(words: str, kind: str = "") -> str:
    """Words without quotation marks, blanks and the particles that carry nothing; a change without its verb."""
    words = words.translate(str.maketrans("（），", "(),"))
    words = re.sub(r"[\s“”\"'‘’「」《》]|[的了]", "", words).removeprefix("共").removeprefix("拟")
    if kind == "change":
        words = re.sub(r"(同比)?(增长|增加|增减|增速|增幅|下降|降低|减少|涨幅|上涨|上升)(率|速度)?$", "", words)
    if kind in ("share", "rate"):
        words = words.removesuffix("占比")
    return words.removesuffix("数") if not words.endswith(("人数", "件数", "指数")) else words[:-1]


def _several(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def _score_headings(labels: dict[str, Any], sections: Sequence[Section], score: Score) -> None:
    left = list(sections)
    if articles := labels.get("articles"):
        found = [section for section in left if re.fullmatch(r"第.+条", section.number)]
        left = [section for section in left if section not in found]
        if found and len(found) != articles:
            for section in found:
                score.note("headings precise", False, f"{section.number} · {len(found)} of {articles} articles")
    groups: dict[str, list[tuple[dict[str, Any], Section | None]]] = {}
    for heading in labels["headings"]:
        section = next((each for each in left if _title(each.title) == _title(heading["title"])), None)
        if section:
            left.remove(section)
        groups.setdefault(heading.get("group", ""), []).append((heading, section))
    for group, headings in groups.items():
        if group and not any(section for _, section in headings):
            continue
        for heading, section in headings:
            right = section is not None and section.level == heading["level"]
            got = f"level {section.level}" if section else "no heading"
            expected = f"level {heading['level']}{', all or none of ' + group if group else ''}"
            score.note("headings found", right, f"{heading['title']} · expected {expected} · got {got}")
            if section:
                score.counts["headings precise"].add(right)
    for section in left:
        score.note("headings precise", False, f"{section.title} · is no heading")


def _title(words: str) -> str:
    return re.sub(r"[\s。“”\"]", "", words).translate(str.maketrans("（），", "(),"))


def score_all(stems: Sequence[str] = ()) -> Iterator[tuple[str, Score]]:
    """The documents that are at hand, one by one."""
    for stem, path in label_files().items():
        labels = read_labels(path)
        document = document_of(labels)
        if document and (not stems or stem in stems):
            yield stem, score_document(labels, open_report(document))


def main() -> None:
    parser = argparse.ArgumentParser(description="Figures and headings of real reports against labels made by hand.")
    parser.add_argument("stems", nargs="*", metavar="STEM", help="only these label files")
    parser.add_argument("--mismatches", action="store_true", help="list every mismatch")
    options = parser.parse_args()
    print(f"{'':34}", *(f"{name:>16}" for name in (*GOALS, *EXTRA)))
    total = Score()
    for stem, score in score_all(options.stems):
        total.plus(score)
        print(_line(stem, score))
        if options.mismatches:
            print(*(f"    {mismatch}" for mismatch in score.mismatches), sep="\n")
    print(_line("all", total))
    print(f"{'goal':34}", *(f"{goal:15}%" for goal in GOALS.values()))


def _line(name: str, score: Score) -> str:
    cells = (f"{c.right}/{c.of} {c.percent:5.1f}%" if c.of else "–" for c in score.counts.values())
    return " ".join([f"{name:34}", *(f"{cell:>16}" for cell in cells)])


if __name__ == "__main__":
    main()
