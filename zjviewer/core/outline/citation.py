"""Citation of a passage of a report: issuer, title, section, paragraph and page."""

from zjviewer.core.model.analysis import Analysis, Section
from zjviewer.core.model.report import Report, Span


def citation(analysis: Analysis, span: Span) -> str:
    """One line in Chinese, the language of the cited report; unknown parts are omitted."""
    report = analysis.report
    source = f"《{report.title}》" if report.title else ""
    if report.issuer and source:
        source = f"{report.issuer}:{source}"
    section = analysis.section_at(span.start)
    where = _path(analysis.path_of(section.id)) if section else ""
    parts = (source or report.issuer, where, _paragraphs(analysis, span), _pages(report, span))
    return "——" + ",".join(part for part in parts if part)


def _path(sections: tuple[Section, ...]) -> str:
    if not sections:
        return ""
    chapter, *deeper = sections
    named = f"{chapter.number}、{chapter.title}" if chapter.number else chapter.title
    below = "，".join(_below(chapter, section) for section in deeper)
    return f"{named}（{below}）" if below else named


def _below(chapter: Section, section: Section) -> str:
    """Number of a section below its chapter: as printed in the report, otherwise its index in the outline (二.3 for
    the third section of chapter 二)."""
    if section.number:
        return f"{section.number}{section.title}"
    counted = f"{chapter.number or chapter.id}.{section.id.partition('.')[2]}"
    return f"{counted} {section.title}"


def _paragraphs(analysis: Analysis, span: Span) -> str:
    if not analysis.paragraphs:
        return ""
    first = analysis.paragraph_at(span.start) + 1
    last = analysis.paragraph_at(max(span.start, span.end - 1)) + 1
    return _counted(first, last, "段")


def _pages(report: Report, span: Span) -> str:
    if not report.pages:
        return ""
    return _counted(report.page_at(span.start), report.page_at(max(span.start, span.end - 1)), "页")


def _counted(first: int, last: int, unit: str) -> str:
    return f"第{first}{unit}" if first == last else f"第{first}–{last}{unit}"
