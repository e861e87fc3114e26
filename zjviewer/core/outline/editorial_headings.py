"""Headings of an editorial file: their places in the text, and how they replace detected headings."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zjviewer.core.model.analysis import QuotedHeading, Sidecar
from zjviewer.core.model.report import Span
from zjviewer.core.outline.heading_numbers import Heading
from zjviewer.core.text.quotations import find_heading_start

_AROUND_NUMBER = "、.．（）() \u3000"


class RemovedHeading(NamedTuple):
    """A heading that is removed or replaced by an editor."""

    start: int
    title: str
    found: bool
    """Whether it was detected in the text, under any title; otherwise it is from the base file."""


class ResolvedHeadings(NamedTuple):
    """Headings of an editorial file with their places in the text."""

    given: tuple[Heading, ...] = ()
    gone: tuple[RemovedHeading, ...] = ()
    lost: tuple[str, ...] = ()
    """Titles of headings whose quotation does not occur in the text."""

    @property
    def own(self) -> tuple[Heading, ...]:
        """Headings of `given` that do not replace a detected one."""
        return tuple(h for h in self.given if not h.was or RemovedHeading(h.start, h.was, True) not in self.gone)


NOTHING_PLACED = ResolvedHeadings()


def resolve_headings(text: str, sidecar: Sidecar) -> ResolvedHeadings:
    """Headings of a sidecar and of its base sidecar with their places in the text."""
    below = resolve_headings(text, sidecar.base) if sidecar.base else NOTHING_PLACED
    given, gone, lost = list(below.given), list(below.gone), list(below.lost)
    for entry, start in zip(sidecar.removed, resolve_positions(text, sidecar.removed), strict=True):
        if start is None:
            lost.append(entry.title)
            continue
        gone.append(RemovedHeading(start, entry.title, _take(given, start, entry.title) is None))
    own: list[Heading] = []
    for entry, start in zip(sidecar.headings, resolve_positions(text, sidecar.headings), strict=True):
        if start is None:
            lost.append(entry.title)
            continue
        heading = _heading(text, start, entry)
        if entry.was:
            replaced = _take(given, start, entry.was)
            gone.append(RemovedHeading(start, entry.was, replaced is None))
            heading = _instead(heading, replaced) if replaced else heading
        own.append(heading)
    return ResolvedHeadings((*given, *own), tuple(gone), tuple(lost))


def resolve_positions(text: str, entries: Iterable[QuotedHeading]) -> list[int | None]:
    """Offsets where headings start, None where the quotation does not occur. A repeated quotation is searched after
    the previous heading."""
    found: list[int | None] = []
    after = 0
    for entry in entries:
        start = find_heading_start(text, entry.begins, after)
        after = after if start is None else start
        found.append(start)
    return found


def apply_corrections(placed: ResolvedHeadings, found: Sequence[Heading]) -> tuple[list[Heading], list[Heading]]:
    """Headings of an editor, and the detected headings that remain. An editor's heading that replaces a detected one
    is at its place."""
    by_start: dict[int, list[Heading]] = {}
    for heading in found:
        by_start.setdefault(heading.start, []).append(heading)
    affected = {each.start for each in placed.gone} | {each.start for each in placed.given}
    stay = [h for h in found if h.start not in affected or not _is_gone(h, placed, by_start[h.start])]
    given = []
    for heading in placed.given:
        same = [each for each in found if each.start == heading.start] if heading.was and not heading.span else []
        chosen = next((each for each in same if each.title == heading.was), next(iter(same), None))
        given.append(_instead(heading, chosen) if chosen else heading)
    return given, stay


def _is_gone(heading: Heading, placed: ResolvedHeadings, found: Sequence[Heading]) -> bool:
    """Whether a detected heading is removed: by its title; by its place, if the detected title there is another one
    now; or because an editor's heading has the same text."""
    gone = [each for each in placed.gone if each.start == heading.start]
    here = {each.title for each in found if each.start == heading.start}
    if any(each.title == heading.title or (each.found and each.title not in here) for each in gone):
        return True
    return any(each.start == heading.start and each.span is not None for each in placed.given)


def _take(given: list[Heading], start: int, title: str) -> Heading | None:
    """Remove the heading with this title at this offset from the list, and return it; None where there is none."""
    for heading in given:
        if (heading.start, heading.title) == (start, title):
            given.remove(heading)
            return heading
    return None


def _instead(heading: Heading, before: Heading) -> Heading:
    """A heading with the span and the rank of the one that it replaces."""
    return heading._replace(span=before.span, rank=before.rank)


def _heading(text: str, start: int, entry: QuotedHeading) -> Heading:
    """Heading of an entry; it has a span where its title is in the text after its number."""
    span = None
    if entry.title != entry.begins and not entry.was:
        at = text.find(entry.title, start, start + len(entry.number) + len(entry.title) + 4)
        if at >= 0 and text[start:at].strip(_AROUND_NUMBER) == entry.number.strip(_AROUND_NUMBER):
            span = Span(start, at + len(entry.title))
    return Heading(start, entry.title, float(entry.level), span, entry.number, entry.level, entry.was)
