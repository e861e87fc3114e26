from decimal import Decimal
from itertools import pairwise

from tests.sample import sample_analysis, sample_outline


def test_every_figure_of_the_sample_stands_where_it_says():
    analysis = sample_analysis()
    text = analysis.report.text
    assert all(text[f.start : f.end] == f.literal for f in analysis.figures)
    assert all(a.end <= b.start for a, b in pairwise(analysis.figures))


def test_the_sample_covers_what_panes_must_show():
    analysis = sample_analysis()
    figures = [f for t in analysis.tables for f in t.figures]
    assert {f.kind for f in figures} == {"count", "rate", "change", "share"}
    assert Decimal(-7) in {f.value for f in figures}
    assert any(f.qualifier for f in figures)
    assert any(cell is None for t in analysis.tables for row in t.rows for cell in row.cells)
    assert {f.id for f in analysis.figures} - set(analysis.tables_by_figure)
    assert not sample_outline().complete
