"""Glossary: terms with their legal sources, read from `resources/glossary`, and their occurrences in a text."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from zjviewer import paths
from zjviewer.core.model.report import Span
from zjviewer.core.search.engine import fold

_NOT_BEFORE = "(?!系统|化|资源)"
"""Excludes 政府信息系统 and the like, which are about computer systems."""


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary entry."""

    name: str
    forms: tuple[str, ...]
    """Synonyms and abbreviations."""
    english: str
    definition: str
    """Definition in Chinese."""
    source: str
    """Law and article, or number of the official notice."""


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in file order."""
    raw = (paths.resources() / "glossary" / "terms.toml").read_text(encoding="utf-8")
    return tuple(
        Term(entry["name"], tuple(entry.get("forms", ())), entry["english"], entry["words"], entry["source"])
        for entry in tomllib.loads(raw)["term"]
    )


def terms_in(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, Term]]:
    """Occurrences of terms in a range of a text, in order and without overlaps; at each offset the longest term."""
    known = _by_name()
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        yield Span(*match.span()), known[match.group()]


def term_at(text: str, offset: int) -> Term | None:
    """The longest term that covers an offset; None where there is none."""
    reach = max(map(len, _by_name()))
    around = terms_in(text, max(0, offset - 2 * reach), offset + reach)
    return next((term for span, term in around if span.start <= offset < span.end), None)


def find_terms(words: str) -> tuple[Term, ...]:
    """Terms whose name matches the query, also by pinyin, then terms whose definition or source contains it; all
    terms for an empty query."""
    from zjviewer.core.search.name_ranking import rank_match  # loads the pinyin tables, which a tooltip does not need

    ranked = [(rank_match(words, term.name, *term.forms, term.english), place) for place, term in enumerate(terms())]
    named = [terms()[place] for how_well, place in sorted(_known(ranked))]
    folded_query = fold(words.strip())
    explained = [term for term in terms() if term not in named and folded_query in fold(term.definition + term.source)]
    return (*named, *explained)


def _known(ranked: Iterable[tuple[int | None, int]]) -> Iterator[tuple[int, int]]:
    return ((how_well, place) for how_well, place in ranked if how_well is not None)


@cache
def _by_name() -> Mapping[str, Term]:
    return {name: term for term in terms() for name in (term.name, *term.forms)}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_by_name(), key=len, reverse=True)))
    return re.compile(f"(?:{names}){_NOT_BEFORE}")
