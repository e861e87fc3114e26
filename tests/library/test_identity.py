"""Titles and file names give the right body, type, region and year, and nothing where they say nothing."""

import csv
from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from tests.core.dictionary.test_places import PLACES
from zjviewer.core.dictionary.places import division_above, qualified_name
from zjviewer.library.body_names import UNIT_TYPES
from zjviewer.library.identity import Assignment, Evidence, Identity, identify

FIELDS = ("body", "unit_type", "region", "year")


def labelled() -> list[dict[str, str]]:
    with (Path(__file__).parent / "labelled_titles.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def identity_of(given: str) -> Identity:
    """A value that begins with a slash is a path below the library's folder, any other a title."""
    return identify(Evidence(path=PurePosixPath(given[1:])) if given.startswith("/") else Evidence(title=given))


def claims(values: dict[str, str]) -> dict[str, str]:
    known = {name: values[name] for name in FIELDS if values[name]}
    return {name: value for name, value in known.items() if value != "unknown"}


def compare() -> tuple[int, int, int, list[str]]:
    """Right claims, all claims, all labels, and a line for each difference."""
    right = claimed = expected = 0
    wrong: list[str] = []
    for row in labelled():
        found = identity_of(row["given"])
        own = claims({name: str(getattr(found, name) or "") for name in FIELDS})
        label = claims(row)
        claimed += len(own)
        expected += len(label)
        for name in FIELDS:
            right += name in own and own[name] == label.get(name)
            if own.get(name) != label.get(name):
                wrong.append(f"{row['given']}: {name} is {own.get(name)} instead of {label.get(name)}")
    return right, claimed, expected, wrong


def test_the_labelled_titles_are_many_and_of_every_type():
    rows = labelled()
    assert len({row["given"] for row in rows}) == len(rows) >= 500
    assert {row["unit_type"] for row in rows} == {
        *("province", "city", "county", "department", "town", "zone", "central", "unknown")
    }


def test_nearly_every_claim_about_a_labelled_title_is_right_and_nearly_every_label_is_found():
    right, claimed, expected, wrong = compare()
    assert right / claimed >= 0.99, wrong
    assert right / expected >= 0.95, wrong


def test_a_department_without_place_is_of_the_place_that_its_folder_or_its_text_names():
    title = "区财政局2023年政府信息公开工作年度报告"
    alone = identify(Evidence(title=title))
    assert (alone.body, alone.unit_type, alone.region) == ("区财政局", "department", "")
    signed = identify(Evidence(title=title, text="一、总体情况\n……。\n淮安市洪泽区财政局\n2024年1月20日"))
    said = identify(Evidence(title=title, text="2023年，淮安市洪泽区财政局公开信息12条。本报告由洪泽区财政局编制。"))
    filed = identify(Evidence(title=title, path=PurePosixPath("江苏/淮安/洪泽区/1.pdf")))
    assert {each.body for each in (signed, said, filed)} == {"淮安市洪泽区财政局"}
    assert [each.region_source for each in (signed, said, filed)] == ["text", "text", "folder"]


def test_a_department_stays_unknown_where_text_or_folder_name_several_places_or_one_of_another_kind():
    title = "区财政局2023年政府信息公开工作年度报告"
    texts = (
        "学习洪泽区财政局和安吉县财政局、普陀区财政局。",
        "根据淮安市财政局的要求，我局公开信息。",
        "淮安市清江浦区财政局、淮安市洪泽区财政局",
    )
    assert {identify(Evidence(title=title, text=text)).region for text in texts} == {""}
    assert identify(Evidence(title=title, path=PurePosixPath("江苏省/淮安市/1.pdf"))).region == ""


def test_an_ambiguous_place_is_settled_by_the_city_before_it():
    title = "鼓楼区人民政府2022年政府信息公开年报"
    for city, province in (("南京", "江苏省"), ("福州", "福建省"), ("徐州", "江苏省"), ("开封", "河南省")):
        region = f"{province}{city}市鼓楼区"
        texts = (f"{city}市鼓楼区人民政府2022年公开信息3条。", f"正文。\n{city}市鼓楼区人民政府\n2023年1月3日")
        found = [identify(Evidence(title=title, text=text)) for text in texts]
        found += [identify(Evidence(title=title, path=PurePosixPath(folder, "a.pdf"))) for folder in (city, region)]
        found.append(identify(Evidence(title=title, metadata=(("发布机构", f"{city}市鼓楼区人民政府"),))))
        assert {each.region for each in found} == {region}
        assert {each.body for each in found} == {f"{city}市鼓楼区人民政府"}
    assert identify(Evidence(title=title, text="南京市鼓楼区与徐州市鼓楼区交流。")).region == ""


def test_aliases_are_one_body():
    for names in (
        ("洪泽区人民政府", "淮安市洪泽区人民政府", "江苏省淮安市洪泽区人民政府", "洪泽区政府", "洪泽区"),
        ("浙江省人民政府", "浙江省", "浙江省政府", "浙江"),
        ("苏州工业园区管委会", "苏州工业园区管理委员会", "江苏省苏州工业园区管理委员会"),
        ("延边州财政局", "延边朝鲜族自治州财政局", "吉林省延边州财政局"),
        ("阿拉善盟行署", "阿拉善盟行政公署", "阿拉善盟"),
    ):
        assert len({identify(Evidence(title=f"{name}2020年政府信息公开年报")) for name in names}) == 1


def test_every_division_is_recognised_in_a_title_with_and_without_an_office():
    wrong = []
    for number, place in enumerate(PLACES):
        above = division_above(place)
        if place.level == "zone" or above is None:
            continue
        name = f"{above.name}{place.name}{('人民政府', '财政局', '', '政府办')[number % 4]}"
        year = place.until - 1 if place.until else 2023
        region = identify(Evidence(title=f"{name}{year}年政府信息公开工作年度报告")).region
        if region != qualified_name(place):
            wrong.append((name, year, region))
    assert wrong == []


def test_sources_are_asked_in_their_order():
    layers: list[tuple[str, dict[str, object]]] = [
        ("folder", {"path": PurePosixPath("江苏省/南通市/2011/x.pdf")}),
        ("file name", {"path": PurePosixPath("江苏省/南通市/2011/扬州市2012年报.pdf")}),
        ("site", {"metadata": (("发布机构", "镇江市人民政府"),)}),
        ("text", {"text": "编制单位：泰州市人民政府\n正文", "year_of_text": 2014}),
        ("title", {"title": "宿迁市2015年政府信息公开年报"}),
        ("reader", {"assigned": Assignment("无锡市人民政府", year=2016)}),
        ("sidecar", {"sidecar_body": "苏州市人民政府", "sidecar_year": 2017}),
    ]
    known: dict[str, object] = {}
    cities = []
    for source, values in layers:
        known |= values
        found = identify(Evidence(**known))  # type: ignore[arg-type]
        assert found.body_source == source
        cities.append(found.city)
    assert cities == ["南通市", "扬州市", "镇江市", "泰州市", "宿迁市", "无锡市", "苏州市"]


def test_the_issuer_that_the_import_found_is_asked_before_web_page_and_file_name():
    found = identify(Evidence(issuer="如东县人民政府", path=PurePosixPath("海安市2020.pdf")))
    assert (found.body, found.body_source) == ("南通市如东县人民政府", "text")


def test_an_unknown_name_of_a_sidecar_or_of_the_reader_is_kept_as_it_is_written():
    assigned = identify(Evidence(assigned=Assignment("星河示范组织", "department", "淮安市洪泽区", 2020)))
    assert (assigned.body, assigned.unit_type, assigned.region) == ("星河示范组织", "department", "江苏省淮安市洪泽区")
    stated = identify(Evidence(sidecar_body="星河示范组织", title="淮安市2020年年报"))
    assert (stated.body, stated.unit_type, stated.body_source) == ("星河示范组织", "unknown", "sidecar")


@given(st.text(max_size=40), st.text(max_size=200), st.text(max_size=40))
def test_any_text_gives_an_identity(title, text, name):
    found = identify(Evidence(title=title, text=text, path=PurePosixPath(f"a/{name}".replace("\0", ""))))
    assert bool(found.region) == bool(found.code)
    assert found.unit_type in UNIT_TYPES
