"""Saves a memo of the checks as Word, Excel, Markdown or PDF; the PDF is drawn here, the others by the core."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from zjviewer.core.export.memo import MARKS, Entry, Memo, memo_of
from zjviewer.core.export.memo_files import details, summary, write_memo
from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.view_state import ViewState
from zjviewer.gui.theme.theme import Theme, font, load_fonts
from zjviewer.gui.typesetting.report_printing import draw_pages, write_pdf
from zjviewer.gui.widgets.file_dialogs import ask_save_path, default_folder
from zjviewer.storage.filenames import file_name

FORMATS = (".docx", ".pdf", ".xlsx", ".md")


def save_memo(
    parent: QWidget, state: ViewState, jobs: Jobs, last: Mapping[str, str], passes: bool = False
) -> Mapping[str, str]:
    """Show the save dialog, and write the failed checks of the open report with the reader's marks, or all checks with
    `passes`.

    `last`: folder and suffix of the last memo. Returns those of this one, or `last` when cancelled.
    """
    analysis = state.analysis
    if analysis is None or (chosen := _ask_path(parent, analysis, last)) is None:
        return last
    path, overwrite = chosen
    now = {"folder": str(path.parent), "suffix": path.suffix.lower()}
    memo = memo_of((analysis,), state.cross_checks, state.other_reports, passes)
    if path.suffix.lower() == ".pdf":
        _write_now(state, partial(save_pdf, memo, path, analysis.report.issuer, overwrite), path)
        return now
    write = partial(write_memo, memo, path, overwrite)
    jobs.start("memo.save", write, partial(_show_saved, state, path), partial(_show_problem, state))
    return now


def save_pdf(memo: Memo, path: Path, author: str = "", overwrite: bool = False) -> None:
    """Write a memo as PDF with embedded fonts. Raises NotWritten."""
    draw = partial(draw_pages, title=memo.title, compose=partial(_compose, memo))
    write_pdf(path, memo.title, author, draw, overwrite)


def memo_command(memo: Memo, path: Path) -> None:
    """Write the PDF for the command line; works without a display on Qt's offscreen platform.

    Raises NotWritten.
    """
    _application = QApplication.instance() or QApplication([])
    load_fonts()
    save_pdf(memo, path)


def _ask_path(parent: QWidget, analysis: Analysis, last: Mapping[str, str]) -> tuple[Path, bool] | None:
    """Show the save dialog: the path, and whether an existing file may be overwritten; None when cancelled."""
    names = {
        ".docx": QCoreApplication.translate("Memo", "Word document (*.docx)"),
        ".pdf": QCoreApplication.translate("Memo", "PDF (*.pdf)"),
        ".xlsx": QCoreApplication.translate("Memo", "Excel workbook (*.xlsx)"),
        ".md": QCoreApplication.translate("Memo", "Markdown (*.md)"),
    }
    report = analysis.report
    first = last["suffix"] if last.get("suffix") in FORMATS else FORMATS[0]
    name = file_name(report.issuer, str(report.year or ""), "勾稽核对备忘录", suffix=first)
    folder = last.get("folder", "")
    if not folder or not os.path.isdir(folder):
        folder = default_folder()
    title = QCoreApplication.translate("Memo", "Save memo of checks")
    return ask_save_path(
        parent, title, Path(folder) / name, {suffix: names[suffix] for suffix in dict.fromkeys((first, *FORMATS))}
    )


def _write_now(state: ViewState, write: Callable[[], None], path: Path) -> None:
    try:
        write()
    except Problem as problem:
        _show_problem(state, problem)
    else:
        _show_saved(state, path)


def _show_saved(state: ViewState, path: Path, _: object = None) -> None:
    state.post_saved(path)


def _show_problem(state: ViewState, problem: Exception) -> None:
    state.message_posted.emit(error_message(problem))


def _compose(memo: Memo, theme: Theme, em: float, _: float) -> QTextDocument:
    """Document of all results; sizes are in ems of the body."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font(em))
    sheet = _Sheet(document, theme, em)
    sheet.add(memo.title, size=1.6, bold=True, level=1)
    for report in memo.reports:
        sheet.add(report, color=theme.text_color_soft)
    sheet.add(summary(memo), above=0.4)
    verdict = ""
    for number, entry in enumerate(memo.entries, 1):
        if entry.verdict != verdict:
            verdict = entry.verdict
            sheet.add(verdict, size=1.3, bold=True, level=2, above=1.4)
        _add_entry(sheet, number, entry, theme)
    return document


def _add_entry(sheet: "_Sheet", number: int, entry: Entry, theme: Theme) -> None:
    """Add a result: a failed check in full, a passed one in few lines, as a report with tables has dozens of these."""
    passed = entry.check.verdict == "pass"
    sheet.add(f"{number}. {entry.rule}", bold=True, level=3, above=0.6 if passed else 1.0)
    color = theme.danger if entry.check.verdict == "fail" else theme.text_color
    sheet.add(entry.formula.removeprefix(f"{MARKS[entry.check.verdict]} "), bold=True, color=color)
    sheet.add(entry.check.named_formula)
    lines = [f"{name}：{text}" for name, text in details(entry)]
    for line in ["　".join(lines)] if passed else lines:
        sheet.add(line, size=0.9 if passed else 1.0, color=theme.text_color_soft)
    for quotation in entry.quotations:
        sides = groupby(quotation.figures, key=lambda each: each.side)
        figures = [
            f"{side}：{'、'.join(f'{each.literal}（{each.place}）' for each in stated)}" for side, stated in sides
        ]
        if passed:
            line = f"“{quotation.sentence}”——{quotation.place}。{'；'.join(figures)}。"
            sheet.add(line, left=1.5, size=0.9, color=theme.text_color_soft)
            continue
        sheet.add(f"“{quotation.sentence}”", left=1.5, above=0.4)
        sheet.add(f"——{quotation.place}", left=1.5, color=theme.text_color_soft)
        for line in figures:
            sheet.add(line, left=1.5, size=0.9, color=theme.text_color_soft)


class _Sheet:
    """Appends paragraphs to a document."""

    def __init__(self, document: QTextDocument, theme: Theme, em: float) -> None:
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._em = em
        self._begun = False

    def add(
        self,
        text: str,
        *,
        size: float = 1.0,
        bold: bool = False,
        level: int = 0,
        above: float = 0.0,
        left: float = 0.0,
        color: str = "",
    ) -> None:
        """Append a paragraph; lengths are in ems, `level` is that of a heading, 0 for none."""
        block = QTextBlockFormat()
        block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTopMargin(above * self._em)
        block.setBottomMargin(0.15 * self._em)
        block.setLeftMargin(left * self._em)
        block.setHeadingLevel(level)
        chars = QTextCharFormat()
        unhinted = font(size * self._em, bold)
        unhinted.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        chars.setFont(unhinted)
        chars.setForeground(QColor(color or self._theme.text_color))
        if self._begun:
            self._cursor.insertBlock(block, chars)
        else:
            self._cursor.setBlockFormat(block)
            self._begun = True
        self._cursor.insertText(text.replace("\n", " "), chars)
