"""Contents of the import report: what was recognised, repaired, doubted and left out, as translated text."""

import os
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from zjviewer.core.dictionary.metrics import list_eras
from zjviewer.core.editorial.sidecar import FOLDER, SUFFIX, sidecar_path
from zjviewer.core.model.analysis import Analysis, Sidecar
from zjviewer.core.model.report import DroppedText, ImportRemark, RemarkKind, Span
from zjviewer.core.outline.editorial_headings import resolve_positions
from zjviewer.core.text.quotations import find_placeholder
from zjviewer.core.text.report_metadata import date_in
from zjviewer.gui.labels.error_messages import reason_of
from zjviewer.storage.companion_files import user_data_path

_LONGEST = 400
"""Characters of a text left out that are shown; site navigation may be pages long."""
_LONGEST_HEADING = 16


class Entry(NamedTuple):
    """One line of the report."""

    name: str
    """Name of a property, or reason; may be empty."""
    text: str
    place: str = ""
    """Description of the place, such as a page; empty where the entry is about the whole report."""
    span: Span | None = None
    """The place in the text; None where it is not in the text."""


class Part(NamedTuple):
    """A heading with its entries."""

    title: str
    entries: tuple[Entry, ...]
    empty: str = ""
    """Text shown in place of entries; a part without both is left out."""


def import_report_sections(analysis: Analysis) -> tuple[Part, ...]:
    """All parts of the report that are not empty."""
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
    properties = (
        (_tr("Title"), report.title, sidecar.title),
        (_tr("Body"), report.issuer, sidecar.issuer),
        (_tr("Region"), report.region, sidecar.region),
        (_tr("Year"), str(report.year or ""), str(sidecar.year or "")),
    )
    for name, value, edited in properties:
        yield Entry(name, value or unknown, *(_origin(analysis, value, value == edited) if value else ()))
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
    template = _tr("{count}, of which an editor wrote {editorial}") if editorial else "{count}"
    yield Entry(_tr("Headings found"), template.format(count=len(analysis.sections), editorial=editorial))
    if not analysis.complete:
        yield Entry(_tr("Figures"), _tr("Not known yet"))
        return
    in_tables = len(analysis.tables_by_figure)
    template = _tr("{count}, of which {tables} stand in tables") if in_tables else "{count}"
    yield Entry(_tr("Figures"), template.format(count=len(analysis.figures), tables=in_tables))
    yield Entry(_tr("Source tables"), str(len(report.grids)))
    yield Entry(_tr("Tables of figures"), str(len(analysis.tables)))
    yield Entry(_tr("Charts"), str(len(analysis.charts)))
    template = _tr("{count}, of which {failed} do not add up") if analysis.failures else "{count}"
    yield Entry(_tr("Checks"), template.format(count=len(analysis.checks), failed=len(analysis.failures)))


def _origin(analysis: Analysis, value: str, edited: bool) -> tuple[str, Span | None]:
    """Origin of a value: the editorial file, the metadata of the page, a title line that was left out, or its first
    occurrence in the text."""
    report = analysis.report
    if edited:
        return _tr("Editorial file"), None
    for name, text in report.metadata:
        if text == value:
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
    era = next((era for era in list_eras() if era.name == analysis.era), None)
    if era is None:
        return analysis.era or (_tr("None") if analysis.complete else _tr("Not known yet"))
    if era.last_year is None:
        return _tr("That since {first} ({era})").format(first=era.first_year, era=era.name)
    return _tr("That of {first} to {last} ({era})").format(first=era.first_year, last=era.last_year, era=era.name)


def _file(analysis: Analysis) -> str:
    report = analysis.report
    kind = _tr("Text") if report.format == "text" else report.format
    pages = _tr("{count} pages").format(count=len(report.pages)) if report.pages else ""
    length = _tr("{count} characters").format(count=QLocale().toString(len(report.text)))
    return " · ".join(filter(None, (kind, report.encoding.upper().removesuffix("-SIG"), pages, length)))


def _remarks(analysis: Analysis, kind: RemarkKind) -> Iterator[Entry]:
    for remark in analysis.remarks:
        if remark.kind == kind:
            yield Entry("", _remark_text(remark), *(_place(analysis, remark.span) if remark.span else ()))


def _lost(analysis: Analysis) -> Iterator[Entry]:
    """Unresolved quotations of the editorial file, and what can be done about them."""
    path = analysis.report.path
    if not analysis.unresolved_quotations or path is None:
        return
    sidecar = analysis.sidecar
    for quotation in analysis.unresolved_quotations:
        yield Entry(_kind_of(quotation, sidecar), quotation)
    files = [each for each in (sidecar_path(path), user_data_path(path, FOLDER, SUFFIX)) if os.path.exists(each)]
    template = _tr("Nothing of this is lost: it stays in {files}, and holds again as soon as the text has these words.")
    yield Entry("", template.format(files=", ".join(map(str, files))))
    yield Entry("", _tr("What is no longer meant can be taken out of that file, or said anew in the window."))


def _kind_of(text: str, sidecar: Sidecar) -> str:
    if any(text == heading.title for heading in sidecar.headings):
        return _tr("Heading")
    if any(text == heading.title for heading in sidecar.removed):
        return _tr("No heading")
    if any(text == quoted for _, quoted in sidecar.metrics):
        return _tr("Measure")
    if any(text in row.cells for table in sidecar.tables for row in table.rows):
        return _tr("Table")
    return _kind_of(text, sidecar.base) if sidecar.base else ""


def _corrected(analysis: Analysis) -> Iterator[Entry]:
    """Headings and metrics that the editorial file changes."""
    text, sidecar = analysis.report.text, analysis.sidecar
    for name, entries in ((_tr("Heading"), sidecar.headings), (_tr("No heading"), sidecar.removed)):
        for entry, start in zip(entries, resolve_positions(text, entries), strict=True):
            if start is not None and (entry.was or not entry.level):
                template = _tr("{title} (found as {was})") if entry.was not in ("", entry.title) else "{title}"
                text = template.format(title=entry.title, was=entry.was)
                yield Entry(name, text, *_place(analysis, Span(start, start + len(entry.begins))))
    for cell, quotation in sidecar.metrics:
        hole = find_placeholder(text, quotation)
        if hole is not None:
            yield Entry(_tr("Measure"), f"{text[hole.start : hole.end]}: {cell}", *_place(analysis, hole))


def _remark_text(remark: ImportRemark) -> str:
    template = QCoreApplication.translate("Problem", remark.message)
    return template.format(**dict(remark.values)) if remark.values else template


def _left_out(analysis: Analysis, dropped: DroppedText) -> Entry:
    text = dropped.text.strip()
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return Entry(reason_of(dropped), shown, *_place_of(analysis, dropped))


def _place_of(analysis: Analysis, dropped: DroppedText) -> tuple[str, Span | None]:
    """Line in the source file, or page, with the first paragraph of that page."""
    pages = analysis.report.pages
    if dropped.page and dropped.page <= len(pages):
        start = pages[dropped.page - 1]
        first = _first_paragraph(analysis, start)
        return _tr("Page {page}").format(page=dropped.page), first
    return (_tr("Line {line} of the file").format(line=dropped.line) if dropped.line else ""), None


def _first_paragraph(analysis: Analysis, start: int) -> Span | None:
    """The first paragraph that contains an offset or begins after it."""
    for paragraph in analysis.paragraphs:
        if paragraph.end > start:
            return Span(max(start, paragraph.start), paragraph.end)
    return None


def _place(analysis: Analysis, span: Span) -> tuple[str, Span]:
    """Description of a place: page, else heading, else number of the paragraph."""
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reading", text)
