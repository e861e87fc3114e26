"""Year that a report covers, from its title, file name and folders; dates of publication are no years of a report."""

import re
from collections.abc import Sequence

from zjviewer.core.text.segmentation import fold_width
from zjviewer.core.text.traditional import simplified

FIRST, LAST = 1990, 2035
"""Years outside this range are other numbers."""

_DIGITS = str.maketrans("〇零○ＯOo０一二三四五六七八九", "00000" + "00" + "123456789")
_CHINESE_YEAR = re.compile(
    r"[一二][〇零○ＯOo0一二三四五六七八九]{3}(?=\s*年)|[一二][〇零○Ｏ一二三四五六七八九]{3}(?![〇零○一二三四五六七八九十])"
)
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|([-._/])\d{1,2}\1\d{1,2}(?!\d)|[01]\d[0-3]\d(?!\d))"
    r"|(?<=[Tt_])20\d{6}(?!\d)"
)
_AMENDED = re.compile(r"(?:19|20)\d{2}\s*年?(?:\d{1,2}月)?(?:修订|修正|修改|印发|发布|公布|公开发布|制定|更新)(?!的)")
_ISSUED = re.compile(r"(?:19|20)\d{2}\s*年(?:发布|公布|印发|公开|编制)的?(?=.*(?:19|20)\d{2}\s*年)")
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*+年?+度?+\s*+[-—–~～至到一]++\s*+((?:19|20)\d{2}|\d{2}(?=年|学年))(?!\d)\s*(学年度?|年)?"
)
_DOCUMENT_NUMBER = re.compile(
    r"[〔\[［(（]\s*(?:19|20)\d{2}\s*[〕\]］)）]\s*\d+\s*号|(?:19|20)\d{2}\s*年?第\s*\d+\s*号"
)
_OF_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?度")
_OF_REPORT = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?[^\d]{0,30}?(?:报告|年报|预算|决算|公报|要点|计划|总结|信息公开|政务公开)"
)
_WITH_WORD = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_BARE = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?![\d.]\d|\d)")
_SHORT = re.compile(
    r"(?<!\d)((?:0[3-9]|[1-3]\d))年?(?:度|年报)|(?<!\d)((?:0[3-9]|[1-3]\d))年(?=.{0,12}(?:报告|年报|预算|决算))"
)
_NO_REPORT = re.compile(
    r"(?:条例|办法|规定|规程|细则|法|意见|通知|公告|通告|规划|方案|批复|复函|函|决定|命令|纲要|清单|模板|指南)(?:[（(][^（）()]*[）)])?$"
)


def is_of_no_year(title: str) -> bool:
    """Whether a title is that of a law, a letter or a plan, which covers no year, whatever years it names."""
    text = _without_dates(title).strip()
    return bool(_NO_REPORT.search(text)) and not (_OF_YEAR.search(text) or _OF_REPORT.search(text))


def year_in(title: str) -> int | None:
    """Year that a report with this title or file name covers; None where it names none, or a range of years."""
    if is_of_no_year(title):
        return None
    text = _without_dates(title)
    for pattern in (_OF_YEAR, _OF_REPORT, _WITH_WORD, _BARE):
        found = [int(match[1]) for match in pattern.finditer(text) if FIRST <= int(match[1]) <= LAST]
        if found:
            return found[0]
    short = _SHORT.search(text)
    return 2000 + int(short[1] or short[2]) if short else None


def year_of_folders(folders: Sequence[str]) -> int | None:
    """Year that the nearest folder with a year names, such as `2019` or `2019年年报`; None where none does."""
    return next((year for name in reversed(folders) if (year := year_in(name)) is not None), None)


def without_years(title: str) -> str:
    """The title with a bar in place of every year and date, so that names beside them stand alone."""
    text = _without_dates(title)
    text = re.sub(r"(?<!\d)(?:19|20)\d{2}\s*(?:年度|年|度)?", "|", text)
    return re.sub(r"(?<!\d)[01-3]\d年度?", "|", text)


def _without_dates(title: str) -> str:
    text = simplified(fold_width(title))
    text = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), text)
    for pattern in (_DOCUMENT_NUMBER, _DATE, _RANGE, _ISSUED, _AMENDED):
        text = pattern.sub("|", text)
    return text
