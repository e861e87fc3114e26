"""Whose figures a report states where its sentences name nobody."""

import re

from zjviewer.core.model.report import Report
from zjviewer.core.text.segmentation import fold_width

_GOVERNMENT = re.compile(r"(?:(?:人民)?政府|国务院)(?:办公[厅室])?$")
_OF_A_DEPARTMENT = re.compile(r"部门|单位")
_OFFICE = r"[\u4e00-\u9fff]{2,12}?(?:局|委员会|办公室|厅|中心|院|部)"
_OPENING = 4000


def own_body(report: Report) -> str:
    """The place of a government, also one outside the table of places, or the name of another body; empty where a
    department's report does not name it."""
    region = report.region
    issuer = fold_width(report.issuer)
    if issuer and issuer != region and not _GOVERNMENT.search(issuer):
        return report.issuer
    if region and _OF_A_DEPARTMENT.search(report.title):
        found = re.search(re.escape(region) + _OFFICE, fold_width(report.text[:_OPENING]))
        return found[0] if found else ""
    return region or _GOVERNMENT.sub("", issuer)
