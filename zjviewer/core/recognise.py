"""What a report says of itself: title, body, region and year."""

import re
from dataclasses import replace

from zjviewer.core.model import Report
from zjviewer.core.text import fold_width

_TITLE = re.compile(r"(?:年度?报告|工作报告|条例|办法|意见|通知|公告|规定|预算|决算|公报)(?:[（(].{1,20}[）)]|——.*)?$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?(?:度|政府|信息)?")
_REGION = re.compile(r"([\u4e00-\u9fff]{2,7}?(?:省|自治区|市|县|区|州))")
_BODY = re.compile(r"^(?:(?:19|20)\d{2}年?度?)?([\u4e00-\u9fff]{2,30}?)(?:(?:19|20)\d{2}|政府信息公开|信息公开)")
_OPENING_YEAR = re.compile(r"((?:19|20)\d{2})年")


def is_title(line: str) -> bool:
    """A short line that ends as the titles of government documents do."""
    stripped = line.strip().lstrip("# ")
    return 4 <= len(stripped) <= 60 and bool(_TITLE.search(stripped)) and "。" not in stripped


def recognised(report: Report) -> Report:
    """The report with what its title and opening tell; nothing that is known already is changed."""
    title = fold_width(report.title)
    year = report.year or _year(title) or _year_of_opening(report.text)
    region = report.region
    if not region:
        match = _REGION.search(re.sub(r"(?:19|20)\d{2}年?度?", "", title))
        region = match[1] if match else ""
    issuer = report.issuer
    if not issuer:
        body = _BODY.search(title)
        issuer = body[1] if body else region
    return replace(report, year=year, region=region, issuer=issuer)


def _year(title: str) -> int | None:
    match = _YEAR.search(title)
    return int(match[1]) if match else None


def _year_of_opening(text: str) -> int | None:
    match = _OPENING_YEAR.search(text, 0, 400)
    return int(match[1]) if match else None
