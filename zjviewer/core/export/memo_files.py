"""Memo of checks as Markdown, XLSX and DOCX."""

import io
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from zjviewer.core.export.document_text import escape_markdown, set_font, strip_xml_invalid, title_property
from zjviewer.core.export.memo import Entry, Memo
from zjviewer.core.tables.cell_text import escape_formula
from zjviewer.errors import NotWritten
from zjviewer.storage.atomic_files import write_atomically

if TYPE_CHECKING:
    from docx.document import Document
    from openpyxl.worksheet.worksheet import Worksheet

_RESULTS = (
    "结论",
    "规则",
    "算式",
    "文字算式",
    "记载",
    "应为",
    "差",
    "允许",
    "章节",
    "所在表",
    "依据",
    "说明",
    "标记",
    "编号",
)
_FIGURES = ("编号", "算式", "用途", "原文", "所在句子", "位置")
_STATED = ("用途", "原文", "位置")
_WIDTHS = {"算式": 44, "文字算式": 60, "依据": 60, "所在句子": 80, "位置": 48, "章节": 36, "所在表": 36, "说明": 40}


def write_memo(memo: Memo, path: Path, overwrite: bool = False) -> None:
    """Write a file in the format of the suffix: `.md`, `.xlsx` or `.docx`. Raises NotWritten."""
    make = FORMATS.get(path.suffix.lower())
    if make is None:
        raise NotWritten("{path} was not written: a memo ends in {known}.", path=path, known=", ".join(sorted(FORMATS)))
    write_atomically(path, make(memo), overwrite)


def to_markdown(memo: Memo) -> str:
    """Markdown with one heading for each verdict. Markup characters in the report's text are escaped."""
    lines = [f"# {escape_markdown(memo.title)}", "", summary(memo), ""]
    lines += [f"- {escape_markdown(report)}" for report in memo.reports]
    verdict = ""
    for number, entry in enumerate(memo.entries, 1):
        if entry.verdict != verdict:
            verdict = entry.verdict
            lines += ["", f"## {verdict}"]
        formula = entry.formula.replace("`", " ")
        lines += [
            "",
            f"### {number}. {entry.rule}",
            "",
            f"`{formula}`",
            "",
            f"- {escape_markdown(entry.check.named_formula)}",
        ]
        lines += [f"- {name}：{escape_markdown(words)}" for name, words in details(entry)]
        for quotation in entry.quotations:
            lines += [
                "",
                f"> {escape_markdown(quotation.sentence)}",
                ">",
                f"> ——{escape_markdown(quotation.place)}",
                "",
            ]
            for side, stated in groupby(quotation.figures, key=lambda each: each.side):
                values = "、".join(f"{escape_markdown(each.literal)}（{each.place}）" for each in stated)
                lines.append(f"- {side}：{values}")
    return "\n".join(lines) + "\n"


def to_workbook(memo: Memo) -> bytes:
    """Bytes of an XLSX file: one sheet of results, one of their figures. Numbers are stored as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "zjviewer"
    book.properties.title = title_property(memo.title)
    results = book.worksheets[0]
    results.title = "核对结果"
    rows: list[tuple[object, ...]] = []
    for entry in memo.entries:
        check = entry.check
        numbers = (check.stated, check.expected, check.difference, check.tolerance)
        words = (entry.place, entry.table, check.source, entry.note, entry.mark, check.id)
        rows.append((entry.verdict, entry.rule, entry.formula, check.named_formula, *numbers, *words))
    _fill(results, _RESULTS, rows)
    quoted = [
        (entry.check.id, entry.formula, each.side, each.literal, quotation.sentence, f"{quotation.place}，{each.place}")
        for entry in memo.entries
        for quotation in entry.quotations
        for each in quotation.figures
    ]
    _fill(book.create_sheet("数据与原文"), _FIGURES, quoted)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def to_document(memo: Memo) -> bytes:
    """Bytes of a DOCX file: headings, and a table of figures for each result, in a Chinese font."""
    import docx

    document = docx.Document()
    set_font(document)
    document.core_properties.title = title_property(memo.title)
    document.core_properties.author = "zjviewer"
    document.add_heading(strip_xml_invalid(memo.title), 0)
    _number_pages(document)
    document.add_paragraph(summary(memo))
    for report in memo.reports:
        document.add_paragraph(strip_xml_invalid(report), "List Bullet")
    verdict = ""
    for number, entry in enumerate(memo.entries, 1):
        if entry.verdict != verdict:
            verdict = entry.verdict
            document.add_heading(verdict, 1)
        _add_entry(document, number, entry)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _number_pages(document: "Document") -> None:
    """Put the number of the page, a field of Word, into the middle of the foot of every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _add_entry(document: "Document", number: int, entry: Entry) -> None:
    document.add_heading(f"{number}. {entry.rule}", 2)
    document.add_paragraph().add_run(strip_xml_invalid(entry.formula)).bold = True
    document.add_paragraph(strip_xml_invalid(entry.check.named_formula))
    for name, words in details(entry):
        document.add_paragraph(f"{name}：{strip_xml_invalid(words)}")
    for quotation in entry.quotations:
        document.add_paragraph(strip_xml_invalid(f"“{quotation.sentence}”——{quotation.place}"), "Quote")
        table = document.add_table(1, len(_STATED), "Table Grid")
        for cell, title in zip(table.rows[0].cells, _STATED, strict=True):
            cell.paragraphs[0].add_run(title).bold = True
        for each in quotation.figures:
            for cell, words in zip(table.add_row().cells, (each.side, each.literal, each.place), strict=True):
                cell.text = strip_xml_invalid(words)


def details(entry: Entry) -> list[tuple[str, str]]:
    """Labels and values that describe a result besides its formula; empty values are omitted."""
    pairs = (
        ("章节", entry.place),
        ("所在表", entry.table),
        ("依据", entry.source),
        ("说明", entry.note),
        ("标记", entry.mark),
        ("编号", entry.check.id),
    )
    return [(name, words) for name, words in pairs if words]


def summary(memo: Memo) -> str:
    """Number of results for each verdict, as one sentence."""
    counted = "，".join(f"{verdict}{count}项" for verdict, count in memo.counts)
    every = sum(count for _, count in memo.counts)
    unlisted = f"未逐项列出其中相符的{every - len(memo.entries)}项。" if every > len(memo.entries) else ""
    return f"共核对{every}项：{counted}。{unlisted}"


def _fill(sheet: "Worksheet", titles: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(titles))
    for row in rows:
        sheet.append([escape_formula(strip_xml_invalid(value)) if isinstance(value, str) else value for value in row])
    for number, title in enumerate(titles, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(title, 14)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{len(rows) + 1}"


FORMATS: Mapping[str, Callable[[Memo], bytes]] = {
    ".md": lambda memo: to_markdown(memo).encode(),
    ".xlsx": to_workbook,
    ".docx": to_document,
}
