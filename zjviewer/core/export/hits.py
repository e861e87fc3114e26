"""Hits of a search for the terminal and for other programs."""

from collections.abc import Iterable, Iterator

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.search.engine import context


def hit_rows(name: str, analysis: Analysis, spans: Iterable[tuple[int, int]]) -> Iterator[dict[str, object]]:
    """One for each span of the report, which is called `name`."""
    text = analysis.report.text
    for start, end in spans:
        section = analysis.section_at(start)
        yield {
            "file": name,
            "start": start,
            "end": end,
            "text": text[start:end],
            "section": section.id if section else "",
            "context": "".join(context(text, start, end)),
        }
