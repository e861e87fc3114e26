"""What the reader says of places: kept in the file of marks, found again in the text, each change a step back.

The changes are plain functions of the shared state, because the history outlives the panes.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zjviewer.core.annotations.anchors import ResolvedAnnotation, resolve_annotations
from zjviewer.core.annotations.annotation import (
    Anchor,
    Annotation,
    Colour,
    Kind,
    next_id,
    with_annotation,
    without_annotation,
)
from zjviewer.core.annotations.annotation_file import load_annotation_file, update_annotation_file
from zjviewer.core.model.analysis import Analysis
from zjviewer.errors import Problem
from zjviewer.gui.labels.annotation_labels import kind_label
from zjviewer.gui.labels.error_messages import error_message
from zjviewer.gui.state.background_jobs import Jobs
from zjviewer.gui.state.safe_saving import save_or_report
from zjviewer.gui.state.selection import is_same_text
from zjviewer.gui.state.undo_history import UndoHistory
from zjviewer.gui.state.view_state import ViewState

_Annotations = tuple[Annotation, ...]


class AnnotationService(QObject):
    """Reads the annotations of every report that is shown, and changes them."""

    def __init__(self, state: ViewState, editing: UndoHistory, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colour: Colour = "amber"
        """Of what is annotated next."""
        self._state = state
        self._editing = editing
        self._jobs = jobs
        self._analysis: Analysis | None = None
        state.analysis_changed.connect(self.show_analysis)
        self.show_analysis(state.analysis)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Read what is kept for another report, and place it anew where more is known of the same one."""
        shown, self._analysis = self._analysis, analysis
        if not is_same_text(shown, analysis):
            self._state.set_annotations(())
        if analysis is None or analysis.report.path is None:
            self._jobs.cancel("annotations")
            return
        known = self._state.annotations
        self._jobs.start("annotations", partial(_read, analysis), partial(self._show, known), self._fail)

    def add(self, kind: Kind, anchor: Anchor, note: str = "", colour: Colour | None = None) -> None:
        """Annotate a place."""
        now = datetime.now().astimezone().replace(microsecond=0)
        made = Annotation(secrets.token_hex(4), kind, colour or self.colour, note.strip(), anchor, now)
        path = self._path()
        words = kind_label(kind)
        self._editing.apply_change(
            words, partial(_put, self._state, path, made), partial(_remove, self._state, path, made.id)
        )

    def change(self, annotation: Annotation, note: str | None = None, colour: Colour | None = None) -> None:
        """Say something else of the same place, or in another colour; words make a note of a highlight."""
        words = annotation.note if note is None else note.strip()
        kind = _kind_of(annotation.kind, words)
        changed = replace(annotation, note=words, colour=colour or annotation.colour, kind=kind)
        if changed != annotation:
            told = self.tr("change of a colour") if words == annotation.note else self.tr("change of a note")
            path = self._path()
            apply, revert = (partial(_put, self._state, path, each) for each in (changed, annotation))
            self._editing.apply_change(told, apply, revert)

    def remove(self, annotation: Annotation) -> None:
        """Take an annotation away."""
        path = self._path()
        try:
            behind = next_id(_saved(self._state, path), annotation.id)
        except Problem as problem:
            self._fail(problem)
            return
        words = self.tr("{kind} taken away").format(kind=kind_label(annotation.kind))
        apply = partial(_remove, self._state, path, annotation.id)
        self._editing.apply_change(words, apply, partial(_put, self._state, path, annotation, behind))

    def save(self, parent: QWidget) -> None:
        """Ask for a file, and write all annotations there."""
        from zjviewer.gui.annotations.annotation_export import save_annotations

        save_annotations(parent, self._state, self._jobs)

    def _path(self) -> Path | None:
        return self._analysis.report.path if self._analysis else None

    def _show(self, known: tuple[ResolvedAnnotation, ...], placed: tuple[ResolvedAnnotation, ...]) -> None:
        """What the reader has changed while the file was read, is in the file by now."""
        if self._state.annotations is known:
            self._state.set_annotations(placed)
        else:
            self.show_analysis(self._state.analysis)

    def _fail(self, problem: Exception) -> None:
        self._state.message_posted.emit(error_message(problem))


def _kind_of(kind: Kind, words: str) -> Kind:
    if kind == "bookmark":
        return kind
    return "note" if words else "highlight"


def _read(analysis: Analysis) -> tuple[ResolvedAnnotation, ...]:
    return resolve_annotations(_kept_of(analysis.report.path), analysis)


def _kept_of(path: Path) -> _Annotations:
    return load_annotation_file(path).annotations


def _saved(state: ViewState, path: Path | None) -> _Annotations:
    """In the order of the file; of a report without one in that of the places."""
    return _kept_of(path) if path else tuple(each.annotation for each in state.annotations)


def _put(state: ViewState, path: Path | None, annotation: Annotation, behind: str = "") -> bool:
    return _change(state, path, lambda kept: with_annotation(kept, annotation, behind))


def _remove(state: ViewState, path: Path | None, id_: str) -> bool:
    return _change(state, path, lambda kept: without_annotation(kept, id_))


def _change(state: ViewState, path: Path | None, change: Callable[[_Annotations], _Annotations]) -> bool:
    """False, and the reader is told, where the file cannot be written."""
    if path:
        made = save_or_report(
            state, partial(update_annotation_file, path, lambda now: now._replace(annotations=change(now.annotations)))
        )
        if made is None:
            return False
        kept = made.annotations
    else:
        kept = change(_saved(state, path))
    if state.analysis and state.analysis.report.path == path:
        state.set_annotations(resolve_annotations(kept, state.analysis, state.annotations))
    return True
