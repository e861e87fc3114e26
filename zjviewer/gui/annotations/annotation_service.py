"""Annotations of the reader: saved in the `.marks.toml` file, resolved in the text, with undo.

Changes are plain functions of the view state, because the undo history outlives the panes.
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
    next_id,
    with_annotation,
    without_annotation,
)
from zjviewer.core.annotations.annotation_file import load_annotation_file, update_annotation_file
from zjviewer.core.annotations.kinds import Kind
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
    """Reads and changes the annotations of the report that is shown."""

    def __init__(self, state: ViewState, editing: UndoHistory, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colour: Colour = "amber"
        """Colour of the next annotation."""
        self._state = state
        self._editing = editing
        self._jobs = jobs
        self._analysis: Analysis | None = None
        state.analysis_changed.connect(self.show_analysis)
        self.show_analysis(state.analysis)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Read the annotations of another report; resolve them again for another analysis of the same text."""
        shown, self._analysis = self._analysis, analysis
        if not is_same_text(shown, analysis):
            self._state.set_annotations(())
        if analysis is None or analysis.report.path is None:
            self._jobs.cancel("annotations")
            return
        before = self._state.annotations
        self._jobs.start(
            "annotations",
            partial(_read, analysis),
            partial(self._show, before),
            self._show_problem,
        )

    def add(
        self,
        kind: Kind,
        anchor: Anchor,
        note: str = "",
        colour: Colour | None = None,
        analysis: Analysis | None = None,
    ) -> None:
        """Add an annotation to a report; default: the one in front."""
        now = datetime.now().astimezone().replace(microsecond=0)
        added = Annotation(secrets.token_hex(4), kind, colour or self.colour, note.strip(), anchor, now)
        path = self._path(analysis)
        apply, revert = partial(_put, self._state, path, added), partial(_remove, self._state, path, added.id)
        self._editing.apply_change(kind_label(kind), apply, revert)

    def change(
        self,
        annotation: Annotation,
        note: str | None = None,
        colour: Colour | None = None,
        analysis: Analysis | None = None,
    ) -> None:
        """Change the note or the colour of an annotation of a report, default: the one in front; a highlight with a
        text becomes a note."""
        text = annotation.note if note is None else note.strip()
        kind = _kind_of(annotation.kind, text)
        changed = replace(annotation, note=text, colour=colour or annotation.colour, kind=kind)
        if changed != annotation:
            name = self.tr("change of a colour") if text == annotation.note else self.tr("change of a note")
            path = self._path(analysis)
            apply, revert = (partial(_put, self._state, path, each) for each in (changed, annotation))
            self._editing.apply_change(name, apply, revert)

    def remove(self, annotation: Annotation) -> None:
        """Remove an annotation."""
        path = self._path()
        try:
            before = next_id(_saved(self._state, path), annotation.id)
        except Problem as problem:
            self._show_problem(problem)
            return
        name = self.tr("{kind} taken away").format(kind=kind_label(annotation.kind))
        apply = partial(_remove, self._state, path, annotation.id)
        self._editing.apply_change(name, apply, partial(_put, self._state, path, annotation, before))

    def save(self, parent: QWidget) -> None:
        """Show the save dialog and write all annotations."""
        from zjviewer.gui.annotations.annotation_export import save_annotations

        save_annotations(parent, self._state, self._jobs)

    def _path(self, analysis: Analysis | None = None) -> Path | None:
        shown = analysis or self._analysis
        return shown.report.path if shown else None

    def _show(self, before: tuple[ResolvedAnnotation, ...], resolved: tuple[ResolvedAnnotation, ...]) -> None:
        """Publish annotations that were read; read again where the reader has changed some meanwhile."""
        if self._state.annotations is before:
            self._state.set_annotations(resolved)
        else:
            self.show_analysis(self._state.analysis)

    def _show_problem(self, problem: Exception) -> None:
        self._state.message_posted.emit(error_message(problem))


def _kind_of(kind: Kind, note: str) -> Kind:
    if kind == "bookmark":
        return kind
    return "note" if note else "highlight"


def _read(analysis: Analysis) -> tuple[ResolvedAnnotation, ...]:
    path = analysis.report.path
    return resolve_annotations(_read_file(path), analysis) if path else ()


def _read_file(path: Path) -> _Annotations:
    return load_annotation_file(path).annotations


def _saved(state: ViewState, path: Path | None) -> _Annotations:
    """Annotations in the order of the file; of a report without a file in reading order."""
    return _read_file(path) if path else tuple(each.annotation for each in state.annotations)


def _put(state: ViewState, path: Path | None, annotation: Annotation, before: str = "") -> bool:
    return _change(state, path, lambda annotations: with_annotation(annotations, annotation, before))


def _remove(state: ViewState, path: Path | None, id_: str) -> bool:
    return _change(state, path, lambda annotations: without_annotation(annotations, id_))


def _change(state: ViewState, path: Path | None, change: Callable[[_Annotations], _Annotations]) -> bool:
    """Save a change; False, after a message to the reader, where the file cannot be written."""
    if path:
        saved = save_or_report(
            state, partial(update_annotation_file, path, lambda now: now._replace(annotations=change(now.annotations)))
        )
        if saved is None:
            return False
        annotations = saved.annotations
    else:
        annotations = change(_saved(state, path))
    if state.analysis and state.analysis.report.path == path:
        state.set_annotations(resolve_annotations(annotations, state.analysis, state.annotations))
    return True
