"""Names of public bodies: which place and which office a phrase such as 淮安市洪泽区财政局 names, and of what type."""

import re
from functools import cache
from typing import Literal, NamedTuple

from zjviewer.core.dictionary.places import Place, division_above, find_place_at, places_named, qualified_name
from zjviewer.core.text.segmentation import fold_width
from zjviewer.core.text.traditional import simplified

UnitType = Literal["province", "city", "county", "department", "town", "zone", "central", "unknown"]
UNIT_TYPES: tuple[UnitType, ...] = ("province", "city", "county", "department", "town", "zone", "central", "unknown")

GOVERNMENT = "人民政府"
_SPACE = re.compile(r"\s+")
_OF_GOVERNMENT = re.compile(r"(?:人民)?政府|人民|(?:地区|盟)?行政公署|行署|本级|全[省市区县]")
_OFFICE_OF_GOVERNMENT = re.compile(r"(?:(?:人民)?政府|行政公署|行署)?(?:办公[厅室]|办)")
_TOWN = re.compile(
    r"(?:(?!.*城乡|.*乡镇)[\u4e00-\u9fff]{1,10}?(?:族乡|镇|乡|苏木|街道|地区(?=办事处)))"
    r"(?:人民政府|政府|人民|办事处|街道办事处|街道办|办|党政办(?:公室)?)?"
)
_ADMINISTRATION = r"(?:党工委)?(?:管理?委员?会|管委会?|管委办(?:公室)?|管理局|人民政府|政府|筹备委员会)"
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,16}(?:开发区|园区|高新区|经开区|新区|保税区|综保区|保税港区|示范区|试验区|实验区|度假区|管理区|风景区"
    r"|名胜区|旅游区|自贸区|合作区|工业园|产业园|科技园|科技城|生态城|知识城|集聚区|港区|空港|新城|片区|商务区|高新|经开|产业基地"
    rf"|自由贸易港|高教园)(?:{_ADMINISTRATION})?"
)
_ZONE_OFFICE = re.compile(_ADMINISTRATION)
_COMMITTEE = re.compile(r"[\u4e00-\u9fff]{1,16}(?:管委会|管理委员会)")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff（）()·]{0,28}(?:[局厅委署办院部社队站处所台馆会室库校学行司团]|中心|公司|集团|海关|银行|医院|法庭|幼儿园|公园|支行)"
)
_NO_OFFICE = re.compile(
    r"(?:社会|全社会|协会|大会|机会|工作会|部|办|会|社|学|行|处|所|室|院|队|学习|校|司|团|库|站|台|馆|内部|全部|干部|其中|工作部署"
    r"|执行|进行|实行|试行|施行|运行|推行|发行)"
)
_INSTITUTION = re.compile(
    r"[\u4e00-\u9fff（）()]*(?:大学|学院|学校|中学|小学|医院|幼儿园|公司|集团|银行|党校)(?:[\u4e00-\u9fff]{0,4}(?:校区|分院|院区))?"
)
_PARTY = re.compile(r"^中共(?=[\u4e00-\u9fff])")
_CORPS = "新疆生产建设兵团"
_CORPS_NAME = re.compile(r"(?:新疆)?生产建设兵团|^兵团")
_DIVISION_OF_CORPS = re.compile(r"第?[一二三四五六七八九十]{1,3}师")
_MINISTRIES = (
    "外交 国防 教育 科学技术 科技 工业和信息化 国家安全 公安 民政 司法 财政 人力资源和社会保障 人力资源社会保障 "
    "自然资源 国土资源 生态环境 环境保护 住房和城乡建设 住房城乡建设 建设 交通运输 交通 铁道 水利 农业农村 农业 "
    "商务 文化和旅游 文化 卫生 退役军人事务 应急管理 人事 信息产业 监察"
)
_CENTRAL = re.compile(
    r"(?:中华人民共和国)?(?:国务院(?:办公厅|[\u4e00-\u9fff]{2,20}(?:委员会|办公室|中心|室))?"
    rf"|(?:{'|'.join(sorted((name + '部' for name in _MINISTRIES.split()), key=len, reverse=True))})"
    r"|国家(?:(?!级|电网|开发银行|能源集团|统一)[\u4e00-\u9fff]{1,16}?)(?:总局|局|委员会|署|委|办公室)"
    r"|中国(?:人民银行|民用航空局|气象局|地震局|科学院|社会科学院|工程院|证监会|银保监会|银监会|保监会|残疾人联合会"
    r"|(?:证券|银行|保险|银行保险)监督管理委员会)"
    r"|(?:海关|审计|新闻出版|中央广播电视)总?署|新闻出版总署|全国社会保障基金理事会|全国人大常委会(?:办公厅)?|最高人民(?:法院|检察院)"
    r"|公安部|国资委(?=$)|证监会|银保监会|人民银行(?=$))"
)
"""Bodies of the State Council and ministries, former ones included (国发〔2008〕11号, 国发〔2018〕6号,
国发〔2023〕5号)."""
_GENERIC = re.compile(r"(?P<word>[省市区县州旗盟]|自治[区州县旗])(?=[\u4e00-\u9fff])")
_KIND_AT_END = re.compile(r"[省市区县州旗盟]$")
_GENERIC_COUNTY = re.compile(r".区|[新老]城区")
"""Names of districts that are also ordinary words."""
_KIND = "省|自治区|自治州|自治县|自治旗|特区|地区|市|县|区|州|盟|旗"
_SEGMENTS = re.compile(
    rf"(?!关于|国务院|中华|中国|各|全|本|我|该|其)(?:[\u4e00-\u9fff]{{2,8}}?(?P<kind>{_KIND})){{1,3}}"
)
_NO_DIVISION = re.compile(
    r"(?:[园新发范验税社校景库辖各全本我该厂片灾军战选能理济术业游假]|高新|功能)区$"
    r"|[各全本我该]|办公|委员|工作|政府|信息|公开|报告|社会|管理|公司|部门|单位|行政区|分[区局]"
)
"""Words that have the form of a division's name and are none."""
_LEVELS: dict[str, UnitType] = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "自治州": "city",
    "盟": "city",
    "地区": "city",
}
_ORDINARY = re.compile(
    r"(?:(?:人民)?政府|发展和?改革|教育|科技|科学技术|工业和信息化|民宗|民族宗教|公安|民政|司法|财政|人社|人力资源和社会保障|自然资源|规划|生态环境|环境保护"
    r"|住建|住房和城乡建设|城乡建设|交通|交通运输|水利|水务|农业|农业农村|林业|商务|文旅|文化和旅游|文化|卫健|卫生健康|卫生|退役军人事务|应急|应急管理"
    r"|审计|市场监督管理|市监|统计|医疗保障|医保|信访|城管|城市管理|体育|教体|教育体育)(?:办公?[厅室]?|[局厅委]|委员会|管理局|规划局)"
)
"""Offices that every government has, so that 浙江教育厅 is 浙江省教育厅."""
_NO_SHORT = frozenset(("中山", "长江"))
"""Short names that also name persons: 中山大学 lies in 广州."""
_PREFIX = re.compile(r"^(?:中华人民共和国(?=.)|关于|印发|转发|公布|公开|发布|附件\d*|附\d*)+(?=.)")


