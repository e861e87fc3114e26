"""A long report is completed in a process of its own, so that the window need not share the interpreter with it."""

import io
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NoReturn

from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.pipeline.open_report import complete_report
from zjviewer.system.child_processes import COMPLETER, Cancelled, run_worker, worker_command

LONG = 60_000
"""Code points of a text that is no longer completed in the window's own process: it takes half a second and more."""
MANY = 1_500
"""Cells of tables, likewise."""
_BATCH = 200
"""Parts that are taken over in one step, which holds the interpreter for some milliseconds."""
_ALLOWED_MODULES = (
    "zjviewer.core.model.analysis",
    "zjviewer.core.model.checks",
    "zjviewer.core.model.report",
    "decimal",
    "datetime",
    "pathlib",
)
_LISTS = ("tables", "charts", "checks", "marks", "remarks", "unresolved_quotations")


def complete_in_subprocess(begun: Analysis, *, cancelled: Callable[[], bool] | None = None) -> Analysis:
    """What `complete_report` gives; a long report costs this process little more than to take the result over.

    Where nobody waits for it any longer, it is given back as it is.
    """
    report = begun.report
    if len(report.text) < LONG and sum(len(grid.cells) for grid in report.grids) < MANY:
        return complete_report(begun)
    bare = replace(begun)  # without its indices, to which the window adds meanwhile
    asked = pickle.dumps(bare, pickle.HIGHEST_PROTOCOL)
    try:
        answer, code = run_worker(worker_command(COMPLETER, __name__), asked, cancelled=cancelled)
    except Cancelled:
        return begun
    complete = _unpickle_result(begun, answer) if code == 0 else None
    return complete or complete_report(begun)


def main(_: Sequence[str]) -> NoReturn:
    """Reads an analysis from the standard input and answers on the standard output."""
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    complete = complete_report(pickle.load(sys.stdin.buffer))
    with open(answers, "wb") as out:
        for part in _parts(complete):
            out.write(len(part).to_bytes(8, "big") + part)
    os._exit(0)


def _parts(complete: Analysis) -> Iterator[bytes]:
    """The parts of the result: the figures first, which the other parts refer to by id."""
    for batch in _batches("figures", complete.figures):
        yield pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
    for name in _LISTS:
        for batch in _batches(name, getattr(complete, name), 20 if name == "tables" else _BATCH):
            written = io.BytesIO()
            _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(batch)
            yield written.getvalue()
    yield pickle.dumps(("era", complete.era), pickle.HIGHEST_PROTOCOL)


def _batches(name: str, values: Sequence[Any], size: int = _BATCH) -> Iterator[tuple[str, list[Any]]]:
    left = iter(values)
    while batch := list(islice(left, size)):
        yield name, batch


def _unpickle_result(begun: Analysis, answer: bytes) -> Analysis | None:
    """None where the answer is not whole."""
    found: dict[str, list[Any]] = {name: [] for name in ("figures", *_LISTS)}
    by_id: dict[str, Figure] = {}
    at = 0
    while at < len(answer):
        end = at + 8 + int.from_bytes(answer[at : at + 8], "big")
        if end > len(answer):
            return None
        name, value = _Unpickler(answer[at + 8 : end], by_id).load()
        if name == "era":
            lists: dict[str, Any] = {each: tuple(values) for each, values in found.items()}
            return _looked_up(replace(begun, era=value, complete=True, **lists))
        found[name] += value
        if name == "figures":
            by_id |= {figure.id: figure for figure in value}
        at = end
    return None


def _looked_up(complete: Analysis) -> Analysis:
    """With its indices, which the window would otherwise make when it first asks."""
    _ = complete.figure_by_id, complete.tables_by_figure, complete.failures_by_figure, complete.checks_by_figure
    return complete


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: object) -> str | None:
        return value.id if isinstance(value, Figure) else None


class _Unpickler(pickle.Unpickler):
    """Unpickler that only creates the types an analysis consists of."""

    def __init__(self, part: bytes, figures: dict[str, Figure]) -> None:
        super().__init__(io.BytesIO(part))
        self._figures = figures

    def persistent_load(self, ident: str) -> Figure:
        return self._figures[ident]

    def find_class(self, module: str, name: str) -> Any:
        if module not in _ALLOWED_MODULES:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an analysis")
        return super().find_class(module, name)
