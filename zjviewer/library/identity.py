"""Identity of a report: which body it is of, where that body is, and which year it covers, each with its source.

The sources are asked in the order of `SOURCES`; the first that names a body gives the name, and the later ones only say
which of several places it means. What none of them says stays unknown.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal, NamedTuple

from zjviewer.core.dictionary.places import Place, division_above, find_place_at, places_named
from zjviewer.core.model.analysis import Sidecar
from zjviewer.core.model.report import Report
from zjviewer.core.text.segmentation import fold_width
from zjviewer.core.text.traditional import simplified
from zjviewer.library.body_names import (
    Body,
    UnitType,
    body_named,
    city_name,
    full_name,
    plain,
    region_name,
)
from zjviewer.library.report_years import is_of_no_year, without_years, year_in, year_of_folders

Source = Literal["sidecar", "reader", "title", "text", "site", "file name", "folder", ""]
SOURCES: tuple[Source, ...] = ("sidecar", "reader", "title", "text", "site", "file name", "folder")
"""`sidecar`: the editorial file; `reader`: what the reader assigned; `site`: metadata around the text."""

_SUBJECT = re.compile(
    r"关于|政府信息|信息公开|政务公开|政务信息|政府网站|部门预算|部门决算|部门整体|预算|决算|法治|依法行政|政府工作|工作报告|工作年报|工作总结|工作要点"
    r"|年度|年报|行政复议|行政执法|行政许可|行政应诉|国民经济|统计公报|主动公开|依申请|报告|公报|总结|情况|执行|财政收支|绩效"
    r"|\|"
)
_ISSUERS = (
    "编制单位",
    "编制机关",
    "发布机构",
    "发文机关",
    "发布机关",
    "公开机构",
    "制发机关",
    "发文单位",
    "发布单位",
    "制作单位",
    "信息来源",
    "来源",
    "稿件来源",
    "作者",
)
_STATED = re.compile(
    r"(?:编制单位|编制机关|编报单位|填报单位|报告单位|单位名称|编制部门|公开单位|填报机关|预算主管部门|主管部门|部门名称|预算单位|预算部门)(?:[（(]盖章[）)])?\s*[:：]\s*([^\n\t，。；;]{2,40})"
)
_PREPARED = re.compile(
    r"(?:本(?:年度)?报告由|现将|现公布|特?向社会公布|以下是)([\u4e00-\u9fff]{2,30}?)(?:编制|(?=20\d\d|政府信息公开))"
)
_SPEAKS = re.compile(
    r"我(?:谨|受)?代表([\u4e00-\u9fff]{0,24}?(?:国务院|人民政府|人民法院|人民检察院|常务委员会))[,，]?(?:向|报告)"
)
_PHRASE = re.compile(r"([\u4e00-\u9fff（）()]{2,40})(?:20\d\d年?度?)?政府信息公开(?:工作)?(?:年度)?报告")
_BRACKETS = re.compile(
    r"[《》“”\"'【】\[\]]|[（(](?:试行|草案|摘要|公开版|全文|网络版|正式稿|定稿|终稿|修改稿|最新|盖章版?)[）)]|\d{1,2}[.、](?!\d)"
)
_SEPARATORS = re.compile(
    r"[|_\-—–·+\s,，、;；:：~＿]+|(?<=[\u4e00-\u9fff])\.|(?<![\u4e00-\u9fff])\.|[A-Za-z0-9#&@]+|[（()）]"
)
_OF_DEPARTMENT = re.compile(r"部门|单位|统计")
"""In a title: the place alone names the government above the department that the report is of."""
_OPENING, _CLOSING = 4000, 600
_LINES = 6
_LONGEST_LINE = 40
_GENERIC_TITLE = re.compile(r"^(?:首页|正文|附件|文件|无标题|untitled|document|microsoft.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may say whose report it is. Every part may be empty."""

    title: str = ""
    text: str = ""
    issuer: str = ""
    """The body that the import detected in title, page or text; asked after the text's own statements."""
    metadata: tuple[tuple[str, str], ...] = ()
    path: PurePath = field(default_factory=PurePath)
    """Path of the file below the library's folder, with the name of that folder."""
    above: tuple[str, ...] = ()
    """Folders above the library's folder, which name no body and only settle which place is meant."""
    sidecar_body: str = ""
    sidecar_region: str = ""
    sidecar_year: int | None = None
    year_of_text: int | None = None
    """Year that the text gives: its statistical period or its opening."""
    assigned: "Assignment | None" = None


