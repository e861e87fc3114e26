"""Variations of an input with the right answers: a table of cases for each kind of file, and the function that checks
one of them."""

from dataclasses import dataclass
from pathlib import Path

from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import open_report
from zjviewer.readers.registry import read_report


@dataclass(frozen=True, slots=True)
class Case:
    """Name and bytes of a file, and what a reader has to get from it; an empty field is not checked."""

    id: str
    content: bytes
    text: str | None = None
    """The whole text."""
    has: tuple[str, ...] = ()
    """Parts of the text, in this order."""
    lacks: tuple[str, ...] = ()
    """Words that are not in the text."""
    rows: tuple[str, ...] = ()
    """Rows of tables, cells separated by a bar; an empty cell is a dash."""
    figures: tuple[str, ...] = ()
    """Figures as written, with their unit."""
    no_figures: tuple[str, ...] = ()
    headings: tuple[str, ...] | None = None
    """Titles of the outline, in order."""
    remark: str = ""
    """Part of a remark of the reading report, in English."""
    dropped: tuple[str, ...] = ()
    """Parts of what was left out, each with its reason before a colon."""
    refused: str = ""
    """Part of the sentence that says why the file cannot be read, in English."""
    name: str = ""
    """File name; the ending of the table's kind where it is empty."""


def problems(case: Case, folder: Path, name: str) -> list[str]:
    """What is wrong in the reading of a case; empty where everything is right."""
    path = folder / (case.name or name)
    path.write_bytes(case.content)
    try:
        analysis = open_report(path, read=read_report)
    except UnreadableFile as error:
        right = case.refused and case.refused in str(error)
        return [] if right else [f"refused: {error}"]
    if case.refused:
        return [f"not refused: {analysis.report.text[:80]!r}"]
    report = analysis.report
    text = report.text
    found: list[str] = []
    if case.text is not None and text != case.text:
        found.append(f"text {text!r}")
    at = 0
    for part in case.has:
        place = text.find(part, at)
        if place < 0:
            found.append(f"no {part!r} in {text!r}")
        at = max(at, place)
    found += [f"{part!r} in {text!r}" for part in case.lacks if part in text]
    rows = {
        tuple(cell.strip() or "-" for cell in line.split("\t"))
        for grid in report.grids
        for line in text[slice(*grid.span)].split("\n")
    }
    found += [f"no row {row!r} in {sorted(rows)!r}" for row in case.rows if tuple(row.split("|")) not in rows]
    literals = [figure.literal for figure in analysis.figures]
    found += [f"no figure {each!r} in {literals!r}" for each in case.figures if each not in literals]
    found += [f"figure {each!r} in {literals!r}" for each in case.no_figures if each in literals]
    headings = tuple(section.title for section in analysis.sections)
    if case.headings is not None and headings != case.headings:
        found.append(f"headings {headings!r}")
    remarks = [str(remark) for remark in analysis.remarks]
    if case.remark and not any(case.remark in remark for remark in remarks):
        found.append(f"no remark {case.remark!r} in {remarks!r}")
    dropped = [f"{each.reason}:{each.text}" for each in report.dropped]
    for part in case.dropped:
        reason, _, words = part.partition(":")
        if not any(each.startswith(f"{reason}:") and words in each for each in dropped):
            found.append(f"not left out {part!r}: {dropped!r}")
    return found
