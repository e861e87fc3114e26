"""Export of the reader's annotations as Markdown, DOCX, CSV, JSON or plain text; every row has a citation.

Labels are in Chinese, the language of the report.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from zjviewer.core.annotations.anchors import ResolvedAnnotation, resolve_annotations
from zjviewer.core.annotations.annotation import Colour, Target
from zjviewer.core.annotations.annotation_file import load_annotation_file
from zjviewer.core.annotations.kinds import LABELS, Kind
from zjviewer.core.export.document_text import escape_markdown, set_font, strip_xml_invalid
from zjviewer.core.model.analysis import Analysis
from zjviewer.core.model.report import Span
from zjviewer.core.outline.citation import citation
from zjviewer.core.tables.cell_text import escape_formula, section_path
from zjviewer.core.text.control_characters import remove_controls
from zjviewer.storage.atomic_files import write_atomically

COLOURS: Mapping[Colour, str] = {"amber": "琥珀", "green": "绿", "teal": "青", "violet": "紫", "rose": "玫瑰"}
TARGETS: Mapping[Target, str] = {"words": "", "section": "章节", "table": "指标表", "chart": "图表"}
TITLE = "书签与批注"
LOST = "原文已不在正文里"
_COLUMNS = ("类型", "颜色", "原文", "批注", "引证", "章节", "页", "时间")
_FILL_COLORS: Mapping[Colour, str] = {
    "amber": "FAF0CF", "green": "E3F1DA", "teal": "D8EFEC", "violet": "EBE5FA", "rose": "FAE3E8",
}  # fmt: skip


class AnnotationRow(NamedTuple):
    """One annotation as a row of text fields."""

    id: str
    kind: Kind
    target: Target
    colour: Colour
    quote: str
    """The annotated text on one line; the title of a section, a table or a chart."""
    note: str
    citation: str
    """Includes the title of the report; `LOST` where the annotated text no longer exists."""
    section: str
    """Section titles from the chapter down; empty outside all sections."""
    page: int
    """Page number from 1; 0 in a format without pages."""
    created: str
    """Time of creation as ISO 8601."""
    report: str

    @property
    def named(self) -> str:
        """Kind and target in Chinese, such as 章节书签."""
        return TARGETS[self.target] + LABELS[self.kind]


def lines_of(analysis: Analysis, placed: Sequence[ResolvedAnnotation] | None = None) -> tuple[AnnotationRow, ...]:
    """Rows in reading order; of all annotations of the report unless `placed` is given. Raises BadMarks."""
    path = analysis.report.path
    if placed is None:
        placed = resolve_annotations(load_annotation_file(path).annotations, analysis) if path else ()
    return tuple(_line(each, analysis) for each in placed)


def write_lines(lines: Sequence[AnnotationRow], path: Path, format_: str, overwrite: bool = False) -> None:
    """Write a file in one of the formats of `format_annotations`, or as `docx`. Raises NotWritten."""
    if format_ == "docx":
        data = to_document(lines)
    else:
        data = format_annotations(lines, format_).encode("utf-8-sig" if format_ == "csv" else "utf-8", "replace")
    write_atomically(path, data, overwrite)


def format_annotations(lines: Sequence[AnnotationRow], format_: str) -> str:
    """The rows as `text`, `json`, `md` or `csv`."""
    if format_ == "json":
        return json.dumps([line._asdict() for line in lines], ensure_ascii=False, indent=1) + "\n"
    if format_ == "md":
        return to_markdown(lines)
    return to_csv(lines) if format_ == "csv" else "".join(map(_to_text, lines))


def to_markdown(lines: Sequence[AnnotationRow]) -> str:
    """Markdown with a heading for each section. Markup characters in the report's text are escaped."""
    parts = [f"# {TITLE}", "", *(escape_markdown(line.report) for line in lines[:1])]
    section = None
    for line in lines:
        if line.section != section:
            section = line.section
            parts += ["", f"## {escape_markdown(section or '正文')}"]
        parts += ["", f"> {escape_markdown(line.quote)}", ">", f"> {escape_markdown(line.citation)}", ""]
        named = f"{line.named}（{COLOURS[line.colour]}）"
        parts += [f"- {named}" + (f"：{escape_markdown(line.note)}" if line.note else "")]
    return "\n".join(parts) + "\n"


def to_csv(lines: Sequence[AnnotationRow]) -> str:
    """CSV with a header row. A cell that a spreadsheet would evaluate as a formula starts with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for line in lines:
        words = (line.named, COLOURS[line.colour], line.quote, line.note, line.citation, line.section)
        writer.writerow([*map(escape_formula, words), line.page or "", line.created])
    return written.getvalue()


def to_document(lines: Sequence[AnnotationRow]) -> bytes:
    """Bytes of a DOCX file: the annotated text with its highlight colour as background, below it the citation and
    the note."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    set_font(document)
    document.core_properties.title = TITLE
    document.core_properties.author = "zjviewer"
    document.add_heading(TITLE, 0)
    for line in lines[:1]:
        document.add_paragraph(strip_xml_invalid(line.report))
    section = None
    for line in lines:
        if line.section != section:
            section = line.section
            document.add_heading(strip_xml_invalid(section or "正文"), 1)
        run = document.add_paragraph().add_run(strip_xml_invalid(line.quote))
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _FILL_COLORS[line.colour])):
            shade.set(qn(f"w:{name}"), value)
        properties: Any = run._r.get_or_add_rPr()
        properties.append(shade)
        document.add_paragraph(strip_xml_invalid(line.citation), "Quote")
        if line.note:
            document.add_paragraph(strip_xml_invalid(f"{line.named}：{line.note}"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _line(placed: ResolvedAnnotation, analysis: Analysis) -> AnnotationRow:
    annotation, span = placed.annotation, placed.span
    anchor = annotation.anchor
    quote = anchor.section if anchor.target == "section" else anchor.quote
    report = analysis.report
    return AnnotationRow(
        id=annotation.id,
        kind=annotation.kind,
        target=anchor.target,
        colour=annotation.colour,
        quote=" ".join(remove_controls(quote).split()),
        note=remove_controls(annotation.note),
        citation=citation(analysis, _cited(placed, span)) if span else LOST,
        section=section_path(analysis, placed.section) if span else remove_controls(anchor.section),
        page=report.page_at(span.start) if span else 0,
        created=annotation.created.isoformat(),
        report=report.title,
    )


def _cited(placed: ResolvedAnnotation, span: Span) -> Span:
    """Span to cite: the span of an annotated text; the first code point of a section, a table or a chart."""
    return span if placed.annotation.anchor.target == "words" else Span(span.start, span.start + 1)


def _to_text(line: AnnotationRow) -> str:
    note = f"\n  {' '.join(line.note.split())}" if line.note else ""
    return f"[{line.named}·{COLOURS[line.colour]}] {line.quote}{note}\n  {line.citation}\n"
