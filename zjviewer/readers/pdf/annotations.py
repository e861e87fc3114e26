"""Text that annotations add to a PDF page: form fields and free text as glyphs, comments as text left out."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zjviewer.core.model.report import DropReason
from zjviewer.readers.layout.visible_text import Char, Glyph, Paint

_MOST = 2_000
_LONGEST = 20_000
"""Largest text of one annotation, in bytes."""
_UNSEEN_FLAGS = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13
"""Flag of a text field whose text is shown as dots."""
_COMMENTS = frozenset(
    {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT,
     raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_CARET}
)  # fmt: skip
_BOXES = frozenset({raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON})


class AddedText(NamedTuple):
    """Text of the annotations of a page."""

    glyphs: list[Glyph]
    comments: list[tuple[str, DropReason]]
    """Comments of reviewers, which are not a part of the document."""


def added_text(page: pdfium.PdfPage, frame: object) -> AddedText:
    """Text of the annotations of a page. `frame`: conversion from PDF coordinates, with a method `box`."""
    found = AddedText([], [])
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) in _COMMENTS:
                text = " ".join(_string(annotation, b"Contents").split())
                found.comments.extend([(text, "annotation")] if text else [])
            else:
                found.glyphs.extend(_glyphs(annotation, _text(annotation, page), frame))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _text(annotation: object, page: pdfium.PdfPage) -> str:
    """Text that a viewer shows for a form field or a free-text annotation; empty for all others."""
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _string(annotation, b"Contents")
    if kind != raw.FPDF_ANNOT_WIDGET:
        return ""
    form = page.formenv
    if form is None:
        return _string(annotation, b"V")
    field = raw.FPDFAnnot_GetFormFieldType(form.raw, annotation)
    if field in _BOXES:
        return "☑" if raw.FPDFAnnot_IsChecked(form.raw, annotation) else "□"
    hidden = raw.FPDFAnnot_GetFormFieldFlags(form.raw, annotation) & _PASSWORD
    if field == raw.FPDF_FORMFIELD_PUSHBUTTON or (field == raw.FPDF_FORMFIELD_TEXTFIELD and hidden):
        return ""
    length = raw.FPDFAnnot_GetFormFieldValue(form.raw, annotation, None, 0)
    if not 2 < length < _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetFormFieldValue(form.raw, annotation, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def _string(annotation: object, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < length < _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def _glyphs(annotation: object, text: str, frame: object) -> Iterator[Glyph]:
    """Glyphs of a text inside the annotation's box; those of an annotation that is not shown count as covered."""
    rect = raw.FS_RECTF()
    if not text.strip() or not raw.FPDFAnnot_GetRect(annotation, rect):
        return
    paint = Paint(covered=bool(raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN_FLAGS))
    left, top, right, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)  # type: ignore[attr-defined]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    height = (bottom - top) / len(lines)
    for number, line in enumerate(lines):
        size = max(1.6, min(12.0, 0.8 * height, (right - left) / max(1, len(line))))
        y1 = top + (number + 1) * height - (height - size) / 2
        for at, letter in enumerate(line):
            if not letter.isspace():
                char = Char(letter, left + at * size, y1 - size, left + (at + 1) * size, y1, size)
                yield Glyph(char, 0, paint)
