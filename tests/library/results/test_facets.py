"""Facets choose and count reports as a plain loop over them does, and say which of them excludes everything."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from zjviewer.library.body_names import UNIT_TYPES
from zjviewer.library.library_rows import ReportRow
from zjviewer.library.results.facets import (
    FACETS,
    UNKNOWN,
    chosen_rows,
    division_codes,
    division_tree,
    excluding_facets,
    facet_counts,
    ordered_rows,
    values_of,
)

CODES = ("", "330000", "320800", "320813", "320106", "310107", "429004", "659002")


def row(id_: int, code: str, unit_type: str, year: int | None, era: str, failed: int, passed: int) -> ReportRow:
    names = ("", unit_type, "", "", code)
    return ReportRow(id_, f"t{id_}", *names, year, "", "", "", era, "", passed, failed, 0, 1, "")


ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 99),
        st.sampled_from(CODES),
        st.sampled_from(UNIT_TYPES),
        st.sampled_from((None, 2019, 2020)),
        st.sampled_from(("", "E1", "E3")),
        st.integers(0, 1),
        st.integers(0, 1),
    ),
    max_size=12,
)
CHOSEN = st.dictionaries(
    st.sampled_from(FACETS), st.sets(st.sampled_from(("", "2019", "E3", "failed", "320000", "320813", "town")))
)


@given(ROWS, CHOSEN)
def test_facets_choose_and_count_like_a_plain_loop(rows, chosen):
    def fits(row: ReportRow, but: str = "") -> bool:
        return all(set(values_of(row, f)) & set(v) for f, v in chosen.items() if v and f != but)

    assert chosen_rows(rows, chosen) == [row for row in rows if fits(row)]
    counts = facet_counts(rows, chosen)
    for facet in FACETS:
        assert counts[facet] == Counter(v for row in rows if fits(row, facet) for v in values_of(row, facet))
    for facet, count in excluding_facets(rows, chosen):
        assert count == sum(fits(row, facet) for row in rows) > 0


def test_regions_are_a_tree_from_province_to_county_with_the_unknown_last():
    assert division_codes("320813") == ("320000", "320800", "320813")
    assert division_codes("310107") == ("310000", "310107")
    assert division_codes("") == (UNKNOWN,)
    counts = Counter(code for each in CODES for code in division_codes(each))
    tree = division_tree(counts)
    names = [node.name for node in tree]
    assert names.index("江苏省") < names.index("淮安市") < names.index("洪泽区") < names.index("浙江省")
    assert (tree[-1].code, tree[-1].reports) == ("", 1)
    assert all(not node.above or node.above in {other.code for other in tree} for node in tree)


def test_orders_put_the_unknown_last_and_titles_with_the_query_first():
    rows = [row(1, "", "town", None, "", 0, 0), row(2, "", "town", 2019, "", 0, 0), row(3, "", "town", 2020, "", 0, 0)]
    random.Random(1).shuffle(rows)
    assert [each.id for each in ordered_rows(rows, "year", lambda _: False, {})] == [3, 2, 1]
    assert [each.id for each in ordered_rows(rows, "relevance", lambda r: r.id == 1, {2: 9})] == [1, 2, 3]
    named = [each._replace(body=name) for each, name in zip(rows, ("", "乙", "丙"), strict=True)]
    assert ordered_rows(named, "body", lambda _: False, {})[-1].body == ""