class Assignment(NamedTuple):
    """What the reader of the library says of a report; empty parts are not assigned."""

    body: str = ""
    unit_type: str = ""
    region: str = ""
    year: int | None = None


class Identity(NamedTuple):
    """Whose report it is and of which year; unknown parts are empty."""

    body: str = ""
    """The body's one name, the same for its aliases: 淮安市洪泽区人民政府."""
    unit_type: UnitType = "unknown"
    region: str = ""
    """Qualified name of its division: 江苏省淮安市洪泽区; empty where unknown and for central bodies."""
    city: str = ""
    """City or prefecture of the region; empty for a province and what lies directly below one."""
    code: str = ""
    """Code of the division, GB/T 2260."""
    body_source: Source = ""
    region_source: Source = ""
    year: int | None = None
    year_source: Source = ""


def identify(evidence: Evidence) -> Identity:
    """Identity of a report from all that is known of it."""
    year, year_source = _year(evidence)
    given = evidence.assigned or Assignment()
    identity = _of_body(evidence, year)
    if given.unit_type and identity.body_source != "sidecar":
        identity = identity._replace(unit_type=given.unit_type)  # type: ignore[arg-type]
    return identity._replace(year=year, year_source=year_source)


def evidence_of(
    report: Report,
    sidecar: Sidecar,
    path: PurePath,
    above: tuple[str, ...] = (),
    assigned: Assignment | None = None,
) -> Evidence:
    """Evidence from a report as its reader gave it, its editorial file, and its path in the library."""
    period = report.period
    covered = period[0].year if period and period[0].year == period[1].year else report.year
    return Evidence(
        title=sidecar.title or report.title,
        text=report.text,
        issuer=report.issuer,
        metadata=report.metadata,
        path=path,
        above=above,
        sidecar_body=sidecar.issuer,
        sidecar_region=sidecar.region,
        sidecar_year=sidecar.year,
        year_of_text=covered,
        assigned=assigned,
    )


def _year(evidence: Evidence) -> tuple[int | None, Source]:
    given = evidence.assigned or Assignment()
    stated: tuple[tuple[int | None, Source], ...] = ((evidence.sidecar_year, "sidecar"), (given.year, "reader"))
    found: tuple[tuple[int | None, Source], ...] = (
        (year_in(evidence.title), "title"),
        (evidence.year_of_text, "text"),
        (year_in(evidence.path.stem), "file name"),
        (year_of_folders(evidence.path.parts[:-1]), "folder"),
    )
    every = stated if is_of_no_year(evidence.title) else (*stated, *found)
    return next(((year, source) for year, source in every if year is not None), (None, ""))


def _of_body(evidence: Evidence, year: int | None) -> Identity:
    named = [(body, source) for body, source in _bodies(evidence, year)]
    if not named:
        return Identity()
    body, source = named[0]
    if body.unit_type == "central":
        return Identity(body.office, "central", body_source=source)
    region = evidence.sidecar_region or (evidence.assigned.region if evidence.assigned else "")
    if region and not body.places:
        stated = _stated_places(region, year)
        if len(stated) == 1:
            return _placed(body, stated[0], source, "sidecar" if evidence.sidecar_region else "reader")
    place, place_source = _place_of(body, source, named[1:], evidence, year)
    if place is None:
        levels = {each.level for each in _one_generation(body.places, year)}
        unsettled = body.unit_type in ("province", "city", "county") and len(levels) > 1
        return Identity(body.name, "unknown" if unsettled else body.unit_type, body_source=source)
    return _placed(body, place, source, place_source)


def _placed(body: Body, place: Place, source: Source, place_source: Source) -> Identity:
    unit_type = place.level if body.unit_type in ("province", "city", "county") and not body.central else body.unit_type
    return Identity(
        full_name(body, place), unit_type, region_name(place), city_name(place), place.code, source, place_source
    )


