"""Short invented reports of many forms with every heading that a reader sees in them: `outlines.txt`.

A report begins with `@ KIND | suffix`. Behind its text stands a line `= LEVEL TITLE` for each heading, in order. A line
with `~` names others: `all or none` a list that is headings as a whole or not at all, `articles` the number of articles
of a law, which are headings or not, `optional` lines that may be headings.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from zjviewer.pipeline.open_report import open_report

FILE = Path(__file__).parent / "outlines.txt"


@dataclass
class Document:
    kind: str
    suffix: str
    lines: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    others: str = ""


def documents() -> list[Document]:
    found: list[Document] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            found.append(Document(*(part.strip() for part in line[2:].split("|"))))
        elif line.startswith("= "):
            level, title = line[2:].split(" ", 1)
            found[-1].headings.append((int(level), title))
        elif line.startswith("~ "):
            found[-1].others = line[2:]
        else:
            found[-1].lines.append(line)
    return found


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.kind)
def test_every_heading_is_found_and_nothing_else(document, tmp_path):
    path = tmp_path / f"report.{document.suffix}"
    path.write_text("\n".join(document.lines) + "\n", encoding="utf-8")
    sections = [section._replace(title=section.title.rstrip("。")) for section in open_report(path).sections]
    for name in ("all or none ", "optional "):
        if document.others.startswith(name):
            openings = tuple(document.others.removeprefix(name).split(" | "))
            listed = [section for section in sections if section.title.startswith(openings)]
            assert name == "optional " or len(listed) in (0, len(openings))
            sections = [section for section in sections if section not in listed]
    if document.others.startswith("articles "):
        articles = [section for section in sections if section.number.endswith("条")]
        assert len(articles) in (0, int(document.others.removeprefix("articles ")))
        sections = [section for section in sections if section not in articles]
    assert [(section.level, section.title) for section in sections] == document.headings


def test_the_reports_are_of_many_forms():
    assert len({document.kind for document in documents()}) >= 15