class Body(NamedTuple):
    """A public body, as far as its name says which one."""

    places: tuple[Place, ...]
    """Divisions that its place may mean; several where the name is ambiguous, empty where it names none."""
    office: str
    """The name behind that of its place: 人民政府, 财政局; empty for a place alone."""
    unit_type: UnitType
    written: str
    """The whole name as written, in simplified characters and without white space."""
    place_name: str = ""
    """Name of its place as written, or the word that stands for it: 区 of 区财政局; empty where there is neither."""
    central: bool = False
    """Whether it is a body of the whole country, whose name needs no place."""
    whole: bool = False
    """Whether the name is complete as written, with a short name of its place as a part of it: 江苏海事局."""

    @property
    def word(self) -> str:
        """The word that stands for the name of its place; empty where that is named or missing."""
        return "" if self.places else self.place_name

    @property
    def name(self) -> str:
        """Name with the place as it is written."""
        if self.central:
            return self.office
        if self.place_name and self.office == GOVERNMENT and not _KIND_AT_END.search(self.place_name):
            return self.written
        return self.place_name + self.office


def plain(text: str) -> str:
    """Text in simplified characters, half width and without white space, as names are compared."""
    return _SPACE.sub("", simplified(fold_width(text)))


def body_named(phrase: str, year: int | None = None) -> Body | None:
    """The body that a whole phrase names; None where it names none. `year` settles names with two meanings."""
    whole = _PREFIX.sub("", plain(phrase))
    bare = whole.lstrip("原本我")
    for name in dict.fromkeys((whole, bare)):
        name = _PARTY.sub("", name).strip("，,、的-_—·:：")
        body = (_corps(name) or _central(name, year) or _local(name, year)) if 2 <= len(name) <= 40 else None
        if body is not None and (body.places or whole == bare or name != whole):  # 本溪 is a city, 本局 is no body
            return body
    return None


