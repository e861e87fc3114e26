"""Jump targets of a report for a typed text: sections, paragraphs, pages, figures and tables."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Span
from zjviewer.core.search.name_ranking import rank_match
from zjviewer.core.text.segmentation import fold_width

PlaceKind = Literal["section", "paragraph", "page", "figure", "table"]
MOST = 60
"""Maximum number of candidates."""
_LONGEST = 40
"""Maximum length of the excerpt that labels a paragraph, in characters."""

_PARAGRAPH = re.compile(r"(?:¶|第)\s*(\d+)\s*段?|(\d+)\s*段")
_PAGE = re.compile(r"p\.?\s*(\d+)|第?\s*(\d+)\s*页", re.IGNORECASE)
_ORDER = re.compile(r"[#№]\s*(\d+)")
_DIGITS = re.compile(r"[\d,.]*\d[\d,.]*\D{0,2}")
_WRAPPED = re.compile(r"[\s()（）、.]")


class JumpTarget(NamedTuple):
    """One candidate with its label and span."""

    kind: PlaceKind
    id: str
    """Id of the section, figure or table; number of the paragraph or page, from 1."""
    title: str
    span: Span
    number: str = ""
    """Displayed number: `2.3`, `¶12`, `p12`, or the index of a figure in reading order."""
    section: str = ""


def find_targets(analysis: Analysis, typed: str) -> list[JumpTarget]:
    """At most `MOST` candidates, best first; the chapters for an empty text."""
    words = fold_width(typed).strip()
    if not words:
        return [_of_section(section) for section in analysis.sections if section.level == 1]
    return list(islice(dict.fromkeys(_found(analysis, words)), MOST))


def _found(analysis: Analysis, words: str) -> Iterator[JumpTarget]:
    if match := _PARAGRAPH.fullmatch(words):
        yield from _paragraph(analysis, int(match[1] or match[2]))
    if match := _PAGE.fullmatch(words):
        yield from _page(analysis, int(match[1] or match[2]))
    if match := _ORDER.fullmatch(words):
        yield from _figures_from(analysis, int(match[1]))
    yield from _sections_by_number(analysis, words)
    if words.isdecimal():
        yield from _page(analysis, int(words))
        yield from _paragraph(analysis, int(words))
    if _DIGITS.fullmatch(words):
        yield from _figures(analysis, words)
    yield from _named(analysis, words)
    if words.isdecimal():
        yield from _figures_from(analysis, int(words))


def _sections_by_number(analysis: Analysis, words: str) -> Iterator[JumpTarget]:
    """Sections by their number in the outline, subsections included, or by the number in the heading."""
    counted, plain = words.rstrip("."), _WRAPPED.sub("", words)
    ranked = [(section.id != counted, section) for section in analysis.sections if _counts(section, counted)]
    for _, section in sorted(ranked, key=lambda pair: (pair[0], pair[1].start)):
        yield _of_section(section)
    if plain:
        bracketed = "(" in words
        own = [s for s in analysis.sections if s.number and _WRAPPED.sub("", fold_width(s.number)) == plain]
        for section in sorted(own, key=lambda s: (("(" in fold_width(s.number)) != bracketed, s.start)):
            yield _of_section(section)


def _counts(section: Section, counted: str) -> bool:
    return section.id == counted or section.id.startswith(f"{counted}.")


def _of_section(section: Section) -> JumpTarget:
    title = f"{section.number} {section.title}".strip()
    return JumpTarget("section", section.id, title, Span(section.start, section.end), section.id, section.id)


def _paragraph(analysis: Analysis, number: int) -> Iterator[JumpTarget]:
    if 1 <= number <= len(analysis.paragraphs):
        span = analysis.paragraphs[number - 1]
        yield JumpTarget("paragraph", str(number), _begin(analysis, span), span, f"¶{number}", _section(analysis, span))


def _page(analysis: Analysis, number: int) -> Iterator[JumpTarget]:
    pages = analysis.report.pages
    if 1 <= number <= len(pages):
        end = pages[number] if number < len(pages) else len(analysis.report.text)
        span = Span(pages[number - 1], end)
        yield JumpTarget("page", str(number), _begin(analysis, span), span, f"p{number}", _section(analysis, span))


def _figures(analysis: Analysis, words: str) -> Iterator[JumpTarget]:
    """Figures whose written number equals the text, then those whose number starts with it."""
    digits = words.replace(",", "").rstrip(".")
    literals = [(fold_width(figure.literal).replace(",", ""), at) for at, figure in enumerate(analysis.figures)]
    begun = [(literal[len(digits) :], at) for literal, at in literals if literal.startswith(digits)]
    for _, at in sorted((rest[:1].isdecimal() or rest[:1] == ".", at) for rest, at in begun):
        yield from _figure(analysis, at)


def _figures_from(analysis: Analysis, number: int) -> Iterator[JumpTarget]:
    if 1 <= number <= len(analysis.figures):
        yield from _figure(analysis, number - 1)


def _figure(analysis: Analysis, at: int) -> Iterator[JumpTarget]:
    figure = analysis.figures[at]
    title = f"{figure.literal} {figure.indicator}".strip()
    yield JumpTarget("figure", figure.id, title, figure.span, f"#{at + 1}", figure.section)


def _named(analysis: Analysis, words: str) -> Iterator[JumpTarget]:
    """Sections and tables by title."""
    text = analysis.report.text
    named = [_of_section(section) for section in analysis.sections]
    for table in analysis.tables:
        figures = table.figures
        span = figures[0].span if figures else Span(0, min(1, len(text)))
        named.append(JumpTarget("table", table.id, table.title, span, "", table.section))
    ranked = [(found, at) for at, place in enumerate(named) if (found := rank_match(words, place.title)) is not None]
    for _, at in sorted(ranked):
        yield named[at]


def _begin(analysis: Analysis, span: Span) -> str:
    words = analysis.report.text[span.start : min(span.end, span.start + _LONGEST)].strip()
    return words.replace("\t", " ").replace("\n", " ")


def _section(analysis: Analysis, span: Span) -> str:
    section = analysis.section_at(span.start)
    return section.id if section else ""
