"""Every view's numbers against a library whose content is known, recomputed here in another way."""

from collections import Counter
from statistics import mean

import pytest

from benchmarks.comparison_library import AMBIGUOUS, RENAMED, synthetic_library, write_library
from tests.comparison.synthetic_panel import era_in, number, panel_of_truth, truth_of
from zjviewer.comparison.checks_over_years import check_against_below, checks_over_years
from zjviewer.comparison.panel import panel_of, tidy_rows
from zjviewer.comparison.series import all_series, footnotes, format_changes, series_of, share_series
from zjviewer.comparison.tile_map import tile_map
from zjviewer.comparison.views import profile, ranking, ranks_over_years, scatter, slopes, small_multiples
from zjviewer.pipeline.open_report import open_report

NEW, TOTAL, GRANTED = "applications/new/all", "applications/total/all", "applications/granted/all"
COLLECTED, VALID = "charges/charges/collected", "documents/normative/valid"
NEAR = {  # terms of the format of 2014, from the review of the field's metrics
    TOTAL: ("replies",),
    GRANTED: ("reply.granted", "reply.already"),
    "litigation/review/all": ("review",),
    "applications/unable.unknown/all": ("reply.elsewhere", "reply.missing"),
}
METRICS = (NEW, TOTAL, GRANTED, COLLECTED, VALID, "litigation/review/all", "decisions/permits/decided")


@pytest.fixture(scope="module")
def reports():
    return tuple(synthetic_library(1400))


@pytest.fixture(scope="module")
def truth(reports):
    return truth_of(reports)


@pytest.fixture(scope="module")
def panel(reports):
    return panel_of_truth(reports)


def stated(truth, metric, body, year):
    """What the library states for a metric in the words of any era; None where it does not."""
    cells = truth.get((body, year), {})
    if era_in(year) == "E1" and metric in NEAR:
        terms = [cells.get(term) for term in NEAR[metric]]
        return None if None in terms else sum(terms)
    return cells.get(metric)


def family(metric, year):
    """Years in one family may be compared."""
    era = era_in(year)
    if metric in (NEW, *NEAR):
        return "all" if era else ""
    if metric == "decisions/permits/decided":
        return "since 2019" if era in ("E2", "E3") else era
    return era


def test_the_library_has_what_it_is_to_show(reports):
    bodies = {report.body for report in reports}
    names = {report.name for report in reports}
    assert len({report.year for report in reports}) == 16
    assert {era_in(report.year) for report in reports} == {"", "E1", "E2", "E3"}
    assert len(bodies) * 16 > len(reports)
    assert any(report.fails for report in reports)
    assert [name for name in names if name.endswith(RENAMED["洪泽区"][0] + "人民政府")]
    assert not [body for body in bodies if RENAMED["洪泽区"][0] in body]


@pytest.mark.parametrize("metric", METRICS)
def test_series_growth_and_joins(panel, truth, metric):
    for series in all_series(panel, metric):
        for index, point in enumerate(series.points):
            assert point.value == stated(truth, metric, series.body, point.year)
            before = series.points[index - 1] if index else None
            if before is None:
                continue
            near = metric in NEAR and (era_in(before.year), era_in(point.year)) == ("E1", "E2")
            same = family(metric, before.year) == family(metric, point.year)
            both = before.value is not None and point.value is not None
            if both:
                assert series.joins[index] == ("near" if near else "line" if same else "break")
            else:
                assert series.joins[index] in ("gap", "break")
            if both and same and not near and before.value:
                assert series.growth[index] == pytest.approx((point.value / before.value - 1) * 100)
            else:
                assert series.growth[index] is None


def test_a_missing_report_is_not_a_missing_value(panel, truth):
    seen = Counter()
    for series in all_series(panel, NEW):
        for point in series.points:
            expected = "no_report" if (series.body, point.year) not in truth else None
            if expected:
                assert point.semantics == expected
            elif point.value is None:
                assert point.semantics in ("empty", "not_applicable", "no_table")
            seen[point.semantics] += 1
    assert {"number", "no_report", "no_table"} <= set(seen)


@pytest.mark.parametrize("base", [2015, 2022])
def test_an_index_is_drawn_from_its_base_year_within_comparable_formats(panel, truth, base):
    for metric in (NEW, COLLECTED):
        for series in all_series(panel, metric):
            start = stated(truth, metric, series.body, base)
            for point, value in zip(series.points, series.indexed(base), strict=True):
                own = stated(truth, metric, series.body, point.year)
                same = family(metric, base) == family(metric, point.year) != ""
                if start and own is not None and same:
                    assert value == pytest.approx(own / start * 100)
                else:
                    assert value is None