def _stated_places(region: str, year: int | None) -> tuple[Place, ...]:
    return _one_generation(places_named(plain(region), year), year)


def _bodies(evidence: Evidence, year: int | None) -> Iterator[tuple[Body, Source]]:
    """Bodies that the sources name, in the declared order, from whole statements to hints."""
    given = evidence.assigned or Assignment()
    statements: tuple[tuple[Source, Iterable[str]], ...] = (
        ("sidecar", (evidence.sidecar_body, evidence.sidecar_region)),
        ("reader", (given.body,)),
    )
    for source, names in statements:
        for name in filter(None, names):
            body = body_named(name, year)
            yield body or Body((), plain(name), "unknown", plain(name), whole=True), source
            break
    titled = list(_in_title(evidence.title, year))
    of_department = bool(_OF_DEPARTMENT.search(evidence.title))
    for body in titled:
        if not (of_department and body.written == body.place_name):
            yield body, "title"
    for body in _in_text(evidence.text, year):
        yield body, "text"
    for body in titled if of_department else ():
        yield body, "title"
    if evidence.issuer and (body := body_named(evidence.issuer, year)):
        yield body, "text"
    for name in _ISSUERS:
        for key, value in evidence.metadata:
            if key == name and (body := body_named(value, year)):
                yield body, "site"
    for body in _in_title(evidence.path.stem, year):
        yield body, "file name"
    for folder in reversed(evidence.path.parts[:-1]):
        for body in _in_title(folder, year):
            yield body, "folder"


def _in_title(title: str, year: int | None) -> Iterator[Body]:
    """Bodies that a title or file name names, in order; the parts are what stands between years and subject words."""
    if not title or _GENERIC_TITLE.match(title):
        return
    text = _BRACKETS.sub("", without_years(title))
    for raw in _SEPARATORS.split(simplified(fold_width(text)).replace("||", "|")):
        for part in _parts(raw):
            body = body_named(part, year)
            if body is not None:
                yield body


def _parts(phrase: str) -> Iterator[str]:
    """The phrase before its first subject word, and what follows 关于."""
    phrase = phrase.strip()
    match = _SUBJECT.search(phrase)
    if match is None:
        yield phrase
        return
    before = phrase[: match.start()]
    if before:
        if match[0] == "政府信息" and before.endswith("人民"):
            before += "政府"
        yield before
    rest = phrase[match.end() :]
    if match[0] == "关于" and rest:
        yield from _parts(re.sub(r"^(?:公布|印发|发布|公开|做好|报送)", "", rest))


def _in_text(text: str, year: int | None) -> Iterator[Body]:
    """Bodies that the text names as its author: stated, speaking, on lines of their own, or preparing the report."""
    if not text:
        return
    opening = simplified(fold_width(text[:_OPENING]))
    closing = simplified(fold_width(text[-_CLOSING:]))
    names = [match[1] for match in _STATED.finditer(opening + "\n" + closing)]
    names += [match[1] for match in _SPEAKS.finditer(opening)]
    for name in names:
        if body := body_named(name.strip(), year):
            yield body
    lines = [line.strip() for line in opening.split("\n")[:_LINES]]
    last = [line.strip() for line in closing.split("\n")[-_LINES:]] if len(text) > _CLOSING or "\n" in text else []
    for line in (*lines, *reversed(last)):
        if 4 <= len(line) <= _LONGEST_LINE and not re.search("[。；，]", line):
            for part in (line, *(_title_parts(line) if _PHRASE.search(line) else ())):
                body = body_named(part, year)
                if body is not None and (body.places or body.central or body.office):
                    yield body
                    break
    for pattern in (_PREPARED, _PHRASE):
        for match in pattern.finditer(opening):
            for part in _title_parts(match[1]):
                if body := body_named(part, year):
                    yield body


def _title_parts(line: str) -> tuple[str, ...]:
    return tuple(part for raw in _SEPARATORS.split(without_years(line)) for part in _parts(raw))


