"""Anchors of annotations: created from a span of a report, and resolved in a text that may have changed since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from zjviewer.core.annotations.annotation import Anchor, Annotation, Target
from zjviewer.core.model.analysis import Analysis, Chart, Section, Table
from zjviewer.core.model.report import Span

CONTEXT_LENGTH = 32
"""Length of the stored context before and after an annotated text, in code points."""
_BEGINNING = 40
"""Length of the stored beginning of a section, in code points."""
_ENOUGH = 8
"""Minimum number of matching code points of text and context for a match to count."""
_ALIKE = 0.6
"""Minimum similarity of a changed text to the stored one, from 0 to 1."""
_EDGE = 12
_COMPARED = 200
_TRIED = 60
_SLACK = 40
_MOST = 200
"""Maximum number of occurrences examined in each direction for a repeated text."""


@dataclass(frozen=True, slots=True)
class ResolvedAnnotation:
    """An annotation with its current place in the report."""

    annotation: Annotation
    span: Span | None
    """Span in the text; for a table or a chart the span of its first figure; None where the target no longer exists."""
    section: str = ""
    """Id of the deepest section that contains the span; empty outside all sections."""
    item: str = ""
    """Id of the table or chart; empty for other targets."""


def anchor_words(analysis: Analysis, span: Span) -> Anchor:
    """Anchor of a range of the text; `span` is not empty."""
    text = analysis.report.text
    section = analysis.section_at(span.start)
    return Anchor(
        target="words",
        quote=text[span.start : span.end],
        before=text[max(0, span.start - CONTEXT_LENGTH) : span.start],
        after=text[span.end : span.end + CONTEXT_LENGTH],
        section=section.title if section else "",
        approximate_offset=span.start,
    )


def anchor_section(analysis: Analysis, section: Section) -> Anchor:
    """Anchor of a whole section."""
    begins = analysis.report.text[section.start : min(section.end, section.start + _BEGINNING)]
    return Anchor("section", begins, section=section.title, item=section.id, approximate_offset=section.start)


def anchor_item(analysis: Analysis, item: Table | Chart) -> Anchor:
    """Anchor of a table or a chart."""
    table = item if isinstance(item, Table) else analysis.table_by_id[item.table]
    section = analysis.section_by_id.get(table.section)
    target: Target = "table" if isinstance(item, Table) else "chart"
    return Anchor(target, item.title, section=section.title if section else "", item=item.id)


def resolve_annotations(
    annotations: Iterable[Annotation], analysis: Analysis, known: Iterable[ResolvedAnnotation] = ()
) -> tuple[ResolvedAnnotation, ...]:
    """Annotations with their places, in reading order, unresolved ones last. Annotations of tables and charts are
    omitted until these have been extracted.

    `known`: annotations that are already resolved in this analysis.
    """
    found = {each.annotation: each for each in known}
    wanted = (each for each in annotations if analysis.complete or each.anchor.target in ("words", "section"))
    placed = [found.get(each) or _place(each, analysis) for each in wanted]
    return tuple(sorted(placed, key=lambda each: (each.span is None, each.span or Span(0, 0))))


def is_on_words(placed: ResolvedAnnotation) -> bool:
    """Whether the annotation is of a range of the text and was resolved."""
    return placed.span is not None and placed.annotation.anchor.target == "words"


def annotations_at(placed: Iterable[ResolvedAnnotation], offset: int) -> tuple[Annotation, ...]:
    """Annotations of text that cover an offset, the shortest first."""
    around = (
        (span.end - span.start, each.annotation)
        for each in placed
        if (span := each.span) and span.start <= offset < span.end and each.annotation.anchor.target == "words"
    )
    return tuple(annotation for _, annotation in sorted(around, key=lambda each: each[0]))


def item_of(anchor: Anchor, analysis: Analysis) -> Table | Chart | None:
    """Table or chart of an anchor: by id and title, otherwise by title, otherwise by id; None where there is none."""
    items: tuple[Table, ...] | tuple[Chart, ...] = analysis.tables if anchor.target == "table" else analysis.charts
    alike = [item for item in items if anchor.item == item.id or anchor.quote == item.title]
    return max(alike, key=lambda item: (anchor.quote == item.title, anchor.item == item.id), default=None)


def section_of(anchor: Anchor, analysis: Analysis) -> Section | None:
    """Section of an anchor by its title; where the title has changed, by its beginning. None where there is none."""
    text, known = analysis.report.text, len(anchor.quote) >= _ENOUGH
    ranked = [
        (section.title == anchor.section, text.startswith(anchor.quote, section.start), section.id == anchor.item, at)
        for at, section in enumerate(analysis.sections)
        if section.title == anchor.section or (known and text.startswith(anchor.quote, section.start))
    ]
    return analysis.sections[max(ranked)[-1]] if ranked else None


def words_of(anchor: Anchor, analysis: Analysis) -> Span | None:
    """Current span of an annotated text: found with its full context, otherwise by the text alone, otherwise as a
    similar text. None where there is none."""
    text, quote = analysis.report.text, anchor.quote
    if not quote:
        return None
    if _stands(text, anchor, anchor.approximate_offset):
        return Span(anchor.approximate_offset, anchor.approximate_offset + len(quote))
    whole = (
        at + len(anchor.before)
        for at in _places(text, anchor.before + quote + anchor.after, anchor.approximate_offset - len(anchor.before))
    )
    starts = [at for at in whole if _stands(text, anchor, at)] or list(_places(text, quote, anchor.approximate_offset))
    same = (at for at in starts if _is_same(text, anchor, at))
    best = max(same, key=lambda at: _fitness(analysis, anchor, at), default=None)
    if best is not None:
        return Span(best, best + len(quote))
    return _changed_words(anchor, analysis)


def _place(annotation: Annotation, analysis: Analysis) -> ResolvedAnnotation:
    anchor = annotation.anchor
    if anchor.target == "words":
        span = words_of(anchor, analysis)
        section = analysis.section_at(span.start) if span else None
        return ResolvedAnnotation(annotation, span, section.id if section else "")
    if anchor.target == "section":
        section = section_of(anchor, analysis)
        return ResolvedAnnotation(
            annotation, Span(section.start, section.end) if section else None, section.id if section else ""
        )
    item = item_of(anchor, analysis)
    if item is None:
        return ResolvedAnnotation(annotation, None)
    table = item if isinstance(item, Table) else analysis.table_by_id[item.table]
    return ResolvedAnnotation(annotation, table.figures[0].span, table.section, item.id)


def _places(text: str, words: str, near: int) -> Iterator[int]:
    """Offsets of occurrences near an offset: the following ones first, then the preceding ones, from near to far."""
    near = max(0, near)
    at = text.find(words, near)
    for _ in range(_MOST):
        if at < 0:
            break
        yield at
        at = text.find(words, at + 1)
    end = near + len(words) - 1  # before the occurrences that were already returned
    for _ in range(_MOST):
        at = text.rfind(words, 0, max(0, end))
        if at < 0:
            break
        yield at
        end = at + len(words) - 1


def _stands(text: str, anchor: Anchor, at: int) -> bool:
    """Whether the text and its whole context are at this offset; a short context must end at the same end of the
    report."""
    end = at + len(anchor.quote)
    sides = text[max(0, at - CONTEXT_LENGTH) : at] == anchor.before and text[end : end + CONTEXT_LENGTH] == anchor.after
    return at >= 0 and sides and text.startswith(anchor.quote, at)


def _agreement(text: str, anchor: Anchor, at: int) -> int:
    """Number of context code points that are unchanged, counted outwards from the text on both sides."""
    end = at + len(anchor.quote)
    before = _common(reversed(anchor.before), reversed(text[max(0, at - CONTEXT_LENGTH) : at]))
    return before + _common(anchor.after, text[end : end + CONTEXT_LENGTH])


def _is_same(text: str, anchor: Anchor, at: int) -> bool:
    """Whether an occurrence counts as the annotated text: context of one side unchanged, or enough matching code
    points."""
    end = at + len(anchor.quote)
    sides = text[max(0, at - CONTEXT_LENGTH) : at] == anchor.before or text[end : end + CONTEXT_LENGTH] == anchor.after
    return sides or len(anchor.quote) + _agreement(text, anchor, at) >= _ENOUGH


def _fitness(analysis: Analysis, anchor: Anchor, at: int) -> tuple[int, int]:
    """Score of an occurrence: unchanged context, where the same section counts as `_ENOUGH` code points, then
    nearness."""
    same, distance = _nearness(analysis, anchor, at)
    return _agreement(analysis.report.text, anchor, at) + same * _ENOUGH, distance


def _nearness(analysis: Analysis, anchor: Anchor, at: int) -> tuple[bool, int]:
    section = analysis.section_at(at)
    return (section.title if section else "") == anchor.section, -abs(at - anchor.approximate_offset)


def _changed_words(anchor: Anchor, analysis: Analysis) -> Span | None:
    """Span most similar to the annotated text, among spans bounded by its context or by its own beginning and end;
    None where none is similar enough."""
    text, length = analysis.report.text, len(anchor.quote)
    if length < _ENOUGH:
        return None
    own = max(_ENOUGH // 2, min(_EDGE, length // 3))
    before, after = anchor.before[-_EDGE:], anchor.after[:_EDGE]
    starts = (
        [at + len(before) for at in _places(text, before, anchor.approximate_offset)]
        if len(before) >= _ENOUGH // 2
        else []
    )
    starts += _places(text, anchor.quote[:own], anchor.approximate_offset)
    ends = [*_places(text, after, anchor.approximate_offset)] if len(after) >= _ENOUGH // 2 else []
    ends += [at + own for at in _places(text, anchor.quote[-own:], anchor.approximate_offset)]
    reach = 2 * length + _SLACK
    pairs = {(start, end) for start in starts for end in ends if start < end <= start + reach}
    pairs |= {(start, min(len(text), start + length)) for start in starts}
    pairs |= {(max(0, end - length), end) for end in ends}
    near = nlargest(_TRIED, pairs, key=lambda pair: _nearness(analysis, anchor, pair[0]))
    likeness, start, end = max(((_likeness(anchor.quote, text[a:b]), a, b) for a, b in near), default=(0.0, 0, 0))
    return Span(start, end) if likeness >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    """Similarity from 0 to 1; of long texts only the beginnings and the ends are compared."""
    if not other.strip():
        return 0.0
    if max(len(one), len(other)) <= 2 * _COMPARED:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    pairs = ((one[:_COMPARED], other[:_COMPARED]), (one[-_COMPARED:], other[-_COMPARED:]))
    return min(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in pairs)


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