@pytest.mark.parametrize(
    ("metric", "first", "second"), [(NEW, 2016, 2023), (COLLECTED, 2020, 2022), (VALID, 2021, 2024)]
)
def test_slopes_of_two_years(panel, truth, metric, first, second):
    found = slopes(all_series(panel, metric), first, second)
    expected = {}
    for body in panel.bodies:
        one, other = stated(truth, metric, body, first), stated(truth, metric, body, second)
        if one is not None and other is not None and family(metric, first) == family(metric, second):
            expected[body] = (one, other)
    assert {each.body: (each.first.value, each.second.value) for each in found.slopes} == expected
    assert set(found.without) == set(panel.bodies) - set(expected)


@pytest.mark.parametrize("year", [2010, 2016, 2019, 2022])
def test_ranking_of_a_year_and_ranks_over_years(panel, truth, year):
    series = all_series(panel, NEW)
    found = ranking(series, year)
    values = {body: stated(truth, NEW, body, year) for body in panel.bodies}
    known = {body: value for body, value in values.items() if value is not None}
    assert {each.body: each.rank for each in found.ranked} == {
        body: 1 + sum(other > value for other in known.values()) for body, value in known.items()
    }
    assert [each.point.value for each in found.ranked] == sorted(known.values(), reverse=True)
    assert {each.body for each in found.without} == set(values) - set(known)
    places = ranks_over_years(series, [year, 2023])
    assert {body: ranks[0] for body, ranks in places.items() if ranks[0]} == {
        each.body: each.rank for each in found.ranked
    }


def test_small_multiples_share_a_scale_and_say_how_many_are_left_out(panel, truth):
    found = small_multiples(all_series(panel, NEW))
    drawn = {series.body for series in found.series}
    known = {body for body in panel.bodies if any(stated(truth, NEW, body, year) is not None for year in panel.years)}
    assert len(drawn) == min(60, len(known))
    assert found.left_out == len(known) - len(drawn)
    values = [stated(truth, NEW, body, year) for body in drawn for year in panel.years]
    assert (found.low, found.high) == (0, max(value for value in values if value is not None))


def test_shares_are_of_counts_and_never_of_shares(panel, truth):
    for body in panel.bodies[:40]:
        for point in share_series(panel, "applications/refused.secret/all", TOTAL, body).points:
            part = stated(truth, "applications/refused.secret/all", body, point.year)
            whole = stated(truth, TOTAL, body, point.year)
            if part is None or not whole or part > whole:
                assert point.value is None
            else:
                assert point.value == pytest.approx(part / whole * 100)


def test_scatter_has_every_body_with_both_values(panel, truth):
    found = scatter(panel, NEW, COLLECTED, 2022)
    expected = {}
    for body in panel.bodies:
        values = stated(truth, NEW, body, 2022), stated(truth, COLLECTED, body, 2022)
        if None not in values:
            expected[body] = values
    assert {pair.body: (pair.x.value, pair.y.value) for pair in found.pairs} == expected
    assert set(found.without) == set(panel.bodies) - set(expected)
    ranks = []
    for column in zip(*expected.values(), strict=True):
        ranks.append([mean([i + 1 for i, v in enumerate(sorted(column)) if v == value]) for value in column])
    centre = mean(ranks[0])
    products = [(a - centre) * (b - centre) for a, b in zip(*ranks, strict=True)]
    spread = [sum((rank - centre) ** 2 for rank in row) for row in ranks]
    assert found.correlation == pytest.approx(sum(products) / (spread[0] * spread[1]) ** 0.5)


def test_the_map_has_every_province_and_classes_by_value(panel, truth):
    found = tile_map(panel, all_series(panel, NEW), 2022)
    assert len(found.tiles) == 34
    assert len({(tile.column, tile.row) for tile in found.tiles}) == 34
    for tile in found.tiles:
        value = stated(truth, NEW, tile.body, 2022) if tile.body else None
        assert (tile.point.value if tile.point else None) == value
        assert (tile.level is None) == (value is None)
    drawn = sorted((tile.point.value, tile.level) for tile in found.tiles if tile.level is not None)
    assert [level for _, level in drawn] == sorted(level for _, level in drawn)
    assert len({level for _, level in drawn}) == 5


