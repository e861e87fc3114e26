"""Reports in the national formats of 2014 and 2019, with tables that agree."""

from collections.abc import Callable

from tests import papers
from tests.papers import Grid, Paper, Set, Words, row

_E2_OTHER = ("（六）其他处理", ("",))
_E2_RESULTS = (*papers.RESULTS[:5], _E2_OTHER, papers.RESULTS[6])
TOTAL = 2 + sum(len(below) for _, below in _E2_RESULTS) - 1
"""Row of 总计 in table 三 of 2019; 结转下年度继续办理 stands below it."""


def agreeing(row: int, column: int, carried: Callable[[int], int] = lambda column: column) -> int:
    """Table 三 with numbers that agree: results of 1 to 3 for each applicant, some of them carried over."""
    if column == 6:
        return sum(agreeing(row, each, carried) for each in range(6))
    if row == 1:
        return carried(column)
    if row == TOTAL + 1:
        return column % 3
    if row == TOTAL:
        return sum(agreeing(each, column, carried) for each in range(2, TOTAL))
    if row == 0:
        return agreeing(TOTAL, column, carried) + agreeing(TOTAL + 1, column, carried) - carried(column)
    return 1 + (row + column) % 3


def format_2019(
    year: int = 2019, *prose: str, carried: Callable[[int], int] = lambda column: column, before: int = 120
) -> Paper:
    """The format of 2019: what is made and decided, table 三 with one row of other results, table 四."""
    told = Words(f"{year}年，全市收到政府信息公开申请{agreeing(0, 6, carried)}件。")
    return Paper(
        f"江阳市人民政府{year}年政府信息公开工作年度报告",
        (
            Words("一、总体情况", 1),
            told,
            *map(Words, prose),
            Words("二、主动公开政府信息情况", 1),
            _disclosures(before),
            Words("三、收到和处理政府信息公开申请情况", 1),
            _applications(carried),
            Words("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 1),
            papers.litigation(),
            Words("五、存在的主要问题及改进情况", 1),
            Words("对照要求仍有差距，举办培训班3期。"),
        ),
    )


def _applications(carried: Callable[[int], int]) -> Grid:
    kept = papers.RESULTS
    papers.RESULTS = _E2_RESULTS
    try:
        return papers.applications(lambda at, column: str(agreeing(at, column, carried)))
    finally:
        papers.RESULTS = kept


def _disclosures(before: int) -> Grid:
    projects = ("上一年项目数量", "本年增/减", "处理决定数量")
    return Grid(
        (
            (Set("第二十条第（一）项", 1, 4),),
            row("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
            row("规章", "1", "1", "20"),
            row("规范性文件", "12", "11", "88"),
            (Set("第二十条第（五）项", 1, 4),),
            row("信息内容", *projects),
            row("行政许可", str(before), "-3", "1550"),
            row("其他对外管理服务事项", "310", "5", "820"),
            (Set("第二十条第（六）项", 1, 4),),
            row("信息内容", *projects),
            row("行政处罚", "2600", "12", "4119"),
            row("行政强制", "150", "0", "37"),
            (Set("第二十条第（八）项", 1, 4),),
            (Set("信息内容"), Set("上一年项目数量"), Set("本年增/减", 1, 2)),
            (Set("行政事业性收费"), Set("20"), Set("-2", 1, 2)),
            (Set("第二十条第（九）项", 1, 4),),
            (Set("信息内容"), Set("采购项目数量"), Set("采购总金额", 1, 2)),
            (Set("政府集中采购"), Set("210"), Set("7730.28", 1, 2)),
        )
    )


STATISTICS = (
    ("一、主动公开情况", "", ""),
    ("（一）主动公开政府信息数", "条", "125000"),
    ("其中：主动公开规范性文件数", "件", "86"),
    ("三、依申请公开情况", "", ""),
    ("（一）收到申请数", "件", "1204"),
    ("1．当面申请数", "件", "300"),
    ("2．传真申请数", "件", "50"),
    ("3．网络申请数", "件", "750"),
    ("4．信函申请数", "件", "104"),
    ("（二）申请办结数", "件", "1200"),
    ("1．按时办结数", "件", "1180"),
    ("2．延期办结数", "件", "20"),
    ("（三）申请答复数", "件", "1200"),
    ("1．属于已主动公开范围数", "件", "180"),
    ("2．同意公开答复数", "件", "600"),
    ("3．同意部分公开答复数", "件", "60"),
    ("4．不同意公开答复数", "件", "120"),
    ("其中：涉及国家秘密", "件", "10"),
    ("涉及商业秘密", "件", "20"),
    ("涉及个人隐私", "件", "30"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "5"),
    ("不是《条例》所指政府信息", "件", "40"),
    ("法律法规规定的其他情形", "件", "15"),
    ("5．不属于本行政机关公开数", "件", "100"),
    ("6．申请信息不存在数", "件", "90"),
    ("7．告知作出更改补充数", "件", "20"),
    ("8．告知通过其他途径办理数", "件", "30"),
    ("四、行政复议数量", "件", "160"),
    ("（一）维持具体行政行为数", "件", "88"),
    ("（二）被依法纠错数", "件", "24"),
    ("（三）其他情形数", "件", "48"),
    ("五、行政诉讼数量", "件", "90"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "70"),
    ("（二）被依法纠错数", "件", "8"),
    ("（三）其他情形数", "件", "12"),
    ("八、机构建设和保障经费情况", "", ""),
    ("（三）从事政府信息公开工作人员数", "人", "240"),
    ("1．专职人员数（不包括政府公报及政府网站工作人员数）", "人", "60"),
    ("2．兼职人员数", "人", "180"),
)
"""The form of 2014: name, unit and value."""


def format_2014(year: int = 2017) -> Paper:
    """A report with the form of 2014 behind it."""
    rows = tuple(row(*cells) for cells in (("统计指标", "单位", "统计数"), *STATISTICS))
    return Paper(
        f"江阳市人民政府{year}年政府信息公开工作年度报告",
        (
            Words("一、概述", 1),
            Words(f"{year}年，江阳市各级行政机关认真做好政府信息公开工作。"),
            Words("政府信息公开情况统计表", 1),
            Grid(rows),
        ),
    )