def _corps(name: str) -> Body | None:
    match = _CORPS_NAME.search(name)
    if match is None or match.start() > len("新疆维吾尔自治区"):
        return None
    rest = name[match.end() :]
    places = places_named("新疆维吾尔自治区")
    division = _DIVISION_OF_CORPS.match(rest)
    inner = body_named(rest[division.end() :]) if division and division.end() < len(rest) else None
    if inner is not None and inner.places:
        return inner
    if division and division.end() == len(rest):
        return Body(places, _CORPS + rest, "city", name, central=True)
    if not rest:
        return Body(places, _CORPS, "province", name, central=True)
    return Body(places, _CORPS + rest, "department", name, central=True) if _is_office(rest) else None


def _central(name: str, year: int | None) -> Body | None:
    if _INSTITUTION.fullmatch(name) and not name.startswith(("国务院", "中国人民银行")):
        return None
    match = _CENTRAL.match(name)
    if match is None:
        return None
    rest = name[match.end() :]
    if rest in ("", "办公厅", "办公室"):
        return Body((), name, "central", name, central=True)
    branch = find_place_at(rest, 0, short=True, year=year)
    if branch is None:
        county = re.match(r"[\u4e00-\u9fff]{2,8}?(?=税务|调查|监管|分行|支行)", rest)
        named = places_named(county[0], year) if county else ()
        branch = (county.end(), named) if county and named else None
    if branch is not None and _is_office(rest[branch[0] :]):
        return Body(branch[1], name, "department", name, central=True)
    return Body((), name, "department", name, central=True) if _is_office(rest) else None


def _local(name: str, year: int | None) -> Body | None:
    found = find_place_at(name, 0, year=year)
    brief = find_place_at(name, 0, short=True, year=year)
    if found is None or (brief is not None and brief[0] > found[0]):
        found = brief
    if found is None:
        return _without_place(name, year)
    end, places = found
    if places[0].short == name[:end] and _INSTITUTION.fullmatch(name[end:]) and name[:end] in _NO_SHORT:
        return Body((), name, "department", name)
    office = re.sub(r"^[（(]?本级[)）]?(?=.)", "", name[end:])
    office = re.sub(r"^(?:人民)?政府(?=.{2,}(?:街道|镇|乡|管委会|管理委员会))", "", office)
    unit_type = _type_of(office, _standing(places, year))
    brief_name = not _ends_with_name(name[:end], places)
    if unit_type is None or (brief_name and office[:1] in tuple("省市县区州旗盟")):
        return _without_place(name, year) if brief_name else _unlisted(name)
    whole = unit_type in ("zone", "department") and brief_name and not _ORDINARY.fullmatch(office)
    if brief_name and re.match("新区|风景|旅游|文化旅游", office) and (above := division_above(places[0])) is not None:
        places = (above,)  # 杭州钱塘新区 is no part of 钱塘区
    return Body(places, _canonical(office, places), unit_type, name, name[:end], whole=whole)


def _ends_with_name(written: str, places: tuple[Place, ...]) -> bool:
    """Whether a name is written with the word of its kind, and not only as a short name."""
    return any(written.endswith(place.name) for place in places) or bool(_KIND_AT_END.search(written))


def _standing(places: tuple[Place, ...], year: int | None) -> tuple[Place, ...]:
    """Those that still stand, where no year tells and one does."""
    now = tuple(place for place in places if not place.until)
    return now if year is None and now else places


def _type_of(office: str, places: tuple[Place, ...]) -> UnitType | None:
    """Type of the body with this office in one of these places; None where the words name no body."""
    level = places[0].level
    if not office or _OF_GOVERNMENT.fullmatch(office):
        return level
    if _OFFICE_OF_GOVERNMENT.fullmatch(office):
        return "department"
    if level == "zone" and _ZONE_OFFICE.fullmatch(office):
        return "zone"
    return _type_without_place(office)


def _type_without_place(office: str) -> UnitType | None:
    if _TOWN.fullmatch(office):
        return "town"
    if _COMMITTEE.fullmatch(office):
        return "zone"
    if _ZONE.fullmatch(office):
        return "zone"
    return "department" if _is_office(office) else None


def _is_office(words: str) -> bool:
    return bool(_OFFICE.fullmatch(words)) and not _NO_OFFICE.fullmatch(words)


def _without_place(name: str, year: int | None) -> Body | None:
    generic = _GENERIC.match(name)
    if generic:
        office = name[generic.end() :]
        level = _LEVELS.get(generic["word"], "county")
        if _OF_GOVERNMENT.fullmatch(office):
            return Body((), GOVERNMENT, level, name, generic["word"])
        unit_type = "department" if _OFFICE_OF_GOVERNMENT.fullmatch(office) else _type_without_place(office)
        if unit_type is not None:
            return Body((), _canonical(office, ()), unit_type, name, generic["word"])
    county = _county_at(name, year)
    if county is not None:
        return county
    if unlisted := _unlisted(name):
        return unlisted
    if _OF_GOVERNMENT.fullmatch(name) or _OFFICE_OF_GOVERNMENT.fullmatch(name):
        return None
    unit_type = _type_without_place(name)
    return Body((), _canonical(name, ()), unit_type, name) if unit_type is not None else None


