"""Short invented passages of many kinds, each with every figure that it states: `readings/*.txt`.

A file holds passages under headings of their kind (`# vague`). A passage begins with `@YEAR own=BODY` (the year and the
body of the report; with `title=` the passage is a whole report of that title, and `ry=` is its year). Its text follows,
then one line for each figure:

    = LITERAL VALUE UNIT | indicator | year | kind | subject | any of: planned, a qualifier, lo=… hi=…

`‖` separates answers that are equally right, `~` leaves a field open, and an empty field is the usual value: the year
of the report, a count (or a share, rate or score where the unit is a part), the report's own body, a stated figure.
The year `open` is one that the text does not give.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from tests.labels.score import plain
from zjviewer.core.figures.extraction import find_figures
from zjviewer.core.model.analysis import Figure
from zjviewer.core.text.segmentation import fold_width
from zjviewer.pipeline.open_report import open_report

FOLDER = Path(__file__).parent / "readings"
_NO_QUALIFIER = ("pla", "lo=", "hi=", "~")
OWN_WORDS = ("", *(f"{whole}{place}" for whole in "全我本" for place in "省市县区州旗镇區"))


@dataclass
class Passage:
    kind: str
    year: int
    options: dict[str, str]
    lines: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def passages_of(path: Path) -> list[Passage]:
    found: list[Passage] = []
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line.startswith("@"):
            year, *options = line[1:].split()
            found.append(Passage(kind, int(year), dict(option.split("=", 1) for option in options)))
        elif line.startswith("="):
            found[-1].expected += [line[1:].strip()] if line[1:].strip() else []
        elif line.strip():
            found[-1].lines.append(line)
    return found


def passages() -> list[Passage]:
    return [passage for path in sorted(FOLDER.glob("*.txt")) for passage in passages_of(path)]


def read(passage: Passage, folder: Path) -> tuple[Figure, ...]:
    own = passage.options.get("own", "")
    if "title" not in passage.options:
        return find_figures(passage.text, (), passage.year, own)
    path = folder / "report.txt"
    path.write_text(f"{passage.options['title']}\n{passage.text}\n", encoding="utf-8")
    return open_report(path).figures


def faults(expected: str, figure: Figure, passage: Passage) -> list[str]:
    parts = [part.strip() for part in expected.split("|")]
    head, indicator, year, kind, subject, more = (*parts, *[""] * (6 - len(parts)))
    written = re.fullmatch(r"(.+?) (-?[\d.]+|~)(?: (\S+))?", head)
    assert written is not None, expected
    literal, value, units = written[1], written[2], (written[3] or "").split("‖")
    own = passage.options.get("own", "")
    usual = ("share", "rate", "score") if "%" in units else ("count", "score", "share", "rate")
    named = [plain(each, figure.kind) for each in indicator.split("‖")]
    stated = int(year) if year.isdigit() else int(passage.options.get("ry", passage.year))
    subjects = [fold_width(each) for each in subject.split("‖") if each]
    limits = re.search(r"lo=(-?[\d.]+) hi=(-?[\d.]+)", more)
    planned, *others = ("planned" in more.split(), *(word for word in more.split() if word[:3] not in _NO_QUALIFIER))
    qualifier = others[0] if others else ""
    found = {
        "literal": literal in ("~", figure.literal),
        "value": value == "~" or figure.value == Decimal(value),
        "unit": figure.unit in units,
        "indicator": indicator in ("", "~") or plain(figure.indicator, figure.kind) in named,
        "year": year == "~" or figure.year == (None if year == "open" else stated),
        "kind": kind == "~" or figure.kind in (kind.split("‖") if kind else usual),
        "subject": subject == "~"
        or figure.subject in subjects
        or ((not subject or "‖" in subject) and figure.subject in (*OWN_WORDS, own)),
        "status": more == "~" or (figure.status == "planned") == planned,
        "limits": limits is None or (figure.low, figure.high) == (Decimal(limits[1]), Decimal(limits[2])),
        "qualifier": not qualifier or qualifier in ("~", figure.qualifier),
    }
    return [name for name, right in found.items() if not right]


@pytest.mark.parametrize("passage", passages(), ids=lambda passage: f"{passage.kind}: {passage.text[:24]}")
def test_every_figure_of_a_passage_is_read_and_nothing_else(passage, tmp_path):
    figures = read(passage, tmp_path)
    assert len(figures) == len(passage.expected), [figure.literal for figure in figures]
    for expected, figure in zip(passage.expected, figures, strict=True):
        assert not faults(expected, figure, passage), (expected, figure)


def test_the_passages_are_many_and_of_many_kinds():
    assert len(passages()) >= 220
    assert len({passage.kind for passage in passages()}) >= 12
