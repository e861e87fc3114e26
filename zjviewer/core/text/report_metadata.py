"""Detection of metadata in the title, on the web page, and in the first and last lines: body, region, year, period,
date."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date

from zjviewer.core.model.report import Report
from zjviewer.core.text.lazy_patterns import lazy_pattern
from zjviewer.core.text.numerals import number_of
from zjviewer.core.text.segmentation import fold_width
from zjviewer.core.text.traditional import simplified
from zjviewer.core.text.written_years import with_years_in_digits

_TITLE = re.compile(
    r"(?:年度?报告|年报|(?:工作|情况|公开|总结|调查|评估|执行|审计|发展)报告|的报告|条例|办法|意见|通知|公告|通告|规定|规划|方案|细则|预算|决算|公报|公示|批复|复函|函|决定|命令"
    r"|纲要|要点|清单|说明|格式模板|(?:计划|预算|规划|任务|目标|决议|条例)[^，。]{0,6}(?:执行|完成|落实|实施|贯彻)情况|(?<=[\u4e00-\u9fff]{6})法)(?:[（(][^（）()]{1,20}[）)]|——.*)?$"
)
_REPORT = re.compile(r"报告|年报|预算|决算|公报|要点|计划|总结|情况$|表$")
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?(?:度|政府|信息|[^\d]{0,30}(?:报告|年报|预算|决算|公报|要点|计划|总结|情况|表))"
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_LEADING_YEAR = re.compile(r"^(?:(?:19|20)\d{2}年?度?)")
_UNIT = r"[\u4e00-\u9fff]{2,9}?(?:省|自治区|市|自治州|自治县|地区|县|区|州|盟|旗)"
_REGION = re.compile(rf"^((?:{_UNIT}){{1,3}})(?!域|划)")
_NO_REGION = re.compile(r"关于|国务院|中华|办公|委员|工作|政府|信息|公开|报告|社会|保税|管理")
_BODY = re.compile(r"^([\u4e00-\u9fff]{2,30}?)(?:(?:19|20)\d{2}|关于|政府信息公开|信息公开|政务公开)")
_ABOUT = re.compile(r"^关于(?:印发|公布|发布|转发|下达|批复)?《?")
_NO_BODY = re.compile(r"中华|(?:政府|政务)$")
_AUTHORITY = (
    r"(?:人民政府|政府办公厅|政府办公室|委员会|办公厅|办公室|管委会|人民法院|检察院|国务院|分局|[支总大]队|调查队|中心|银行|大学|学院"
    r"|集团|公司|[局厅委署院])"
)
_HAS_AUTHORITY = re.compile(rf"{_AUTHORITY}$")
_BODY_LINE = lazy_pattern(rf"(?!关于|各|附|抄送|主送|联系)[\u4e00-\u9fff]{{2,24}}{_AUTHORITY}")
"""A line that contains only the name of a public body: below the title, or as the signature."""
_SPEAKS_FOR = re.compile(
    r"我(?:谨|受)?代表([\u4e00-\u9fff]{0,20}?(?:国务院|人民政府|常务委员会|人民法院|人民检察院))[,，]?(?:向|报告)"
)
_SHORT_NAME = re.compile(r"(?:本|我)?([省市县区州旗镇乡]|自治区|自治州|自治县)(?=人民|常务)")
_DATE_LINE = lazy_pattern(
    r"[(（]?\s?(?:\d{4}|[一二][〇零○Ｏ一二三四五六七八九]{3})\s?[年\-/.]"
    r"[\d一二三四五六七八九十月.\-/ ]{2,12}日?\s?[)）]?"
)
_STATED_BODY = re.compile(
    r"(?m:^)(?:预算主管部门|预算单位|编制部门|编报部门|部门名称|单位名称|编制单位|填报单位|编报单位)(?:[(（]盖章[)）])?\s?[:：]\s?"
    rf"(?P<body>[\u4e00-\u9fff]{{2,24}}{_AUTHORITY})(?=\s|$)"
)
_BODY_AND_DATE = re.compile(rf"[(（]?\s?(?P<body>{_BODY_LINE.pattern})[\s,，]{{1,8}}(?P<date>{_DATE_LINE.pattern})")
"""Line such as （某市人民政府　2016年3月28日）."""
_PUBLISHED_LINE = re.compile(r"(?:发布|公开|成文|发文|生成|更新)(?:时间|日期)\s?[:：]\s?(?=\d{4})")
_MOST_LINES_OF_TITLE = 5
_MOST_LINES_OF_SIGNATURE = 4
_OPENING_YEAR = re.compile(r"((?:19|20)\d{2})年")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})")
_WRITTEN_DATE = re.compile(
    r"([一二][〇零○Ｏ一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_PERIOD = re.compile(
    rf"{_DATE.pattern}\s*+日?\s*+(?:起|以来)?\s*+[,，]?\s*+(?:至|到|[-–—~－]++)\s*+"
    r"(?:((?:19|20)\d{2})\s*[年\-/.]\s*)?(\d{1,2})\s*[月\-/.]\s*(\d{1,2})"
)
_OF_STATISTICS = lazy_pattern(r"(?:期限|期间|周期|时段|数据|统计)[^。;；\n]{0,20}$")
_WHOLE_YEAR = (1, 1, 12, 31)
_ISSUERS = ("发布机构", "发文机关", "发布机关", "公开机构", "制发机关", "发文单位", "发布单位", "制作单位")
_PUBLISHED = (
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
    "publish_date",
    "published",
    "date",
    "时间",
    "成文日期",
    "生成日期",
    "发文日期",
)
_OPENING = 3000
_CLOSING = 80
_HEAD = 300
"""Code points at the start of a text in which the line with the date of publication is looked for."""


def is_title(line: str) -> bool:
    """Whether a line is short and ends as titles of government documents do."""
    stripped = simplified(line.strip().lstrip("# "))
    return 4 <= len(stripped) <= 80 and bool(_TITLE.search(stripped)) and not re.search("[。；;]|[:：]", stripped)


def with_detected_metadata(report: Report) -> Report:
    """The report with the metadata that were detected; known values are not replaced."""
    written = fold_width(report.title)
    title, text = (with_years_in_digits(simplified(words)) for words in (written, report.text))
    known = {name: value for name, value in report.metadata if value}
    period = report.period or period_in(report.text)
    bare = _LEADING_YEAR.sub("", title)
    region = report.region or _region(bare)
    stated = next((known[name] for name in _ISSUERS if name in known), "")
    return replace(
        report,
        year=report.year or _year(title, text, period),
        region=_as_written(region, title, written, text, report.text),
        issuer=report.issuer or stated or _as_written(_body(bare, region, text), title, written, text, report.text),
        published=report.published or _published(known, report.text),
        period=period,
    )


def _as_written(name: str, title: str, written_title: str, text: str, written: str) -> str:
    """A name in the characters of the report, found in its simplified title or text."""
    for plain, original in ((title, written_title), (text, written)):
        at = plain.find(name)
        if at >= 0 and plain is not original:
            return original[at : at + len(name)]
    return name


def _body(title: str, region: str, text: str) -> str:
    """Public body that publishes a report: from the title, from the speaker, from a line below the title, or from
    the signature; otherwise the place or body before the year in the title. Empty where there is none."""
    match = _BODY.search(_ABOUT.sub("", title))
    named = match[1] if match and not _NO_BODY.match(match[1]) else ""
    if named.endswith("人民"):
        named += "政府"  # 某县人民政府信息公开: 政府 belongs to both names
    if _HAS_AUTHORITY.search(named):
        return named
    return _speaker(region, text) or _stated_body(region, text) or _body_line(text) or named or region


def _speaker(region: str, text: str) -> str:
    speaks = _SPEAKS_FOR.search(text, 0, _OPENING)
    if speaks is None:
        return ""
    short = _SHORT_NAME.match(speaks[1])
    if short is None:
        return speaks[1]
    return region + speaks[1][short.end() :] if region.endswith(short[1]) else ""


def _stated_body(region: str, text: str) -> str:
    """The body of a line such as 预算主管部门：某市某区财政局 before the first sentence, of the region of the title."""
    stated = _STATED_BODY.search(text, 0, _HEAD)
    return stated["body"] if stated and stated["body"].startswith(region) else ""


def _body_line(text: str) -> str:
    for line in (*_first_lines(text), *reversed(_last_lines(text))):
        bodies = line.split()
        if bodies and all(map(_BODY_LINE.fullmatch, bodies)):
            return bodies[0]
        signed = _BODY_AND_DATE.fullmatch(line)
        if signed:
            return signed["body"]
    return ""


def _first_lines(text: str) -> list[str]:
    """Lines before the first sentence of the text, stripped of white space."""
    found: list[str] = []
    for line in text[:_OPENING].split("\n")[:_MOST_LINES_OF_TITLE]:
        if re.search("[。；：;:]", line):
            break
        found.append(line.strip())
    return found


def _last_lines(text: str) -> list[str]:
    return [line.strip() for line in text[-_CLOSING:].split("\n")[1:][-_MOST_LINES_OF_SIGNATURE:]]


def is_disclosure_report(report: Report) -> bool:
    """Whether it is an annual report on the disclosure of government information, for which the national forms
    exist."""
    return bool(re.search("信息公开|政务公开", report.title or report.text[:_OPENING]))


def date_in(text: str) -> date | None:
    """First date in a text, in digits or in Chinese numerals; None where there is none."""
    plain = fold_width(text)
    match = _DATE.search(plain)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
        written = _WRITTEN_DATE.search(text)
        if written:
            digits = "".join(
                str(int(number_of(letter.translate({0x25CB: "〇", 0xFF2F: "〇"})))) for letter in written[1]
            )
            return date(int(digits), int(number_of(written[2])), int(number_of(written[3])))
    except ValueError:
        pass
    return None


def _year(title: str, text: str, period: tuple[date, date] | None) -> int | None:
    """Year that a report covers; None for laws and letters, whatever years they mention."""
    if not _REPORT.search(title) and title:
        return None
    match = _YEAR.search(title) or _ANY_YEAR.search(title)
    if match:
        return int(match[1])
    if period is not None and period[0].year == period[1].year:
        return period[0].year
    opening = _OPENING_YEAR.search(text, 0, 400)
    return int(opening[1]) if opening else None


def _region(title: str) -> str:
    match = _REGION.search(_ABOUT.sub("", title))
    return match[1] if match and not _NO_REGION.search(match[1]) else ""


def _published(known: dict[str, str], text: str) -> date | None:
    for name in _PUBLISHED:
        found = date_in(known.get(name, ""))
        if found:
            return found
    for line in (*_first_lines(text), *reversed(_last_lines(f"\n{text}"))):
        found = date_in(line) if _DATE_LINE.fullmatch(line) or _BODY_AND_DATE.fullmatch(line) else None
        if found:
            return found
    stated = _PUBLISHED_LINE.search(text, 0, _HEAD)
    return date_in(text[stated.end() : stated.end() + 12]) if stated else None


def period_in(text: str) -> tuple[date, date] | None:
    """First and last day of the first period at the start of a text; None where there is none.

    Where the year occurs only once (2023年1月1日至12月31日), the text must call it a statistical period or a whole
    year.
    """
    plain = fold_width(text[:_OPENING])
    for match in _PERIOD.finditer(plain):
        year, month, day, last_year, last_month, last_day = (int(part) if part else 0 for part in match.groups())
        named = last_year or _OF_STATISTICS.search(plain[: match.start()])
        if not named and (month, day, last_month, last_day) != _WHOLE_YEAR:
            continue
        with suppress(ValueError):
            found = date(year, month, day), date(last_year or year, last_month, last_day)
            if found[0] < found[1]:
                return found
    return None
