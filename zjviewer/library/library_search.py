"""Search over all reports of the library: the index gives candidates, and the search engine decides on their texts."""

import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from zjviewer.core.search.engine import Hits, Query, context, find
from zjviewer.library.full_text import Phrase, phrases_of
from zjviewer.library.stored_text import text_of, unpacked_numbers

PASSAGES = 3
"""Usual number of passages of a report."""
_NEAR = 120
"""Characters around a hit in which further hits count for its passage."""
_AROUND = 36
"""Characters of context before and after a hit."""


class Candidates(NamedTuple):
    """Reports that a query may find, by their rows in the database."""

    certain: frozenset[int]
    """The index decides: these contain the query."""
    doubtful: tuple[int, ...]
    """Their texts decide; in the order of the reports."""


class Passage(NamedTuple):
    """One of the best places of a report for a query."""

    start: int
    """Offsets of the hit into the text, or into the title."""
    end: int
    text: str
    before: str
    after: str
    section: str
    """Title of the deepest section around it; empty outside all sections and in the title."""
    page: int
    """1-based; 0 in a format without pages and in the title."""
    in_title: bool


class ReportHits(NamedTuple):
    """Hits of a query in one report, those of its title included."""

    report: int
    hits: int
    in_title: int
    passages: tuple[Passage, ...]


def candidates(connection: sqlite3.Connection, query: Query, variants: Mapping[int, str]) -> Candidates:
    """Reports that a query may find. `variants` holds the variant characters of the reports that have any.

    Raises BadPattern for a query that cannot be executed.
    """
    find("", query)
    certain: set[int] = set()
    doubtful: set[int] = set()
    for phrase in phrases_of(query):
        if not phrase.match:
            found = (row[0] for row in connection.execute("SELECT id FROM reports"))
            doubtful.update(found)
            continue
        rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (phrase.match,))
        for (report,) in rows:
            match _decided(phrase, variants.get(report, "")):
                case True:
                    certain.add(report)
                case None:
                    doubtful.add(report)
    return Candidates(frozenset(certain), tuple(sorted(doubtful - certain)))


def confirmed(connection: sqlite3.Connection, reports: Iterable[int], query: Query) -> Iterator[tuple[int, bool]]:
    """Each report, and whether its text or title contains the query."""
    for report in reports:
        row = connection.execute(
            "SELECT title, text FROM reports JOIN texts ON report = id WHERE id = ?", (report,)
        ).fetchone()
        yield report, bool(row) and (len(find(text_of(row[1]), query)) > 0 or len(find(row[0], query)) > 0)


def matching(connection: sqlite3.Connection, query: Query, variants: Mapping[int, str]) -> frozenset[int]:
    """All reports that contain the query. Raises BadPattern."""
    found = candidates(connection, query, variants)
    return found.certain | {report for report, yes in confirmed(connection, found.doubtful, query) if yes}


def hits_in(connection: sqlite3.Connection, report: int, query: Query, most: int = PASSAGES) -> ReportHits:
    """Hits of a query in a report, with at most so many passages, the best first."""
    row = connection.execute(
        "SELECT title, text, pages FROM reports JOIN texts ON report = id WHERE id = ?", (report,)
    ).fetchone()
    if row is None:
        return ReportHits(report, 0, 0, ())
    title, text = row[0], text_of(row[1])
    named, hits = find(title, query), find(text, query)
    chosen = [_passage(title, *named.span(index)) for index in range(min(len(named), 1))]
    best = _best(hits, most - len(chosen))
    if best:
        sections = connection.execute(
            "SELECT start, end, title FROM sections WHERE report = ? ORDER BY number", (report,)
        ).fetchall()
        pages = unpacked_numbers(row[2])
        chosen += [_placed(text, *hits.span(index), sections, pages) for index in best]
    return ReportHits(report, len(named) + len(hits), len(named), tuple(chosen))


def variants_of(connection: sqlite3.Connection) -> dict[int, str]:
    """Variant characters by report; reports without any are left out."""
    return dict(connection.execute("SELECT id, variants FROM reports WHERE variants <> ''").fetchall())


def _decided(phrase: Phrase, variants: Collection[str]) -> bool | None:
    """Whether a report that the index found contains a term; None where only its text can tell."""
    if phrase.needed and not phrase.needed <= set(variants):
        return False
    if not phrase.exact or phrase.needed or phrase.doubtful & set(variants):
        return None
    return True


def _best(hits: Hits, most: int) -> list[int]:
    """Indexes of the hits with the most terms and hits close after them, in reading order, not close to one another."""
    ranked: list[tuple[int, int, int]] = []
    for index in range(min(len(hits), 2000)):
        last = bisect_right(hits.starts, hits.starts[index] + _NEAR)
        ranked.append((-len(set(hits.word_indexes[index:last])), index - last, index))
    chosen: list[int] = []
    for _, _, index in sorted(ranked):
        if len(chosen) >= most:
            break
        if all(abs(hits.starts[index] - hits.starts[other]) > _NEAR for other in chosen):
            chosen.append(index)
    return sorted(chosen)


def _passage(text: str, start: int, end: int, section: str = "", page: int = 0, in_title: bool = True) -> Passage:
    before, hit, after = context(text, start, end, _AROUND)
    return Passage(start, end, hit, before, after, section, page, in_title)


def _placed(text: str, start: int, end: int, sections: list[tuple[int, int, str]], pages: tuple[int, ...]) -> Passage:
    around = [title for first, last, title in sections if first <= start < last]
    return _passage(text, start, end, around[-1] if around else "", bisect_right(pages, start), in_title=False)
