"""Administrative divisions of China at county level and above: look-up by name, in a text and in names of bodies.

The table is `resources/places/places.tsv`. It is read at the first call.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, cast

from zjviewer import paths
from zjviewer.core.text.lazy_patterns import lazy_pattern

Level = Literal["province", "city", "county", "zone"]

_COLUMNS = 9
"""code, name, short, level, parent, since, until, other names, former parents."""

_NOT_BEFORE = {"市": "场", "区": "域间块别"}
"""What may not follow the last character of a name in a text: 开封市场 and 河西区域 name no division."""
_PREPOSITIONS = "在于由从对与及到至赴向为自"
_GENERIC = re.compile(r".区|[新老]城区")
"""Names that are also ordinary words (城区, 老城区): they count only behind a division above or before 人民政府."""
_ORDINARY = re.compile(r".县|市.区")
"""Names that are also parts of ordinary words (各市和县, 全市中区): alone they count only at the start of a word."""
_IDEOGRAPH = lazy_pattern(r"[\u3400-\u9fff]")

_SPACE = re.compile(r"\s+")
_ZONE = re.compile(r"开发区|园区|新区|管理区|示范区|试验区|实验区")
_GOVERNMENT = "人民政府"
_CENTRAL = re.compile(
    r"(?:国务院|国家|中华|中国|最高|全国).*|.*(?:总局|总署)|(?:外交|国防|教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源"
    r"和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部"
)
"""Bodies of the whole country, which need no place. The ministries: 国务院关于机构设置的通知, 国发〔2023〕5号."""


class Place(NamedTuple):
    """One division. Counties include districts, county-level cities and banners."""

    code: str
    """Six digits of GB/T 2260. A renamed division may share the code of its successor."""
    name: str
    short: str
    """Name without the word of its kind and without peoples' names: 洪泽, 景宁. At least two characters: 沛县."""
    level: Level
    parent: str
    """Code of the next division above; empty for a province."""
    since: int
    """First year in which it stood under this name; 0 for 2007 or earlier."""
    until: int
    """Year in which it ended or took another name; 0 where it still stands (end of 2024)."""


class _Names(NamedTuple):
    """Positions in the table by name. Most names have one; a plain dictionary is quick to build."""

    first: dict[str, int]
    more: dict[str, list[int]]

    def positions(self, name: str) -> list[int]:
        """All positions, in the order of the table; empty for an unknown name."""
        found = self.first.get(name)
        return [] if found is None else [found, *self.more.get(name, ())]


def _by_name(names: Sequence[str]) -> _Names:
    first = dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))
    more: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if first[name] != index:
            more.setdefault(name, []).append(index)
    return _Names(first, more)


class _Table(NamedTuple):
    fields: list[str]
    """All fields of the table, row by row, without the header."""
    codes: _Names
    names: _Names
    shorts: _Names
    others: dict[str, list[int]]
    """Names that are as good as the full one: 景宁县, 延边州."""
    heads: set[str]
    """First two characters of all names."""
    longest: int
    """Code points of the longest name."""


@cache
def _table() -> _Table:
    written = (paths.resources() / "places" / "places.tsv").read_bytes()  # twice as fast as reading it as text
    fields = "\t".join(written.decode("utf-8").splitlines()[1:]).split("\t")
    codes, names, shorts, other_lists = (fields[column::_COLUMNS] for column in (0, 1, 2, 7))
    others: dict[str, list[int]] = {}
    for index, other_list in enumerate(other_lists):
        for other in other_list.split():
            others.setdefault(other, []).append(index)
    heads = {name[:2] for name in shorts}  # each name begins with its short one
    return _Table(fields, _by_name(codes), _by_name(names), _by_name(shorts), others, heads, max(map(len, names)))


def _row(index: int) -> list[str]:
    return _table().fields[index * _COLUMNS : (index + 1) * _COLUMNS]


@cache
def _place(index: int) -> Place:
    code, name, short, level, parent, since, until, _, _ = _row(index)
    return Place(code, name, short, cast(Level, level), parent, int(since or 0), int(until or 0))