def _unlisted(name: str) -> Body | None:
    """Government, or its office, of a place that is not in the table, by the form of its name: 海山市莲花区人民政府."""
    for end in range(min(len(name), 24), 2, -1):
        place, office = name[:end], name[end:]
        segments = _SEGMENTS.fullmatch(place)
        if segments is None or _NO_DIVISION.search(place) or office[:1] in tuple("域划"):
            continue
        kind = segments["kind"]
        if not office or _OF_GOVERNMENT.fullmatch(office):
            return Body((), GOVERNMENT, _LEVELS.get(kind, "county"), name, place)
        if _OFFICE_OF_GOVERNMENT.fullmatch(office):
            return Body((), _canonical(office, ()), "department", name, place)
        unit_type = _type_without_place(office) if len(office) >= 3 else None
        if unit_type is not None:
            return Body((), _canonical(office, ()), unit_type, name, place)
    return None


def _county_at(name: str, year: int | None) -> Body | None:
    """A county's short name alone (洪泽2019) or before an office (洪泽财政局), where only one county has it."""
    for end in range(min(len(name), 6), 1, -1):
        places = _standing(tuple(p for p in places_named(name[:end], year) if p.level == "county"), year)
        if len({place.code[:4] for place in places}) != 1 or len({place.short for place in places}) != 1:
            continue
        if len({place.name for place in places}) > 1:
            continue
        if _GENERIC_COUNTY.fullmatch(name[:end]) or (name[end : end + 1] and name[end] in "省市县区州旗盟"):
            continue
        office = re.sub(r"^自治[县旗](?=.)", "", name[end:])
        if not office or _OF_GOVERNMENT.fullmatch(office):
            return Body(places, _canonical(office, places), "county", name, name[:end])
        if _OFFICE.fullmatch(office) and re.search(r"[局委]$", office) and len(office) >= 3:
            return Body(places, office, "department", name, name[:end])
        if re.match("经济|高新|产业", office) and _ZONE.fullmatch(office):
            return Body(places, _canonical(office, places), "zone", name, name[:end], whole=True)
    return None


def _canonical(office: str, places: tuple[Place, ...]) -> str:
    """One spelling of an office: 政府 becomes 人民政府, 管委会 becomes 管理委员会."""
    if places and places[0].level != "zone" and (not office or _OF_GOVERNMENT.fullmatch(office)):
        return GOVERNMENT
    if match := _OFFICE_OF_GOVERNMENT.fullmatch(office):
        if match[0] in ("办公厅", "办公室", "办"):
            return GOVERNMENT + ("办公室" if match[0] == "办" else match[0])
        office = re.sub(r"办$", "办公室", office)
        return office if office.startswith((GOVERNMENT, "行")) else "人民" + office
    office = re.sub(r"(?<=街道)办$|(?<=街道)街道办$|(?<=街道)街道办事处$|(?<=街道)$", "办事处", office)
    if _TOWN.fullmatch(office):
        return re.sub(r"(?<=[镇乡木])(?:人民|政府)?$", GOVERNMENT, office)
    office = re.sub(r"管委会$", "管理委员会", office)
    zone = not office or _ZONE.fullmatch(office)
    return office if not zone or re.search(_ADMINISTRATION + "$", office) else office + "管理委员会"


@cache
def region_of(place: Place) -> Place:
    """The ordinary division of a place: of a zone the one above it."""
    above = division_above(place) if place.level == "zone" else None
    return above or place


def region_name(place: Place) -> str:
    """Qualified name of the ordinary division: 江苏省淮安市洪泽区."""
    return qualified_name(region_of(place))


def city_name(place: Place) -> str:
    """Name of the city or prefecture of a place; empty for a province and what lies directly below one."""
    at: Place | None = region_of(place)
    while at is not None and at.level != "city":
        at = division_above(at)
    return at.name if at is not None else ""


def full_name(body: Body, place: Place) -> str:
    """The one name of a body in a place, under which its aliases are one: 淮安市洪泽区人民政府."""
    if body.central:
        return body.office
    if body.whole:
        return body.name
    above = division_above(place) if place.level in ("county", "zone") else None
    before = above.name if above is not None and (place.level == "county" or above.short not in place.name) else ""
    if place.name.endswith("特别行政区") and body.office == GOVERNMENT:
        return place.name + "政府"
    prefecture = body.office == GOVERNMENT and place.name.endswith(("地区", "盟"))
    return before + place.name + ("行政公署" if prefecture else body.office)