def test_the_map_of_a_province_has_its_cities(panel, truth):
    found = tile_map(panel, all_series(panel, NEW), 2022, "320000")
    assert len(found.tiles) == 13
    assert len({(tile.column, tile.row) for tile in found.tiles}) == 13
    bodies = {tile.body for tile in found.tiles if tile.body}
    assert bodies == {
        report.body
        for report in panel.reports
        if report.code.startswith("32") and report.code.endswith("00") and report.unit_type == "city"
    }


def test_a_profile_has_the_core_metrics_of_all_years_with_failures(panel, reports, truth):
    failing = next(report for report in reports if report.fails)
    found = profile(panel, failing.body)
    assert found.years == panel.years
    for row in found.rows:
        for point in row.points:
            if row.measure.id in (*NEAR, NEW, COLLECTED, VALID):
                assert point.value == stated(truth, row.measure.id, failing.body, point.year)
    expected = {report.year for report in reports if report.body == failing.body and report.fails}
    assert {point.year for _, point in found.failures} == expected


def test_checks_over_years_find_what_was_not_carried_over(panel, truth):
    verdicts = Counter()
    for body in panel.bodies[:60]:
        found = {(check.metric, check.year): check for check in checks_over_years(panel, body)}
        for year in panel.years[1:]:
            before, now = truth.get((body, year - 1), {}), truth.get((body, year), {})
            out, into = before.get("applications/carried.out/all"), now.get("applications/carried.in/all")
            check = found.get(("applications/carried.in/all", year))
            if out is None or into is None:
                assert check is None or check.verdict == "not_assessable"
            else:
                assert check.verdict == ("pass" if out == into else "fail")
                verdicts[check.verdict] += 1
            chain = found.get((VALID, year))
            terms = before.get(VALID), now.get("documents/normative/made"), now.get("documents/normative/repealed")
            if None in (*terms, now.get(VALID)):
                assert chain is None or chain.verdict == "not_assessable"
            else:
                assert chain.expected == terms[0] + terms[1] - terms[2]
                assert chain.difference == now[VALID] - chain.expected
                assert chain.verdict == ("fail" if chain.difference else "pass")
                verdicts[chain.verdict] += 1
    assert verdicts["pass"]
    assert verdicts["fail"]


def test_a_body_is_compared_with_the_sum_of_those_below_it(panel, truth):
    below = {report.body for report in panel.reports if report.unit_type == "city" and report.code.startswith("32")}
    found = check_against_below(panel, "江苏省人民政府", NEW, 2022)
    values = {body: stated(truth, NEW, body, 2022) for body in below}
    assert found.total == sum(value for value in values.values() if value is not None)
    assert set(found.counted) == {body for body, value in values.items() if value is not None}
    assert set(found.missing) == {body for body, value in values.items() if value is None}
    own = stated(truth, NEW, "江苏省人民政府", 2022)
    if own is not None:
        assert found.verdict == ("fail" if found.total > own else "not_assessable" if found.missing else "pass")
    assert check_against_below(panel, "江苏省人民政府", "reply.rate", 2022) is None
    assert check_against_below(panel, "淮安市洪泽区人民政府", NEW, 2022) is None


def test_format_changes_are_told_with_their_reason(panel):
    series = series_of(panel, TOTAL, panel.bodies[0])
    changes = format_changes(series.measure, panel.years)
    assert [(change.year, change.is_break) for change in changes] == [(2014, True), (2019, False)]
    assert "近似" in footnotes(series.measure, panel.years)[1]
    collected = series_of(panel, COLLECTED, panel.bodies[0])
    assert [(change.year, change.is_break) for change in format_changes(collected.measure, panel.years)] == [
        (2021, True)
    ]


def test_the_files_of_the_library_give_the_panel_that_was_written(tmp_path):
    written = [pair for pair in write_library(tmp_path, 12) if pair[1].year >= 2014][::3]
    ambiguous = sorted(tmp_path.glob(f"{AMBIGUOUS}*.html"))
    paths = [*(path for path, _ in written), *ambiguous]
    panel = panel_of((str(path), open_report(path)) for path in paths)
    assert {each.file for each in panel.excluded} == set(map(str, ambiguous))
    assert {each.reason for each in panel.excluded} == {"place"}
    truth = truth_of(report for _, report in written)
    assert {(report.body, report.year) for report in panel.reports} == set(truth)
    rows = [row for row in tidy_rows(panel) if row["semantics"] != "no_report"]
    assert rows
    for row in rows:
        assert row["value"] == truth[row["body"], row["year"]].get(row["metric"])
    assert number("1,204") == 1204