@cache
def _above(code: str) -> frozenset[str]:
    """Codes of all divisions above, those of earlier years included."""
    found: set[str] = set()
    for index in _table().codes.positions(code):
        _, _, _, _, parent, _, _, _, former_parents = _row(index)
        found.update(former_parents.split(), [parent] if parent else [])
    return frozenset(found.union(*map(_above, found)))


def _stood_in(place: Place, year: int) -> bool:
    return place.since <= year and (not place.until or year <= place.until)


class _Match(NamedTuple):
    end: int
    places: tuple[Place, ...]
    whole: bool
    """Whether the last name is a full one."""


def _names_at(text: str, start: int, above: frozenset[str] | None) -> Iterator[_Match]:
    """Names that begin here, the longest first. With `above`, only those below one of these divisions."""
    table = _table()
    if text[start : start + 2] not in table.heads:
        return
    for end in range(min(len(text), start + table.longest), start + 1, -1):
        name = text[start:end]
        full = [*table.names.positions(name), *table.others.get(name, ())]
        brief = [index for index in table.shorts.positions(name) if index not in full]
        for whole, found in ((True, full), (False, brief)):
            places = tuple(map(_place, found))
            if above is not None:
                places = tuple(place for place in places if above & _above(place.code))
            if places:
                yield _Match(end, places, whole)


