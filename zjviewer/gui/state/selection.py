"""The shared selection, and its remapping to another analysis of the same text: by offsets, because ids may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model.report import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjviewer.core.model.analysis import Analysis, Section


class Selection(NamedTuple):
    """What the reader has selected; each part may be empty."""

    section: str = ""
    span: Span | None = None
    figures: tuple[str, ...] = ()
    table: str = ""
    """Id of the table in which the figures were selected; empty leaves the choice to the panes."""
    result: tuple[str, ...] = ()
    """Ids of the figures on the other side of a check, which state the result of `figures`."""

    @property
    def every(self) -> tuple[str, ...]:
        """Ids of the figures of both sides, those of `figures` first."""
        return (*self.figures, *self.result)


def is_same_text(first: Analysis | None, second: Analysis | None) -> bool:
    """Whether two analyses describe the same reading of a file, so that offsets of one are valid in the other. Compares
    the text objects: a file that was read again has a new one. False if either is None."""
    return first is not None and second is not None and first.report.text is second.report.text


def map_section_ids(before: Sequence[Section], now: Sequence[Section]) -> Mapping[str, str]:
    """Ids in `now` by ids in `before`: the section with the same title at the same offset, else the first that starts
    there. Sections without either are missing."""
    exact = {(section.start, section.title): section.id for section in now}
    by_start = {section.start: section.id for section in reversed(now)}
    matches = {each.id: exact.get((each.start, each.title), by_start.get(each.start, "")) for each in before}
    return {old: new for old, new in matches.items() if new}


def remap_selection(selection: Selection, before: Analysis, now: Analysis) -> Selection:
    """The selection in another analysis of the same text: same span and figures; a selected section is selected whole,
    wherever it ends now."""
    section = map_section_ids(before.sections, now.sections).get(selection.section, "")
    span = selection.span
    old = before.section_by_id.get(selection.section)
    if old and span == (old.start, old.end):
        span = span._replace(end=now.section_by_id[section].end) if section else span
    if not section and span is not None:
        enclosing = now.section_at(span.start)
        section = enclosing.id if enclosing else ""
    table = selection.table if selection.table in now.table_by_id else ""
    return selection._replace(
        section=section,
        span=span,
        figures=_figures(selection.figures, before, now),
        result=_figures(selection.result, before, now),
        table=table,
    )


def _figures(ids: Sequence[str], before: Analysis, now: Analysis) -> tuple[str, ...]:
    by_start = {figure.start: figure.id for figure in now.figures}
    starts = (before.figure_by_id[each].start for each in ids if each in before.figure_by_id)
    return tuple(by_start[start] for start in starts if start in by_start)
