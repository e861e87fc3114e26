"""Eras: what is declared comparable, near or different, and how a metric goes on from format to format."""

from itertools import pairwise

import pytest

from zjviewer.comparison.measures import catalogue, list_measures, measure_of, scale_between
from zjviewer.core.dictionary.metrics import load_dictionaries
from zjviewer.errors import Problem

# The review of the field's metrics: comparable, near, not comparable; by name of the later era.
COMPARABLE = {
    "applications/new/all": {"applications"},
    "applications/partly/all": {"reply.partly"},
    "applications/refused.secret/all": {"refused.secret"},
    "applications/refused.stability/all": {"refused.stability"},
}
NEAR = {
    "applications/total/all": {"replies"},
    "applications/granted/all": {"reply.granted", "reply.already"},
    "applications/refused.third/all": {"refused.trade", "refused.privacy"},
    "applications/unable.unknown/all": {"reply.elsewhere", "reply.missing"},
    "litigation/review/all": {"review"},
}


def segments(metric):
    return {segment.era: segment for segment in measure_of(metric).segments}


@pytest.mark.parametrize(("metric", "before"), COMPARABLE.items())
def test_a_comparable_pair_is_one_metric_in_both_eras(metric, before):
    joined = segments(metric)
    assert list(joined) == ["E1", "E2", "E3"]
    assert (joined["E2"].grade, joined["E3"].grade) == ("comparable", "comparable")
    assert joined["E1"].metrics == (metric,)
    assert {catalogue()["E1"][metric].cell.row} == before


@pytest.mark.parametrize(("metric", "before"), NEAR.items())
def test_a_near_equivalent_keeps_its_own_name_and_its_terms_are_added(metric, before):
    joined = segments(metric)
    assert (joined["E2"].grade, joined["E3"].grade) == ("near", "comparable")
    assert set(joined["E1"].metrics) == before
    assert joined["E2"].mapping.reason


def test_a_sum_of_the_later_era_goes_on_term_by_term():
    joined = segments("litigation")
    assert joined["E1"].metrics == ("litigation",)
    assert set(joined["E2"].metrics) == set(joined["E3"].metrics) == {"litigation/direct/all", "litigation/after/all"}
    assert (joined["E2"].grade, joined["E3"].grade) == ("near", "comparable")


def test_a_divided_row_goes_on_as_the_sum_of_its_parts():
    joined = segments("applications/other/person")
    assert set(joined["E3"].metrics) == {
        f"applications/other.{part}/person" for part in ("unamended", "unpaid", "rest")
    }
    assert joined["E3"].grade == "comparable"


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("applications/unable.unclear/all", "reply.amend"),
        ("charges/charges/collected", "fees"),
        ("charges/charges/collected", "charges/charges/before"),
        ("documents/normative/valid", "documents/normative/all"),
    ],
)
def test_what_only_looks_alike_is_never_mapped(later, earlier):
    assert earlier not in {metric for segment in measure_of(later).segments for metric in segment.metrics}
    assert later not in {metric for segment in measure_of(earlier).segments for metric in segment.metrics}


@pytest.mark.parametrize("metric", ["channel.website", "hot", "bodies", "trained", "complaints", "press"])
def test_what_one_era_alone_counts_has_one_segment(metric):
    names = [cell for cell in catalogue()["E1"] if cell.split("@")[0] == metric]
    assert names
    for name in names:
        assert [segment.era for segment in measure_of(name).segments] == ["E1"]


def test_every_declaration_names_cells_of_its_eras_and_has_reason_and_source():
    eras = load_dictionaries()
    for earlier, later in pairwise(eras):
        assert later.equivalents
        for mapping in later.equivalents:
            assert mapping.reason
            assert mapping.source
            for era, cells in ((later, mapping.cells), (earlier, mapping.before)):
                known = {each.cell for each in catalogue()[era.era].values()}
                for cell in cells:
                    assert any(
                        cell.table == each.table and cell.row in ("*", each.row) and cell.column in ("*", each.column)
                        for each in known
                    ), cell


def test_every_metric_has_a_name_and_its_ids_are_known():
    known = {metric for cells in catalogue().values() for metric in cells}
    measures = list_measures()
    assert {measure.id for measure in measures} == known
    for measure in measures:
        assert measure.name
        assert {metric for segment in measure.segments for metric in segment.metrics} <= known
        assert measure.segments[0].grade is None


def test_an_unknown_metric_is_refused_with_a_sentence():
    with pytest.raises(Problem, match="no metric 收到"):
        measure_of("收到")


def test_money_is_converted_and_other_units_are_not_mixed_with_it():
    assert scale_between("元", "万元") == -4
    assert scale_between("亿元", "万元") == 4
    assert scale_between("件", "万元") is None
    assert scale_between("%", "件") is None
    assert scale_between("宗", "件") == 0