def _place_of(
    body: Body, source: Source, others: list[tuple[Body, Source]], evidence: Evidence, year: int | None
) -> tuple[Place | None, Source]:
    """The one place of a body and the source that says so; None where several remain possible."""
    candidates = _one_generation(body.places, year)
    if len(candidates) == 1:
        return candidates[0], source
    if body.central:
        return None, ""
    for other, hint in others:
        place = _agreeing(body, candidates, other, year)
        if place is not None:
            return place, hint
    if (place := _in_running_text(body, candidates, evidence.text, year)) is not None:
        return place, "text"
    place = _of_folders(body, candidates, (*evidence.above, *evidence.path.parts[:-1]), year)
    return place, "folder" if place else ""


def _agreeing(body: Body, candidates: tuple[Place, ...], other: Body, year: int | None) -> Place | None:
    """The place that another statement gives: the same office with a place, or a place among the candidates."""
    places = _one_generation(other.places, year)
    if len(places) != 1 or other.central:
        return None
    place = places[0]
    if candidates:
        return place if place in candidates else None
    same_office = other.office == body.office or (len(body.office) > 3 and other.office.endswith(body.office))
    return place if same_office and _level_fits(body, place) else None


def _level_fits(body: Body, place: Place) -> bool:
    """Whether a place is of the kind that the body's name says: 区财政局 lies in a district, 市教育局 in a city."""
    return not body.word or place.name.endswith(body.word)


def _in_running_text(body: Body, candidates: tuple[Place, ...], text: str, year: int | None) -> Place | None:
    """The place that the text writes directly before the name or the office, where it is always the same."""
    if not text:
        return None
    folded = simplified(fold_width(text[: _OPENING * 5]))
    found: set[Place] = set()
    if candidates:
        for name in {place.name for place in candidates}:
            for match in re.finditer(re.escape(name), folded):
                places = _ending_at(folded, match.end(), year)
                found |= places & set(candidates) if len(places) == 1 else set()
    elif body.unit_type != "unknown":
        office = body.office if len(body.office) >= 3 else body.written
        for match in re.finditer(re.escape(office), folded):
            found |= {place for place in _ending_at(folded, match.start(), year) if _level_fits(body, place)}
    return next(iter(found)) if len(found) == 1 else None


def _ending_at(text: str, end: int, year: int | None) -> set[Place]:
    """Places that the name before an offset may mean, with the divisions above that are written; empty without one."""
    for start in range(max(0, end - 18), end - 1):
        match = find_place_at(text, start, short=True, year=year)
        if match is not None and match[0] == end:
            return set(_one_generation(match[1], year))
    return set()


def _of_folders(body: Body, candidates: tuple[Place, ...], folders: tuple[str, ...], year: int | None) -> Place | None:
    """The place that the folders give, from the nearest outwards."""
    chain = [places for name in folders if (places := _folder_places(name, year))]
    for places in reversed(chain):
        if candidates:
            kept = [place for place in candidates if place in places or set(_ancestors(place)) & set(places)]
            if len(kept) == 1:
                return kept[0]
            continue
        fitting = [place for place in places if _level_fits(body, place)]
        if len(fitting) > 1:
            above = {place for others in chain if others is not places for place in others}
            fitting = [place for place in fitting if above & set(_ancestors(place))]
        if len(fitting) == 1:
            return fitting[0]
        if len(places) == 1 and not body.word:
            return None
    return None


def _folder_places(name: str, year: int | None) -> tuple[Place, ...]:
    """Places that a folder's name names, alone or before a year or an office."""
    for part in _SEPARATORS.split(without_years(name)):
        word = plain(part)
        if len(word) < 2:
            continue
        whole = places_named(word, year)
        if whole:
            return _one_generation(whole, year)
        match = find_place_at(word, 0, short=True, year=year)
        if match is not None:
            return _one_generation(match[1], year)
    return ()


def _ancestors(place: Place) -> Iterator[Place]:
    above = division_above(place)
    while above is not None:
        yield above
        above = division_above(above)


def _one_generation(places: tuple[Place, ...], year: int | None) -> tuple[Place, ...]:
    """The places without former ones where others of the name still stand and no year settles it."""
    standing = tuple(place for place in places if not place.until)
    return standing if year is None and standing else places
