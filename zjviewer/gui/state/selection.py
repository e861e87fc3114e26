"""What the reader looks at, carried over to another understanding of the same text: by places, for ids may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zjviewer.core.model.report import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjviewer.core.model.analysis import Analysis, Section


class Selection(NamedTuple):
    """What the reader points at; each part may be missing."""

    section: str = ""
    span: Span | None = None
    figures: tuple[str, ...] = ()
    table: str = ""
    """The table in which the figures are meant; empty leaves the choice to the panes."""
    result: tuple[str, ...] = ()
    """The other side of a check: the figures that state what `figures` give."""

    @property
    def every(self) -> tuple[str, ...]:
        """The figures of both sides, those of `figures` first."""
        return (*self.figures, *self.result)


def is_same_text(first: Analysis | None, second: Analysis | None) -> bool:
    """Whether two analyses describe the same reading of a file, so that offsets of one are valid in the other. Compares
    the text objects: a file that was read again has a new one. False if either is None."""
    return first is not None and second is not None and first.report.text is second.report.text


def sections_now(before: Sequence[Section], now: Sequence[Section]) -> Mapping[str, str]:
    """New ids by old ones: of the section of the same title at the same place, else of the first that begins there;
    those that have neither are missing."""
    exact = {(section.start, section.title): section.id for section in now}
    place = {section.start: section.id for section in reversed(now)}
    found = {each.id: exact.get((each.start, each.title), place.get(each.start, "")) for each in before}
    return {old: new for old, new in found.items() if new}


def remap_selection(selection: Selection, before: Analysis, now: Analysis) -> Selection:
    """The same words and figures; of a section all of it, however far it reaches now."""
    section = sections_now(before.sections, now.sections).get(selection.section, "")
    span = selection.span
    old = before.section_by_id.get(selection.section)
    if old and span == (old.start, old.end):
        span = span._replace(end=now.section_by_id[section].end) if section else span
    if not section and span is not None:
        around = now.section_at(span.start)
        section = around.id if around else ""
    table = selection.table if selection.table in now.table_by_id else ""
    return selection._replace(
        section=section,
        span=span,
        figures=_figures(selection.figures, before, now),
        result=_figures(selection.result, before, now),
        table=table,
    )


def _figures(ids: Sequence[str], before: Analysis, now: Analysis) -> tuple[str, ...]:
    here = {figure.start: figure.id for figure in now.figures}
    starts = (before.figure_by_id[each].start for each in ids if each in before.figure_by_id)
    return tuple(here[start] for start in starts if start in here)
