"""The panel of a corpus' reports, for the comparison page: its cells are read when a view asks for their metric."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from zjviewer.comparison.measures import catalogue, era_of_year
from zjviewer.comparison.panel import ExcludedFile, Panel, PanelCell, PanelReport, one_of_each, refusal
from zjviewer.comparison.stored_cells import StoredCells
from zjviewer.core.export.tables import json_number
from zjviewer.corpus.reading import Corpus, open_corpus
from zjviewer.corpus.store import path_of
from zjviewer.library.identity import Identity

_FACETS = ("value", "share")
"""Columns of tables whose rows are metrics, in the format of 2014."""
_REPORT = ("file", "sha256", "body", "unit_type", "region", "city", "code", "year", "era", "title", "published")
_CELL = ("file", "exact", "literal", "semantics", "unit", "qualifier", "page", "sentence", "start", "end")


def corpus_folder(path: Path) -> Path | None:
    """The folder of a corpus, where a path is one, or its `corpus.json`; else None."""
    folder = path.parent if path.name == "corpus.json" else path
    return folder if os.path.isfile(folder / "corpus.json") and os.path.isdir(folder / "done") else None


def panel_of_corpus(path: Path, preferred: Sequence[str] = ()) -> Panel:
    """The panel of all reports of a corpus. Raises Problem."""
    corpus = open_corpus(path)
    places = partial(_place, tuple(corpus.about["folders"]))
    found: list[tuple[PanelReport, str]] = []
    left: list[ExcludedFile] = []
    readable: set[str] = set()
    for row in _rows(corpus, "reports", _REPORT):
        readable.add(row["file"])
        file = places(row["file"])
        names = (row["body"], row["unit_type"], row["region"])
        identity = Identity(*names, row["city"], row["code"], year=row["year"])
        refused = refusal(file, identity)
        if refused is not None:
            left.append(refused)
            continue
        era = row["era"] or era_of_year(row["year"])
        published = date.fromisoformat(row["published"]) if row["published"] else None
        about = (file, row["sha256"], row["title"], published, row["city"], row["code"])
        found.append((PanelReport._make((*names, row["year"], era, *about)), row["file"]))
    for row in _rows(corpus, "errors", ("file", "message")):
        if row["file"] not in readable:
            left.append(ExcludedFile(places(row["file"]), "unreadable", row["message"]))
    kept, older = one_of_each(found, preferred)
    reports = tuple(report for report, _ in kept)
    return Panel(reports, CorpusCells(corpus, reports, tuple(key for _, key in kept)), (*left, *older))


class CorpusCells(StoredCells):
    """Cells by metric and index of the report, read from the corpus at the first request. Which figures take part in
    failed checks is not stored with them: none is marked."""

    def __init__(self, corpus: Corpus, reports: Sequence[PanelReport], keys: Sequence[str]) -> None:
        super().__init__()
        self._corpus = corpus
        self._reports = reports
        self._index = {key: index for index, key in enumerate(keys)}
        self._having: dict[tuple[str, bool], set[int]] = {}
        """Reports that have a table, by its id and whether its rows are metrics."""
        stated: set[str] = set()
        for part in corpus.parts("cells", columns=("file", "table", "column", "metric")):
            stated.update(part["metric"].unique().to_pylist())
            tables = part.group_by(["file", "table", "column"]).aggregate([])
            for row in tables.to_pylist():
                index = self._index.get(row["file"])
                if index is not None:
                    self._having.setdefault((row["table"], row["column"] in _FACETS), set()).add(index)
        self._known = tuple(
            dict.fromkeys(
                metric
                for cells in catalogue().values()
                for metric, place in cells.items()
                if metric in stated or (place.cell.table, not place.cell.column) in self._having
                if metric in stated or place.required or not place.cell.column
            )
        )

    def __contains__(self, metric: object) -> bool:
        """Whether any report has a cell of a metric."""
        return metric in self._known

    def __iter__(self) -> Iterator[str]:
        """The metrics that any report has a cell of."""
        return iter(self._known)

    def __len__(self) -> int:
        """The number of these metrics."""
        return len(self._known)

    def read_metric(self, metric: str) -> Mapping[int, PanelCell]:
        """The cells of a metric, from the parts of the corpus."""
        units = {era: cells[metric].unit for era, cells in catalogue().items() if metric in cells}
        found: dict[int, PanelCell] = {}
        for row in _rows(self._corpus, "cells", _CELL, [("metric", "==", metric)]):
            index = self._index.get(row["file"])
            if index is not None and (unit := units.get(self._reports[index].era)) is not None:
                value = None if row["exact"] is None else json_number(Decimal(row["exact"]))
                words = (row["literal"], row["semantics"], row["unit"] or unit, row["qualifier"])
                found[index] = PanelCell(value, *words, row["page"], row["sentence"], row["start"], row["end"])
        for era, cells in catalogue().items():
            place = cells.get(metric)
            if place is None or not (place.required or not place.cell.column):
                continue
            empty = PanelCell(None, semantics="empty", unit=place.unit)
            for index in self._having.get((place.cell.table, not place.cell.column), ()):
                if self._reports[index].era == era:
                    found.setdefault(index, empty)
        return found


def _rows(
    corpus: Corpus, table: str, columns: Sequence[str], filters: Sequence[tuple[str, str, object]] = ()
) -> Iterator[dict[str, Any]]:
    for part in corpus.parts(table, filters, columns):
        yield from part.to_pylist()


def _place(folders: Sequence[str], file: str) -> str:
    """Path of a corpus' file on the disk."""
    if len(folders) == 1:
        return path_of(os.path.join(folders[0], file))
    name = file.partition("/")[0]
    parent = next((os.path.dirname(folder) for folder in folders if os.path.basename(folder) == name), "")
    return path_of(os.path.join(parent, file))
