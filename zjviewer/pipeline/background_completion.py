"""Completion of long reports in a worker process with limits of time and memory, so that the window is never
blocked."""

import io
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from zjviewer.core.annotations.annotation_file import READ_ERRORS as MARKS_ERRORS
from zjviewer.core.model.analysis import Analysis, Figure
from zjviewer.core.model.report import ImportRemark
from zjviewer.pipeline.open_report import begin_report, complete_report, compute, with_marks
from zjviewer.readers.sandbox.resource_limits import OUT_OF_MEMORY, limit
from zjviewer.system.child_processes import (
    COMPLETER,
    Cancelled,
    TimedOut,
    end_with_parent,
    run_worker,
    worker_command,
)

SECONDS = 15.0
MEGABYTES = 1024
"""Memory limit of a worker, as address space in megabytes."""
TOO_LONG = (
    "Figures, tables, charts and checks of {name} are missing: computing them takes longer than {seconds} seconds."
)
TOO_MUCH = "Figures, tables, charts and checks of {name} are missing: they need more than {megabytes} MB of memory."
STOPPED = "Figures, tables, charts and checks of {name} are missing: computing them stopped unexpectedly ({why})."

LONG = 30_000
"""Length of a text in code points from which a worker completes the report: it takes at least a quarter of a second."""
MANY = 1_500
"""Number of source table cells from which a worker completes the report."""
_BATCH = 200
"""Number of parts unpickled in one step, which holds the interpreter lock for some milliseconds."""
_ALLOWED_MODULES = (
    "zjviewer.core.model.analysis",
    "zjviewer.core.model.checks",
    "zjviewer.core.model.report",
    "decimal",
    "datetime",
    "pathlib",
)
_LISTS = ("tables", "charts", "checks", "remarks", "unresolved_quotations")


def open_within_limits(path: Path, encoding: str = "") -> Analysis:
    """Complete analysis of a file, or a partial one as in `complete_in_subprocess`. Raises UnreadableFile."""
    return complete_in_subprocess(begin_report(path, encoding))


def complete_in_subprocess(
    begun: Analysis,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    always: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> Analysis:
    """Result of `complete_report`. A worker process computes a long report (`always`: any report) within limits of time
    and memory; where these are exceeded, the result has text and outline only, and the remark of `missing_data`. When
    cancelled, `begun` itself."""
    report = begun.report
    if not always and len(report.text) < LONG and sum(len(grid.cells) for grid in report.grids) < MANY:
        return complete_report(begun)
    bare = replace(begun)  # without cached indices, which the window thread may be extending
    request = pickle.dumps(bare, pickle.HIGHEST_PROTOCOL)
    limits = "0" if seconds == float("inf") else str(int(seconds) + 1), str(megabytes)
    try:
        output, code = run_worker(
            worker_command(COMPLETER, __name__, *limits), request, seconds=seconds, cancelled=cancelled
        )
    except Cancelled:
        return begun
    except TimedOut:
        return _partial(begun, TOO_LONG, ("seconds", f"{seconds:g}"))
    if code == OUT_OF_MEMORY:
        return _partial(begun, TOO_MUCH, ("megabytes", str(megabytes)))
    if code < 0:
        return _partial(begun, STOPPED, ("why", f"signal {-code}"))
    complete = _unpickle_result(begun, output) if code == 0 else None
    return with_marks(complete) if complete else complete_report(begun)


def missing_data(analysis: Analysis) -> ImportRemark | None:
    """Remark with the reason why figures, tables, charts and checks are missing; None for a complete analysis."""
    return next((remark for remark in analysis.remarks if remark.message in (TOO_LONG, TOO_MUCH, STOPPED)), None)


def without_partial_remarks(analysis: Analysis) -> Analysis:
    """A partial analysis without the remarks of its failed completion."""
    dropped = (TOO_LONG, TOO_MUCH, STOPPED, *MARKS_ERRORS)
    remarks = tuple(remark for remark in analysis.remarks if remark.message not in dropped)
    return replace(analysis, complete=False, marks=(), remarks=remarks)


def main(arguments: Sequence[str]) -> NoReturn:
    """Entry point of the worker process: reads an analysis from standard input, and writes the result to standard
    output. Arguments: limits in seconds, 0 for none, and megabytes."""
    end_with_parent()
    seconds, megabytes = map(int, arguments)
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    import zjviewer.checks.registry
    import zjviewer.pipeline.extraction  # noqa: F401  # imported before writing is forbidden, so that Python stores bytecode

    limit(seconds, megabytes)
    try:
        complete = compute(pickle.load(sys.stdin.buffer))
        with open(answers, "wb") as out:
            for part in _parts(complete):
                out.write(len(part).to_bytes(8, "big") + part)
    except (MemoryError, ImportError):  # without memory, an extension module cannot be loaded
        os._exit(OUT_OF_MEMORY)
    os._exit(0)


def _partial(begun: Analysis, message: str, value: tuple[str, str]) -> Analysis:
    remark = ImportRemark("doubted", message, (("name", begun.report.path.name if begun.report.path else ""), value))
    return with_marks(replace(begun, complete=True, remarks=(*begun.remarks, remark)))


def _parts(complete: Analysis) -> Iterator[bytes]:
    """Pickled parts of an analysis: the figures first, then parts that reference figures by id."""
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


def _unpickle_result(begun: Analysis, output: bytes) -> Analysis | None:
    """Complete analysis; None where the output is incomplete."""
    found: dict[str, list[Any]] = {name: [] for name in ("figures", *_LISTS)}
    by_id: dict[str, Figure] = {}
    at = 0
    while at < len(output):
        end = at + 8 + int.from_bytes(output[at : at + 8], "big")
        if end > len(output):
            return None
        name, value = _Unpickler(output[at + 8 : end], by_id).load()
        if name == "era":
            lists: dict[str, Any] = {each: tuple(values) for each, values in found.items()}
            return _looked_up(replace(begun, era=value, complete=True, **lists))
        found[name] += value
        if name == "figures":
            by_id |= {figure.id: figure for figure in value}
        at = end
    return None


def _looked_up(complete: Analysis) -> Analysis:
    """The analysis with its cached indices, so that the window does not build them at first use."""
    _ = complete.figure_by_id, complete.tables_by_figure, complete.failures_by_figure, complete.checks_by_figure
    return complete


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: object) -> str | None:
        return value.id if isinstance(value, Figure) else None


class _Unpickler(pickle.Unpickler):
    """Unpickler restricted to the classes of an analysis."""

    def __init__(self, part: bytes, figures: dict[str, Figure]) -> None:
        super().__init__(io.BytesIO(part))
        self._figures = figures

    def persistent_load(self, ident: str) -> Figure:
        return self._figures[ident]

    def find_class(self, module: str, name: str) -> Any:
        if module not in _ALLOWED_MODULES:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an analysis")
        return super().find_class(module, name)