def _upper(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(place.code for place in places if place.level in ("province", "city"))


def _chains(text: str, start: int, above: frozenset[str] | None = None) -> Iterator[tuple[_Match, bool]]:
    """Names that begin here, each alone and continued by names below it; the flag says whether it is a continuation."""
    for match in _names_at(text, start, above):
        yield match, above is not None
        if upper := _upper(match.places):
            yield from _chains(text, match.end, upper)


def _of_year(places: Iterable[Place], year: int | None) -> tuple[Place, ...]:
    """Those that stood in the year, or all where none did: a text may use a name too early or too late."""
    every = tuple(places)
    return tuple(place for place in every if year is None or _stood_in(place, year)) or every


_ORDER = ("province", "city", "county", "zone")


def _ordered(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each once: standing ones first, then from province down, by code."""
    return tuple(sorted(set(places), key=lambda place: (place.until > 0, _ORDER.index(place.level), place)))


def places_named(name: str, year: int | None = None) -> tuple[Place, ...]:
    """All divisions that a name may mean: full or short, with or without the names of those above.

    Several where it is ambiguous, empty where it is unknown. Short names count only where no full name fits. `year`
    leaves out what did not stand then.
    """
    name = _SPACE.sub("", name)
    matches = [match for match, _ in _chains(name, 0) if match.end == len(name)]
    whole = [place for match in matches if match.whole for place in match.places]
    return _ordered(_of_year(whole or (place for match in matches for place in match.places), year))


def find_place_at(
    text: str, start: int, *, short: bool = False, year: int | None = None
) -> tuple[int, tuple[Place, ...]] | None:
    """End offset and meanings of the longest name that begins at an offset; None where none does.

    The name ends in a full name, which may follow names of divisions above it, short ones too (江苏淮安市洪泽区). With
    `short` it may end in a short one; that of a county only behind a province or city, because 公安, 平安 and 民和 are
    words. Where the name begins inside a longer word is for the caller to know, except for a few that are ordinary
    parts of words (城区, 和县).
    """
    best: _Match | None = None
    for match, continued in _chains(text, start):
        if best is not None and match.end <= best.end:
            continue
        if match.whole:
            fits = _may_end(text, match.end) and (continued or _may_begin(text, start, match.end))
        else:
            fits = short and (continued or bool(_upper(match.places)))
            if fits and not continued:
                match = match._replace(places=tuple(place for place in match.places if _upper([place])))
        if fits:
            best = match
    return best and (best.end, _ordered(_of_year(best.places, year)))


def _may_end(text: str, end: int) -> bool:
    return text[end : end + 1] not in tuple(_NOT_BEFORE.get(text[end - 1], ""))


def _may_begin(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if _GENERIC.fullmatch(name):
        return text.startswith(_GOVERNMENT, end)
    if not _ORDINARY.fullmatch(name):
        return True
    before = text[start - 1 : start] if start else ""
    return not _IDEOGRAPH.match(before) or before in _PREPOSITIONS


def division_with_code(code: str) -> Place | None:
    """The division with a code, the standing one of several; None for an unknown code."""
    found = _ordered(map(_place, _table().codes.positions(code)))
    return found[0] if found else None


def division_above(place: Place) -> Place | None:
    """The next division above, as it stood with this one; None for a province."""
    found = [_place(index) for index in _table().codes.positions(place.parent)] if place.parent else []
    later = [above for above in found if not above.until or (place.until and above.until >= place.until)]
    return min(later or found, key=lambda above: above.until or 9999) if found else None


@cache
def divisions_below(code: str, level: Level, year: int | None = None) -> tuple[Place, ...]:
    """Divisions of a level directly below another, in the order of their codes; of provinces with an empty code.
    `year` leaves out what did not stand then, None what does not stand any more."""
    table = _table()
    rows = range(len(table.fields) // _COLUMNS)
    found = (_place(index) for index in rows if table.fields[index * _COLUMNS + 3] == level)
    standing = (place for place in found if (not place.until if year is None else _stood_in(place, year)))
    return tuple(sorted((place for place in standing if place.parent == code), key=lambda place: place.code))


def qualified_name(place: Place) -> str:
    """Name with those of the divisions above it: 江苏省淮安市洪泽区. What a zone's name contains is not repeated."""
    name, above = place.name, division_above(place)
    while above is not None:
        if place.level != "zone" or above.short not in place.name:
            name = above.name + name
        above = division_above(above)
    return name


def same_body(first: str, second: str, years: tuple[int, int] | None = None) -> bool | None:
    """Whether two names mean the same government body: True or False where it is certain, else None.

    A body is a place and an office (人民政府, 财政局); both must agree. None stands for an ambiguous place (鼓楼区,
    even when both names are spelled alike), a name without place (区财政局), an office that may be an abbreviation
    (卫健委), and a division that may have succeeded the other (洪泽县, 洪泽区). `years` are those of the two names;
    they settle names that meant another division earlier (毕节市).
    """
    first, second = _SPACE.sub("", first), _SPACE.sub("", second)
    own, other = (_body(name, year) for name, year in zip((first, second), years or (None, None), strict=True))
    if own is None or other is None:
        return True if first == second and _CENTRAL.fullmatch(first) else None
    verdicts = (_same_place(own, other), _same_office(own.office, other.office))
    if False in verdicts:
        return False
    return None if None in verdicts else True


class _Body(NamedTuple):
    places: frozenset[Place]
    office: str


def _body(name: str, year: int | None) -> _Body | None:
    found = find_place_at(name, 0, year=year) or find_place_at(name, 0, short=True, year=year)
    if found is None:
        return None
    end, places = found
    office = re.sub(r"^政?府(?=办|$)", _GOVERNMENT, name[end:])
    office = re.sub(r"办(?:公[室厅])?$", "办公室", office)
    office = office.replace("管委会", "管理委员会")
    return _Body(frozenset(places), re.sub(r"委$", "委员会", office))


def _same_place(own: _Body, other: _Body) -> bool | None:
    if own.places & other.places:
        return True if own.places == other.places and len(own.places) == 1 else None
    if any(_related(place, another) for place in own.places for another in other.places):
        return None
    return None if _of_zone(own) or _of_zone(other) else False


def _of_zone(body: _Body) -> bool:
    """Zones are listed in part and spelled in many ways."""
    return bool(_ZONE.search(body.office)) or any(place.level == "zone" for place in body.places)


def _related(place: Place, another: Place) -> bool:
    """Whether one may be the other's successor: the same code, or one ended in its city when the other began."""
    if place.code == another.code:
        return True
    alike = place.short == another.short and place.code[:2] == another.code[:2]
    if not alike and place.parent != another.parent:
        return False
    pairs = ((place, another), (another, place))
    return any(older.until > 0 and abs(older.until - newer.since) <= 1 for older, newer in pairs)


def _same_office(own: str, other: str) -> bool | None:
    if own == other:
        return True
    if not own or not other:
        return None
    if _GOVERNMENT in (own, other):
        return False
    shorter, longer = sorted((own, other), key=len)
    if longer.startswith(shorter):
        return None if longer[len(shorter)] in "(（" else False
    rest = iter(longer)
    return None if all(char in rest for char in shorter) else False
