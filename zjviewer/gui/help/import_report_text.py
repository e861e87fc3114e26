"""What the reading of a report recognised, mended, doubts and left out, as words in the language of the window."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from zjviewer.core.editorial.sidecar import FOLDER, SUFFIX, sidecar_path
from zjviewer.core.model.analysis import Analysis, Sidecar
from zjviewer.core.model.report import DroppedText, ImportRemark, RemarkKind, Span
from zjviewer.core.outline.editorial_headings import resolve_positions
from zjviewer.core.text.quotations import find_placeholder
from zjviewer.core.text.report_metadata import date_in
from zjviewer.gui.labels.error_messages import reason_of
from zjviewer.storage.companion_files import user_data_path

_LONGEST = 400
"""Characters of what was left out that are told; site furniture may be pages long."""
_LONGEST_HEADING = 16


class Entry(NamedTuple):
    """One line."""

    name: str
    """What the words are: a property, a reason; may be empty."""
    text: str
    place: str = ""
    """Where it is, in words; empty where it concerns the whole."""
    span: Span | None = None
    """The same in the text; None for what does not stand there."""


class Part(NamedTuple):
    """A heading with its lines."""

    title: str
    entries: tuple[Entry, ...]
    empty: str = ""
    """What is told in place of lines; a part without either is not told of."""


def import_report_sections(analysis: Analysis) -> tuple[Part, ...]:
    """All parts that have something to tell."""
    report = analysis.report
    recognised = (*_properties(analysis), *_remarks(analysis, "recognised"))
    around = tuple(Entry(name, value) for name, value in report.metadata)
    left_out = tuple(_left_out(analysis, dropped) for dropped in report.dropped)
    nothing = _tr("Nothing was left out: the text is the whole file.")
    parts = (
        Part(_tr("Editor's note"), (Entry("", report.note),) if report.note else ()),
        Part(_tr("Recognised"), recognised),
        Part(_tr("Doubted"), tuple(_remarks(analysis, "doubted"))),
        Part(_tr("Repaired"), tuple(_remarks(analysis, "repaired"))),
        Part(_tr("In the editorial file, but not in the text"), tuple(_lost(analysis))),
        Part(_tr("Corrected by an editor"), tuple(_corrected(analysis))),
        Part(_tr("Around the report on its page"), around),
        Part(_tr("Left out"), left_out, nothing),
    )
    return tuple(part for part in parts if part.entries or part.empty)


def as_text(title: str, parts: tuple[Part, ...]) -> str:
    """All of it for the clipboard: a line for each entry, its columns parted by `\\t`."""
    lines = [title]
    for part in parts:
        lines += ["", part.title]
        lines += ["\t".join(filter(None, (entry.name, entry.text, entry.place))) for entry in part.entries]
        if not part.entries:
            lines.append(part.empty)
    return "\n".join(lines) + "\n"


def _properties(analysis: Analysis) -> Iterator[Entry]:
    report, sidecar = analysis.report, analysis.sidecar
    unknown = _tr("Not recognised")
    known = (
        (_tr("Title"), report.title, sidecar.title),
        (_tr("Body"), report.issuer, sidecar.issuer),
        (_tr("Region"), report.region, sidecar.region),
        (_tr("Year"), str(report.year or ""), str(sidecar.year or "")),
    )
    for name, value, edited in known:
        yield Entry(name, value or unknown, *(_found(analysis, value, value == edited) if value else ()))
    by_editor = _tr("Editorial file")
    period = " – ".join(map(_day, report.period)) if report.period else unknown
    yield Entry(_tr("Period"), period, by_editor if sidecar.period else "")
    published = _day(report.published) if report.published else unknown
    yield Entry(_tr("Published"), published, *((by_editor,) if sidecar.published else _dated(analysis)))
    yield Entry(_tr("National format"), _era(analysis), by_editor if sidecar.era else "")
    yield Entry(_tr("File"), _file(analysis))
    yield from _counts(analysis)


def _counts(analysis: Analysis) -> Iterator[Entry]:
    report = analysis.report
    editorial = sum(section.source == "editorial" for section in analysis.sections)
    told = _tr("{count}, of which an editor wrote {editorial}") if editorial else "{count}"
    yield Entry(_tr("Headings found"), told.format(count=len(analysis.sections), editorial=editorial))
    if not analysis.complete:
        yield Entry(_tr("Figures"), _tr("Not known yet"))
        return
    in_tables = len(analysis.tables_by_figure)
    told = _tr("{count}, of which {tables} stand in tables") if in_tables else "{count}"
    yield Entry(_tr("Figures"), told.format(count=len(analysis.figures), tables=in_tables))
    yield Entry(_tr("Source tables"), str(len(report.grids)))
    yield Entry(_tr("Tables of figures"), str(len(analysis.tables)))
    yield Entry(_tr("Charts"), str(len(analysis.charts)))
    told = _tr("{count}, of which {failed} do not add up") if analysis.failures else "{count}"
    yield Entry(_tr("Checks"), told.format(count=len(analysis.checks), failed=len(analysis.failures)))


def _found(analysis: Analysis, value: str, edited: bool) -> tuple[str, Span | None]:
    """Where a value was taken from: the editorial file, a line that was left out, the page around the report, or the
    first place of the text that says it."""
    report = analysis.report
    if edited:
        return _tr("Editorial file"), None
    for name, told in report.metadata:
        if told == value:
            return name, None
    for dropped in report.dropped:
        if dropped.reason == "title" and value in dropped.text:
            return _place_of(analysis, dropped)
    at = report.text.find(value)
    return _place(analysis, Span(at, at + len(value))) if at >= 0 else ("", None)


def _dated(analysis: Analysis) -> tuple[str, Span | None]:
    report = analysis.report
    names = (name for name, value in report.metadata if report.published and date_in(value) == report.published)
    return next(names, ""), None


def _era(analysis: Analysis) -> str:
    named = {
        "E1": _tr("That of 2014 to 2018 (E1)"),
        "E2": _tr("That of 2019 and 2020 (E2)"),
        "E3": _tr("That since 2021 (E3)"),
    }
    none = _tr("None") if analysis.complete else _tr("Not known yet")
    return named.get(analysis.era, analysis.era or none)


def _file(analysis: Analysis) -> str:
    report = analysis.report
    kind = _tr("Text") if report.format == "text" else report.format
    pages = _tr("{count} pages").format(count=len(report.pages)) if report.pages else ""
    letters = _tr("{count} characters").format(count=QLocale().toString(len(report.text)))
    return " · ".join(filter(None, (kind, report.encoding.upper().removesuffix("-SIG"), pages, letters)))


def _remarks(analysis: Analysis, kind: RemarkKind) -> Iterator[Entry]:
    for remark in analysis.remarks:
        if remark.kind == kind:
            yield Entry("", _told(remark), *(_place(analysis, remark.span) if remark.span else ()))


def _lost(analysis: Analysis) -> Iterator[Entry]:
    """What an editor says of words that the text does not hold, and what can be done about it."""
    path = analysis.report.path
    if not analysis.unresolved_quotations or path is None:
        return
    sidecar = analysis.sidecar
    for words in analysis.unresolved_quotations:
        yield Entry(_kind_of(words, sidecar), words)
    files = [each for each in (sidecar_path(path), user_data_path(path, FOLDER, SUFFIX)) if each.exists()]
    told = _tr("Nothing of this is lost: it stays in {files}, and holds again as soon as the text has these words.")
    yield Entry("", told.format(files=", ".join(map(str, files))))
    yield Entry("", _tr("What is no longer meant can be taken out of that file, or said anew in the window."))


def _kind_of(words: str, sidecar: Sidecar) -> str:
    if any(words == heading.title for heading in sidecar.headings):
        return _tr("Heading")
    if any(words == heading.title for heading in sidecar.removed):
        return _tr("No heading")
    if any(words == quotation for _, quotation in sidecar.metrics):
        return _tr("Measure")
    if any(words in row.cells for table in sidecar.tables for row in table.rows):
        return _tr("Table")
    return _kind_of(words, sidecar.base) if sidecar.base else ""


def _corrected(analysis: Analysis) -> Iterator[Entry]:
    """What holds in place of what the program has found."""
    text, sidecar = analysis.report.text, analysis.sidecar
    for name, entries in ((_tr("Heading"), sidecar.headings), (_tr("No heading"), sidecar.removed)):
        for entry, start in zip(entries, resolve_positions(text, entries), strict=True):
            if start is not None and (entry.was or not entry.level):
                told = _tr("{title} (found as {was})") if entry.was not in ("", entry.title) else "{title}"
                words = told.format(title=entry.title, was=entry.was)
                yield Entry(name, words, *_place(analysis, Span(start, start + len(entry.begins))))
    for cell, quotation in sidecar.metrics:
        hole = find_placeholder(text, quotation)
        if hole is not None:
            yield Entry(_tr("Measure"), f"{text[hole.start : hole.end]}: {cell}", *_place(analysis, hole))


def _told(remark: ImportRemark) -> str:
    template = QCoreApplication.translate("Problem", remark.message)
    return template.format(**dict(remark.values)) if remark.values else template


def _left_out(analysis: Analysis, dropped: DroppedText) -> Entry:
    words = dropped.text.strip()
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return Entry(reason_of(dropped), shown, *_place_of(analysis, dropped))


def _place_of(analysis: Analysis, dropped: DroppedText) -> tuple[str, Span | None]:
    """Its line in the source, or its page: the text has the page's first words."""
    pages = analysis.report.pages
    if dropped.page and dropped.page <= len(pages):
        start = pages[dropped.page - 1]
        first = _first_words(analysis, start)
        return _tr("Page {page}").format(page=dropped.page), first
    return (_tr("Line {line} of the file").format(line=dropped.line) if dropped.line else ""), None


def _first_words(analysis: Analysis, start: int) -> Span | None:
    """The first paragraph that goes on at a place of the text, or begins after it."""
    for paragraph in analysis.paragraphs:
        if paragraph.end > start:
            return Span(max(start, paragraph.start), paragraph.end)
    return None


def _place(analysis: Analysis, span: Span) -> tuple[str, Span]:
    """By page, else by heading, else by paragraph."""
    page = analysis.report.page_at(span.start)
    section = analysis.section_at(span.start)
    if page:
        return _tr("Page {page}").format(page=page), span
    if section:
        title = section.title
        shown = title if len(title) <= _LONGEST_HEADING else f"{title[: _LONGEST_HEADING - 1]}…"
        return f"{section.number} {shown}".strip(), span
    if analysis.paragraphs:
        return _tr("Paragraph {number}").format(number=analysis.paragraph_at(span.start) + 1), span
    return _tr("In the text"), span


def _day(day: date) -> str:
    return day.isoformat()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Reading", words)
