"""Search hits as rows for JSON and the terminal."""

from collections.abc import Iterable, Iterator

from zjviewer.core.model.analysis import Analysis
from zjviewer.core.search.engine import context


def hit_rows(name: str, analysis: Analysis, spans: Iterable[tuple[int, int]]) -> Iterator[dict[str, object]]:
    """One row for each span; `name` is the name of the report."""
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
